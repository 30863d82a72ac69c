package id.cemara.payment;

import id.cemara.files.Documents;
import id.cemara.files.StoredDocument;
import id.cemara.files.Upload;
import id.cemara.identity.Permission;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.registry.Ids;
import id.cemara.shared.Checks;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Refused;
import java.sql.Types;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// Claims that an order was paid, with their receipts. A claim confirms nothing: the group or a provider
/// does, see [Payments].
@Service
public class PaymentClaims {

    private static final int MOST_CLAIMS = 10;

    private final JdbcClient db;
    private final PaymentBook book;
    private final TransactionTemplate transaction;
    private final Documents documents;
    private final AuditTrail audit;
    private final Clock clock;

    PaymentClaims(
            JdbcClient db,
            PaymentBook book,
            TransactionTemplate transaction,
            Documents documents,
            AuditTrail audit,
            Clock clock) {
        this.db = db;
        this.book = book;
        this.transaction = transaction;
        this.documents = documents;
        this.audit = audit;
        this.clock = clock;
    }

    /// Records a claim by the buyer, or by the group for the buyer.
    ///
    /// @param note a message; null for none
    /// @param picture the receipt as photo or PDF; null for none
    public PaymentView claim(String reference, @Nullable String note, @Nullable Upload picture) {
        String said = said(note);
        requireClaimable(Objects.requireNonNull(transaction.execute(status -> book.row(reference))));
        StoredDocument paper = picture == null ? null : documents.store(picture.open());
        return Objects.requireNonNull(transaction.execute(status -> claim(reference, said, paper)));
    }

    private static @Nullable String said(@Nullable String note) {
        var checks = new Checks();
        String said = checks.text("note", note, Payments.LONGEST_TEXT, false);
        checks.refuseProblems();
        return said;
    }

    private PaymentView claim(String reference, @Nullable String note, @Nullable StoredDocument paper) {
        PaymentRow before = book.held(reference);
        requireClaimable(before);
        int claims = book.claimsOf(List.of(before.id()))
                .getOrDefault(before.id(), List.of())
                .size();
        if (claims >= MOST_CLAIMS) {
            throw new Refused(new PaymentProblem.TooManyPaymentClaims(MOST_CLAIMS));
        }
        requireSeller();
        book.change(before, "claimed", PaymentStatus.CLAIMED, null, "");
        db.sql("""
                insert into payment.payment_claims (id, payment_id, group_id, area_code, token_hash, claimed_at, by_whom,
                       note, file_hash, file_type)
                values (:id, :payment, :group, :area, :token, :now, :by, :note, :hash, :type)
                """)
                .param("id", Ids.next(clock))
                .param("payment", before.id())
                .param("group", before.group().value())
                .param("area", before.areaCode())
                .param("token", before.tokenHash(), Types.VARCHAR)
                .param("now", book.now())
                .param("by", Party.of(before.group()).key())
                .param("note", note, Types.VARCHAR)
                .param("hash", paper == null ? null : paper.hash(), Types.VARCHAR)
                .param("type", paper == null ? null : paper.mediaType(), Types.VARCHAR)
                .update();
        return book.view(reference);
    }

    private static void requireClaimable(PaymentRow payment) {
        if (payment.isPaid()) {
            throw new Refused(new PaymentProblem.PaymentSettled(payment.status()));
        }
    }

    /// Accounts must sell for the group; a buyer has none.
    private static void requireSeller() {
        if (CurrentActor.get().account().isPresent()) {
            Permission.SELL.require();
        }
    }

    /// Whether the newest claim has the same content and is still unanswered, so that repeating it adds
    /// nothing.
    ///
    /// @param note a message; null for none
    /// @param picture the receipt; null for none
    @Transactional
    public boolean isClaimedSo(String reference, @Nullable String note, @Nullable Upload picture) {
        PaymentRow payment = book.row(reference);
        if (payment.status() != PaymentStatus.CLAIMED) {
            return false;
        }
        String said = said(note);
        StoredDocument paper = picture == null ? null : documents.store(picture.open());
        return db.sql("""
                select c.by_whom = :by and c.note is not distinct from :note
                       and c.file_hash is not distinct from :hash
                  from payment.payment_claims c
                 where c.payment_id = :payment
                 order by c.claimed_at desc, c.id desc
                 limit 1
                """)
                .param("payment", payment.id())
                .param("by", Party.of(payment.group()).key())
                .param("note", said, Types.VARCHAR)
                .param("hash", paper == null ? null : paper.hash(), Types.VARCHAR)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /// A claim's receipt, for the buyer and the group's sellers. Access by an office is recorded in the
    /// audit trail.
    @Transactional
    public StoredDocument picture(String reference, UUID claim) {
        PaymentRow payment = book.row(reference);
        requireSeller();
        StoredDocument paper = db.sql("""
                select file_hash as hash, file_type as media_type
                  from payment.payment_claims
                 where id = :claim and payment_id = :payment and file_hash is not null
                """)
                .param("claim", claim)
                .param("payment", payment.id())
                .query(StoredDocument.class)
                .optional()
                .orElseThrow(Refused::notFound);
        if (CurrentActor.get().isStaff()) {
            audit.add(PaymentBook.entry("payment.receipt-shown", payment, Map.of(), null));
        }
        return paper;
    }
}
