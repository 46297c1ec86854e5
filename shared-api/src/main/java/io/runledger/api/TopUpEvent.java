package io.runledger.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.ZoneId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** An account buys credits by itself. */
public sealed interface TopUpEvent extends AccountEvent {

    @Override
    default Effect effect() {
        return Effect.NONE;
    }

    @Override
    default Credits credits() {
        return Credits.ZERO;
    }

    /**
     * From now on it buys so.
     *
     * @param settings null: not at all any more
     * @param zone where the days and months of its limits begin
     */
    @Revision("1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AutoTopUpConfigured(Instant at, @Nullable AutoTopUp settings, ZoneId zone, Credits available)
            implements TopUpEvent {}

    /**
     * Less is available than the threshold: one purchase is under way, and no other begins until it has ended.
     *
     * @param purchaseId the purchase, made for this crossing alone
     */
    @Revision("1")
    record AutoTopUpTriggered(Instant at, PurchaseId purchaseId, String packageId, String currency, Credits available)
            implements TopUpEvent {

        @Override
        public String key() {
            return Keys.topUp(purchaseId);
        }
    }

    /**
     * The payer's card was declined; it is tried again later.
     *
     * @param attempt counted from 1
     */
    @Revision("1")
    record AutoTopUpDeclined(Instant at, PurchaseId purchaseId, int attempt, Credits available) implements TopUpEvent {

        @Override
        public String key() {
            return Keys.topUpDeclined(purchaseId, attempt);
        }
    }

    /** The payer has to confirm the payment: the purchase's checkout link is where. */
    @Revision("1")
    record AutoTopUpNeedsPayer(Instant at, PurchaseId purchaseId, Credits available) implements TopUpEvent {

        @Override
        public String key() {
            return Keys.topUpNeedsPayer(purchaseId);
        }
    }

    /** It buys no more, because a purchase has come to nothing. */
    @Revision("1")
    record AutoTopUpSwitchedOff(Instant at, PurchaseId purchaseId, Reason reason, Credits available)
            implements TopUpEvent {

        /** Why it came to nothing. */
        public enum Reason {
            /** The card was declined too often. */
            DECLINED,
            /** The payer did not confirm in time. */
            PAYER_ABSENT,
            /** There is no card that could be charged, or what was to be bought is not sold to the account any more. */
            NOT_POSSIBLE;

            @JsonValue
            public String wireName() {
                return Ids.wireName(this);
            }
        }

        @Override
        public String key() {
            return Keys.topUpSwitchedOff(purchaseId);
        }
    }
}
