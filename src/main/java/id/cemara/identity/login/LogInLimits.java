package id.cemara.identity.login;

import id.cemara.shell.TryBudget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Rate limit against guessing passwords. A failed try takes from three budgets: one for the address, one
/// for the name at this address, and one for the name at all addresses where its owner never logged in
/// before. Correct passwords cost nothing.
@Component
class LogInLimits {

    private final TryBudget atAddress = new TryBudget(20, Duration.ofSeconds(10));
    private final TryBudget ofNameAtAddress = new TryBudget(5, Duration.ofSeconds(30));
    private final TryBudget ofNameElsewhere = new TryBudget(50, Duration.ofSeconds(12));

    private record Taken(TryBudget budget, String key) {

        void giveBack() {
            budget.giveBack(key);
        }
    }

    /// A try taken from the budgets; it is given back when the password was correct.
    static final class Try {

        private final List<Taken> taken;

        private Try(List<Taken> taken) {
            this.taken = taken;
        }

        void wasRight() {
            taken.forEach(Taken::giveBack);
        }
    }

    /// Takes one try.
    ///
    /// @param isKnownPlace whether the account logged in from this address before
    /// @throws TooManyTriesException when a budget is exhausted; no budget is reduced then
    Try take(String username, String address, boolean isKnownPlace) {
        String place = TryBudget.place(address);
        List<Taken> taken = new ArrayList<>();
        take(new Taken(atAddress, place), taken);
        take(new Taken(ofNameAtAddress, place + " " + username), taken);
        if (!isKnownPlace) {
            take(new Taken(ofNameElsewhere, username), taken);
        }
        return new Try(taken);
    }

    private static void take(Taken one, List<Taken> taken) {
        Optional<Duration> wait = one.budget().take(one.key());
        if (wait.isPresent()) {
            taken.forEach(Taken::giveBack);
            throw new TooManyTriesException(wait.get());
        }
        taken.add(one);
    }
}
