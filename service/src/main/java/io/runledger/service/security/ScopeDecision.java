package io.runledger.service.security;

import java.util.List;
import java.util.Set;
import org.springframework.security.authorization.AuthorizationResult;

/**
 * Whether a request may pass.
 *
 * @param needed the scopes of which one would have let it
 */
record ScopeDecision(boolean isGranted, Set<KeyScope> needed) implements AuthorizationResult {

    static final ScopeDecision GRANTED = new ScopeDecision(true, Set.of());
    static final ScopeDecision NO_KEY = new ScopeDecision(false, Set.of());

    List<String> neededNames() {
        return needed.stream().sorted().map(KeyScope::wireName).toList();
    }
}
