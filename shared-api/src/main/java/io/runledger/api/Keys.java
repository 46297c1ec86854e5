package io.runledger.api;

import java.util.List;

/** Idempotency keys: what may happen once in an account, for ever. Each travels with one event of the decision. */
public final class Keys {

    private Keys() {}

    public static String reserve(Object run) {
        return "reserve:" + run;
    }

    public static String capture(Object run) {
        return "capture:" + run;
    }

    public static String refund(Object run) {
        return "refund:" + run;
    }

    public static String release(Object run) {
        return "release:" + run;
    }

    public static String lapse(Object run) {
        return "lapse:" + run;
    }

    /** Every key that a run can have used. */
    public static List<String> ofRun(RunId run) {
        return List.of(reserve(run), capture(run), refund(run), release(run), lapse(run));
    }

    public static String grant(Object grant) {
        return "grant:" + grant;
    }

    public static String voiding(Object grant) {
        return "void:" + grant;
    }
}
