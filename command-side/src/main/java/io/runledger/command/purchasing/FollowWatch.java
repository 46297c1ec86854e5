package io.runledger.command.purchasing;

import java.time.Clock;
import java.time.Duration;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Has everything followed that something waits about. It looks at the tables alone, so that it doesn't matter what a process
 * was doing when it died.
 */
@Component
class FollowWatch {

    private static final int MOST = 1_000;
    private static final Duration KEPT = Duration.ofDays(90);

    private final Inbox inbox;
    private final RefundTable refunds;
    private final AutoTopUpTable topUps;
    private final Follow follow;
    private final Clock clock;

    FollowWatch(Inbox inbox, RefundTable refunds, AutoTopUpTable topUps, Follow follow, Clock clock) {
        this.inbox = inbox;
        this.refunds = refunds;
        this.topUps = topUps;
        this.follow = follow;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1_000)
    void wake() {
        inbox.idleSubjects(Follow.TASK, MOST).forEach(follow::soon);
        refunds.withUnsent(Follow.TASK, MOST).forEach(follow::soon);
        topUps.idle(Follow.TOP_UP, clock.instant(), MOST).forEach(follow::topUp);
    }

    @Scheduled(fixedDelayString = "PT1H")
    void forget() {
        inbox.forget(clock.instant().minus(KEPT));
    }
}
