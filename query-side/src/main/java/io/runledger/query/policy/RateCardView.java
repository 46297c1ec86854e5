package io.runledger.query.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.runledger.api.Credits;
import io.runledger.api.policy.Kind;
import io.runledger.api.policy.Model;
import io.runledger.api.policy.RateCard;
import io.runledger.api.policy.StandardSettings;
import io.runledger.api.policy.Tier;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The price of every model, in the order of the file. */
record RateCardView(int version, List<ModelView> models) {

    /**
     * @param free whether it costs nothing
     * @param credits the base price of an output, of a second of it, or of so many tokens of it
     * @param qualities what the price is multiplied by
     * @param sizes what the price is multiplied by
     * @param standardCredits what an output costs with the standard settings; null where there are none
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record ModelView(
            String model,
            Kind kind,
            Tier tier,
            boolean pro,
            boolean free,
            Credits credits,
            boolean perSecond,
            @Nullable Long perTokens,
            Map<String, BigDecimal> qualities,
            Map<String, BigDecimal> sizes,
            @Nullable StandardSettings standard,
            @Nullable Credits standardCredits) {}

    static RateCardView of(RateCard card) {
        return new RateCardView(
                card.version(),
                card.models().entrySet().stream()
                        .map(entry -> view(entry.getKey(), entry.getValue(), card))
                        .toList());
    }

    private static ModelView view(String name, Model model, RateCard card) {
        return new ModelView(
                name,
                model.kind(),
                model.tier(),
                model.pro(),
                model.credits().isZero(),
                model.credits(),
                model.perSecond(),
                model.perTokens(),
                model.qualities(),
                model.sizes(),
                model.standard().isNothing() ? null : model.standard(),
                card.standardPrice(name).orElse(null));
    }
}
