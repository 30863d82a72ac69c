package id.cemara.market.catalog;

import id.cemara.files.Picture;
import id.cemara.files.Pictures;
import id.cemara.files.PublicFiles;
import id.cemara.identity.Permission;
import id.cemara.identity.audit.AuditEntry;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.identity.audit.Change;
import id.cemara.market.catalog.ProductView.Photo;
import id.cemara.registry.Ids;
import id.cemara.shared.Checks;
import id.cemara.shared.Refused;
import java.io.InputStream;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// The photos of products. Those of published products are public.
@Service
class ProductPhotos implements PublicFiles {

    static final int MOST = 8;

    private static final int LONGEST_ALT = 200;

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Products products;
    private final Pictures pictures;
    private final AuditTrail audit;
    private final Clock clock;

    ProductPhotos(
            JdbcClient db,
            TransactionTemplate transaction,
            Products products,
            Pictures pictures,
            AuditTrail audit,
            Clock clock) {
        this.db = db;
        this.transaction = transaction;
        this.products = products;
        this.pictures = pictures;
        this.audit = audit;
        this.clock = clock;
    }

    /// Adds a photo after the others. Idempotent for the same picture.
    ///
    /// @param alt text for screen readers; the product's name if blank
    /// @throws Refused if it is not a picture, or the product has the most photos already
    Photo add(String slug, InputStream upload, @Nullable String alt) {
        Permission.SELL.require();
        ProductView product = products.get(slug);
        String said = alt == null || alt.isBlank() ? product.details().name() : tidy(alt);
        check(said);
        requireRoom(product);
        // Outside the transaction: decoding a large picture takes time and needs no database connection.
        return attach(slug, store(upload), said);
    }

    /// Stores a picture before its product exists.
    Picture store(InputStream upload) {
        Permission.SELL.require();
        return pictures.store(upload);
    }

    /// Adds a stored picture to a product.
    Photo attach(String slug, Picture picture, String alt) {
        return Objects.requireNonNull(transaction.execute(status -> add(slug, picture, alt)));
    }

    private Photo add(String slug, Picture picture, String alt) {
        // Locks the product, so that two uploads at once cannot exceed the limit.
        db.sql("select from market.products where slug = :slug for no key update")
                .param("slug", slug)
                .query(rows -> {});
        ProductView product = products.get(slug);
        for (Photo photo : product.photos()) {
            if (photo.hash().equals(picture.hash())) {
                return photo;
            }
        }
        requireRoom(product);
        UUID id = Ids.next(clock);
        db.sql("""
                insert into market.product_photos (id, product_id, group_id, area_code, hash, thumb_hash, width, height,
                       alt, position)
                select :id, :product, :group, :area, :hash, :thumb, :width, :height, :alt,
                       coalesce(max(p.position), 0) + 1
                  from market.product_photos p
                 where p.product_id = :product and p.removed_at is null
                """)
                .param("id", id)
                .param("product", product.id().value())
                .param("group", product.group().value())
                .param("area", product.areaCode())
                .param("hash", picture.hash())
                .param("thumb", picture.thumbnailHash())
                .param("width", picture.width())
                .param("height", picture.height())
                .param("alt", alt)
                .update();
        note("product.photo-added", product, null, picture.hash());
        return photo(products.get(slug), id);
    }

    /// Changes a photo's alternative text, or makes it the first.
    ///
    /// @param alt null to keep it
    @Transactional
    Photo change(String slug, UUID id, @Nullable String alt, boolean isFirst) {
        Permission.SELL.require();
        ProductView product = products.get(slug);
        Photo before = photo(product, id);
        String said = alt == null || alt.isBlank() ? before.alt() : tidy(alt);
        check(said);
        db.sql("""
                update market.product_photos
                   set alt = :alt,
                       position = case when :first then (select min(p.position) - 1 from market.product_photos p
                                                          where p.product_id = :product and p.removed_at is null
                                                            and p.id <> :id)
                                       else position end
                 where id = :id and removed_at is null
                """)
                .param("alt", said)
                .param("first", isFirst && product.photos().size() > 1)
                .param("product", product.id().value())
                .param("id", id)
                .update();
        return photo(products.get(slug), id);
    }

    /// Removes a photo. Idempotent.
    @Transactional
    void remove(String slug, UUID id) {
        Permission.SELL.require();
        ProductView product = products.get(slug);
        int removed = db.sql("""
                update market.product_photos
                   set removed_at = :now
                 where id = :id and product_id = :product and removed_at is null
                """)
                .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("id", id)
                .param("product", product.id().value())
                .update();
        if (removed == 1) {
            note("product.photo-removed", product, photo(product, id).hash(), null);
        }
    }

    /// Whether the file is a photo of a published product. Independent of the actor, because shared caches
    /// store the answer.
    @Override
    @Transactional(readOnly = true)
    public boolean isPublic(String hash) {
        return db.sql("""
                select exists (select from market.product_photos
                                where (hash = :hash or thumb_hash = :hash) and removed_at is null
                                  and market.is_public(product_id))
                """).param("hash", hash).query(Boolean.class).single();
    }

    /// The photo with that id.
    ///
    /// @throws Refused as not found if the product has none
    static Photo photo(ProductView product, UUID id) {
        return product.photos().stream()
                .filter(photo -> photo.id().equals(id))
                .findFirst()
                .orElseThrow(Refused::notFound);
    }

    private void requireRoom(ProductView product) {
        if (product.photos().size() >= MOST) {
            throw new Refused(new ProductProblem.TooManyProductPhotos(MOST));
        }
    }

    private static void check(String alt) {
        new Checks().line("alt", alt, LONGEST_ALT).refuseProblems();
    }

    private static String tidy(String alt) {
        return alt.strip().replaceAll("[ \\u00a0]+", " ");
    }

    private void note(String action, ProductView product, @Nullable String before, @Nullable String after) {
        Map<String, Change> facts = new HashMap<>();
        Change.note(facts, "hash", before, after);
        audit.add(AuditEntry.of(action, "product", product.id().value(), product.areaCode(), product.group())
                .changing(facts));
    }
}
