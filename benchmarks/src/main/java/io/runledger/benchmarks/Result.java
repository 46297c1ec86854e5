package io.runledger.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * One line of the table.
 *
 * @param what was measured
 * @param ours the figure of RunLedger
 * @param peer what it is compared with; null if with nothing
 * @param theirs the figure of the peer
 * @param ratio of the two, the higher the better; null without a peer
 * @param target what ratio, or figure, there should be at least; null if none was set
 * @param met whether it is
 */
public record Result(
        String what,
        String unit,
        Samples ours,
        @Nullable String peer,
        @Nullable Samples theirs,
        @Nullable Double ratio,
        @Nullable String target,
        boolean met) {

    /** The more the better, and at least so many times the peer's. */
    public static Result faster(String what, String unit, Samples ours, String peer, Samples theirs, double atLeast) {
        double ratio = ours.median() / theirs.median();
        return new Result(what, unit, ours, peer, theirs, ratio, ">= " + atLeast, ratio >= atLeast);
    }

    /** The less the better, and no more than the peer's. */
    public static Result noSlower(String what, String unit, Samples ours, String peer, Samples theirs) {
        double ratio = theirs.median() / ours.median();
        return new Result(what, unit, ours, peer, theirs, ratio, ">= 1.0", ratio >= 1);
    }

    /** The less the better, and no more than so much. */
    public static Result atMost(String what, String unit, Samples ours, double most) {
        return new Result(
                what, unit, ours, null, null, null, "<= %.0f %s".formatted(most, unit), ours.median() <= most);
    }

    /** Only a figure. */
    public static Result figure(String what, String unit, Samples ours) {
        return new Result(what, unit, ours, null, null, null, null, true);
    }
}
