package io.runledger.command.account;

import io.runledger.api.policy.Policy;
import io.runledger.api.policy.RateCard;
import io.runledger.eventstore.Copies;
import io.runledger.eventstore.KeyedEvents;
import io.runledger.service.policy.CurrentPolicy;
import java.time.Clock;

/**
 * What an account needs from outside in order to decide.
 *
 * @param stored what accounts have stored under idempotency keys
 * @param snapshots where an account leaves its state now and then
 * @param copies the accounts in memory
 */
public record Desk(CurrentPolicy current, Clock clock, KeyedEvents stored, AccountSnapshots snapshots, Copies copies) {

    /** As it is now; one decision asks once. */
    Policy policy() {
        return current.get();
    }

    /** The card of a version; the one in force where nobody knows it any more. */
    RateCard rateCard(int version) {
        return current.card(version).orElseGet(() -> policy().rateCard());
    }
}
