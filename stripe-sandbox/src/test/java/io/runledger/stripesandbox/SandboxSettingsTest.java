package io.runledger.stripesandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxSettingsTest {

    private static SandboxSettings settings(int port, String key) {
        return new SandboxSettings(port, null, Clock.systemUTC(), key, "whsec_hush");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk_live_x", "rk_live_x", " "})
    void aLiveKeyIsRefused(String key) {
        assertThatThrownBy(() -> settings(0, key)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void secretsAreNotShown() {
        assertThat(settings(0, "sk_test_hush").toString()).doesNotContain("hush");
    }

    @Test
    void aPortThatIsTakenIsRefused() throws IOException {
        try (StripeSandbox first = StripeSandbox.start(settings(0, "sk_test_x"))) {
            assertThatThrownBy(() -> StripeSandbox.start(settings(first.base().getPort(), "sk_test_x")))
                    .isInstanceOf(IOException.class);
        }
    }
}
