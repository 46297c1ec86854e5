package io.runledger.stripesandbox;

/** What automatic tax adds where it is enabled. */
final class Tax {

    private static final long PERCENT = 10;

    private Tax() {}

    /** Rounded to the nearest, and up from the middle. */
    static long on(long amount, boolean enabled) {
        return enabled ? (amount * PERCENT + 50) / 100 : 0;
    }
}
