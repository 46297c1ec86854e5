package io.runledger.query.parked;

import io.runledger.query.projection.ParkedRetry;
import io.runledger.query.projection.Projection;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Audit")
class ParkedController {

    private static final int MOST_LISTED = 1000;

    private final List<String> projections;
    private final ParkedEvents parked;
    private final ParkedRetry retry;
    private final JdbcOperations jdbc;

    ParkedController(List<Projection<?>> projections, ParkedEvents parked, ParkedRetry retry, JdbcOperations jdbc) {
        this.projections = projections.stream().<String>map(Projection::name).toList();
        this.parked = parked;
        this.retry = retry;
        this.jdbc = jdbc;
    }

    /**
     * @param parked at most a thousand, the oldest first
     * @param total all of them
     */
    @Schema(name = "Parked")
    record Parked(List<ParkedEvent> parked, long total) {}

    /** What a retry has done. */
    @Schema(name = "ParkedRetry")
    record Retried(
            @Schema(description = "Events that were handled now")
            long handled,

            @Schema(description = "Events that are parked still")
            long stillParked) {}

    @GetMapping(path = "/v1/audit/parked", produces = "application/json")
    @Operation(
            summary = "Events that a projection could not handle",
            description = "With those of the same accounts that wait behind them. Scope: auditor.")
    Parked parked() {
        return new Parked(parked.read(jdbc, projections, MOST_LISTED), parked.count(jdbc, projections));
    }

    @PostMapping(path = "/v1/audit/parked/retry", produces = "application/json")
    @Operation(
            summary = "Handles parked events again",
            description = "Each account's in order, up to the first that fails again. Scope: operator.")
    Retried retry() {
        long handled = retry.retryAll();
        return new Retried(handled, parked.count(jdbc, projections));
    }
}
