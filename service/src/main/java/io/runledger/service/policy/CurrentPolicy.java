package io.runledger.service.policy;

import io.runledger.api.policy.Policy;
import io.runledger.api.policy.RateCard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The policy with the prices that are in force: those of its file, or of the newest rate card published since. */
public final class CurrentPolicy {

    private static final Logger LOG = LoggerFactory.getLogger(CurrentPolicy.class);

    private volatile Policy policy;

    public CurrentPolicy(Policy file) {
        policy = file;
    }

    public Policy get() {
        return policy;
    }

    /** Takes a published card into use, unless a newer one is in force. */
    public synchronized void use(RateCard card) {
        RateCard inForce = policy.rateCard();
        if (card.version() > inForce.version()) {
            LOG.info("The prices are those of rate card {} now; before, of {}", card.version(), inForce.version());
            policy = policy.with(card);
        } else if (card.version() == inForce.version() && !card.equals(inForce)) {
            LOG.warn(
                    "The policy's file has another rate card {} than the one published; the published one is in force."
                            + " Raise the version in the file to change prices there.",
                    card.version());
            policy = policy.with(card);
        }
    }
}
