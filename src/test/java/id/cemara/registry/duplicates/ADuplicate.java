package id.cemara.registry.duplicates;

import id.cemara.registry.AGroup;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/// Test data builder: a group with everything that a merge moves, written as the database owner: members
/// with a NIK, a family, family planning, officer terms, contact data.
final class ADuplicate {

    private final String slug;
    private final String area;
    private final int members;
    private String name = "Mawar Putih";
    private String phone = "";
    private int firstPerson = 100;

    private ADuplicate(String slug, String area, int members) {
        this.slug = slug;
        this.area = area;
        this.members = members;
    }

    static ADuplicate aDuplicate(String slug, String area, int members) {
        return new ADuplicate(slug, area, members);
    }

    ADuplicate called(String wanted) {
        this.name = wanted;
        return this;
    }

    ADuplicate withPhone(String number) {
        this.phone = number;
        return this;
    }

    /// Its members are the persons numbered from this one on.
    ADuplicate ofPersonsFrom(int number) {
        this.firstPerson = number;
        return this;
    }

    UUID id() {
        return UUID.nameUUIDFromBytes(slug.getBytes(StandardCharsets.UTF_8));
    }

    UUID member(int number) {
        return UUID.nameUUIDFromBytes((slug + number).getBytes(StandardCharsets.UTF_8));
    }

    UUID family() {
        return UUID.nameUUIDFromBytes(("family " + slug).getBytes(StandardCharsets.UTF_8));
    }

    static byte[] person(int number) {
        byte[] hash = new byte[32];
        hash[0] = (byte) (number >> 8);
        hash[31] = (byte) number;
        return hash;
    }

    ADuplicate insert(Connection owner) throws SQLException {
        AGroup.aGroup(slug).in(area).withMembers(members).insert(owner);
        run(owner, "update registry.business_groups set name = ? where id = ?", name, id());
        run(owner, """
                update registry.group_private
                   set contact_phone = nullif(?, ''), address = nullif(?, '')
                 where group_id = ?
                """, phone, phone.isEmpty() ? "" : "Jl. Pasar No. 1", id());
        run(
                owner,
                "insert into registry.families (id, group_id, area_code, card_cipher, card_hash) values (?, ?, ?, ?, ?)",
                family(),
                id(),
                area,
                new byte[] {1},
                person(firstPerson + 1000));
        for (int number = 1; number <= members; number++) {
            run(owner, """
                    update registry.members
                       set nik_cipher = ?, nik_hash = ?, family_id = case when ? then ?::uuid end
                     where membership_id = ?
                    """, new byte[] {2}, person(firstPerson + number - 1), number == 2, family(), member(number));
        }
        run(owner, """
                insert into registry.family_planning (membership_id, group_id, area_code, participates, noted_on)
                values (?, ?, ?, true, '2026-01-05')
                """, member(2), id(), area);
        run(owner, """
                insert into registry.officer_terms
                       (id, group_id, membership_id, office, started_on, ended_on, public_name)
                values (uuidv7(), ?, ?, 'chair', '2018-03-01', null, 'Anggota 1'),
                       (uuidv7(), ?, ?, 'treasurer', '2018-03-01', '2020-01-01', null)
                """, id(), member(1), id(), member(2));
        // The market's copy, as events would have created it.
        run(owner, """
                insert into market.sellers (group_id, number, slug, name, area_code, place, primary_sector, is_open)
                select g.id, g.number, g.slug, g.name, g.area_code, g.place, 'home-industry', true
                  from registry.business_groups g
                 where g.id = ?
                """, id());
        // One picture of its own, and one that both groups have.
        run(owner, """
                insert into registry.group_photos
                       (id, group_id, area_code, hash, thumbnail_hash, width, height, caption, position, added_at, added_by)
                select uuidv7(), ?, ?, encode(sha256(p.name::bytea), 'hex'), encode(sha256(p.name::bytea), 'hex'), 800, 600,
                       'Contoh', p.place, '2026-01-05 03:00Z', uuidv7()
                  from (values (?, 1), ('both', 2)) as p (name, place)
                """, id(), area, slug);
        return this;
    }

    static void run(Connection owner, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = owner.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
