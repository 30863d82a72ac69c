package id.cemara.identity.login;

import static org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy.SAME_ORIGIN;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.servlet.HandlerExceptionResolver;

/// Access rules for addresses, and security headers.
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class WebSecurity {

    /// No inline content and no other origins. Pico's style sheet embeds its icons as data addresses.
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; "
            + "base-uri 'none'; frame-ancestors 'none'";

    /// The API: no session, no cookies.
    @Bean
    @Order(1)
    SecurityFilterChain api(
            HttpSecurity http, Tokens tokens, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems)
            throws Exception {
        http.addFilterBefore(new BearerFilter(tokens, problems), AnonymousAuthenticationFilter.class);
        http.securityMatcher("/api/**", "/livez", "/readyz")
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll());
        common(http);
        return http.build();
    }

    /// Pages: public ones for everybody, the work space after log-in.
    @Bean
    @Order(2)
    SecurityFilterChain pages(HttpSecurity http, AccountLookup accounts, LogInRedirects way) throws Exception {
        http.authorizeHttpRequests(requests -> requests.requestMatchers("/kerja", "/kerja/**")
                        .authenticated()
                        .anyRequest()
                        .permitAll())
                .formLogin(login -> login.loginPage("/masuk")
                        .loginProcessingUrl("/masuk")
                        .usernameParameter("username")
                        .passwordParameter("password")
                        .successHandler(way)
                        .failureForwardUrl("/masuk/gagal")
                        .permitAll())
                .logout(logout -> logout.logoutRequestMatcher(
                                PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/keluar"))
                        .logoutSuccessUrl("/"))
                .exceptionHandling(refused -> refused.authenticationEntryPoint(way))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .addFilterBefore(new ActorFilter(accounts), AnonymousAuthenticationFilter.class);
        common(http);
        return http.build();
    }

    /// No CSRF token, which would need a session on public pages; forms are checked by their origin
    /// (shell).
    private static void common(HttpSecurity http) throws Exception {
        http.csrf(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                        .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(policy -> policy.policy(SAME_ORIGIN))
                        .permissionsPolicyHeader(policy -> policy.policy("camera=(), microphone=(), geolocation=()"))
                        .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny));
    }
}
