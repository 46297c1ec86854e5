package io.runledger.command.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.runledger.api.Credits;
import io.runledger.api.InvalidValue;
import io.runledger.api.RunLine;
import io.runledger.api.Usage;
import io.runledger.api.policy.Generations;
import io.runledger.api.policy.Plan;
import io.runledger.api.policy.Policy;
import io.runledger.api.policy.RateCard;
import io.runledger.command.pricing.Estimate;
import io.runledger.service.policy.CurrentPolicy;
import io.runledger.service.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** How many credits somebody will need, and how far those of a plan go. */
@RestController
@Tag(name = "Prices")
class EstimatesController {

    private final CurrentPolicy current;

    EstimatesController(CurrentPolicy current) {
        this.current = current;
    }

    @PostMapping("/v1/estimates")
    @Operation(
            summary = "What some days of a usage would cost, or what a plan is good for",
            description =
                    "With usage (what one day takes) and days: the credits, and a buffer for runs that are repeated. With plan:"
                            + " how many generations its month has with standard settings, model by model.")
    EstimateView estimate(@RequestBody EstimateRequest request) {
        if ((request.usage() == null) == (request.plan() == null)) {
            throw new InvalidValue("exactly one of usage and plan is required");
        }
        return request.plan() == null ? ofUsage(request) : ofPlan(request.plan());
    }

    private EstimateView ofUsage(EstimateRequest request) {
        RateCard card = current.get().rateCard();
        int days = Required.field("days", request.days());
        int buffer = Objects.requireNonNullElse(request.bufferPercent(), Estimate.USUAL_BUFFER_PERCENT);
        Estimate estimate = Estimate.of(Priced.lines(request.usage(), card), days, buffer);
        return new EstimateView(
                estimate.credits(),
                estimate.buffer(),
                estimate.withBuffer(),
                estimate.lines(),
                null,
                null,
                card.version());
    }

    private EstimateView ofPlan(String id) {
        Policy policy = current.get();
        Plan plan = policy.plan(id).orElseThrow(() -> unknown(id));
        return new EstimateView(
                plan.monthlyCredits(),
                null,
                null,
                null,
                id,
                Generations.of(plan.monthlyCredits(), policy.rateCard()),
                policy.rateCard().version());
    }

    private static ProblemException unknown(String plan) {
        return new ProblemException(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "unknown-plan",
                "There is no plan " + plan + "; GET /v1/policy shows those there are.");
    }

    /** Either usage (one day's) and days, or plan. */
    record EstimateRequest(
            @Nullable List<Usage> usage,
            @Nullable Integer days,

            @Schema(description = "25 unless said; 0 to 100") @Nullable
            Integer bufferPercent,

            @Nullable String plan) {}

    /** Of a plan, credits are those of a month. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EstimateView(
            Credits credits,
            @Nullable Credits buffer,
            @Nullable Credits creditsWithBuffer,
            @Nullable List<RunLine> lines,
            @Nullable String plan,
            @Nullable List<Generations> generations,
            int rateCardVersion) {}
}
