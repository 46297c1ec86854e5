package io.runledger.api.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.runledger.api.Credits;
import io.runledger.api.InvalidValue;
import io.runledger.api.RunLine;
import io.runledger.api.Usage;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateCardTest {

    private static final RateCard CARD = new RateCard(3, null, factors("standard", "1", "high", "1.5"), models());

    private static Map<String, Model> models() {
        Map<String, Model> models = new LinkedHashMap<>();
        models.put("image", Model.of(Credits.of("0.1"), Kind.IMAGE, Tier.BASIC, false));
        models.put("sized", model("8", factors("small", "1", "large", "4"), false, null, null));
        models.put(
                "own-qualities",
                new Model(Credits.of("2"), null, null, false, factors("draft", "0.25"), null, false, null, null));
        models.put("video", model("11.8", null, true, null, new StandardSettings("high", null, 5, null)));
        models.put("text", model("1", null, false, 3L, new StandardSettings(null, null, null, 1000L)));
        models.put("free", model("0", null, true, 7L, null));
        return models;
    }

    private static Model model(
            String credits,
            Map<String, BigDecimal> sizes,
            boolean perSecond,
            Long perTokens,
            StandardSettings standard) {
        return new Model(
                Credits.of(credits), Kind.IMAGE, Tier.BASIC, false, null, sizes, perSecond, perTokens, standard);
    }

    private static Map<String, BigDecimal> factors(String... settings) {
        Map<String, BigDecimal> factors = new LinkedHashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            factors.put(settings[i], new BigDecimal(settings[i + 1]));
        }
        return factors;
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "image,         -,        1,  -,    -, -,     0.1",
                "image,         standard, 1,  -,    -, -,     0.1",
                "image,         high,     3,  -,    -, -,     0.45",
                "image,         high,     3,  99,   9, 4096x, 0.45",
                "sized,         -,        1,  -,    -, -,     8",
                "sized,         high,     2,  -,    -, large, 96",
                "own-qualities, draft,    1,  -,    -, -,     0.5",
                "video,         -,        2,  7,    -, -,     165.2",
                "video,         high,     1,  5,    -, -,     88.5",
                "text,          -,        1,  -,    1, -,     0.333333",
                "text,          -,        2,  -,    1, -,     0.666667",
                "text,          high,     1,  -,    1, -,     0.5",
                "text,          -,        1,  -, 1000000000, -, 333333333.333333",
                "free,          any,      9,  -,    -, any,   0"
            })
    void a_line_costs_base_times_what_the_model_names_rounded_once(
            String model, String quality, int count, Integer seconds, Long tokens, String size, String credits) {
        List<Usage> usage = List.of(new Usage(model, quality, count, seconds, tokens, size));

        assertThat(CARD.objection(usage)).isEmpty();
        assertThat(RunLine.total(CARD.price(usage))).isEqualTo(Credits.of(credits));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "image,         ultra,    -, -, -,     model image has no quality ultra; it has standard; high",
                "own-qualities, standard, -, -, -,     model own-qualities has no quality standard; it has draft",
                "sized,         -,        -, -, 5x5,   model sized has no size 5x5; it has small; large",
                "video,         -,        -, 5, -,     model video is priced by its seconds; say them",
                "text,          -,        5, -, -,     model text is priced by its tokens; say them"
            })
    void what_has_no_price_says_why(
            String model, String quality, Integer seconds, Long tokens, String size, String reason) {
        List<Usage> usage = List.of(Usage.of("image", 1), new Usage(model, quality, 1, seconds, tokens, size));

        assertThat(CARD.objection(usage))
                .contains(reason.replace("; high", ", high").replace("; large", ", large"));
    }

    @Test
    void half_a_millionth_is_rounded_up() {
        RateCard card = RateCard.of(
                1,
                Map.of(
                        "m",
                        new Model(
                                Credits.of("0.000001"),
                                null,
                                null,
                                false,
                                factors("half", "0.5", "less", "0.499999"),
                                null,
                                false,
                                null,
                                null)));

        assertThat(card.price(List.of(new Usage("m", "half", 1, null, null, null)))
                        .get(0)
                        .credits())
                .isEqualTo(Credits.of("0.000001"));
        assertThat(card.price(List.of(new Usage("m", "less", 1, null, null, null)))
                        .get(0)
                        .credits())
                .isEqualTo(Credits.ZERO);
    }

    @Test
    void a_tenth_times_three_times_one_and_a_half_is_exact() {
        Usage usage = new Usage("image", "high", 3, null, null, null);

        assertThat(CARD.price(List.of(usage)).get(0).credits()).hasToString("0.45");
    }

    @Test
    void a_line_that_costs_more_than_an_account_may_hold_is_refused() {
        RateCard dear = RateCard.of(1, Map.of("m", Model.of(Credits.MOST_PER_COMMAND, Kind.IMAGE, Tier.BASIC, false)));

        assertThatThrownBy(() -> dear.price(List.of(Usage.of("m", 10)))).isInstanceOf(InvalidValue.class);
    }

    @Test
    void the_standard_price_is_that_of_one_output_as_it_is_used_as_a_rule() {
        assertThat(CARD.standardPrice("image")).contains(Credits.of("0.1"));
        assertThat(CARD.standardPrice("video")).contains(Credits.of("88.5"));
        assertThat(CARD.standardPrice("text")).contains(Credits.of("333.333333"));
        assertThat(CARD.standardPrice("free")).contains(Credits.ZERO);
        assertThat(RateCard.of(1, Map.of("m", model("1", null, true, null, null)))
                        .standardPrice("m"))
                .isEmpty();
    }

    @Test
    void generations_are_whole_and_leave_out_what_is_free() {
        assertThat(Generations.of(Credits.of("100"), CARD))
                .extracting(Generations::model, Generations::generations)
                .containsExactly(
                        tuple("image", 1000L),
                        tuple("sized", 12L),
                        tuple("own-qualities", 50L),
                        tuple("video", 1L),
                        tuple("text", 0L));
    }

    @Test
    void models_that_are_free_are_in_every_tier() {
        Map<Tier, TierRange> tiers = Map.of(Tier.BASIC, new TierRange(Credits.of("1"), Credits.of("2")));

        assertThat(new RateCard(1, tiers, null, Map.of("m", Model.of(Credits.ZERO, null, Tier.BASIC, false))).models())
                .hasSize(1);
        assertThatThrownBy(() -> new RateCard(
                        1, tiers, null, Map.of("m", Model.of(Credits.of("2.000001"), null, Tier.BASIC, false))))
                .isInstanceOf(PolicyProblem.class)
                .hasMessage("rateCard: models: m: credits must be from 1 to 2, as its tier says");
    }
}
