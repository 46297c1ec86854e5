package io.runledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.runledger.api.AccountEvent.AccountClosed;
import io.runledger.api.AccountEvent.AccountOpened;
import io.runledger.api.AccountEvent.PersonalDataErased;
import io.runledger.api.AlertEvent.AlertsConfigured;
import io.runledger.api.AlertEvent.CreditsExpiring;
import io.runledger.api.AlertEvent.LowBalanceReached;
import io.runledger.api.GrantEvent.CreditsGranted;
import io.runledger.api.GrantEvent.CreditsPurchased;
import io.runledger.api.GrantEvent.CreditsRolledOver;
import io.runledger.api.GrantEvent.DailyGrantIssued;
import io.runledger.api.GrantEvent.GrantExpired;
import io.runledger.api.GrantEvent.GrantVoided;
import io.runledger.api.MemberEvent.MemberBudgetRaised;
import io.runledger.api.MemberEvent.MemberBudgetRemoved;
import io.runledger.api.MemberEvent.MemberBudgetSet;
import io.runledger.api.PaymentEvent.CreditsClawedBack;
import io.runledger.api.PaymentEvent.CreditsReinstated;
import io.runledger.api.PaymentEvent.PurchaseRefunded;
import io.runledger.api.PaymentEvent.RefundFailed;
import io.runledger.api.PaymentEvent.RefundRequested;
import io.runledger.api.Returned.Fate;
import io.runledger.api.RunEvent.CreditsCaptured;
import io.runledger.api.RunEvent.CreditsReserved;
import io.runledger.api.RunEvent.ReservationExpired;
import io.runledger.api.RunEvent.ReservationReleased;
import io.runledger.api.RunEvent.RunFailedRefunded;
import io.runledger.api.SubscriptionEvent.PlanChanged;
import io.runledger.api.SubscriptionEvent.SubscriptionCancelled;
import io.runledger.api.SubscriptionEvent.SubscriptionCreditsGranted;
import io.runledger.api.SubscriptionEvent.SubscriptionEnded;
import io.runledger.api.SubscriptionEvent.SubscriptionRenewed;
import io.runledger.api.SubscriptionEvent.SubscriptionStarted;
import io.runledger.api.TopUpEvent.AutoTopUpConfigured;
import io.runledger.api.TopUpEvent.AutoTopUpDeclined;
import io.runledger.api.TopUpEvent.AutoTopUpNeedsPayer;
import io.runledger.api.TopUpEvent.AutoTopUpSwitchedOff;
import io.runledger.api.TopUpEvent.AutoTopUpTriggered;
import io.runledger.api.json.EventJson;
import io.runledger.api.policy.Kind;
import io.runledger.api.policy.Model;
import io.runledger.api.policy.RateCard;
import io.runledger.api.policy.RateCardEvent.RateCardPublished;
import io.runledger.api.policy.StandardSettings;
import io.runledger.api.policy.Tier;
import io.runledger.api.policy.TierRange;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.serialization.Revision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every event as it has been stored since it exists. What these files hold lies in stores, and has to be read for ever.
 */
class GoldenEventsTest {

