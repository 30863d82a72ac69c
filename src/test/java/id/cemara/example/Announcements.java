package id.cemara.example;

import id.cemara.registry.directory.Directory;
import id.cemara.registry.directory.DirectoryFilter;
import id.cemara.registry.directory.DirectoryPage;
import id.cemara.registry.directory.GroupSummary;
import id.cemara.shared.Listing;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Stands in for the registry, the owner of these facts: it announces changes, and repeats all
/// announcements when a read copy must be rebuilt.
@Component
@Profile("example")
class Announcements {

    private static final DirectoryFilter ALL =
            new DirectoryFilter(Optional.empty(), Optional.empty(), List.of(), List.of(), List.of());

    private final Directory directory;
    private final ApplicationEventPublisher events;
    private final JdbcClient db;

    Announcements(Directory directory, ApplicationEventPublisher events, JdbcClient db) {
        this.directory = directory;
        this.events = events;
        this.db = db;
    }

    /// Announces the current state of every group. Idempotent for listeners.
    @Transactional
    public void republish() {
        @Nullable String cursor = null;
        do {
            DirectoryPage page = directory.page(ALL, Listing.MAX_SIZE, cursor);
            page.groups().forEach(this::announce);
            cursor = page.next();
        } while (cursor != null);
    }

    private void announce(GroupSummary group) {
        events.publishEvent(new GroupAnnounced(group.id(), nextNumber(), group.slug(), group.name(), group.areaCode()));
    }

    /// A real aggregate would use its own version.
    private long nextNumber() {
        return db.sql("select nextval('example.announcement_numbers')")
                .query(Long.class)
                .single();
    }
}
