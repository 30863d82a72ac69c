package id.cemara.shared;

/// The actor of the current thread. Without one it is anonymous, so that forgotten code sees only what is
/// public.
public final class CurrentActor {

    private static final ScopedValue<Actor> ACTOR = ScopedValue.newInstance();

    private CurrentActor() {}

    /// The current actor; [Actor#ANONYMOUS] if none is set.
    public static Actor get() {
        return ACTOR.orElse(Actor.ANONYMOUS);
    }

    /// Runs the work as that actor and returns its result.
    public static <T, X extends Throwable> T call(Actor actor, ScopedValue.CallableOp<? extends T, X> work) throws X {
        return ScopedValue.where(ACTOR, actor).<T, X>call(work::call);
    }

    /// Runs the work as that actor.
    public static void run(Actor actor, Runnable work) {
        ScopedValue.where(ACTOR, actor).run(work);
    }
}
