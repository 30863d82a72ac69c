package id.cemara.e2e;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The accessibility checker axe. Its own API sends half a megabyte of script for each analysis; here it is
/// injected once a page, or with the page after [#accompany].
final class Axe {

    private static final String SCRIPT = script();

    private static final String SERIOUS_FINDINGS = """
            () => axe.run({resultTypes: ['violations']}).then(results => results.violations
                .filter(rule => ['serious', 'critical'].includes(rule.impact))
                .map(rule => rule.id + ': ' + rule.nodes.map(node => node.html).join(' ')))
            """;

    private Axe() {}

    /// Injects axe into every page that this window opens from now on.
    static void accompany(Page window) {
        window.addInitScript(SCRIPT);
    }

    /// Accessibility violations of the page in its current state; empty when there are none.
    @SuppressWarnings("unchecked") // the script maps to strings
    static List<String> seriousFindings(Page window) {
        if (!(Boolean) window.evaluate("'axe' in window")) {
            window.evaluate(SCRIPT);
        }
        return (List<String>) window.evaluate(SERIOUS_FINDINGS);
    }

    private static String script() {
        try (InputStream in = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            if (in == null) {
                throw new IllegalStateException("axe.min.js is not where axe's jar had it");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
