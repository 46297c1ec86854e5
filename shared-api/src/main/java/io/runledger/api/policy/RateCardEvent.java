package io.runledger.api.policy;

import java.time.Instant;
import org.axonframework.serialization.Revision;

/** What happened to a platform's rate cards. */
public sealed interface RateCardEvent {

    /** When it was decided. */
    Instant at();

    /** The idempotency key that it uses up. */
    String key();

    /** The stream of a platform's rate cards. No account can have this id. */
    static String bookOf(Policy policy) {
        return "@rate-card:" + policy.name();
    }

    /** The key of a version of the card. */
    static String keyOf(int version) {
        return "rate-card:" + version;
    }

    /** Prices are those of this card until the next one; reservations keep the card that they were made under. */
    @Revision("1")
    record RateCardPublished(Instant at, String book, RateCard card) implements RateCardEvent {

        @Override
        public String key() {
            return keyOf(card.version());
        }
    }
}