    private static final PurchaseId PURCHASE = new PurchaseId("p1");
    private static final RefundId REFUND = new RefundId("r1");
    private static final MoneyBack MONEY =
            new MoneyBack(new BigDecimal("1.99"), new BigDecimal("0.51"), new BigDecimal("1.48"), "USD");

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new EventJson())
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
    private static final JsonMapper FULL = JsonMapper.builder().build();
    private static final Instant AT = Instant.parse("2026-03-01T10:00:00.123456Z");
    private static final Instant LATER = Instant.parse("2026-03-02T00:00:00Z");
    private static final RunId RUN = new RunId("run-1");
    private static final Taken TAKEN = new Taken(new GrantId("purchase:p1"), Source.TOP_UP, Credits.of("2.5"));
    private static final List<RunLine> LINES = List.of(
            RunLine.priced(new Usage("flux-dev", "high", 2, 5, 1000L, "1024x1024"), Credits.of("2"), false),
            RunLine.raw(null, Credits.of("0.5"), true));
    private static final List<Returned> RETURNED = List.of(
            new Returned(new GrantId("daily:2026-03-01"), Credits.of("1"), Fate.EXPIRED),
            new Returned(new GrantId("purchase:p1"), Credits.of("0.25"), Fate.DEBT),
            new Returned(new GrantId("purchase:p1"), Credits.of("0.25"), Fate.AVAILABLE));
    private static final NewGrant COMPENSATION = new NewGrant(
            GrantId.compensation(RUN, 1),
            Source.COMPENSATION,
            Credits.of("1"),
            Credits.ZERO,
            false,
            new Scope(false, List.of()),
            LATER);

    private static final SubscriptionTerms TERMS = new SubscriptionTerms(
            "studio", BillingPeriod.QUARTERLY, Credits.of("3000"), Rollover.CAPPED, Credits.of("500"), 3);
    private static final Subscription SUBSCRIPTION = new Subscription(
            new SubscriptionId("s1"),
            Subscription.State.ACTIVE,
            AT,
            ZoneId.of("Europe/Berlin"),
            3,
            1,
            1,
            TERMS,
            new SubscriptionTerms("basic", BillingPeriod.MONTHLY, Credits.of("100"), Rollover.NONE, Credits.ZERO, 0),
            3);
    private static final Subscription PLAIN =
            Subscription.started(new SubscriptionId("s1"), TERMS, AT, ZoneId.of("UTC"));

    static List<AccountEvent> events() {
        return List.of(
                new AccountOpened(AT, new AccountId("acme")),
                new AccountClosed(AT, Credits.of("3")),
                new PersonalDataErased(AT, new ErasureId("request-7"), Credits.of("3")),
                new DailyGrantIssued(
                        AT,
                        LocalDate.of(2026, 3, 1),
                        GrantId.daily(LocalDate.of(2026, 3, 1)),
                        Credits.of("10"),
                        new Scope(false, List.of()),
                        LATER,
                        Credits.of("10")),
                new CreditsGranted(
                        AT,
                        new GrantId("g1"),
                        Source.PROMOTIONAL,
                        Credits.of("5"),
                        Credits.of("0.5"),
                        Scope.EVERYTHING,
                        LATER,
                        "fingerprint",
                        Credits.of("4.5")),
                new CreditsPurchased(
                        AT,
                        new PurchaseId("p1"),
                        Credits.of("200"),
                        Credits.ZERO,
                        Scope.EVERYTHING,
                        null,
                        new BigDecimal("1.99"),
                        "USD",
                        "fingerprint",
                        Credits.of("200")),
                new GrantExpired(AT, new GrantId("g1"), Credits.of("4"), LATER, Credits.of("6")),
                new AlertsConfigured(AT, List.of(Credits.of("50"), Credits.of("5.5")), Credits.of("6")),
                new LowBalanceReached(AT, Credits.of("5.5"), Credits.of("5")),
                new CreditsExpiring(
                        AT,
                        new GrantId("subscription:1:s1"),
                        Source.SUBSCRIPTION,
                        Credits.of("40"),
                        LATER,
                        Credits.of("46")),
                new MemberBudgetSet(
                        AT, "mia", Credits.of("20"), BudgetPeriod.WEEK, ZoneId.of("Asia/Tokyo"), Credits.of("6")),
                new MemberBudgetRaised(
                        AT, new RaiseId("raise-1"), "mia", Credits.of("5"), "fingerprint", Credits.of("6")),
                new MemberBudgetRemoved(AT, "mia", Credits.of("6")),
                new CreditsRolledOver(
                        AT, new GrantId("g1"), Credits.of("4"), Credits.of("1.5"), LATER, Credits.of("6")),
                new SubscriptionStarted(AT, PLAIN, "fingerprint", Credits.of("6")),
                new SubscriptionCreditsGranted(
                        AT,
                        0,
                        GrantId.of(new SubscriptionId("s1"), 1),
                        Credits.of("3000"),
                        Credits.of("2"),
                        Scope.EVERYTHING,
                        LATER,
                        SUBSCRIPTION,
                        Credits.of("2998")),
                new SubscriptionRenewed(AT, new RenewalId("in_1"), SUBSCRIPTION, "fingerprint", Credits.of("6")),
                new PlanChanged(AT, new PlanChangeId("c1"), SUBSCRIPTION, "fingerprint", Credits.of("6")),
                new SubscriptionCancelled(AT, SUBSCRIPTION.in(Subscription.State.CANCELLED), Credits.of("6")),
                new SubscriptionEnded(AT, AT, SUBSCRIPTION.in(Subscription.State.LAPSED), Credits.of("6")),
                new GrantVoided(AT, new GrantId("g1"), Credits.of("4"), "fingerprint", Credits.of("6")),
                new CreditsReserved(
                        AT,
                        RUN,
                        Credits.of("2.5"),
                        LINES,
                        List.of(TAKEN),
                        "mia",
                        "editor",
                        LATER,
                        7,
                        true,
                        false,
                        "fingerprint",
                        Credits.of("197.5")),
                new CreditsCaptured(
                        AT,
                        RUN,
                        Credits.of("2.5"),
                        Credits.of("4"),
                        LINES,
                        RETURNED,
                        List.of(TAKEN),
                        Credits.of("0.1"),
                        Credits.of("0.2"),
                        "mia",
                        "editor",
                        false,
                        "fingerprint",
                        Credits.of("195")),
                new RunFailedRefunded(
                        AT,
                        RUN,
                        Credits.of("1.5"),
                        Credits.ZERO,
                        Credits.of("2.5"),
                        LINES,
                        RETURNED,
                        List.of(COMPENSATION),
                        List.of(),
                        Credits.of("0.1"),
                        Credits.of("0.1"),
                        "mia",
                        "editor",
                        "timeout",
                        "fingerprint",
                        Credits.of("197")),
                new ReservationReleased(AT, RUN, Credits.of("1.5"), RETURNED, "fingerprint", Credits.of("9")),
                new ReservationExpired(AT, RUN, Credits.of("1.5"), RETURNED, LATER, Credits.of("9")),
                new CreditsClawedBack(
                        AT,
                        PURCHASE,
                        Credits.of("100"),
                        Credits.of("40"),
                        Credits.of("10"),
                        Credits.of("5"),
                        Credits.of("45"),
                        MONEY,
                        Credits.of("-45")),
                new CreditsReinstated(
                        AT,
                        PURCHASE,
                        Credits.of("100"),
                        Credits.of("45"),
                        Credits.of("10"),
                        Credits.of("5"),
                        COMPENSATION,
                        MONEY,
                        Credits.of("40")),
                new RefundRequested(
                        AT,
                        REFUND,
                        PURCHASE,
                        Credits.of("50"),
                        new BigDecimal("0.99"),
                        "USD",
                        "fingerprint",
                        Credits.of("6")),
                new PurchaseRefunded(
                        AT, REFUND, PURCHASE, Credits.of("50"), new BigDecimal("0.99"), "USD", Credits.of("6")),
                new RefundFailed(AT, REFUND, PURCHASE, Credits.of("50"), Credits.of("6")),
                new AutoTopUpConfigured(
                        AT,
                        new AutoTopUp(Credits.of("20"), "small", "USD", 2, 10, "consent-1"),
                        ZoneId.of("UTC"),
                        Credits.of("6")),
                new AutoTopUpTriggered(AT, PurchaseId.auto(3), "small", "USD", Credits.of("6")),
                new AutoTopUpDeclined(AT, PurchaseId.auto(3), 2, Credits.of("6")),
                new AutoTopUpNeedsPayer(AT, PurchaseId.auto(3), Credits.of("6")),
                new AutoTopUpSwitchedOff(
                        AT, PurchaseId.auto(3), AutoTopUpSwitchedOff.Reason.DECLINED, Credits.of("6")));
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_is_written_and_read_as_ever(AccountEvent event) throws IOException {
        String golden = golden(event.getClass());
        assertThat(JSON.valueToTree(event).toPrettyString()).isEqualToIgnoringWhitespace(golden);
        assertThat(JSON.readValue(golden, event.getClass())).isEqualTo(event);
    }

    /** The first events that were stored said what is zero, false or empty too. */
    @ParameterizedTest
    @MethodSource("events")
    void an_event_that_says_more_than_it_must_is_read_the_same(AccountEvent event) {
        String full = FULL.writeValueAsString(event);
        assertThat(JSON.readValue(full, event.getClass())).isEqualTo(event);
    }

    @Test
    void a_published_rate_card_is_written_and_read_as_ever() throws IOException {
        Model video = new Model(
                Credits.of("4.2"),
                Kind.VIDEO,
                Tier.PREMIUM,
                true,
                Map.of("high", new BigDecimal("1.5")),
                Map.of("4k", new BigDecimal("4")),
                true,
                null,
                new StandardSettings("high", "4k", 5, null));
        Model text = new Model(Credits.of("0.1"), Kind.TEXT, Tier.BASIC, false, null, null, false, 1000L, null);
        Model free = Model.of(Credits.ZERO, Kind.IMAGE, Tier.BASIC, false);
        Map<String, Model> models = new LinkedHashMap<>();
        models.put("video", video);
        models.put("text", text);
        models.put("local", free);
        RateCardPublished event = new RateCardPublished(
                AT,
                "@rate-card:glif",
                new RateCard(2, Map.of(Tier.BASIC, new TierRange(Credits.ZERO, Credits.of("1"))), null, models));
        String golden = golden(RateCardPublished.class);
        assertThat(JSON.valueToTree(event).toPrettyString()).isEqualToIgnoringWhitespace(golden);
        assertThat(JSON.readValue(golden, RateCardPublished.class)).isEqualTo(event);
    }

    @Test
    void every_event_has_a_golden_file_and_a_revision() {
        Map<Class<?>, AccountEvent> known =
                events().stream().collect(Collectors.toMap(AccountEvent::getClass, Function.identity()));
        assertThat(leaves(AccountEvent.class)).hasSizeGreaterThan(10).allSatisfy(type -> {
            assertThat(known).containsKey(type);
            assertThat(type.isAnnotationPresent(Revision.class)).isTrue();
        });
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(GoldenEventsTest::leaves)
                : Stream.of(type);
    }

    private static String golden(Class<?> type) throws IOException {
        String name = "/events/" + type.getSimpleName() + "-1.json";
        try (InputStream file = GoldenEventsTest.class.getResourceAsStream(name)) {
            assertThat(file).as(name).isNotNull();
            return JSON.readTree(file).toPrettyString();
        }
    }
}
