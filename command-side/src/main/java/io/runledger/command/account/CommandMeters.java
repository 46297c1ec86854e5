package io.runledger.command.account;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.runledger.api.AccountCommand;
import io.runledger.api.Answer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Times commands, each kind by what came of it. */
@Component
class CommandMeters {

    private record Kind(Class<?> command, String result) {}

    private final MeterRegistry registry;
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

    CommandMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * @param answer null if there was none
     */
    void record(AccountCommand command, @Nullable Answer answer, long nanos) {
        timers.computeIfAbsent(new Kind(command.getClass(), result(answer)), this::timer)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Kind kind) {
        return registry.timer("runledger.commands", "command", kind.command().getSimpleName(), "result", kind.result());
    }

    private static String result(@Nullable Answer answer) {
        if (answer instanceof Answer.Refused refused) {
            return refused.reason().name().toLowerCase(Locale.ROOT);
        }
        if (answer instanceof Answer.Accepted accepted) {
            return accepted.repeated() ? "repeated" : "accepted";
        }
        return "failed";
    }
}
