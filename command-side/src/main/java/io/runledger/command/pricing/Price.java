package io.runledger.command.pricing;

import io.runledger.api.Credits;
import io.runledger.api.RunLine;
import io.runledger.api.Usage;
import io.runledger.api.policy.RateCard;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a run costs by the rate card, line by line; or why the card can't say. */
public sealed interface Price {

    /** The priced lines, in the order of the usage. */
    record Lines(List<RunLine> lines) implements Price {}

    /** There is no price for this model. */
    record UnknownModel(String model) implements Price {

        public String detail() {
            return "the rate card has no model " + model + "; see the policy's rate card";
        }
    }

    /**
     * The model has a price, but not as it is to be used.
     *
     * @param detail which setting it lacks or needs
     */
    record NotPriced(String detail) implements Price {}

    static Price of(List<Usage> usage, RateCard rateCard) {
        Optional<String> unknown = rateCard.unknownModel(usage);
        if (unknown.isPresent()) {
            return new UnknownModel(unknown.get());
        }
        return rateCard.objection(usage).<Price>map(NotPriced::new).orElseGet(() -> new Lines(rateCard.price(usage)));
    }

    /** Credits that the gateway has named itself; the rate card only says whether the model is a Pro model. */
    static Price of(Credits credits, @Nullable String model, RateCard rateCard) {
        if (model == null) {
            return new Lines(List.of(RunLine.raw(null, credits, false)));
        }
        return rateCard.model(model)
                .<Price>map(known -> new Lines(List.of(RunLine.raw(model, credits, known.pro()))))
                .orElseGet(() -> new UnknownModel(model));
    }
}
