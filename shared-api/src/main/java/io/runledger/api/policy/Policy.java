package io.runledger.api.policy;

import io.runledger.api.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How the credits of one platform work. Changing it never changes the past: what was decided is in the events.
 *
 * @param unit what the platform calls its credits
 * @param topUpUnit what it calls those that were bought once; the same unless the file says otherwise
 * @param zone where days begin: for the daily credits and for analytics
 * @param dailyGrant null: no daily credits
 * @param burnDown the order in which sources are spent; it names each of them once
 * @param reservationExpiry how long a reservation holds unless it says otherwise
 * @param refundWindow how long after its capture a run can be refunded
 * @param lateCapture what becomes of a captured usage that nothing can pay for
 * @param anyAmount how an amount of one's own can be bought; null: only packages can
 * @param topUpExpiry how long after they were bought once credits expire; null: never
 * @param paymentMethods how purchases may be paid; cards in any currency unless the file says otherwise
 * @param payments what holds once money was paid: refunds, tax, automatic top-ups
 * @param proModelsNeedPlan whether Pro models run only under an active subscription; they don't unless the file says so
 * @param alerts when an account's owner is warned; never unless the file says otherwise
 * @param countries ISO 3166 codes from which payments are taken; empty: from all
 */
public record Policy(
        String name,
        String unit,
        String topUpUnit,
        ZoneId zone,
        @Nullable DailyGrant dailyGrant,
        List<Source> burnDown,
        Duration reservationExpiry,
        Duration refundWindow,
        LateCapture lateCapture,
        List<CreditPackage> packages,
        @Nullable AnyAmount anyAmount,
        @Nullable Duration topUpExpiry,
        List<PaymentMethod> paymentMethods,
        Payments payments,
        List<Plan> plans,
        boolean proModelsNeedPlan,
        Alerts alerts,
        Set<String> countries,
        RateCard rateCard) {

    private static final Duration USUAL_RESERVATION_EXPIRY = Duration.ofMinutes(15);
    private static final Duration LONGEST_RESERVATION = Duration.ofDays(7);
    private static final Duration LONGEST_TOP_UP = Duration.ofDays(36_500);
    private static final Duration USUAL_REFUND_WINDOW = Duration.ofHours(24);

    private static final PaymentMethod CARDS = new PaymentMethod(PaymentMethod.Type.CARD, null, null);
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    /** What becomes of a captured usage that nothing can pay for. */
    public enum LateCapture {
        WRITE_OFF,
        DEBT
    }

    public Policy(
            @Nullable String name,
            @Nullable String unit,
            @Nullable String topUpUnit,
            @Nullable ZoneId zone,
            @Nullable DailyGrant dailyGrant,
            @Nullable List<Source> burnDown,
            @Nullable Duration reservationExpiry,
            @Nullable Duration refundWindow,
            @Nullable LateCapture lateCapture,
            @Nullable List<CreditPackage> packages,
            @Nullable AnyAmount anyAmount,
            @Nullable Duration topUpExpiry,
            @Nullable List<PaymentMethod> paymentMethods,
            @Nullable Payments payments,
            @Nullable List<Plan> plans,
            boolean proModelsNeedPlan,
            @Nullable Alerts alerts,
            @Nullable Set<String> countries,
            @Nullable RateCard rateCard) {
        this.name = PolicyProblem.requirePresent(name, "name");
        this.unit = unit == null ? "credits" : unit;
        this.topUpUnit = topUpUnit == null ? this.unit : topUpUnit;
        this.zone = zone == null ? ZoneId.of("UTC") : zone;
        this.dailyGrant = dailyGrant;
        this.burnDown = burnDown == null ? Source.USUAL_BURN_DOWN : List.copyOf(burnDown);
        this.reservationExpiry = reservationExpiry == null ? USUAL_RESERVATION_EXPIRY : reservationExpiry;
        this.refundWindow = refundWindow == null ? USUAL_REFUND_WINDOW : refundWindow;
        this.lateCapture = lateCapture == null ? LateCapture.WRITE_OFF : lateCapture;
        this.packages = packages == null ? List.of() : List.copyOf(packages);
        this.anyAmount = anyAmount;
        this.topUpExpiry = topUpExpiry;
        this.paymentMethods = paymentMethods == null ? List.of(CARDS) : List.copyOf(paymentMethods);
        this.payments = payments == null ? Payments.USUAL : payments;
        this.plans = plans == null ? List.of() : List.copyOf(plans);
        this.proModelsNeedPlan = proModelsNeedPlan;
        this.alerts = alerts == null ? Alerts.NONE : alerts;
        this.countries = countries == null ? Set.of() : Set.copyOf(countries);
        this.rateCard = PolicyProblem.requirePresent(rateCard, "rateCard");
        requireSense();
    }

    /** The same policy with other prices. */
    public Policy with(RateCard card) {
        return new Policy(
                name,
                unit,
                topUpUnit,
                zone,
                dailyGrant,
                burnDown,
                reservationExpiry,
                refundWindow,
                lateCapture,
                packages,
                anyAmount,
                topUpExpiry,
                paymentMethods,
                payments,
                plans,
                proModelsNeedPlan,
                alerts,
                countries,
                card);
    }

    /** The day that an instant falls on. */
    public LocalDate dayOf(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }

    /** When a day begins; the first instant of it where the clocks go forward over midnight. */
    public Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /**
     * When the daily credits come next; empty where none do.
     *
     * @param subscribed whether the account has an active subscription
     */
    public Optional<Instant> nextReset(Instant now, boolean subscribed) {
        return Optional.ofNullable(dailyGrant)
                .filter(daily -> daily.isFor(subscribed))
                .map(daily -> startOf(dayOf(now).plusDays(1)));
    }

    private void requireSense() {
        PolicyProblem.require(
                burnDown.size() == Source.values().length
                        && EnumSet.copyOf(burnDown).size() == burnDown.size(),
                "burnDown must name each of "
                        + Source.USUAL_BURN_DOWN.stream().map(Source::wireName).toList() + " once",
                "burnDown");
        PolicyProblem.require(
                isWithin(reservationExpiry, LONGEST_RESERVATION),
                "reservationExpiry must be above 0 and at most 7 days",
                "reservationExpiry");
        PolicyProblem.require(
                topUpExpiry == null || isWithin(topUpExpiry, LONGEST_TOP_UP),
                "topUpExpiry must be above 0 and at most 36500 days",
                "topUpExpiry");
        PolicyProblem.require(!refundWindow.isNegative(), "refundWindow must not be below 0", "refundWindow");
        requireUnique("packages", packages.stream().map(CreditPackage::id).toList());
        requireUnique("plans", plans.stream().map(Plan::id).toList());
        PolicyProblem.require(
                !proModelsNeedPlan || !plans.isEmpty(), "proModelsNeedPlan: there is no plan", "proModelsNeedPlan");
        countries.forEach(country -> PolicyProblem.require(
                COUNTRIES.contains(country), "countries: " + country + " is no ISO 3166 code", "countries"));
        requireSellable();
    }

    private void requireSellable() {
        PolicyProblem.require(
                packages.stream().filter(CreditPackage::mostPopular).count() <= 1,
                "packages: only one can be the most popular",
                "packages");
        requireUnique(
                "paymentMethods",
                paymentMethods.stream().map(each -> each.method().wireName()).toList());
        soldIn().forEach(currency -> PolicyProblem.require(
                paymentMethods.stream().anyMatch(method -> method.takes(currency)),
                "paymentMethods: there is no way to pay in " + currency,
                "paymentMethods"));
    }

    /**
     * Whether payments are taken from a country.
     *
     * @param country null: it is not known, which is enough only where any will do
     */
    public boolean takesPaymentsFrom(@Nullable String country) {
        return countries.isEmpty() || country != null && countries.contains(country);
    }

    public Optional<CreditPackage> creditPackage(String id) {
        return packages.stream().filter(sold -> sold.id().equals(id)).findFirst();
    }

    /** The ways to pay in a currency. */
    public List<PaymentMethod> methodsFor(String currency) {
        return paymentMethods.stream().filter(method -> method.takes(currency)).toList();
    }

    public Optional<Plan> plan(String id) {
        return plans.stream().filter(plan -> plan.id().equals(id)).findFirst();
    }

    /** The currencies that something is sold in. */
    public Set<String> soldIn() {
        Set<String> currencies = new TreeSet<>();
        packages.forEach(sold -> currencies.addAll(sold.prices().keySet()));
        plans.forEach(plan -> plan.prices().values().forEach(prices -> currencies.addAll(prices.keySet())));
        if (anyAmount != null) {
            currencies.addAll(anyAmount.pricePerCredit().keySet());
        }
        return currencies;
    }

    static boolean isWithin(Duration duration, Duration longest) {
        return !duration.isNegative() && !duration.isZero() && duration.compareTo(longest) <= 0;
    }

    private static void requireUnique(String list, List<String> ids) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < ids.size(); i++) {
            PolicyProblem.require(seen.add(ids.get(i)), list + " must not name " + ids.get(i) + " twice", list, i);
        }
    }
}
