package io.runledger.service.security;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/**
 * Which keys may call a path. Where several rules match, the most specific path decides, whatever their order.
 *
 * @param method null: any
 * @param pathPattern as in a controller's mapping, such as {@code /v1/accounts/{id}/**}
 * @param anyOf one of these is needed; empty: open to everyone, even without a key
 */
public record ScopeRule(@Nullable HttpMethod method, String pathPattern, Set<KeyScope> anyOf) {

    public ScopeRule {
        anyOf = Set.copyOf(anyOf);
    }

    /** A rule for one method. */
    public static ScopeRule of(HttpMethod method, String pathPattern, KeyScope... anyOf) {
        return new ScopeRule(method, pathPattern, Set.of(anyOf));
    }

    /** A rule for every method. */
    public static ScopeRule of(String pathPattern, KeyScope... anyOf) {
        return new ScopeRule(null, pathPattern, Set.of(anyOf));
    }

    /** A path that needs no key. */
    public static ScopeRule open(HttpMethod method, String pathPattern) {
        return new ScopeRule(method, pathPattern, Set.of());
    }
}
