package io.runledger.service.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runledger.service.start.StartRefused;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KeyRingTest {

    private static final String HASH = KeyHash.of("some key");

    @Test
    void a_hash_is_what_sha256sum_prints() {
        assertThat(KeyHash.of("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource
    void settings_that_make_no_sense_stop_the_start(KeySettings settings, String problem) {
        assertThatThrownBy(() -> new KeyRing(settings))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(problem);
    }

    static Stream<Arguments> settings_that_make_no_sense_stop_the_start() {
        return Stream.of(
                Arguments.of(new KeySettings(null, null), "No API key is set"),
                Arguments.of(new KeySettings("  ", Map.of()), "No API key is set"),
                Arguments.of(new KeySettings("two words", null), "a character that no header can carry"),
                Arguments.of(key(null, "gateway"), "runledger.keys.k.hash must be 64 hex digits"),
                Arguments.of(key("abc", "gateway"), "runledger.keys.k.hash must be 64 hex digits"),
                Arguments.of(key("z" + HASH.substring(1), "gateway"), "runledger.keys.k.hash must be 64 hex digits"),
                Arguments.of(key(HASH, "root"), "runledger.keys.k.scopes: there is no scope root"),
                Arguments.of(key(HASH), "runledger.keys.k.scopes must name at least one scope"),
                Arguments.of(
                        new KeySettings("some key".replace(' ', '-'), Map.of("admin", settingsOf(HASH, "admin"))),
                        "two keys named admin"),
                Arguments.of(
                        new KeySettings(null, Map.of("a", settingsOf(HASH, "gateway"), "b", settingsOf(HASH, "admin"))),
                        "are the same"),
                Arguments.of(
                        new KeySettings(null, Map.of("a b", settingsOf(HASH, "gateway"))),
                        "the name of a key must be"));
    }

    @Test
    void scopes_and_hashes_may_be_written_in_any_case() {
        KeyRing ring = new KeyRing(key(HASH.toUpperCase(java.util.Locale.ROOT), " Gateway ", "AUDITOR"));

        assertThat(ring.authenticate(new SentKey("some key")).getName()).isEqualTo("k");
    }

    private static KeySettings key(String hash, String... scopes) {
        return new KeySettings(null, Map.of("k", settingsOf(hash, scopes)));
    }

    private static KeySettings.Key settingsOf(String hash, String... scopes) {
        return new KeySettings.Key(hash, List.of(scopes));
    }
}
