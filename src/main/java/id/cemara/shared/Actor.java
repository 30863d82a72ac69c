package id.cemara.shared;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who acts. Every transaction runs as exactly one actor, and PostgreSQL's row-level security reads the actor's scope.
public sealed interface Actor {

    /// Somebody who has not said who they are: sees what is public.
    record Anonymous() implements Actor {}

    /// A person with an account.
    ///
    /// @param id the account
    /// @param username what the person logs in with
    /// @param role what the person does in the programme
    /// @param areas the areas the person answers for, [#EVERYWHERE] for the whole country
    /// @param group the one group a group officer speaks for; null for everybody else
    /// @param agency the agency or partner the person belongs to; null for everybody else
    record Account(
            UUID id,
            String username,
            Role role,
            List<String> areas,
            @Nullable UUID group,
            @Nullable UUID agency) implements Actor {

        public Account {
            areas = List.copyOf(areas);
        }
    }

    /// Somebody who holds the unguessable tokens of some orders; only the tokens' hashes are known here.
    ///
    /// @param tokenHashes SHA-256 of each, hexadecimal
    record Holder(List<String> tokenHashes) implements Actor {

        public Holder {
            tokenHashes = List.copyOf(tokenHashes);
        }
    }

    /// The system itself, for work nobody started: a named job with a stated scope.
    ///
    /// @param name what the work is called, for the audit trail
    /// @param areas the areas it may touch, [#EVERYWHERE] for the whole country
    record System(String name, List<String> areas) implements Actor {

        public System {
            areas = List.copyOf(areas);
        }
    }

    /// The scope of the whole country. A value of its own, so that an empty scope can never mean everything.
    String EVERYWHERE = "*";

    /// The one anonymous actor.
    Actor ANONYMOUS = new Anonymous();

    /// The account behind the actor, when there is one.
    default Optional<Account> account() {
        return this instanceof Account account ? Optional.of(account) : Optional.empty();
    }
}
