package io.runledger.service.security;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A key that a request brings, of which nothing is known yet. */
final class SentKey extends AbstractAuthenticationToken {

    private final String key;

    SentKey(String key) {
        super(List.of());
        this.key = key;
    }

    @Override
    public String getPrincipal() {
        return "";
    }

    @Override
    public String getCredentials() {
        return key;
    }
}
