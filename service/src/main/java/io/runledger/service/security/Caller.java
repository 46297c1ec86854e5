package io.runledger.service.security;

import java.security.Principal;

/**
 * Who calls. A controller takes it as an argument annotated with {@code @AuthenticationPrincipal}.
 *
 * @param keyName the name of the key in the settings
 */
public record Caller(String keyName) implements Principal {

    @Override
    public String getName() {
        return keyName;
    }
}
