package io.runledger.api.policy;

import io.runledger.api.Credits;
import io.runledger.api.RunLine;
import io.runledger.api.Usage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What runs cost.
 *
 * @param version goes up whenever a price changes; every reservation names the one it was priced by
 * @param models the price of each model, by its name
 */
public record RateCard(int version, Map<String, Model> models) {

    /** What a model makes. */
    public enum Kind {
        IMAGE,
        VIDEO,
        AUDIO,
        TEXT,
        EDIT
    }

    /** How good, and how dear, a model is. */
    public enum Tier {
        BASIC,
        STANDARD,
        PREMIUM
    }

    /**
     * The price of one model.
     *
     * @param credits for one output; 0 where it is free
     * @param pro whether only grants whose scope has Pro models may pay for it
     */
    public record Model(Credits credits, Kind kind, Tier tier, boolean pro) {

        public Model(@Nullable Credits credits, @Nullable Kind kind, @Nullable Tier tier, boolean pro) {
            this.credits = PolicyProblem.requirePresent(credits, "rateCard: a model's credits");
            PolicyProblem.require(this.credits.micros() >= 0, "rateCard: a model's credits must not be below 0");
            this.kind = kind == null ? Kind.IMAGE : kind;
            this.tier = tier == null ? Tier.BASIC : tier;
            this.pro = pro;
        }
    }

    public RateCard(int version, @Nullable Map<String, Model> models) {
        PolicyProblem.require(version > 0, "rateCard: version must be above 0");
        this.version = version;
        this.models = Map.copyOf(PolicyProblem.requirePresent(models, "rateCard: models"));
        PolicyProblem.require(!this.models.isEmpty(), "rateCard: at least one model is required");
    }

    public Optional<Model> model(@Nullable String name) {
        return Optional.ofNullable(name).map(models::get);
    }

    /** The first model of a usage that has no price; empty if all have one. */
    public Optional<String> unknownModel(List<Usage> usage) {
        return usage.stream()
                .map(Usage::model)
                .filter(name -> !models.containsKey(name))
                .findFirst();
    }

    /**
     * The usage as priced lines, in its order.
     *
     * @param usage of models that all have a price
     * @throws io.runledger.api.InvalidValue if a line costs more than an account may ever hold
     */
    public List<RunLine> price(List<Usage> usage) {
        return usage.stream().map(this::price).toList();
    }

    private RunLine price(Usage usage) {
        Model model = model(usage.model())
                .orElseThrow(() -> new IllegalArgumentException("no price for model " + usage.model()));
        BigDecimal price = model.credits().toDecimal().multiply(BigDecimal.valueOf(usage.outputs()));
        return RunLine.priced(usage, Credits.of(price), model.pro());
    }
}
