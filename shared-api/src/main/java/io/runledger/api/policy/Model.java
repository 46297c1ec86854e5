package io.runledger.api.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.runledger.api.Credits;
import io.runledger.api.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The price of a model: base x quality x size x seconds x tokens / unit x outputs, of which only what the model names counts.
 *
 * @param credits the base price; 0 where the model is free
 * @param pro whether only grants whose scope has Pro models may pay for it
 * @param qualities the factor of each quality; none: the quality doesn't change the price
 * @param sizes the factor of each size; none: the size doesn't change the price
 * @param perSecond whether the price is that of a second of an output
 * @param perTokens the price is that of so many tokens of an output; null: tokens don't change it
 * @param standard how it is used as a rule
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Model(
        Credits credits,
        Kind kind,
        Tier tier,
        boolean pro,
        Map<String, BigDecimal> qualities,
        Map<String, BigDecimal> sizes,
        boolean perSecond,
        @Nullable Long perTokens,
        StandardSettings standard) {

    /** Credits have no more; what lies half-way goes up. */
    private static final int DECIMALS = 6;

    public Model(
            @Nullable Credits credits,
            @Nullable Kind kind,
            @Nullable Tier tier,
            boolean pro,
            @Nullable Map<String, BigDecimal> qualities,
            @Nullable Map<String, BigDecimal> sizes,
            boolean perSecond,
            @Nullable Long perTokens,
            @Nullable StandardSettings standard) {
        this.credits = PolicyProblem.requirePresent(credits, "rateCard: a model's credits");
        PolicyProblem.require(this.credits.micros() >= 0, "rateCard: a model's credits must not be below 0", "credits");
        PolicyProblem.require(
                perTokens == null || perTokens > 0, "rateCard: a model's perTokens must be above 0", "perTokens");
        this.kind = kind == null ? Kind.IMAGE : kind;
        this.tier = tier == null ? Tier.BASIC : tier;
        this.pro = pro;
        this.qualities = Factors.checked(qualities, "qualities");
        this.sizes = Factors.checked(sizes, "sizes");
        this.perSecond = perSecond;
        this.perTokens = perTokens;
        this.standard = standard == null ? StandardSettings.NONE : standard;
    }

    /** A model of which every output costs the same. */
    public static Model of(Credits credits, Kind kind, Tier tier, boolean pro) {
        return new Model(credits, kind, tier, pro, null, null, false, null, null);
    }

    /** The same, where it has no qualities of its own. */
    Model withQualities(Map<String, BigDecimal> usual) {
        return qualities.isEmpty()
                ? new Model(credits, kind, tier, pro, usual, sizes, perSecond, perTokens, standard)
                : this;
    }

    /** Why a usage of it can't be priced; empty if it can. */
    Optional<String> objection(Usage usage) {
        if (credits.isZero()) {
            return Optional.empty();
        }
        return unknownSetting(usage)
                .or(() -> missing(perSecond && usage.seconds() == null, "seconds"))
                .or(() -> missing(perTokens != null && usage.tokens() == null, "tokens"));
    }

    /** The quality or size of a usage that it doesn't have; empty if it has both. */
    Optional<String> unknownSetting(Usage usage) {
        return Factors.objection(qualities, usage.quality(), "quality")
                .or(() -> Factors.objection(sizes, usage.size(), "size"));
    }

    /**
     * What a usage of it costs.
     *
     * @throws io.runledger.api.InvalidValue if that is more than an account may ever hold
     */
    Credits price(Usage usage) {
        if (credits.isZero()) {
            return Credits.ZERO;
        }
        BigDecimal price = credits.toDecimal()
                .multiply(Factors.of(qualities, usage.quality()))
                .multiply(Factors.of(sizes, usage.size()))
                .multiply(BigDecimal.valueOf(usage.outputs()));
        if (perSecond && usage.seconds() != null) {
            price = price.multiply(BigDecimal.valueOf(usage.seconds()));
        }
        if (perTokens != null && usage.tokens() != null) {
            price = price.multiply(BigDecimal.valueOf(usage.tokens()))
                    .divide(BigDecimal.valueOf(perTokens), DECIMALS, RoundingMode.HALF_UP);
        }
        return Credits.of(price.setScale(DECIMALS, RoundingMode.HALF_UP));
    }

    private static Optional<String> missing(boolean missing, String setting) {
        return missing ? Optional.of("is priced by its " + setting + "; say them") : Optional.empty();
    }
}
