package id.cemara.registry.sample;

import id.cemara.area.Areas;
import id.cemara.platform.OwnerDatabase;
import id.cemara.registry.GroupGeneration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Tells the invention where there are villages, and lets the command line start it.
@Configuration(proxyBeanMethods = false)
class SampleConfiguration {

    @Bean
    Villages villages() {
        return owner -> Areas.villages(owner).stream()
                .map(place -> new Village(place.code(), place.path()))
                .toList();
    }

    @Bean
    GroupGeneration groupGeneration(Villages villages, OwnerDatabase database) {
        return (groups, members, seed, day) -> {
            List<String> lines = new ArrayList<>();
            database.inTransaction(owner -> {
                for (GroupWriter.Written table :
                        new GroupGenerator(villages).generate(owner, groups, members, seed, day)) {
                    lines.add("%-28s %,12d rows %,10d ms".formatted(table.what(), table.rows(), table.milliseconds()));
                }
            });
            return lines;
        };
    }
}
