package io.runledger.service.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runledger.api.Credits;
import io.runledger.api.Scope;
import io.runledger.api.policy.CreditPackage;
import io.runledger.api.policy.Kind;
import io.runledger.api.policy.Model;
import io.runledger.api.policy.Policy;
import io.runledger.api.policy.Tier;
import io.runledger.service.start.StartRefused;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyFileTest {

    private static final String PLAN = "id: a, monthlyCredits: 1, prices: { monthly: { USD: 1 } }";
    private static final String RATE_CARD = "rateCard: { version: 1, models: { m: { credits: 1 } } }\n";

    @ParameterizedTest
    @ValueSource(strings = {"default", "glif"})
    void the_policies_with_daily_credits_can_be_used(String name) {
        Policy policy = PolicyFile.find(name).read();

        assertThat(policy.name()).isEqualTo(name);
        assertThat(daily(policy).credits()).isEqualTo(Credits.ofWhole(10));
        assertThat(policy.nextReset(Instant.parse("2026-01-31T23:59:59Z"), true))
                .contains(Instant.parse("2026-02-01T00:00:00Z"));
        assertThat(price(policy, "flux-schnell")).isEqualTo("1");
        assertThat(price(policy, "flux-dev")).isEqualTo("2");
        assertThat(price(policy, "sdxl")).isEqualTo("0.5");
        assertThat(price(policy, "kling-video")).isEqualTo("25");
        assertThat(price(policy, "gpt-mini")).isEqualTo("0.1");
        assertThat(policy.rateCard().model("kling-video").orElseThrow().kind()).isEqualTo(Kind.VIDEO);
    }

    @Test
    @DisplayName("E1 10 free credits a day for all users, on any workflow")
    void e1() {
        Policy glif = PolicyFile.find("glif").read();

        assertThat(daily(glif).scope()).isEqualTo(Scope.EVERYTHING);
        assertThat(glif.rateCard().models().values()).noneMatch(Model::pro);
    }

    @Test
    @DisplayName("E2 the day ends at midnight UTC")
    void e2() {
        assertThat(PolicyFile.find("glif").read().zone()).isEqualTo(ZoneId.of("UTC"));
    }

    @Test
    @DisplayName("E3 one-time bundles, from USD 1.99 for 200 credits up to USD 1,000, the larger the cheaper a credit")
    void e3() {
        List<CreditPackage> bundles = PolicyFile.find("glif").read().packages();

        assertThat(bundles.get(0).credits()).isEqualTo(Credits.ofWhole(200));
        assertThat(bundles.get(0).prices()).containsEntry("USD", new BigDecimal("1.99"));
        assertThat(bundles.get(bundles.size() - 1).prices().get("USD")).isEqualByComparingTo("1000");
        assertThat(bundles.stream().map(PolicyFileTest::pricePerCredit).toList())
                .isSortedAccordingTo((a, b) -> b.compareTo(a))
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("E4 a monthly plan can be added to the policy without code")
    void e4(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("glif with a plan.yaml");
        Files.writeString(
                file,
                PolicyFile.find("glif")
                        .text()
                        .replace(
                                "plans: []",
                                "plans: [{ id: monthly, monthlyCredits: 2000, prices: { monthly: { USD: 10 } } }]"));

        assertThat(PolicyFile.find(file.toString()).read().plans())
                .singleElement()
                .satisfies(plan -> {
                    assertThat(plan.id()).isEqualTo("monthly");
                    assertThat(plan.monthlyCredits()).isEqualTo(Credits.ofWhole(2000));
                });
    }

    @Test
    @DisplayName("E7 payments from 34 countries only")
    void e7() {
        assertThat(PolicyFile.find("glif").read().countries())
                .hasSize(34)
                .contains("US", "GB", "HK", "GR", "SE")
                .doesNotContain("CN", "UK", "EL", "NO", "CH", "BR");
    }

    @Test
    void daily_credits_of_the_default_policy_do_not_pay_for_Pro_models() {
        Policy policy = PolicyFile.find("default").read();

        assertThat(daily(policy).scope().proModels()).isFalse();
        assertThat(policy.rateCard().model("flux-pro").orElseThrow().pro()).isTrue();
        assertThat(price(policy, "local")).isEqualTo("0");
        assertThat(policy.rateCard().models().values().stream().map(Model::kind))
                .contains(Kind.values());
        assertThat(policy.rateCard().models().values().stream().map(Model::tier))
                .contains(Tier.values());
    }

    @Test
    void what_is_left_out_has_the_value_that_the_comments_promise() {
        Policy policy = policy("name: n\n" + RATE_CARD);

        assertThat(policy.unit()).isEqualTo("credits");
        assertThat(policy.dailyGrant()).isNull();
        assertThat(policy.reservationExpiry()).isEqualTo(Duration.ofMinutes(15));
        assertThat(policy.refundWindow()).isEqualTo(Duration.ofHours(24));
        assertThat(policy.lateCapture()).isEqualTo(Policy.LateCapture.WRITE_OFF);
        assertThat(policy.countries()).isEmpty();
    }

    @Test
    void words_and_durations_are_read_as_people_write_them() {
        Policy policy = policy("name: n\nlateCapture: DEBT\nreservationExpiry: 30s\nrefundWindow: P7D\n" + RATE_CARD);

        assertThat(policy.lateCapture()).isEqualTo(Policy.LateCapture.DEBT);
        assertThat(policy.reservationExpiry()).isEqualTo(Duration.ofSeconds(30));
        assertThat(policy.refundWindow()).isEqualTo(Duration.ofDays(7));
        assertThat(policy("name: n\nlateCapture: write-off\n" + RATE_CARD).lateCapture())
                .isEqualTo(Policy.LateCapture.WRITE_OFF);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource
    void a_policy_that_makes_no_sense_stops_the_start_with_the_place_and_the_reason(String yaml, String message) {
        assertThatThrownBy(() -> policy(yaml))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("The policy p.yaml can't be used: ")
                .hasMessageContaining(message)
                .message()
                .doesNotContain("tools.jackson", "io.runledger", "java.", "JSON", "\n");
    }

    static Stream<Arguments> a_policy_that_makes_no_sense_stops_the_start_with_the_place_and_the_reason() {
        return Stream.of(
                Arguments.of("", "it is empty"),
                Arguments.of("# nothing but a comment\n", "it is empty"),
                Arguments.of("just a text", "line 1, column 1"),
                Arguments.of("name: n\n", "rateCard is required"),
                Arguments.of(
                        "name: n\ndailyGrnt: { credits: 10 }\n" + RATE_CARD,
                        "line 2, column 1: dailyGrnt is no field here; did you mean dailyGrant?"),
                Arguments.of("name: n\nname: m\n" + RATE_CARD, "line 2"),
                Arguments.of("name: n\n  zone: UTC\n" + RATE_CARD, "line 2"),
                Arguments.of("name: n\n\tzone: UTC\n" + RATE_CARD, "line 2"),
                Arguments.of("name: n\nzone: Mars/Olympus\n" + RATE_CARD, "line 2, column 1: zone must be"),
                Arguments.of("name: [n]\n" + RATE_CARD, "line 1, column 1: name must be a string"),
                Arguments.of("name: 5\n" + RATE_CARD, "line 1, column 1: name must be a string"),
                Arguments.of("name: n\nunit: yes please: no\n" + RATE_CARD, "line 2"),
                Arguments.of(
                        "name: n\nreservationExpiry: 15\n" + RATE_CARD,
                        "line 2, column 1: reservationExpiry must be a duration"),
                Arguments.of(
                        "name: n\nreservationExpiry: \"15\"\n" + RATE_CARD,
                        "line 2, column 1: reservationExpiry must be a duration"),
                Arguments.of("name: n\nreservationExpiry: soon\n" + RATE_CARD, "reservationExpiry must be a duration"),
                Arguments.of("name: n\nreservationExpiry: 8d\n" + RATE_CARD, "reservationExpiry must be above 0"),
                Arguments.of(
                        "name: n\nlateCapture: never\n" + RATE_CARD,
                        "line 2, column 1: lateCapture must be one of write-off, debt"),
                Arguments.of("name: n\nlateCapture: 0\n" + RATE_CARD, "line 2, column 1: lateCapture must be one of"),
                Arguments.of("name: n\nburnDown: [free]\n" + RATE_CARD, "burnDown must name each of"),
                Arguments.of(
                        "name: n\nburnDown: [gift]\n" + RATE_CARD, "line 2, column 12: burnDown[0] must be one of"),
                Arguments.of(
                        "name: n\ndailyGrant: { credits: \"10\" }\n" + RATE_CARD,
                        "dailyGrant.credits must be a number"),
                Arguments.of(
                        "name: n\ndailyGrant: { credits: 0 }\n" + RATE_CARD,
                        "line 2, column 1: dailyGrant: credits must be above 0"),
                Arguments.of("name: n\ndailyGrant: { credits: 0.0000001 }\n" + RATE_CARD, "at most 6 decimals"),
                Arguments.of("name: n\ncountries: [us]\n" + RATE_CARD, "countries: us is no ISO 3166 code"),
                Arguments.of(
                        "name: n\npackages:\n  - { id: a, credits: 1, prices: { USD: 1 } }\n"
                                + "  - { id: b, credits: 1, prices: { USD: -1 } }\n" + RATE_CARD,
                        "line 4, column 36: packages: b: the price in USD must be above 0"),
                Arguments.of(
                        "name: n\npackages: [{ id: a, credits: 1, prices: { USD: 1 } }, { id: a, credits: 1, prices: { USD: 1 } }]\n"
                                + RATE_CARD,
                        "line 2, column 55: packages must not name a twice"),
                Arguments.of(
                        "name: n\npackages:\n  - { id: a, credits: 1, prices: { USD: 1.999 } }\n" + RATE_CARD,
                        "line 3, column 36: packages: a: price must have at most 2 decimals in USD"),
                Arguments.of(
                        "name: n\npackages:\n  - { id: a, credits: 1, prices: { UDS: 1 } }\n" + RATE_CARD,
                        "line 3, column 36: packages: a: currency must be a code of ISO 4217"),
                Arguments.of(
                        "name: n\npackages:\n  - { id: a, credits: 1, prices: {} }\n" + RATE_CARD,
                        "line 3, column 5: packages: a: a price is required"),
                Arguments.of(
                        "name: n\npackages:\n  - { id: 'two words', credits: 1, prices: { USD: 1 } }\n" + RATE_CARD,
                        "line 3, column 5: packages: id must be 1 to 128 letters"),
                Arguments.of(
                        "name: n\npackages:\n  - { id: a, credits: 1, prices: { USD: 1 }, mostPopular: true }\n"
                                + "  - { id: b, credits: 1, prices: { USD: 1 }, mostPopular: true }\n" + RATE_CARD,
                        "packages: only one can be the most popular"),
                Arguments.of(
                        "name: n\nanyAmount: { least: 10, most: 1, pricePerCredit: { USD: 0.01 } }\n" + RATE_CARD,
                        "line 2, column 14: anyAmount: least must not be above most"),
                Arguments.of(
                        "name: n\nanyAmount: { least: 1, most: 10 }\n" + RATE_CARD,
                        "line 2, column 1: anyAmount: pricePerCredit is required"),
                Arguments.of(
                        "name: n\nanyAmount: { least: 1, most: 10, pricePerCredit: { UDS: 1 } }\n" + RATE_CARD,
                        "line 2, column 52: anyAmount: UDS is no code of ISO 4217, such as USD"),
                Arguments.of(
                        "name: n\npaymentMethods: [{ method: cash }]\n" + RATE_CARD,
                        "method must be one of card, alipay, wechat-pay, bank-transfer"),
                Arguments.of(
                        "name: n\npaymentMethods: [{ method: card }, { method: card }]\n" + RATE_CARD,
                        "line 2, column 36: paymentMethods must not name card twice"),
                Arguments.of(
                        "name: n\npaymentMethods: [{ method: bank-transfer }]\n" + RATE_CARD,
                        "line 2, column 20: paymentMethods: instructions go with bank-transfer, and only with it"),
                Arguments.of(
                        "name: n\npackages: [{ id: a, credits: 1, prices: { EUR: 1 } }]\n"
                                + "paymentMethods: [{ method: card, currencies: [USD] }]\n" + RATE_CARD,
                        "line 3, column 1: paymentMethods: there is no way to pay in EUR"),
                Arguments.of("name: n\ncountries: [US, XX]\n" + RATE_CARD, "line 2, column 1: countries: XX is no"),
                Arguments.of(
                        "name: n\nplans: [{ id: a, monthlyCredits: 1, prices: { weekly: { USD: 1 } } }]\n" + RATE_CARD,
                        "line 2, column 37: plans[0].prices must be one of monthly, quarterly, yearly"),
                Arguments.of(
                        "name: n\nplans: [{ id: a, monthlyCredits: 1, prices: { monthly: { USD: 0 } } }]\n" + RATE_CARD,
                        "line 2, column 37: plans: a: monthly: the price in USD must be above 0"),
                Arguments.of(
                        "name: n\nplans: [{ id: a, monthlyCredits: 0, prices: { monthly: { USD: 1 } } }]\n" + RATE_CARD,
                        "plans: a: monthlyCredits must be above 0"),
                Arguments.of("name: n\nplans: [null]\n" + RATE_CARD, "plans[0]"),
                Arguments.of(
                        "name: n\nplans: [{ " + PLAN + ", rollover: some }]\n" + RATE_CARD,
                        "rollover must be one of none, capped, all"),
                Arguments.of(
                        "name: n\nplans: [{ " + PLAN + ", rollover: capped }]\n" + RATE_CARD,
                        "line 2, column 70: plans: a: rolloverMost goes with rollover: capped, and only with it"),
                Arguments.of(
                        "name: n\nplans: [{ " + PLAN + ", rolloverMost: 5 }]\n" + RATE_CARD,
                        "line 2, column 70: plans: a: rolloverMost goes with rollover: capped, and only with it"),
                Arguments.of(
                        "name: n\nplans: [{ " + PLAN + ", graceDays: 29 }]\n" + RATE_CARD,
                        "line 2, column 70: plans: a: graceDays must be from 0 to 28"),
                Arguments.of(
                        "name: n\nalerts: { lowBalance: [10, 0] }\n" + RATE_CARD,
                        "line 2, column 11: alerts: lowBalance must be above 0"),
                Arguments.of(
                        "name: n\nalerts: { expiryWarning: 90d }\n" + RATE_CARD,
                        "line 2, column 11: alerts: expiryWarning must be above 0 and at most 60 days"),
                Arguments.of("name: n\ntopUpExpiry: 0d\n" + RATE_CARD, "line 2, column 1: topUpExpiry must be above 0"),
                Arguments.of(
                        "name: n\nproModelsNeedPlan: true\n" + RATE_CARD,
                        "line 2, column 1: proModelsNeedPlan: there is no plan"),
                Arguments.of(
                        "name: n\ndailyGrant: { credits: 1, eligibility: friends }\n" + RATE_CARD,
                        "line 2, column 27: dailyGrant.eligibility must be one of everyone, unsubscribed"),
                Arguments.of(
                        "name: n\nrateCard:\n  version: 1\n  tiers: { basic: { from: 0.1, to: 1 } }\n  models:\n"
                                + "    m: { credits: 0.5 }\n    x: { credits: 1.01 }\n",
                        "line 7, column 10: rateCard: models: x: credits must be from 0.1 to 1, as its tier says"),
                Arguments.of(
                        "name: n\nrateCard:\n  version: 1\n  tiers: { basic: { from: 2, to: 1 } }\n  models: { m: { credits: 1 } }\n",
                        "tiers: from must not be above to"),
                Arguments.of(
                        "name: n\nrateCard:\n  version: 1\n  qualities: { high: -1 }\n  models: { m: { credits: 1 } }\n",
                        "line 4, column 16: qualities: the factor of high must be above 0"),
                Arguments.of(
                        "name: n\nrateCard:\n  version: 1\n  models:\n    m: { credits: 1, sizes: { big: 0 } }\n",
                        "line 5, column 31: sizes: the factor of big must be above 0"),
                Arguments.of(
                        "name: n\nrateCard:\n  version: 1\n  models:\n    m: { credits: 1, perTokens: 0 }\n",
                        "line 5, column 22: rateCard: a model's perTokens must be above 0"),
                Arguments.of(
                        "name: n\nrateCard:\n  version: 1\n  models:\n"
                                + "    m: { credits: 1, sizes: { big: 2 }, standard: { size: small } }\n",
                        "line 5, column 41: rateCard: models: m: standard: the model has no size small; it has big"),
                Arguments.of(
                        "name: n\nrateCard: { version: 1, models: { m: { credits: 1, standard: { seconds: 0 } } } }\n",
                        "seconds must be a whole number from 1"),
                Arguments.of(
                        "name: n\nrateCard: { version: 0, models: { m: { credits: 1 } } }\n",
                        "rateCard: version must be above 0"),
                Arguments.of(
                        "name: n\nrateCard: { version: 1.5, models: { m: { credits: 1 } } }\n",
                        "rateCard.version must be a whole number"),
                Arguments.of(
                        "name: n\nrateCard: { version: 1, models: {} }\n", "rateCard: at least one model is required"),
                Arguments.of(
                        "name: n\nrateCard:\n  version: 1\n  models:\n    m: { credits: 1 }\n    x: { credits: -1 }\n",
                        "line 6, column 10: rateCard: a model's credits must not be below 0"),
                Arguments.of(
                        "name: n\nrateCard: { version: 1, models: { m: { credits: 1, kind: film } } }\n",
                        "kind must be one of image, video"),
                Arguments.of(
                        "name: n\nrateCard: { version: 1, models: { m: { credits: 1, pro: 1 } } }\n",
                        "pro must be true or false"),
                Arguments.of(
                        "name: n\nrateCard: { version: 1, models: { m: { credits: 1 }, m: { credits: 2 } } }\n", "m"),
                Arguments.of("null\n", "it is empty"),
                Arguments.of("name: n\n" + RATE_CARD + "---\nname: m\n", "there is a second document in it"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonesuch", "nonesuch.yaml", "../default", "DEFAULT", "a\u0000b"})
    void a_policy_that_is_not_there_stops_the_start(String name) {
        assertThatThrownBy(() -> PolicyFile.find(name))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("There is no policy");
    }

    @Test
    void a_folder_is_no_policy(@TempDir Path folder) {
        assertThatThrownBy(() -> PolicyFile.find(folder.toString()))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("can't be read");
    }

    @Test
    void a_file_that_is_no_text_is_no_policy(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("p.yaml"), new byte[] {(byte) 0xC3, 0x28});

        assertThatThrownBy(() -> PolicyFile.find(file.toString())).hasMessageContaining("is no text");
    }

    private static Policy policy(String yaml) {
        return new PolicyFile("p.yaml", yaml).read();
    }

    private static io.runledger.api.policy.DailyGrant daily(Policy policy) {
        return Objects.requireNonNull(policy.dailyGrant());
    }

    private static String price(Policy policy, String model) {
        return policy.rateCard().model(model).orElseThrow().credits().toString();
    }

    private static BigDecimal pricePerCredit(CreditPackage bundle) {
        return bundle.prices().get("USD").divide(bundle.credits().toDecimal(), 6, RoundingMode.HALF_UP);
    }
}
