package io.runledger.query.rest;

import io.runledger.api.InvalidValue;
import io.runledger.api.policy.Policy;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the instants and days of a query. A day stands for its first instant in the policy's zone. */
@Component
public class Moments {

    private static final int LENGTH_OF_A_DAY = "2026-01-31".length();
    private static final int LAST_YEAR = 9999;

    private final Policy policy;

    Moments(Policy policy) {
        this.policy = policy;
    }

    /**
     * @throws InvalidValue if it is neither an instant nor a day
     */
    public @Nullable Instant optional(String parameter, @Nullable String text) {
        return text == null ? null : required(parameter, text);
    }

    public Instant required(String parameter, String text) {
        try {
            return bounded(text.length() <= LENGTH_OF_A_DAY ? policy.startOf(LocalDate.parse(text)) : instant(text));
        } catch (DateTimeException e) {
            throw new InvalidValue(
                    parameter + " must be an instant such as 2026-01-31T12:00:00Z, or a day such as 2026-01-31");
        }
    }

    /**
     * @throws InvalidValue if the period ends before it begins
     */
    public static void requireOrder(@Nullable Instant from, @Nullable Instant to) {
        if (from != null && to != null && from.isAfter(to)) {
            throw new InvalidValue("from must not be after to");
        }
    }

    /** A plus sign that a client has not encoded arrives as a blank. */
    private static Instant instant(String text) {
        return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
    }

    private static Instant bounded(Instant instant) {
        int year = instant.atZone(ZoneOffset.UTC).getYear();
        if (year < 1 || year > LAST_YEAR) {
            throw new DateTimeException("out of range");
        }
        return instant;
    }
}
