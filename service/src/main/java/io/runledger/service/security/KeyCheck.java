package io.runledger.service.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;

/** Says whether the key of a request may make a call whose path is known beforehand, so that its rule is looked up once. */
public final class KeyCheck {

    private final KeyRing keys;
    private final ScopeGuard guard;

    KeyCheck(KeyRing keys, ScopeGuard guard) {
        this.keys = keys;
        this.guard = guard;
    }

    /** Whether a request has a key that there is, and that has a scope which the method and the path need. */
    public Predicate<HttpServletRequest> of(HttpMethod method, String path) {
        Optional<ScopeRule> rule = guard.ruleOf(method, PathContainer.parsePath(path));
        return request -> {
            String sent = BearerKeys.sentKey(request);
            return sent != null
                    && keys.find(sent)
                            .filter(key -> ScopeGuard.decide(key, rule).isGranted())
                            .isPresent();
        };
    }
}
