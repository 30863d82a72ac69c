package id.cemara.shell;

import id.cemara.shared.Actor;
import id.cemara.shared.Role;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Open tasks of the current actor in the work space; contributed by modules, shown by home.
///
/// @param order ascending
/// @param roles the roles that see them
/// @param items the actor's open tasks, a few lines at most; runs one query
public record Todo(int order, Set<Role> roles, Supplier<List<Item>> items) {

    public Todo {
        roles = Set.copyOf(roles);
    }

    /// One task, shown while the count is not zero.
    ///
    /// @param message a sentence with the count as its argument
    public static Todo counting(int order, Set<Role> roles, String path, String message, LongSupplier count) {
        return new Todo(order, roles, () -> {
            long open = count.getAsLong();
            return open == 0 ? List.of() : List.of(new Item(path, message, List.of(open)));
        });
    }

    public boolean isFor(Actor actor) {
        return actor.account().filter(account -> roles.contains(account.role())).isPresent();
    }

    /// One task.
    ///
    /// @param path where to do it
    /// @param message the message key of a sentence that says what it is and what to do
    /// @param arguments of the sentence
    public record Item(String path, String message, List<Object> arguments) {}
}
