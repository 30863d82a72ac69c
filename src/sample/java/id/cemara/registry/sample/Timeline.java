package id.cemara.registry.sample;

import id.cemara.registry.sample.InventedGroup.Fact;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Facts of one kind that follow each other without gaps. What would happen after the last day has not happened yet,
/// and what would happen before the newest change is left out.
final class Timeline {

    private final LocalDate lastDay;
    private final List<Fact> facts = new ArrayList<>();

    Timeline(LocalDate lastDay, String first, LocalDate from) {
        this.lastDay = lastDay;
        facts.add(new Fact(first, null, from, null));
    }

    void change(String value, @Nullable String cause, LocalDate on) {
        Fact newest = newest();
        if (on.isAfter(lastDay) || !on.isAfter(newest.from()) || value.equals(newest.value())) {
            return;
        }
        facts.set(facts.size() - 1, new Fact(newest.value(), newest.cause(), newest.from(), on));
        facts.add(new Fact(value, cause, on, null));
    }

    Fact newest() {
        return facts.getLast();
    }

    List<Fact> facts() {
        return facts;
    }
}
