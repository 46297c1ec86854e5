package io.runledger.benchmarks.jmh;

import io.runledger.api.AccountEvent.AccountOpened;
import io.runledger.api.AccountId;
import io.runledger.api.Credits;
import io.runledger.api.GrantEvent.CreditsGranted;
import io.runledger.api.GrantId;
import io.runledger.api.RunEvent.CreditsCaptured;
import io.runledger.api.RunEvent.CreditsReserved;
import io.runledger.api.RunId;
import io.runledger.api.RunLine;
import io.runledger.api.Scope;
import io.runledger.api.Source;
import io.runledger.api.Taken;
import io.runledger.api.holdings.Holdings;
import io.runledger.api.json.EventJson;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What an event costs: writing it, reading it, and what it does to the account that takes it in. */
@State(org.openjdk.jmh.annotations.Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class EventBenchmark {

    private static final Instant AT = Instant.parse("2026-03-01T10:00:00.123456Z");
    private static final RunId RUN = new RunId("19b5c1e1-11eb-4c99-b13f-4c1889986936");
    private static final Credits TWO = Credits.ofWhole(2);
    private static final GrantId GRANT = new GrantId("welcome");
    private static final List<RunLine> LINES = List.of(RunLine.raw("flux-dev", TWO, false));

    private final JsonMapper json = JsonMapper.builder()
            .addModule(new EventJson())
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
    private final CreditsReserved reserved = new CreditsReserved(
            AT,
            RUN,
            TWO,
            LINES,
            List.of(new Taken(GRANT, Source.PROMOTIONAL, TWO)),
            "m-1",
            "image",
            AT.plusSeconds(900),
            1,
            false,
            false,
            "6PKd5iys_KnRyFO-",
            Credits.ofWhole(98));
    private final CreditsCaptured captured = new CreditsCaptured(
            AT,
            RUN,
            TWO,
            TWO,
            LINES,
            List.of(),
            List.of(),
            Credits.ZERO,
            Credits.ZERO,
            "m-1",
            "image",
            false,
            "Rg7mqjqANZGBt5TM",
            Credits.ofWhole(98));
    private final String written = json.writeValueAsString(reserved);
    private final Holdings holdings = holdings();

    private static Holdings holdings() {
        Holdings holdings = new Holdings();
        holdings.apply(new AccountOpened(AT, new AccountId("acct")));
        holdings.apply(new CreditsGranted(
                AT,
                GRANT,
                Source.PROMOTIONAL,
                Credits.MOST_PER_COMMAND,
                Credits.ZERO,
                Scope.EVERYTHING,
                null,
                "fingerprint",
                Credits.MOST_PER_COMMAND));
        return holdings;
    }

    @Benchmark
    public String write() {
        return json.writeValueAsString(reserved);
    }

    @Benchmark
    public CreditsReserved read() {
        return json.readValue(written, CreditsReserved.class);
    }

    /** A run reserved and captured: two events. */
    @Benchmark
    public Credits evolve() {
        holdings.apply(reserved);
        holdings.apply(captured);
        return holdings.held();
    }
}
