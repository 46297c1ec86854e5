package io.runledger.command.purchasing;

import io.runledger.service.start.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How Stripe is reached, as the environment says; without a key, it isn't.
 *
 * @param apiKey secret
 * @param apiKeyFile a file that holds the key, instead
 * @param apiBase where Stripe is; only for test keys
 * @param webhookSecrets what Stripe signs with; several while they are rotated
 * @param webhookSecretsFile a file that holds them, one a line, instead
 */
@ConfigurationProperties("runledger.stripe")
record StripeSettings(
        @Nullable String apiKey,
        @Nullable Path apiKeyFile,
        @Nullable String apiBase,
        @Nullable List<String> webhookSecrets,
        @Nullable Path webhookSecretsFile) {

    List<String> keys() {
        List<String> keys = apiKeyFile == null ? new ArrayList<>() : new ArrayList<>(lines(apiKeyFile, "api-key-file"));
        if (apiKey != null && !apiKey.isBlank()) {
            keys.add(apiKey.strip());
        }
        return keys;
    }

    List<String> secrets() {
        List<String> secrets = new ArrayList<>();
        if (webhookSecretsFile != null) {
            secrets.addAll(lines(webhookSecretsFile, "webhook-secrets-file"));
        }
        if (webhookSecrets != null) {
            secrets.addAll(webhookSecrets);
        }
        return secrets;
    }

    private static List<String> lines(Path file, String setting) {
        try {
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new StartRefused(
                    "runledger.stripe." + setting + ": " + file + " can't be read.",
                    "Give a file that this process may read, or leave the setting out.",
                    e);
        }
    }

    /** Neither the key nor the secrets. */
    @Override
    public String toString() {
        return "StripeSettings[apiBase=" + apiBase + "]";
    }
}
