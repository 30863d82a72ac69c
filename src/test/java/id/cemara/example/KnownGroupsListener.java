package id.cemara.example;

import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Updates the read copy. Runs after the publishing transaction in another thread, and again after a
/// restart if it did not complete. There is no session there, so it sets the actor itself.
@Component
@Profile("example")
class KnownGroupsListener {

    private static final Actor ACTOR = new Actor.System("example-known-groups", List.of(Actor.EVERYWHERE));

    private final KnownGroups groups;

    KnownGroupsListener(KnownGroups groups) {
        this.groups = groups;
    }

    /// The actor is read when a transaction begins. The annotation would begin it before this method sets
    /// the actor, so it is suppressed here, and the service begins its own.
    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(GroupAnnounced event) {
        CurrentActor.run(ACTOR, () -> groups.keep(event));
    }
}
