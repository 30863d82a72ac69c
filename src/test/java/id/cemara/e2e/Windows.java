package id.cemara.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.core.env.Environment;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/// Browser windows on the application under test, closed after the test. Each has its own cookies and
/// storage.
final class Windows {

    static final int PHONE = 360;
    static final int DESK = 1280;

    /// Long enough for a busy machine.
    private static final int PATIENCE_MILLIS = 15_000;

    private final Browser browser;
    private final String address;
    private final List<BrowserContext> open = new ArrayList<>();

    private Windows(Browser browser, String address) {
        this.browser = browser;
        this.address = address;
    }

    /// The application's address without a trailing slash.
    String address() {
        return address;
    }

    Page phone() {
        return window(PHONE, ColorScheme.LIGHT, true);
    }

    Page desk() {
        return window(DESK, ColorScheme.LIGHT, true);
    }

    /// A desktop window without JavaScript.
    Page plain() {
        return window(DESK, ColorScheme.LIGHT, false);
    }

    Page window(int width, ColorScheme scheme, boolean scripts) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(address)
                .setViewportSize(width, width == PHONE ? 740 : 900)
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setJavaScriptEnabled(scripts)
                .setLocale("id-ID"));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        open.add(context);
        return context.newPage();
    }

    private void close() {
        open.forEach(BrowserContext::close);
        open.clear();
    }

    /// Passes a [Windows] to the test method and closes it afterwards.
    static final class Opener implements ParameterResolver, AfterEachCallback {

        private static final Namespace NAMESPACE = Namespace.create(Windows.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
            return parameter.getParameter().getType() == Windows.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
            Chromium chromium = test.getRoot()
                    .getStore(NAMESPACE)
                    .computeIfAbsent(Chromium.class, key -> Chromium.start(), Chromium.class);
            Environment environment =
                    SpringExtension.getApplicationContext(test).getEnvironment();
            var windows = new Windows(
                    chromium.browser(), "http://localhost:" + environment.getRequiredProperty("local.server.port"));
            test.getStore(NAMESPACE).put(Windows.class, windows);
            return windows;
        }

        @Override
        public void afterEach(ExtensionContext test) {
            Windows windows = test.getStore(NAMESPACE).get(Windows.class, Windows.class);
            if (windows != null) {
                windows.close();
            }
        }
    }
}
