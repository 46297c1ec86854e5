package io.runledger.service.security;

import io.runledger.service.start.StartRefused;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;

/** All keys, by their hash: knowing one takes a hash and a look-up, however many there are. */
final class KeyRing implements AuthenticationManager {

    static final String ADMIN_KEY_NAME = "admin";

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern SENDABLE = Pattern.compile("[!-~]+");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final String HOW_TO_HASH = "A key's hash is made with: printf %s 'the key' | sha256sum";

    private final Map<String, KnownKey> keys = new HashMap<>();

    KeyRing(KeySettings settings) {
        settings.keys().forEach(this::add);
        if (settings.adminKey() != null) {
            addAdmin(settings.adminKey());
        }
        require(
                !keys.isEmpty(),
                "No API key is set, so that nobody could call.",
                "Set RUNLEDGER_ADMIN_KEY to a long random text, or runledger.keys.<name>.hash and"
                        + " runledger.keys.<name>.scopes. " + HOW_TO_HASH);
    }

    @Override
    public Authentication authenticate(Authentication claimed) {
        return find(String.valueOf(claimed.getCredentials()))
                .orElseThrow(() -> new BadCredentialsException("unknown key"));
    }

    /** The key that was sent, if there is such a key. */
    Optional<KnownKey> find(String key) {
        return Optional.ofNullable(keys.get(KeyHash.of(key)));
    }

    private void add(String name, KeySettings.Key key) {
        String hash = key.hash().toLowerCase(Locale.ROOT);
        String setting = "runledger.keys." + name;
        require(
                NAME.matcher(name).matches(),
                setting + ": the name of a key must be letters, digits, '.', '_' or '-'",
                "");
        require(HASH.matcher(hash).matches(), setting + ".hash must be 64 hex digits.", HOW_TO_HASH);
        require(!key.scopes().isEmpty(), setting + ".scopes must name at least one scope.", scopesThereAre());
        put(hash, new KnownKey(name, scopesOf(setting, key)));
    }

    private void addAdmin(String key) {
        require(
                SENDABLE.matcher(key).matches(),
                "The admin key holds a character that no header can carry.",
                "Use letters, digits and punctuation in RUNLEDGER_ADMIN_KEY, without spaces.");
        require(
                keys.values().stream().noneMatch(known -> known.getName().equals(ADMIN_KEY_NAME)),
                "There are two keys named " + ADMIN_KEY_NAME + ".",
                "Rename runledger.keys." + ADMIN_KEY_NAME + ", or leave RUNLEDGER_ADMIN_KEY out.");
        put(KeyHash.of(key), new KnownKey(ADMIN_KEY_NAME, Set.of(KeyScope.ADMIN)));
    }

    private void put(String hash, KnownKey key) {
        KnownKey other = keys.put(hash, key);
        if (other != null) {
            throw new StartRefused(
                    "The keys " + other.getName() + " and " + key.getName() + " are the same.",
                    "Give each its own: what was done is told apart by the key it was done with.");
        }
    }

    private static Set<KeyScope> scopesOf(String setting, KeySettings.Key key) {
        return key.scopes().stream()
                .map(name -> KeyScope.named(name.trim().toLowerCase(Locale.ROOT))
                        .orElseThrow(() -> new StartRefused(
                                setting + ".scopes: there is no scope " + name + ".", scopesThereAre())))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String scopesThereAre() {
        return "The scopes are gateway, dashboard, auditor, operator and admin.";
    }

    private static void require(boolean sensible, String problem, String action) {
        if (!sensible) {
            throw new StartRefused(problem, action);
        }
    }
}
