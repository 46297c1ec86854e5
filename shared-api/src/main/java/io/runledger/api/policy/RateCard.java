package io.runledger.api.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.runledger.api.Credits;
import io.runledger.api.RunLine;
import io.runledger.api.Usage;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What runs cost.
 *
 * @param version goes up whenever a price changes; every reservation names the one it was priced by
 * @param tiers between which base prices a tier's models lie; a tier that isn't there has no bounds
 * @param qualities the factor of each quality, for models that name none of their own
 * @param models the price of each model, by its name, in the order of the file
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RateCard(
        int version, Map<Tier, TierRange> tiers, Map<String, BigDecimal> qualities, Map<String, Model> models) {

    public RateCard(
            int version,
            @Nullable Map<Tier, TierRange> tiers,
            @Nullable Map<String, BigDecimal> qualities,
            @Nullable Map<String, Model> models) {
        PolicyProblem.require(version > 0, "rateCard: version must be above 0", "version");
        this.version = version;
        this.tiers = tiers == null ? Map.of() : Map.copyOf(tiers);
        this.qualities = Factors.checked(qualities, "qualities");
        Map<String, Model> priced = new LinkedHashMap<>(PolicyProblem.requirePresent(models, "rateCard: models"));
        priced.replaceAll((name, model) -> model.withQualities(this.qualities));
        this.models = Collections.unmodifiableMap(priced);
        PolicyProblem.require(!this.models.isEmpty(), "rateCard: at least one model is required", "models");
        this.models.forEach(this::requireSense);
    }

    /** A card of models alone. */
    public static RateCard of(int version, Map<String, Model> models) {
        return new RateCard(version, null, null, models);
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

    /** Why a usage of models that all have a price can't be priced as it is; empty if it can. */
    public Optional<String> objection(List<Usage> usage) {
        for (Usage line : usage) {
            Optional<String> objection = known(line.model()).objection(line);
            if (objection.isPresent()) {
                return objection.map(reason -> "model " + line.model() + " " + reason);
            }
        }
        return Optional.empty();
    }

    /**
     * The usage as priced lines, in its order.
     *
     * @param usage to which there is no objection
     * @throws io.runledger.api.InvalidValue if a line costs more than an account may ever hold
     */
    public List<RunLine> price(List<Usage> usage) {
        return usage.stream().map(this::price).toList();
    }

    /** What one output of a model costs as it is used as a rule; empty where the file doesn't say how that is. */
    public Optional<Credits> standardPrice(String model) {
        Model known = known(model);
        Usage usage = known.standard().of(model);
        return known.objection(usage).isPresent() ? Optional.empty() : Optional.of(known.price(usage));
    }

    private RunLine price(Usage usage) {
        Model model = known(usage.model());
        return RunLine.priced(usage, model.price(usage), model.pro());
    }

    private Model known(String name) {
        return Objects.requireNonNull(models.get(name), () -> "no price for model " + name);
    }

    private void requireSense(String name, Model model) {
        String where = "rateCard: models: " + name + ": ";
        Optional.ofNullable(tiers.get(model.tier()))
                .ifPresent(range -> PolicyProblem.require(
                        range.holds(model.credits()),
                        where + "credits must be from " + range.from() + " to " + range.to() + ", as its tier says",
                        "models",
                        name,
                        "credits"));
        model.unknownSetting(model.standard().of(name)).ifPresent(reason -> {
            throw new PolicyProblem(where + "standard: the model " + reason, "models", name, "standard");
        });
    }
}
