package io.runledger.standalone;

import io.runledger.api.policy.Model;
import io.runledger.api.policy.Policy;
import io.runledger.stripesandbox.StripeSandbox;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/** Tells whoever started it that it is ready, and what to try first. */
final class Greeting {

    private static final String KEY_VARIABLE = "RUNLEDGER_ADMIN_KEY";
    private static final String TEXT = """

            RunLedger is ready.

              listens on  %1$s
              API         %1$s/v3/api-docs
              policy      %2$s
              data        %3$s
              payments    %7$s
              admin key   %4$s

            Try it:

            curl -X PUT %1$s/v1/accounts/demo -H "Authorization: Bearer %5$s" -H "Content-Type: application/json" -d '{}'
            curl -X POST %1$s/v1/accounts/demo/reservations -H "Authorization: Bearer %5$s" -H "Content-Type: application/json" -d '{"runId":"run-1","usage":[{"model":"%6$s"}]}'
            curl %1$s/v1/accounts/demo/balance -H "Authorization: Bearer %5$s"

            Ctrl-C stops it.
            """;

    private final Environment environment;
    private final Policy policy;
    private final DataFolder folder;
    private final ObjectProvider<StripeSandbox> sandbox;

    Greeting(Environment environment, Policy policy, DataFolder folder, ObjectProvider<StripeSandbox> sandbox) {
        this.environment = environment;
        this.policy = policy;
        this.folder = folder;
        this.sandbox = sandbox;
    }

    @EventListener(ApplicationReadyEvent.class)
    void greet() {
        System.out.print(text(environment.getRequiredProperty("local.server.port", Integer.class)));
        System.out.flush();
    }

    private String text(int port) {
        String key = environment.getProperty("runledger.admin-key", "");
        boolean kept = Files.exists(folder.adminKeyFile()) && key.equals(AdminKey.keptIn(folder));
        return TEXT.formatted(
                ListensOn.url(environment, port),
                policy.name(),
                folder.path(),
                // Who sets a key from outside doesn't want it in a log.
                kept ? key + " (kept in " + folder.adminKeyFile() + ")" : "set from outside; here as $" + KEY_VARIABLE,
                kept ? key : "$" + KEY_VARIABLE,
                modelToTry(),
                payments());
    }

    private String payments() {
        return sandbox.stream()
                .findFirst()
                .map(played -> "sandbox at " + played.base() + "/sandbox; no real money moves")
                .orElse(
                        environment.containsProperty("runledger.stripe.api-key")
                                        || environment.containsProperty("runledger.stripe.api-key-file")
                                ? "by Stripe"
                                : "none");
    }

    /** The cheapest model that costs something and that any credits may pay for, if there is one. */
    private String modelToTry() {
        return policy.rateCard().models().entrySet().stream()
                .min(Comparator.<Map.Entry<String, Model>, Boolean>comparing(
                                model -> model.getValue().pro()
                                        || model.getValue().credits().isZero())
                        .thenComparing(model -> model.getValue().credits())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .orElse("");
    }
}
