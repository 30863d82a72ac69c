package id.cemara.registry.duplicates;

import static id.cemara.registry.ties.GroupTie.moves;
import static id.cemara.registry.ties.GroupTie.stays;

import id.cemara.identity.GroupScopes;
import id.cemara.registry.ties.GroupMerge;
import id.cemara.registry.ties.GroupTie;
import id.cemara.registry.ties.GroupTies;
import id.cemara.registry.ties.MergeSteps;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The accounts' part in a merge. It lives here because the identity module lies below and knows no merges.
@Component
record AccountTies(JdbcClient db, MergeSteps steps, GroupScopes scopes) implements GroupTies {

    private static final String SCOPES = "identity.account_scopes";

    @Override
    public List<GroupTie> ties() {
        return List.of(moves(SCOPES), stays("identity.audit_trail", "an action stays with the record it was done to"));
    }

    @Override
    public void merge(GroupMerge merge) {
        steps.keep(
                merge,
                SCOPES,
                scopes.follow(merge.from(), merge.into(), merge.on()).stream()
                        .map("{\"id\": \"%s\", \"before\": {}, \"after\": {}}"::formatted)
                        .collect(Collectors.joining(",", "[", "]")));
    }

    @Override
    public List<String> conflicts(GroupMerge merge) {
        return scopes.areElsewhere(moved(merge), merge.into()) ? List.of("accounts") : List.of();
    }

    @Override
    public void undo(GroupMerge merge) {
        scopes.giveBack(moved(merge), merge.from());
    }

    private List<UUID> moved(GroupMerge merge) {
        return db.sql("select k.id from jsonb_to_recordset(:steps::jsonb) as k (id uuid)")
                .param("steps", steps.of(merge, SCOPES))
                .query(UUID.class)
                .list();
    }
}
