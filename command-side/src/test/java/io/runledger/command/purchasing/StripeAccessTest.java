package io.runledger.command.purchasing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runledger.service.start.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mock.env.MockEnvironment;

/** How Stripe is reached: by the environment or files, with secrets that nobody prints, and live money nowhere but there. */
class StripeAccessTest {

    private static final List<String> SECRETS = List.of("whsec_old", "whsec_new");

    private static Stripe stripe(StripeSettings settings, MockEnvironment environment) {
        return new StripeConfiguration()
                .stripe(settings, new StaticListableBeanFactory().getBeanProvider(StripeAccess.class), environment);
    }

    private static StripeSettings settings(String key, String base) {
        return new StripeSettings(key, null, base, SECRETS, null);
    }

    @Test
    void without_a_key_there_is_no_provider() {
        assertThat(stripe(new StripeSettings(null, null, null, null, null), new MockEnvironment())
                        .isConfigured())
                .isFalse();
    }

    @Test
    void keys_and_secrets_are_read_from_files(@TempDir Path folder) throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "sk_test_1\n");
        Path secrets = Files.writeString(folder.resolve("secrets"), "whsec_1\n\nwhsec_2\n");
        Stripe stripe = stripe(new StripeSettings(null, key, null, null, secrets), new MockEnvironment());
        assertThat(stripe.isConfigured()).isTrue();
        assertThat(stripe.isLive()).isFalse();
        assertThat(stripe.webhookSecrets()).containsExactly("whsec_1", "whsec_2");
    }

    @Test
    void a_key_without_a_webhook_secret_a_key_twice_and_a_file_that_is_not_there_stop_the_start() {
        assertThatThrownBy(() -> stripe(new StripeSettings("sk_test_1", null, null, null, null), new MockEnvironment()))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("webhook secret");
        assertThatThrownBy(() -> stripe(
                        new StripeSettings("sk_test_1", Path.of("nowhere"), null, SECRETS, null),
                        new MockEnvironment()))
                .isInstanceOf(StartRefused.class);
    }

    @Test
    void a_live_key_goes_to_stripe_alone_and_never_with_a_clock_that_can_be_moved() {
        assertThat(stripe(settings("sk_live_1", null), new MockEnvironment()).isLive())
                .isTrue();
        assertThatThrownBy(() -> stripe(settings("sk_live_1", "http://127.0.0.1:12111"), new MockEnvironment()))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("api-base");
        MockEnvironment moved = new MockEnvironment().withProperty("runledger.clock.start-at", "2026-01-01T00:00:00Z");
        assertThatThrownBy(() -> stripe(settings("rk_live_1", null), moved))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("start-at");
    }

    @Test
    void nothing_prints_a_key_or_a_secret() {
        StripeSettings settings = settings("sk_live_secret", null);
        StripeAccess access = new StripeAccess("sk_live_secret", null, SECRETS);
        assertThat(settings + " " + access).doesNotContain("secret").doesNotContain("whsec_");
    }
}
