package id.cemara.shared;

/// The actor this thread works for. Nobody is the default: who forgets to say who acts sees only what is public.
public final class CurrentActor {

    private static final ScopedValue<Actor> ACTOR = ScopedValue.newInstance();

    private CurrentActor() {}

    /// The actor of the running work, [Actor#ANONYMOUS] when none was named.
    public static Actor get() {
        return ACTOR.orElse(Actor.ANONYMOUS);
    }

    /// Does the work as that actor and gives its answer.
    public static <T, X extends Throwable> T call(Actor actor, ScopedValue.CallableOp<? extends T, X> work) throws X {
        return ScopedValue.where(ACTOR, actor).<T, X>call(work::call);
    }

    /// Does the work as that actor.
    public static void run(Actor actor, Runnable work) {
        ScopedValue.where(ACTOR, actor).run(work);
    }
}
