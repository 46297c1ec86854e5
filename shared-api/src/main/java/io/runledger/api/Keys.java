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

    public static String subscription(Object subscription) {
        return "subscribe:" + subscription;
    }

    public static String renewal(Object renewal) {
        return "renew:" + renewal;
    }

    public static String stop(Object subscription) {
        return "stop:" + subscription;
    }

    public static String planChange(Object change) {
        return "change-plan:" + change;
    }

    public static String raise(Object raise) {
        return "raise-budget:" + raise;
    }

    /** A grant that lasts longer than was thought is warned of again. */
    public static String expiring(Object grant, Object at) {
        return "expiring:" + grant + ":" + at;
    }

    public static String erasure(Object erasure) {
        return "erase:" + erasure;
    }

    public static String refundRequest(Object refund) {
        return "refund-purchase:" + refund;
    }

    public static String refundArrived(Object refund) {
        return "refund-arrived:" + refund;
    }

    public static String refundFailed(Object refund) {
        return "refund-failed:" + refund;
    }

    public static String topUp(Object purchase) {
        return "top-up:" + purchase;
    }

    public static String topUpDeclined(Object purchase, int attempt) {
        return "top-up-declined:" + attempt + ":" + purchase;
    }

    public static String topUpNeedsPayer(Object purchase) {
        return "top-up-needs-payer:" + purchase;
    }

    public static String topUpSwitchedOff(Object purchase) {
        return "top-up-off:" + purchase;
    }

    public static String grant(Object grant) {
        return "grant:" + grant;
    }

    public static String voiding(Object grant) {
        return "void:" + grant;
    }
}
