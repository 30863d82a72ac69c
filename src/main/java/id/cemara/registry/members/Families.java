package id.cemara.registry.members;

import id.cemara.registry.GroupInScope;
import id.cemara.registry.Ids;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The families of a group's members, told apart by their cards.
@Component
record Families(JdbcClient db, IdentityNumbers numbers, Clock clock) {

    /// The group's family with that card number, inserted if missing; null without a number.
    @Nullable
    UUID with(@Nullable String card, GroupInScope group) {
        if (card == null) {
            return null;
        }
        byte[] hash = numbers.cardHash(card);
        Optional<UUID> known = db.sql("""
                select id from registry.families where group_id = :group and card_hash = :hash order by id limit 1
                """)
                .param("group", group.id().value())
                .param("hash", hash)
                .query(UUID.class)
                .optional();
        if (known.isPresent()) {
            return known.get();
        }
        UUID id = Ids.next(clock);
        db.sql("""
                insert into registry.families (id, group_id, area_code, card_cipher, card_hash)
                values (:id, :group, :area, :cipher, :hash)
                """)
                .param("id", id)
                .param("group", group.id().value())
                .param("area", group.areaCode())
                .param("cipher", numbers.cardCipher(id, card))
                .param("hash", hash)
                .update();
        return id;
    }
}
