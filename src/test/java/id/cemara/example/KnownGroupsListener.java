package id.cemara.example;

import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Keeps the read copy. Runs after the announcing transaction, in a thread of its own, and again after a
/// restart when it did not finish; nobody is logged in there, so it says who acts.
@Component
@Profile("example")
class KnownGroupsListener {

    private static final Actor ACTOR = new Actor.System("example-known-groups", List.of(Actor.EVERYWHERE));

    private final KnownGroups groups;

    KnownGroupsListener(KnownGroups groups) {
        this.groups = groups;
    }

    /// A transaction runs as whoever acts when it begins. The one that the listener's annotation would open
    /// begins before this method could say who that is; so it opens none, and the service begins its own as
    /// the actor.
    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(GroupAnnounced event) {
        CurrentActor.run(ACTOR, () -> groups.keep(event));
    }
}
