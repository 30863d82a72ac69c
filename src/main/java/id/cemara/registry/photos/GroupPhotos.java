package id.cemara.registry.photos;

import id.cemara.files.Picture;
import id.cemara.files.Pictures;
import id.cemara.files.PublicFiles;
import id.cemara.identity.Permission;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.identity.audit.Change;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupsInScope;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.GroupId;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem;
import java.io.InputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// Pictures of groups. Those of a group that was verified once are public; actors with the group in scope
/// add, describe and remove pictures.
@Service
class GroupPhotos implements PublicFiles {

    static final int MOST = 24;

    private static final String COLUMNS = """
            select id, hash, thumbnail_hash, width, height, caption, taken_on, position, version
              from registry.group_photos
             where removed_at is null
            """;

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final GroupsInScope groups;
    private final Pictures pictures;
    private final AuditTrail audit;
    private final Clock clock;

    GroupPhotos(
            JdbcClient db,
            TransactionTemplate transaction,
            GroupsInScope groups,
            Pictures pictures,
            AuditTrail audit,
            Clock clock) {
        this.db = db;
        this.transaction = transaction;
        this.groups = groups;
        this.pictures = pictures;
        this.audit = audit;
        this.clock = clock;
    }

    /// The group's pictures that the actor may see, by position.
    @Transactional(readOnly = true)
    List<Photo> of(GroupId group) {
        return db.sql(COLUMNS + " and group_id = :group order by position, added_at, id limit :most")
                .param("group", group.value())
                .param("most", MOST)
                .query(Photo.class)
                .list();
    }

    /// One picture of a group.
    ///
    /// @throws Refused as not found if the actor may not see it
    @Transactional(readOnly = true)
    Photo get(GroupId group, UUID photo) {
        return find(group, photo).orElseThrow(Refused::notFound);
    }

    /// Adds a picture to the group's page. Idempotent: a picture with the same content hash is returned
    /// unchanged.
    ///
    /// @throws Refused if the upload is no picture, the caption is missing, or the page is full; nothing is
    /// stored then
    Photo add(String number, InputStream upload, PhotoCaption caption) {
        Permission.EDIT_GROUPS.require();
        GroupInScope group = groups.open(number);
        caption.check(LocalDate.now(clock));
        // Outside the transaction: decoding a large picture takes time and must not hold a connection.
        requireRoom(group.id());
        Picture picture = pictures.store(upload);
        return transaction.execute(status -> add(group, picture, caption));
    }

    private Photo add(GroupInScope group, Picture picture, PhotoCaption caption) {
        UUID id = UUID.randomUUID();
        int added = db.sql("""
                insert into registry.group_photos (id, group_id, area_code, hash, thumbnail_hash, width, height, caption,
                       taken_on, position, added_at, added_by)
                select :id, :group, :area, :hash, :thumbnail, :width, :height, :caption, :takenOn,
                       coalesce(:position, (select coalesce(max(p.position), 0) + 1
                                              from registry.group_photos p
                                             where p.group_id = :group and p.removed_at is null)), :now, :account
                    on conflict do nothing
                """)
                .param("id", id)
                .param("group", group.id().value())
                .param("area", group.areaCode())
                .param("hash", picture.hash())
                .param("thumbnail", picture.thumbnailHash())
                .param("width", picture.width())
                .param("height", picture.height())
                .param("caption", caption.caption())
                .param("takenOn", caption.takenOn(), java.sql.Types.DATE)
                .param("position", caption.position(), java.sql.Types.INTEGER)
                .param("now", OffsetDateTime.now(clock).withOffsetSameInstant(ZoneOffset.UTC))
                .param("account", account())
                .update();
        if (added == 0) {
            return db.sql(COLUMNS + " and group_id = :group and hash = :hash")
                    .param("group", group.id().value())
                    .param("hash", picture.hash())
                    .query(Photo.class)
                    .single();
        }
        Photo photo = get(group.id(), id);
        note("photo.added", group, photo, null);
        return photo;
    }

