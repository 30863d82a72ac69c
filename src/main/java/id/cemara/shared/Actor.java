package id.cemara.shared;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who acts. Every transaction runs as exactly one actor, whose scope row-level security enforces.
public sealed interface Actor {

    /// Somebody without a log-in; sees only what is public.
    record Anonymous() implements Actor {}

    /// A person with an account.
    ///
    /// @param id the account
    /// @param username the log-in name
    /// @param role the person's function in the programme
    /// @param areas the areas the person answers for; [#EVERYWHERE] for the whole country
    /// @param group the group that a group officer speaks for; null for other roles
    /// @param agency the agency or partner the person belongs to; null for other roles
    record Account(
            UUID id,
            String username,
            Role role,
            List<String> areas,
            @Nullable GroupId group,
            @Nullable UUID agency) implements Actor {

        public Account {
            areas = List.copyOf(areas);
        }
    }

    /// A holder of secret order tokens; only the tokens' hashes are known here.
    ///
    /// @param tokenHashes SHA-256 of each token, hexadecimal
    record Holder(List<String> tokenHashes) implements Actor {

        public Holder {
            tokenHashes = List.copyOf(tokenHashes);
        }
    }

    /// The system, for work that no person started.
    ///
    /// @param name of the work, for the audit trail
    /// @param areas the areas it may touch; [#EVERYWHERE] for the whole country
    record System(String name, List<String> areas) implements Actor {

        public System {
            areas = List.copyOf(areas);
        }
    }

    /// The scope of the whole country. An explicit value, so that an empty scope never means everything.
    String EVERYWHERE = "*";

    Actor ANONYMOUS = new Anonymous();

    /// The account; empty for any other actor.
    default Optional<Account> account() {
        return this instanceof Account account ? Optional.of(account) : Optional.empty();
    }

    /// Whether it is an account of an office, an agency or the operator: anybody but a group's own officer.
    default boolean isStaff() {
        return account().filter(account -> account.role() != Role.GROUP_OFFICER).isPresent();
    }
}
