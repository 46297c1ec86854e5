package io.runledger.command.pricing;

import io.runledger.api.Credits;
import io.runledger.api.InvalidValue;
import io.runledger.api.RunLine;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * What some days of the same usage would cost.
 *
 * @param credits without the buffer
 * @param buffer what is added for runs that are repeated
 * @param lines one day's usage
 */
public record Estimate(Credits credits, Credits buffer, List<RunLine> lines) {

    /** Between the 20 and 30 % that people are advised to add. */
    public static final int USUAL_BUFFER_PERCENT = 25;

    private static final int MOST_DAYS = 366;
    private static final int MOST_BUFFER_PERCENT = 100;
    private static final int DECIMALS = 6;

    /**
     * @param day what one day takes, priced
     * @throws InvalidValue if days or buffer are out of bounds, or the whole is more than an account may ever hold
     */
    public static Estimate of(List<RunLine> day, int days, int bufferPercent) {
        if (days < 1 || days > MOST_DAYS) {
            throw new InvalidValue("days must be from 1 to " + MOST_DAYS);
        }
        if (bufferPercent < 0 || bufferPercent > MOST_BUFFER_PERCENT) {
            throw new InvalidValue("bufferPercent must be from 0 to " + MOST_BUFFER_PERCENT);
        }
        BigDecimal credits = RunLine.total(day).toDecimal().multiply(BigDecimal.valueOf(days));
        BigDecimal buffer = credits.multiply(BigDecimal.valueOf(bufferPercent))
                .movePointLeft(2)
                .setScale(DECIMALS, RoundingMode.HALF_UP);
        return new Estimate(Credits.of(credits), Credits.of(buffer), day);
    }

    public Credits withBuffer() {
        return credits.plus(buffer);
    }
}
