package io.runledger.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Starts replays and waits for them. */
public final class Replays {

    private static final Duration LONGEST = Duration.ofMinutes(2);

    private Replays() {}

    public static void assertNoDifferences(Client client, String projection) {
        String id = client.post("/v1/audit/replays", "{\"projection\": \"" + projection + "\"}")
                .is(202)
                .string("id");
        Client.Reply[] last = new Client.Reply[1];
        eventually(() -> {
            last[0] = client.get("/v1/audit/replays/" + id).is(200);
            return !"running".equals(last[0].string("state"));
        });
        assertThat(last[0].string("state")).as(last[0].text()).isEqualTo("done");
        assertThat(last[0].at("differences").size()).as(last[0].text()).isZero();
        assertThat(last[0].number("processed")).isEqualByComparingTo(last[0].number("total"));
        assertThat(last[0].number("total").signum()).isPositive();
    }

    public static void eventually(BooleanSupplier condition) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it takes too long").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
