package io.runledger.service.clock;

import io.runledger.api.InvalidValue;
import io.runledger.service.problem.Problem;
import io.runledger.service.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows the clock and, where it can be moved, moves it. */
@RestController
@RequestMapping("/v1/admin/clock")
final class ClockController {

    private final Clock clock;

    ClockController(Clock clock) {
        this.clock = clock;
    }

    /** What the clock says, and whether it can be moved. */
    @GetMapping
    Reading read() {
        return new Reading(clock.instant(), clock instanceof AdjustableClock);
    }

    /** Moves the clock forward. */
    @PostMapping
    Now advance(@RequestBody Advance advance) {
        AdjustableClock adjustable = requireAdjustable();
        if (!adjustable.advanceTo(advance.advanceTo().truncatedTo(ChronoUnit.MICROS))) {
            throw new ProblemException(Problem.of(
                            HttpStatus.CONFLICT,
                            "clock-goes-forward-only",
                            "the clock is past that: it can't be moved back, since events have been recorded since")
                    .with("now", adjustable.instant()));
        }
        return new Now(adjustable.instant());
    }

    private AdjustableClock requireAdjustable() {
        if (clock instanceof AdjustableClock adjustable) {
            return adjustable;
        }
        throw new ProblemException(
                HttpStatus.CONFLICT,
                "clock-not-adjustable",
                "the clock shows real time; to try things out, start with --runledger.clock.start-at=<instant>");
    }

    record Reading(Instant now, boolean adjustable) {}

    record Now(Instant now) {}

    record Advance(Instant advanceTo) {

        Advance(@Nullable Instant advanceTo) {
            if (advanceTo == null) {
                throw new InvalidValue("advanceTo is required");
            }
            if (!TryingOnly.isSensible(advanceTo)) {
                throw new InvalidValue("advanceTo must lie within the years 1970 to 9999");
            }
            this.advanceTo = advanceTo;
        }
    }
}
