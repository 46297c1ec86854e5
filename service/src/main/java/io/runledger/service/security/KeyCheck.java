package io.runledger.service.security;

import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
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

    /** Whether an Authorization header holds a key that there is, and that has a scope which the method and the path need. */
    public Predicate<@Nullable String> of(HttpMethod method, String path) {
        Optional<ScopeRule> rule = guard.ruleOf(method, PathContainer.parsePath(path));
        return header -> {
            String sent = BearerKeys.keyIn(header);
            return sent != null
                    && keys.find(sent)
                            .filter(key -> ScopeGuard.decide(key, rule).isGranted())
                            .isPresent();
        };
    }
}
