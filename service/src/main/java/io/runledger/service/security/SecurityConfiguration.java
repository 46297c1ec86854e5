package io.runledger.service.security;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;

/** Lets in who has a key, to what its scopes allow. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@EnableConfigurationProperties(KeySettings.class)
public class SecurityConfiguration {

    @Bean
    KeyRing keyRing(KeySettings settings) {
        return new KeyRing(settings);
    }

    @Bean
    ScopeGuard scopeGuard(ObjectProvider<ScopeRules> rules) {
        return new ScopeGuard(
                rules.stream().flatMap(part -> part.rules().stream()).toList());
    }

    @Bean
    KeyCheck keyCheck(KeyRing keys, ScopeGuard guard) {
        return new KeyCheck(keys, guard);
    }

    /** Each filter of the chain would be timed by itself, which nobody looks at and every request pays for. */
    @Bean
    SecurityObservationSettings noObservationsOfFilters() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    ScopeRules rulesOfOperations() {
        return () -> List.of(
                ScopeRule.open(HttpMethod.GET, "/v3/api-docs/**"),
                ScopeRule.open(HttpMethod.GET, "/v3/api-docs.yaml"),
                ScopeRule.open(HttpMethod.GET, "/actuator/health/**"),
                ScopeRule.of("/actuator/**", KeyScope.ADMIN));
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http, AuthenticationManager keys, ScopeGuard guard) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.defaultsDisabled().addHeaderWriter(AnswerHeaders.WRITER))
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(refusal -> refusal.authenticationEntryPoint(Refusals::unauthorized)
                        .accessDeniedHandler(Refusals::wrongScope))
                .addFilterBefore(new BearerKeys(keys, Refusals::unauthorized), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().access(guard))
                .build();
    }
}
