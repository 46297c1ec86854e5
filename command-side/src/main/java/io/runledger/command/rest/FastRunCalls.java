package io.runledger.command.rest;

import io.runledger.command.rest.RunsController.CaptureRequest;
import io.runledger.command.rest.RunsController.RefundRequest;
import io.runledger.command.rest.RunsController.ReservationRequest;
import io.runledger.service.fastpath.FastCall;
import io.runledger.service.fastpath.FastCalls;
import java.util.List;
import org.springframework.stereotype.Component;

/** A gateway sends two of these for every run. */
@Component
class FastRunCalls implements FastCalls {

    private static final String RUNS = "/v1/accounts/{account}/reservations";
    private static final String RUN = RUNS + "/{run}";

    private final RunsController runs;

    FastRunCalls(RunsController runs) {
        this.runs = runs;
    }

    @Override
    public List<FastCall<?>> calls() {
        return List.of(
                FastCall.withBody(RUNS, ReservationRequest.class, (path, body) -> runs.reserve(path.get(0), body)),
                FastCall.withOptionalBody(
                        RUN + "/capture",
                        CaptureRequest.class,
                        (path, body) -> runs.capture(path.get(0), path.get(1), body)),
                FastCall.withOptionalBody(
                        RUN + "/refund",
                        RefundRequest.class,
                        (path, body) -> runs.refund(path.get(0), path.get(1), body)),
                FastCall.withoutBody(RUN + "/release", (path, none) -> runs.release(path.get(0), path.get(1))));
    }
}
