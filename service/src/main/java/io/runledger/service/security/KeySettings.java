package io.runledger.service.security;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The keys that open the API.
 *
 * @param adminKey the admin's key as it is sent, usually from RUNLEDGER_ADMIN_KEY
 * @param keys the other keys, by a name that events and logs give for who called
 */
@ConfigurationProperties("runledger")
record KeySettings(@Nullable String adminKey, Map<String, Key> keys) {

    KeySettings(@Nullable String adminKey, @Nullable Map<String, Key> keys) {
        this.adminKey = adminKey == null || adminKey.isBlank() ? null : adminKey;
        this.keys = keys == null ? Map.of() : Map.copyOf(keys);
    }

    /**
     * @param hash SHA-256 of the key in hex: the settings never hold the key itself
     */
    record Key(String hash, List<String> scopes) {

        Key(@Nullable String hash, @Nullable List<String> scopes) {
            this.hash = hash == null ? "" : hash;
            this.scopes = scopes == null ? List.of() : List.copyOf(scopes);
        }
    }
}
