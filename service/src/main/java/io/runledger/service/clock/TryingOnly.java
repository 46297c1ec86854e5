package io.runledger.service.clock;

import io.runledger.service.start.StartRefused;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.core.env.Environment;

/** Keeps a clock that can be moved away from real customers and real money. */
final class TryingOnly {

    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private TryingOnly() {}

    static void require(Environment environment) {
        requireLoopback(environment.getProperty("server.address", ""));
        List.of("runledger.stripe.api-key", "STRIPE_API_KEY")
                .forEach(setting -> requireNotLive(setting, environment.getProperty(setting, "")));
    }

    static Instant requireSensible(Instant startAt) {
        if (!isSensible(startAt)) {
            throw new StartRefused(
                    "runledger.clock.start-at lies outside the years 1970 to 9999.",
                    "Give an instant such as 2026-01-31T00:00:00Z.");
        }
        return startAt.truncatedTo(ChronoUnit.MICROS);
    }

    static boolean isSensible(Instant instant) {
        return !instant.isBefore(FIRST) && !instant.isAfter(LAST);
    }

    private static void requireLoopback(String address) {
        if (address.isBlank() || !isLoopback(address)) {
            throw new StartRefused(
                    "A clock that can be moved (runledger.clock.start-at) is for trying, but server.address is "
                            + (address.isBlank() ? "every address" : address) + ".",
                    "Leave runledger.clock.start-at out, or listen on 127.0.0.1.");
        }
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new StartRefused("server.address: there is no address " + address + ".", "Use 127.0.0.1.", e);
        }
    }

    private static void requireNotLive(String setting, String key) {
        if (key.startsWith("sk_live") || key.startsWith("rk_live")) {
            throw new StartRefused(
                    "A clock that can be moved (runledger.clock.start-at) is for trying, but " + setting
                            + " is a live key of Stripe.",
                    "Leave runledger.clock.start-at out, or use a test key.");
        }
    }
}
