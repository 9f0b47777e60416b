package imprint.app.security;

import imprint.imaging.protocol.AgentProtocol;
import imprint.workflows.device.Contacts;
import imprint.workflows.person.AccessTokens;
import imprint.workflows.person.People;
import imprint.workflows.person.Role;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;

/** Nothing is open but what is named here. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String HEALTH = "/actuator/health";
    private static final int STARTS_AT_ONCE = 1_000;
    private static final int STARTS_A_SECOND = 10;

    /** Requests are measured as a whole: a measurement of each filter would cost as much as the request. */
    @Bean
    SecurityObservationSettings unobservedFilters() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    RememberingPasswordEncoder passwordEncoder() {
        return new RememberingPasswordEncoder(
                new BoundedPasswordEncoder(PasswordEncoderFactories.createDelegatingPasswordEncoder()));
    }

    @Bean
    AuthenticationManager logIns(
            People people, PasswordCheck passwords, AccessTokens tokens, AuthenticationEventPublisher events) {
        var logIns = new ProviderManager(
                new PasswordAuthenticationProvider(people, passwords),
                new TokenAuthenticationProvider(tokens, passwords));
        logIns.setAuthenticationEventPublisher(events);
        return logIns;
    }

    /** The one door that is open to all. */
    @Bean
    @Order(1)
    SecurityFilterChain doorForNewDevices(HttpSecurity http, Refusals refusals) throws Exception {
        return stateless(http, refusals)
                .securityMatcher(AgentProtocol.ENROLMENT_PATH)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain doorForDevices(HttpSecurity http, Refusals refusals, Contacts contacts) throws Exception {
        return stateless(http, refusals)
                .securityMatcher("/agent/**")
                .addFilterBefore(new DeviceCredentialFilter(contacts, refusals), AuthorizationFilter.class)
                // why: the answer to what was let in, when it comes later.
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ASYNC)
                        .permitAll()
                        .anyRequest()
                        .hasAuthority("DEVICE"))
                .build();
    }

    /**
     * Health is told to anybody as one word, and in detail to people.
     *
     * <p>why no CSRF token: there is no session; a browser may send a remembered password along, and what pages of other
     * sites have it send is refused before ({@link OwnSiteFilter}).
     */
    @Bean
    @Order(3)
    SecurityFilterChain doorForPeople(HttpSecurity http, Refusals refusals, AuthenticationManager people, Clock clock)
            throws Exception {
        var starts = new RateLimit(STARTS_AT_ONCE, STARTS_A_SECOND, clock);
        var all = new String[] {Role.ADMINISTRATOR.name(), Role.OPERATOR.name(), Role.AUDITOR.name()};
        return stateless(http, refusals)
                .securityMatcher("/api/**", HEALTH, HEALTH + "/**")
                .authenticationManager(people)
                .httpBasic(basic -> basic.authenticationEntryPoint(refusals))
                .addFilterBefore(new TokenFilter(people, refusals), BasicAuthenticationFilter.class)
                .addFilterAfter(new StartThrottle(starts, refusals), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.GET, HEALTH, HEALTH + "/**")
                        .permitAll()
                        .requestMatchers("/api/v1/access-tokens/**")
                        .hasRole(Role.ADMINISTRATOR.name())
                        .requestMatchers(HttpMethod.GET)
                        .hasAnyRole(all)
                        .requestMatchers("/api/v1/me/**")
                        .hasAnyRole(all)
                        .requestMatchers(HttpMethod.POST, "/api/v1/operations/**")
                        .hasAnyRole(Role.ADMINISTRATOR.name(), Role.OPERATOR.name())
                        .anyRequest()
                        .hasRole(Role.ADMINISTRATOR.name()))
                .build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain everythingElse(HttpSecurity http, Refusals refusals) throws Exception {
        return stateless(http, refusals)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/")
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .build();
    }

    private static HttpSecurity stateless(HttpSecurity http, Refusals refusals) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .exceptionHandling(
                        failures -> failures.authenticationEntryPoint(refusals).accessDeniedHandler(refusals));
    }
}
