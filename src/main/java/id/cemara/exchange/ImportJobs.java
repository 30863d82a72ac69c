package id.cemara.exchange;

import id.cemara.platform.jobs.JobWork;
import id.cemara.platform.jobs.Progress;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Background jobs for large imports.
@Configuration(proxyBeanMethods = false)
class ImportJobs {

    @Bean
    JobWork importCheck(ImportWorker worker) {
        return new Work(Imports.CHECK, worker::check);
    }

    @Bean
    JobWork importCommit(ImportWorker worker) {
        return new Work(Imports.COMMIT, worker::commit);
    }

    private record Work(String kind, BiConsumer<UUID, Progress> work) implements JobWork {

        @Override
        public void run(UUID job, UUID subject, Progress progress) {
            work.accept(subject, progress);
        }
    }
}
