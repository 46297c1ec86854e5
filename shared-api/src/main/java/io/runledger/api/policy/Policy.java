package io.runledger.api.policy;

import io.runledger.api.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the credits of one platform work. Changing it never changes the past: what was decided is in the events.
 *
 * @param unit what the platform calls its credits
 * @param zone where days begin: for the daily credits and for analytics
 * @param dailyGrant null: no daily credits
 * @param burnDown the order in which sources are spent; it names each of them once
 * @param reservationExpiry how long a reservation holds unless it says otherwise
 * @param refundWindow how long after its capture a run can be refunded
 * @param lateCapture what becomes of a captured usage that nothing can pay for
 * @param countries ISO 3166 codes from which payments are taken; empty: from all
 */
public record Policy(
        String name,
        String unit,
        ZoneId zone,
        @Nullable DailyGrant dailyGrant,
        List<Source> burnDown,
        Duration reservationExpiry,
        Duration refundWindow,
        LateCapture lateCapture,
        List<CreditPackage> packages,
        List<Plan> plans,
        Set<String> countries,
        RateCard rateCard) {

    private static final Duration USUAL_RESERVATION_EXPIRY = Duration.ofMinutes(15);
    private static final Duration LONGEST_RESERVATION = Duration.ofDays(7);
    private static final Duration USUAL_REFUND_WINDOW = Duration.ofHours(24);

    /** What becomes of a captured usage that nothing can pay for. */
    public enum LateCapture {
        WRITE_OFF,
        DEBT
    }

    public Policy(
            @Nullable String name,
            @Nullable String unit,
            @Nullable ZoneId zone,
            @Nullable DailyGrant dailyGrant,
            @Nullable List<Source> burnDown,
            @Nullable Duration reservationExpiry,
            @Nullable Duration refundWindow,
            @Nullable LateCapture lateCapture,
            @Nullable List<CreditPackage> packages,
            @Nullable List<Plan> plans,
            @Nullable Set<String> countries,
            @Nullable RateCard rateCard) {
        this.name = PolicyProblem.requirePresent(name, "name");
        this.unit = unit == null ? "credits" : unit;
        this.zone = zone == null ? ZoneId.of("UTC") : zone;
        this.dailyGrant = dailyGrant;
        this.burnDown = burnDown == null ? Source.USUAL_BURN_DOWN : List.copyOf(burnDown);
        this.reservationExpiry = reservationExpiry == null ? USUAL_RESERVATION_EXPIRY : reservationExpiry;
        this.refundWindow = refundWindow == null ? USUAL_REFUND_WINDOW : refundWindow;
        this.lateCapture = lateCapture == null ? LateCapture.WRITE_OFF : lateCapture;
        this.packages = packages == null ? List.of() : List.copyOf(packages);
        this.plans = plans == null ? List.of() : List.copyOf(plans);
        this.countries = countries == null ? Set.of() : Set.copyOf(countries);
        this.rateCard = PolicyProblem.requirePresent(rateCard, "rateCard");
        requireSense();
    }

    /** The day that an instant falls on. */
    public LocalDate dayOf(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }

    /** When a day begins; the first instant of it where the clocks go forward over midnight. */
    public Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** When the daily credits come next; empty where there are none. */
    public Optional<Instant> nextReset(Instant now) {
        return Optional.ofNullable(dailyGrant).map(daily -> startOf(dayOf(now).plusDays(1)));
    }

    private void requireSense() {
        PolicyProblem.require(
                burnDown.size() == Source.values().length
                        && EnumSet.copyOf(burnDown).size() == burnDown.size(),
                "burnDown must name each of "
                        + Source.USUAL_BURN_DOWN.stream().map(Source::wireName).toList() + " once");
        PolicyProblem.require(
                isWithin(reservationExpiry, LONGEST_RESERVATION),
                "reservationExpiry must be above 0 and at most 7 days");
        PolicyProblem.require(!refundWindow.isNegative(), "refundWindow must not be below 0");
        requireUnique("packages", packages.stream().map(CreditPackage::id).toList());
        requireUnique("plans", plans.stream().map(Plan::id).toList());
        countries.forEach(country ->
                PolicyProblem.require(country.matches("[A-Z]{2}"), "countries: " + country + " is no ISO 3166 code"));
    }

    private static boolean isWithin(Duration duration, Duration longest) {
        return !duration.isNegative() && !duration.isZero() && duration.compareTo(longest) <= 0;
    }

    private static void requireUnique(String list, List<String> ids) {
        Set<String> seen = ids.stream().collect(Collectors.toSet());
        PolicyProblem.require(seen.size() == ids.size(), list + " must not name an id twice");
    }
}
