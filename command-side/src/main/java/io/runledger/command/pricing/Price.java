package io.runledger.command.pricing;

import io.runledger.api.Credits;
import io.runledger.api.RunLine;
import io.runledger.api.Usage;
import io.runledger.api.policy.RateCard;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run costs by the rate card, line by line; or the model that the card doesn't have. */
public sealed interface Price {

    /** The priced lines, in the order of the usage. */
    record Lines(List<RunLine> lines) implements Price {}

    /** There is no price for this model. */
    record UnknownModel(String model) implements Price {}

    static Price of(List<Usage> usage, RateCard rateCard) {
        return rateCard.unknownModel(usage)
                .<Price>map(UnknownModel::new)
                .orElseGet(() -> new Lines(rateCard.price(usage)));
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
