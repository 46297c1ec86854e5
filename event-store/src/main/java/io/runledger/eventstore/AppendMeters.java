package io.runledger.eventstore;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What an operator sees of the writer. */
final class AppendMeters {

    private final MeterRegistry registry;
    private final DistributionSummary size;
    private final Timer wait;
    private final Timer commit;

    AppendMeters(MeterRegistry registry) {
        this.registry = registry;
        this.size = DistributionSummary.builder("runledger.eventstore.batch")
                .description("Units of work that were stored by one commit")
                .register(registry);
        this.wait = Timer.builder("runledger.eventstore.wait")
                .description("How long the first of a batch had waited for the writer")
                .register(registry);
        this.commit = Timer.builder("runledger.eventstore.commit")
                .description("How long storing a batch took, until it was durable")
                .register(registry);
    }

    void watch(Supplier<Number> waiting) {
        Gauge.builder("runledger.eventstore.queue", waiting)
                .description("What waits to be stored")
                .register(registry);
    }

    void waited(Queued longest) {
        wait.record(System.nanoTime() - longest.since, TimeUnit.NANOSECONDS);
    }

    void stored(int units, long nanos) {
        size.record(units);
        commit.record(nanos, TimeUnit.NANOSECONDS);
    }
}
