package io.runledger.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.function.Function;

/**
 * An exact amount of credits, counted in micro-credits (10^-6). On the wire it is a plain JSON number with at most six
 * decimals. Negative only where an account is in debt, or where it stands for a change.
 */
public record Credits(long micros) implements Comparable<Credits> {

    public static final Credits ZERO = new Credits(0);

    /** The most that one command may move: 10^9 credits. */
    public static final Credits MOST_PER_COMMAND = ofWhole(1_000_000_000L);

    /** The most an account may ever be granted: 9 x 10^9 credits, the micro-credits of which still fit into 2^53. */
    public static final Credits MOST_PER_ACCOUNT = ofWhole(9_000_000_000L);

    private static final int DECIMALS = 6;
    private static final long MICROS_PER_CREDIT = 1_000_000L;
    private static final BigDecimal LARGEST = MOST_PER_ACCOUNT.toDecimal();

    public static Credits ofWhole(long credits) {
        return new Credits(Math.multiplyExact(credits, MICROS_PER_CREDIT));
    }

    public static Credits ofMicros(long micros) {
        return micros == 0 ? ZERO : new Credits(micros);
    }

    /**
     * @throws InvalidValue with more than six decimals, or beyond {@link #MOST_PER_ACCOUNT}
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Credits of(BigDecimal amount) {
        // The size is looked at first: setting the scale of 1e999999999 would take all the memory there is.
        if (amount.abs().compareTo(LARGEST) > 0) {
            throw new InvalidValue("credits must be at most 9 x 10^9");
        }
        if (amount.signum() != 0 && amount.stripTrailingZeros().scale() > DECIMALS) {
            throw new InvalidValue("credits must have at most 6 decimals");
        }
        return ofMicros(amount.movePointRight(DECIMALS).longValueExact());
    }

    public static Credits of(String amount) {
        return of(new BigDecimal(amount));
    }

    public static <T> Credits sum(Collection<T> parts, Function<T, Credits> credits) {
        Credits sum = ZERO;
        for (T part : parts) {
            sum = sum.plus(credits.apply(part));
        }
        return sum;
    }

    /**
     * @return this, if a command may carry it
     * @throws InvalidValue if it is not above zero, or above {@link #MOST_PER_COMMAND}
     */
    public Credits requireSpendable(String field) {
        if (!isPositive()) {
            throw new InvalidValue(field + " must be above 0");
        }
        if (compareTo(MOST_PER_COMMAND) > 0) {
            throw new InvalidValue(field + " must be at most 1000000000");
        }
        return this;
    }

    @JsonValue
    public BigDecimal toDecimal() {
        BigDecimal plain = BigDecimal.valueOf(micros, DECIMALS).stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    public Credits plus(Credits other) {
        if (micros == 0 || other.micros == 0) {
            return micros == 0 ? other : this;
        }
        return ofMicros(Math.addExact(micros, other.micros));
    }

    public Credits minus(Credits other) {
        return other.micros == 0 ? this : ofMicros(Math.subtractExact(micros, other.micros));
    }

    public Credits negated() {
        return ofMicros(Math.negateExact(micros));
    }

    public Credits min(Credits other) {
        return micros <= other.micros ? this : other;
    }

    public Credits max(Credits other) {
        return micros >= other.micros ? this : other;
    }

    /** This, or zero where it is below zero. */
    public Credits orZero() {
        return micros < 0 ? ZERO : this;
    }

    public boolean isPositive() {
        return micros > 0;
    }

    public boolean isZero() {
        return micros == 0;
    }

    @Override
    public int compareTo(Credits other) {
        return Long.compare(micros, other.micros);
    }

    @Override
    public String toString() {
        return toDecimal().toPlainString();
    }
}
