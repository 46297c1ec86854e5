package io.runledger.command.account;

import io.runledger.api.AccountId;
import io.runledger.api.Credits;
import io.runledger.api.GrantId;
import io.runledger.api.RunCommand.ReserveCredits;
import io.runledger.api.RunId;
import io.runledger.api.Source;
import io.runledger.api.Usage;
import io.runledger.api.holdings.Due;
import io.runledger.api.holdings.Grant;
import io.runledger.api.holdings.Holdings;
import io.runledger.api.policy.Kind;
import io.runledger.api.policy.Model;
import io.runledger.api.policy.Policy;
import io.runledger.api.policy.RateCard;
import io.runledger.api.policy.Tier;
import io.runledger.eventstore.Copies;
import io.runledger.eventstore.KeyedEvents;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to decide about a reservation. It stands in this package because nobody else may decide. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class DecisionBenchmark {

    private static final AccountId ACCOUNT = new AccountId("acct");
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final ReserveCredits RESERVE = new ReserveCredits(
            ACCOUNT,
            new RunId("19b5c1e1-11eb-4c99-b13f-4c1889986936"),
            List.of(new Usage("flux-dev", null, 1, null, null, null)),
            null,
            null,
            "m-1",
            "image",
            null,
            false);

    private final Situation situation = situation();

    private static Situation situation() {
        Model model = Model.of(Credits.ofWhole(2), Kind.IMAGE, Tier.STANDARD, false);
        Policy policy = new Policy(
                "bench",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                null,
                null,
                RateCard.of(1, Map.of("flux-dev", model)));
        Grant grant = new Grant(
                new GrantId("welcome"),
                Source.PROMOTIONAL,
                false,
                io.runledger.api.Scope.EVERYTHING,
                null,
                Credits.MOST_PER_COMMAND,
                Credits.ZERO,
                false,
                0);
        Holdings holdings = Holdings.of(List.of(grant), List.of(), Credits.ZERO, null, null, false);
        KeyedEvents nothing = KeyedEvents.scanning(EmbeddedEventStore.builder()
                .storageEngine(new InMemoryEventStorageEngine())
                .build());
        return new Situation(
                new Due(List.of(), holdings),
                new RecentRuns(),
                new Budgets(),
                new Sales(),
                new AutoTopUps(),
                List.of(),
                policy,
                NOW,
                new Memory(ACCOUNT, 0, nothing, Copies.NONE),
                version -> policy.rateCard());
    }

    @Benchmark
    public Object reserve() {
        return Reserving.decide(RESERVE, situation, false);
    }
}
