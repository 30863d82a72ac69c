package id.cemara.market.feedback;

import id.cemara.identity.Permission;
import id.cemara.shared.Checks;
import id.cemara.shared.RequestProblem.Outdated;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The contact of consumer protection: dated data with a source, kept by the national office or the
/// operator.
@Service
public class ProtectionContacts {

    private final JdbcClient db;
    private final Clock clock;

    ProtectionContacts(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    record Typed(
            @Nullable String office,
            @Nullable String phone,
            @Nullable String email,
            @Nullable String web,
            @Nullable String source) {}

    /// The most recent contact.
    @Transactional(readOnly = true)
    public ProtectionContact current() {
        return db.sql("""
                select noted_on, office, phone, email, web, source, version
                  from market.protection_contacts order by noted_on desc limit 1
                """).query(ProtectionContact.class).single();
    }

    /// Records the contact as of today; replaces one recorded earlier today.
    ///
    /// @param version the version that was read; null is refused
    @Transactional
    void note(Typed typed, @Nullable Integer version) {
        Permission.KEEP_PROTECTION_CONTACT.require();
        var checks = new Checks();
        String office = checks.text("office", typed.office(), 200, true);
        String phone = checks.text("phone", typed.phone(), 60, false);
        String email = checks.text("email", typed.email(), 120, false);
        String web = checks.text("web", typed.web(), 200, false);
        checks.that(web == null || web.matches("https://[A-Za-z0-9./_~%-]+"), "web", "https-address");
        checks.that(email == null || email.matches("[^@\\s]+@[^@\\s]+"), "email", "email");
        String source = checks.text("source", typed.source(), 300, true);
        checks.refuseProblems();
        // Today's row may not be there yet, so no row can be locked in its place.
        db.sql("select pg_advisory_xact_lock(hashtext('market.protection_contacts'))")
                .query(row -> {});
        int stored = current().version();
        Outdated.require(stored, version);
        db.sql("""
                insert into market.protection_contacts (noted_on, office, phone, email, web, source, version)
                values (:today, :office, :phone, :email, :web, :source, :version)
                    on conflict (noted_on) do update
                   set office = excluded.office, phone = excluded.phone, email = excluded.email, web = excluded.web,
                       source = excluded.source, version = excluded.version
                """)
                .param("today", LocalDate.now(clock))
                .param("office", office)
                .param("phone", phone, Types.VARCHAR)
                .param("email", email, Types.VARCHAR)
                .param("web", web, Types.VARCHAR)
                .param("source", source)
                .param("version", stored + 1)
                .update();
    }
}
