package io.runledger.api.policy;

import io.runledger.api.Credits;
import java.util.List;

/**
 * How often a model can be run for some credits.
 *
 * @param credits what one output costs with standard settings
 * @param generations whole outputs
 */
public record Generations(String model, Kind kind, Credits credits, long generations) {

    /** One entry a model, in the order of the rate card; those that are free, or have no standard settings, are left out. */
    public static List<Generations> of(Credits credits, RateCard rateCard) {
        return rateCard.models().keySet().stream()
                .flatMap(model -> rateCard
                        .standardPrice(model)
                        .filter(Credits::isPositive)
                        .map(price -> new Generations(
                                model,
                                rateCard.model(model).orElseThrow().kind(),
                                price,
                                credits.micros() / price.micros()))
                        .stream())
                .toList();
    }
}
