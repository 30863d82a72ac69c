package id.cemara.registry.duplicates;

import id.cemara.platform.jobs.NightlyWork;
import org.springframework.stereotype.Component;

/// Refreshes all duplicate cases every night, since names, places, phones and members change.
@Component
record NightlyDuplicates(Duplicates duplicates) implements NightlyWork {

    @Override
    public String name() {
        return "duplicates";
    }

    @Override
    public void run() {
        duplicates.noteAll();
    }
}
