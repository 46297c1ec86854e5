package io.runledger.service.security;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a key may be used for; {@link #ADMIN} includes all the others. */
public enum KeyScope {
    GATEWAY,
    DASHBOARD,
    AUDITOR,
    OPERATOR,
    ADMIN;

    /** The name in settings and answers: in lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<KeyScope> named(String name) {
        return Arrays.stream(values())
                .filter(scope -> scope.wireName().equals(name))
                .findFirst();
    }

    String authority() {
        return "SCOPE_" + wireName();
    }
}