    /// Changes a picture's caption, date and position.
    ///
    /// @param version the version the user saw; null is refused
    /// @throws Refused as not found or as outdated
    @Transactional
    Photo describe(String number, UUID id, @Nullable Integer version, PhotoCaption caption) {
        Permission.EDIT_GROUPS.require();
        GroupInScope group = groups.open(number);
        Photo before = get(group.id(), id);
        if (version == null) {
            throw new Refused(new RequestProblem.PreconditionNeeded());
        }
        caption.check(LocalDate.now(clock));
        int changed = db.sql("""
                update registry.group_photos
                   set caption = :caption, taken_on = :takenOn, position = coalesce(:position, position),
                       version = version + 1
                 where id = :id and group_id = :group and version = :version and removed_at is null
                """)
                .param("caption", caption.caption())
                .param("takenOn", caption.takenOn(), java.sql.Types.DATE)
                .param("position", caption.position(), java.sql.Types.INTEGER)
                .param("id", id)
                .param("group", group.id().value())
                .param("version", version)
                .update();
        if (changed == 0) {
            throw new Refused(RequestProblem.Outdated.at(get(group.id(), id).version()));
        }
        Photo after = get(group.id(), id);
        note("photo.changed", group, after, before);
        return after;
    }

    /// Removes a picture from the group's page. Idempotent.
    @Transactional
    void remove(String number, UUID id) {
        Permission.EDIT_GROUPS.require();
        GroupInScope group = groups.byNumber(number);
        Optional<Photo> photo = find(group.id(), id);
        int removed = db.sql("""
                update registry.group_photos
                   set removed_at = :now, removed_by = :account, version = version + 1
                 where id = :id and group_id = :group and removed_at is null
                """)
                .param("now", OffsetDateTime.now(clock).withOffsetSameInstant(ZoneOffset.UTC))
                .param("account", account())
                .param("id", id)
                .param("group", group.id().value())
                .update();
        if (removed == 1) {
            note("photo.removed", group, null, photo.orElseThrow());
        }
    }

    /// Whether the file belongs to a picture of a public group. Must not depend on the actor, since shared
    /// caches store the response.
    @Override
    @Transactional(readOnly = true)
    public boolean isPublic(String hash) {
        return db.sql("""
                select exists (select
                                 from registry.group_photos
                                where (hash = :hash or thumbnail_hash = :hash) and removed_at is null
                                  and registry.is_public_group(group_id))
                """).param("hash", hash).query(Boolean.class).single();
    }

    private Optional<Photo> find(GroupId group, UUID photo) {
        return db.sql(COLUMNS + " and group_id = :group and id = :id")
                .param("group", group.value())
                .param("id", photo)
                .query(Photo.class)
                .optional();
    }

    private void requireRoom(GroupId group) {
        int shown = transaction.execute(status -> of(group).size());
        if (shown >= MOST) {
            throw new Refused(new PhotoProblem.TooManyPhotos(MOST));
        }
    }

    private static UUID account() {
        return CurrentActor.get().account().map(Actor.Account::id).orElseThrow(Refused::notFound);
    }

    private void note(String action, GroupInScope group, @Nullable Photo after, @Nullable Photo before) {
        Map<String, Change> facts = new HashMap<>();
        facts.put(
                "caption",
                new Change(before == null ? null : before.caption(), after == null ? null : after.caption()));
        facts.put(
                "takenOn",
                new Change(
                        before == null || before.takenOn() == null
                                ? null
                                : before.takenOn().toString(),
                        after == null || after.takenOn() == null
                                ? null
                                : after.takenOn().toString()));
        Photo either = after == null ? before : after;
        if (either != null) {
            facts.put("hash", new Change(before == null ? null : before.hash(), after == null ? null : after.hash()));
            audit.add(group.entry(action, "photo", either.id()).changing(facts));
        }
    }
}
