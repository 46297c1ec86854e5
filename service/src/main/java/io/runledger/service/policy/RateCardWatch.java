package io.runledger.service.policy;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
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
    private final ObjectProvider<PublishedRateCards> published;

    RateCardWatch(CurrentPolicy policy, ObjectProvider<PublishedRateCards> published) {
        this.policy = policy;
        this.published = published;
    }

    @Override
    public void afterSingletonsInstantiated() {
        look();
    }

    @Scheduled(initialDelay = 1_000, fixedDelay = 1_000)
    void lookAgain() {
        try {
            look();
        } catch (DataAccessException e) {
            LOG.warn("Whether there is a newer rate card can't be said now: {}", e.getMessage());
        }
    }

    private void look() {
        published.stream().findFirst().flatMap(PublishedRateCards::newest).ifPresent(policy::use);
    }
}
