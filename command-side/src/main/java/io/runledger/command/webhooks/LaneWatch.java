package io.runledger.command.webhooks;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import java.time.Clock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Schedules the lanes that have something to send. It looks at the table of deliveries alone, so that it doesn't matter what
 * a process was doing when it died, nor that a message came while its lane was being left.
 */
@Component
class LaneWatch {

    private static final int MOST_LANES = 1_000;

    private final Deliveries deliveries;
    private final Scheduler scheduler;
    private final CustomTask<Void> lanes;
    private final Clock clock;

    LaneWatch(Deliveries deliveries, Scheduler scheduler, CustomTask<Void> webhookLane, Clock clock) {
        this.deliveries = deliveries;
        this.scheduler = scheduler;
        this.lanes = webhookLane;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1_000)
    void wake() {
        deliveries
                .idleLanes(WebhookConfiguration.LANE, MOST_LANES)
                .forEach(lane -> scheduler.scheduleIfNotExists(lanes.instance(lane.name()), clock.instant()));
    }

    @Scheduled(fixedDelayString = "PT1H")
    void forget() {
        deliveries.removeDelivered(clock.instant().minus(Deliveries.KEPT));
    }
}
