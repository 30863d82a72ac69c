package id.cemara;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/// Runs callers concurrently; a barrier releases all at the same moment.
public final class ConcurrentCalls {

    private ConcurrentCalls() {}

    /// Returns the results in order.
    ///
    /// @param work the task of the caller with that number
    public static <T> List<T> all(int many, IntFunction<Callable<T>> work) throws Exception {
        var start = new CyclicBarrier(many);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<T>> tasks = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                Callable<T> task = work.apply(i);
                tasks.add(() -> {
                    start.await();
                    return task.call();
                });
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : threads.invokeAll(tasks)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
