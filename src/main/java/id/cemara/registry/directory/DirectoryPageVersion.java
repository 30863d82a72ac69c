package id.cemara.registry.directory;

import id.cemara.platform.DataVersions;
import id.cemara.shell.CachedPage;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Caches the page `/kelompok` by the data versions of groups and areas.
@Component
record DirectoryPageVersion(DataVersions versions) implements CachedPage {

    private static final List<String> TOPICS = List.of("area", "registry");

    @Override
    public Optional<String> version(HttpServletRequest request) {
        return request.getRequestURI().equals("/kelompok") ? Optional.of(versions.of(TOPICS)) : Optional.empty();
    }
}
