package id.cemara.registry;

import id.cemara.statistics.Dimension;
import java.util.Arrays;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The registry's dimensions for statistics. A sector can be counted in two ways: by primary sector, which
/// sums to the total, or by any sector, which may exceed it.
@Configuration(proxyBeanMethods = false)
public class RegistryDimensions {

    public static final String SECTOR = "sector";
    public static final String ANY_SECTOR = "any-sector";
    public static final String STAGE = "stage";
    public static final String STATUS = "status";

    private static final List<String> SECTORS =
            Arrays.stream(Sector.values()).map(Sector::key).toList();

    @Bean
    Dimension sectorDimension() {
        return new Plain(SECTOR, SECTORS, false, SECTOR);
    }

    @Bean
    Dimension anySectorDimension() {
        return new Plain(ANY_SECTOR, SECTORS, true, SECTOR);
    }

    @Bean
    Dimension stageDimension() {
        List<String> stages =
                Arrays.stream(GroupStage.values()).map(GroupStage::key).toList();
        return new Plain(STAGE, stages, false, STAGE);
    }

    @Bean
    Dimension statusDimension() {
        List<String> statuses = Arrays.stream(OperatingStatus.values())
                .map(OperatingStatus::key)
                .toList();
        return new Plain(STATUS, statuses, false, STATUS);
    }

    private record Plain(String key, List<String> values, boolean isOverlapping, String reportedAs)
            implements Dimension {}
}
