package id.cemara.shell.requests;

import id.cemara.shell.errors.DatabaseOutages;
import id.cemara.shell.errors.PlainErrorValve;
import id.cemara.shell.errors.UnavailableAnswers;
import id.cemara.shell.forms.FormMarks;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.filter.ShallowEtagHeaderFilter;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// HTTP behaviour of all answers: ETags, cache rules, and plain error texts from the container.
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> plainContainerErrors() {
        return factory -> factory.addContextCustomizers(context -> {
            // Otherwise the output of a forward is lost in the buffer of the ETag filter.
            context.setSuspendWrappedResponseAfterForward(false);
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(PlainErrorValve.class.getName());
            }
        });
    }

    /// Answers requests that Spring Security's firewall refuses, such as double slashes and control
    /// characters.
    @Bean
    RequestRejectedHandler plainFirewallErrors() {
        return (request, response, rejected) -> {
            boolean isForProgram = PlainErrorValve.isForProgram(request.getRequestURI());
            response.setStatus(400);
            response.setContentType(isForProgram ? "application/problem+json" : "text/plain;charset=UTF-8");
            response.getOutputStream()
                    .write((isForProgram ? PlainErrorValve.problem(400) : PlainErrorValve.SENTENCE)
                            .getBytes(StandardCharsets.UTF_8));
        };
    }

    /// Outside the session filters: if one of them fails because the database is down, the answer needs no
    /// database.
    @Bean
    FilterRegistrationBean<Filter> databaseAway(DatabaseOutages trouble, UnavailableAnswers answers) {
        return at(Ordered.HIGHEST_PRECEDENCE, new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                try {
                    chain.doFilter(request, response);
                } catch (ServletException | IOException | RuntimeException e) {
                    if (response.isCommitted() || trouble.behind(e).isEmpty()) {
                        throw e;
                    }
                    response.reset();
                    answers.sendDataUnreachable(request, response);
                }
            }
        });
    }

    /// Weak ETags for pages and lists, because Tomcat does not compress answers with strong ones. Editable
    /// resources send their version as a strong ETag themselves. Downloads and sitemaps are streamed
    /// without an ETag.
    @Bean
    FilterRegistrationBean<Filter> entityTags() {
        var filter = new ShallowEtagHeaderFilter() {
            @Override
            protected boolean shouldNotFilter(HttpServletRequest request) {
                String query = request.getQueryString();
                return !request.getMethod().equals("GET")
                        || isForever(request)
                        || request.getRequestURI().startsWith("/sitemap")
                        || (query != null && query.contains("format="));
            }
        };
        filter.setWriteWeakETag(true);
        return at(Ordered.HIGHEST_PRECEDENCE + 20, filter);
    }

    /// Public pages are cached with revalidation; pages of a session are not cached.
    @Bean
    FilterRegistrationBean<Filter> cacheRules() {
        return at(Ordered.HIGHEST_PRECEDENCE + 21, new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                response.setHeader("Cache-Control", hasSession(request) ? "private, no-store" : "no-cache");
                response.addHeader("Vary", "HX-Request, Cookie, Accept");
                chain.doFilter(request, response);
            }

            @Override
            protected boolean shouldNotFilter(HttpServletRequest request) {
                return isForever(request);
            }
        });
    }

    /// Refuses a Content-Type with a wildcard, such as `application/*`, at every address.
    @Bean
    WebMvcConfigurer oneContentType() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new HandlerInterceptor() {
                    @Override
                    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
                            throws HttpMediaTypeNotSupportedException {
                        String type = request.getContentType();
                        if (type != null && type.split(";", 2)[0].contains("*")) {
                            throw new HttpMediaTypeNotSupportedException("a type with a wildcard");
                        }
                        return true;
                    }
                });
            }
        };
    }

    @Bean
    WebMvcConfigurer formsOfOneAccount(FormMarks marks) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(marks);
            }
        };
    }

    /// Whether the address contains a content hash; such resources set their own cache rules.
    private static boolean isForever(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/aset/")
                || request.getRequestURI().startsWith("/berkas/");
    }

    private static boolean hasSession(HttpServletRequest request) {
        if (request.getCookies() == null) {
            return false;
        }
        for (var cookie : request.getCookies()) {
            if (cookie.getName().equals("SESSION")) {
                return true;
            }
        }
        return false;
    }

    private static FilterRegistrationBean<Filter> at(int order, Filter filter) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(order);
        return registration;
    }
}
