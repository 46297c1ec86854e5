package io.runledger.service.policy;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Takes rate cards into use that another process has published: before this one answers anybody, and from then on within a
 * second.
 */
class RateCardWatch implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(RateCardWatch.class);

    private final CurrentPolicy policy;

    RateCardWatch(CurrentPolicy policy) {
        this.policy = policy;
    }

    @Override
    public void afterSingletonsInstantiated() {
        policy.look();
    }

    @Scheduled(initialDelay = 1_000, fixedDelay = 1_000)
    void lookAgain() {
        try {
            policy.look();
        } catch (DataAccessException e) {
            LOG.warn("Whether there is a newer rate card can't be said now: {}", e.getMessage());
        }
    }
}
