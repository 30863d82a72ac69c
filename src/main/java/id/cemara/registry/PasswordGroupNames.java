package id.cemara.registry;

import id.cemara.identity.GroupNames;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.GroupId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Gives the identity module a group's name, which its passwords must not contain. Runs as a system actor: a
/// person who sets a first password is not logged in yet, and the group may be a draft.
@Component
record PasswordGroupNames(JdbcClient db, TransactionOperations transactions) implements GroupNames {

    private static final Actor SYSTEM = new Actor.System("group-names", List.of(Actor.EVERYWHERE));

    @Override
    public Optional<String> name(GroupId group) {
        return CurrentActor.call(
                SYSTEM,
                () -> Objects.requireNonNull(transactions.execute(
                        status -> db.sql("select name from registry.business_groups where id = :group")
                                .param("group", group.value())
                                .query(String.class)
                                .optional())));
    }
}
