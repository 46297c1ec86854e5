package io.runledger.command.rest;

import io.runledger.api.InvalidValue;
import io.runledger.api.policy.Policy;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A time that a request names by two instants or days. A day stands for its first instant in the policy's zone.
 *
 * @param to not included
 */
record Period(Instant from, Instant to) {

    private static final int LENGTH_OF_A_DAY = "2026-01-31".length();
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");
    private static final int MOST_DAYS = 92;

    /**
     * @throws InvalidValue if one is missing or neither an instant nor a day, or if they are in the wrong order or too far
     *     apart
     */
    static Period of(@Nullable String from, @Nullable String to, Policy policy) {
        Period period = new Period(
                moment("from", Required.field("from", from), policy), moment("to", Required.field("to", to), policy));
        if (!period.from.isBefore(period.to)) {
            throw new InvalidValue("from must be before to; to is the first day or instant that is not included");
        }
        if (period.isLongerThan(MOST_DAYS, policy.zone())) {
            throw new InvalidValue("from and to must be at most " + MOST_DAYS + " days apart");
        }
        return period;
    }

    private boolean isLongerThan(int days, ZoneId zone) {
        return from.atZone(zone).plusDays(days).toInstant().isBefore(to);
    }

    private static Instant moment(String field, String text, Policy policy) {
        try {
            Instant moment = text.length() <= LENGTH_OF_A_DAY
                    ? policy.startOf(LocalDate.parse(text))
                    : OffsetDateTime.parse(text).toInstant();
            if (!moment.isBefore(FIRST) && !moment.isAfter(LAST)) {
                return moment;
            }
        } catch (DateTimeException e) {
            throw neither(field);
        }
        throw neither(field);
    }

    private static InvalidValue neither(String field) {
        return new InvalidValue(
                field + " must be an instant such as 2026-01-31T12:00:00Z, or a day such as 2026-01-31, from 1970 on");
    }
}
