package id.cemara.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;

/// Loads one message bundle for each module, found by name. The language is Indonesian unless the reader
/// chose English.
@Configuration(proxyBeanMethods = false)
class TextsConfiguration {

    static final String LANGUAGE_COOKIE = "bahasa";

    @Bean
    MessageSource messageSource() throws IOException {
        Resource[] bundles =
                new PathMatchingResourcePatternResolver().getResources("classpath*:/messages/*.properties");
        var source = new ResourceBundleMessageSource();
        source.setBasenames(Arrays.stream(bundles)
                .map(bundle -> String.valueOf(bundle.getFilename()))
                .filter(name -> !name.contains("_"))
                .sorted()
                .map(name -> "messages/" + name.substring(0, name.length() - ".properties".length()))
                .toArray(String[]::new));
        source.setDefaultEncoding(StandardCharsets.UTF_8.name());
        source.setFallbackToSystemLocale(false);
        source.setAlwaysUseMessageFormat(true);
        return source;
    }

    @Bean
    LocaleResolver localeResolver() {
        var resolver = new CookieLocaleResolver(LANGUAGE_COOKIE);
        resolver.setDefaultLocale(Texts.INDONESIAN);
        resolver.setRejectInvalidCookies(false);
        resolver.setCookieHttpOnly(true);
        resolver.setCookieSameSite("Lax");
        resolver.setCookieMaxAge(java.time.Duration.ofDays(365));
        return resolver;
    }
}
