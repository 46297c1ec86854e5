package io.runledger.command.rest;

import io.runledger.api.Outcome;
import io.runledger.api.policy.Model;
import io.runledger.api.policy.RateCard;
import io.runledger.api.policy.RateCardEvent;
import io.runledger.api.policy.Tier;
import io.runledger.api.policy.TierRange;
import io.runledger.command.account.Commands;
import io.runledger.command.ratecard.Publishing;
import io.runledger.service.policy.CurrentPolicy;
import io.runledger.service.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.security.Principal;
import java.util.Map;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What runs cost, version by version. */
@RestController
@RequestMapping("/v1/rate-card")
@Tag(name = "Prices")
class RateCardController {

    private final Publishing publishing;
    private final CurrentPolicy current;
    private final OperatorCommands operator;

    RateCardController(Publishing publishing, CurrentPolicy current, OperatorCommands operator) {
        this.operator = operator;
        this.publishing = publishing;
        this.current = current;
    }

    @GetMapping
    @Operation(
            summary = "The rate card in force, or an earlier one",
            description = "In the form in which the next one is put.")
    RateCard show(
            @Parameter(description = "That of a reservation, say; the one in force unless said")
                    @RequestParam(required = false)
                    @Nullable
                    Integer version) {
        return version == null
                ? current.get().rateCard()
                : current.card(version).orElseThrow(() -> unknown(version));
    }

    @PutMapping
    @Operation(
            summary = "Puts a rate card in force",
            description = "Its version must be above the one in force. What is reserved already keeps its price.")
    ResponseEntity<Outcome> publish(@RequestBody RateCardRequest request, Principal caller) {
        RateCard card = request.card();
        return Reply.created(operator.because(
                request.reason(),
                publishing.book(),
                RateCardEvent.keyOf(card.version()),
                () -> publishing.publish(card, MetaData.with(Commands.BY, caller.getName()))));
    }

    private static ProblemException unknown(int version) {
        return new ProblemException(
                HttpStatus.NOT_FOUND, "unknown-rate-card", "There was no rate card of version " + version + ".");
    }

    /** As in a policy's file. */
    record RateCardRequest(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Integer version,

            @Nullable Map<Tier, TierRange> tiers,
            @Nullable Map<String, BigDecimal> qualities,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Map<String, Model> models,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String reason) {

        RateCard card() {
            return new RateCard(Required.field("version", version), tiers, qualities, models);
        }
    }
}
