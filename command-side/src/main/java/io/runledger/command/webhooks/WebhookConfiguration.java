package io.runledger.command.webhooks;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.runledger.command.webhooks.Deliveries.Lane;
import io.runledger.command.webhooks.Deliveries.State;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;

/**
 * One task a lane: whichever process picks it sends, the others leave the lane alone, and if the process dies another one
 * takes it over.
 */
@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

    static final String LANE = "webhook-lane";

    private static final String TABLE = "command.scheduled_tasks";
    private static final int THREADS = 4;
    private static final Duration POLLING = Duration.ofSeconds(1);

    /** A lane whose process was killed goes on after a minute and a half at the most; by default it would be half an hour. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final int HEARTBEATS_OF_THE_DEAD = 4;
    private static final Duration AFTER_A_FAULT_OF_OURS = Duration.ofSeconds(30);
    private static final Duration STOPPING = Duration.ofSeconds(5);

    @Bean
    CustomTask<Void> webhookLane(Courier courier) {
        return Tasks.custom(LANE, Void.class)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(AFTER_A_FAULT_OF_OURS))
                .onDeadExecutionRevive()
                .execute((lane, context) -> courier.goThrough(Lane.named(lane.getId()))
                        .<CompletionHandler<Void>>map(
                                at -> (complete, operations) -> operations.reschedule(complete, at))
                        .orElse((complete, operations) -> operations.remove()));
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    @DependsOn("commandSchema")
    Scheduler webhookScheduler(DataSource dataSource, CustomTask<Void> webhookLane, Clock clock) {
        return Scheduler.create(dataSource, webhookLane)
                .tableName(TABLE)
                .threads(THREADS)
                .pollingInterval(POLLING)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(HEARTBEATS_OF_THE_DEAD)
                .shutdownMaxWait(STOPPING)
                .clock(clock::instant)
                .build();
    }

    @Bean
    MeterBinder webhookMeters(Deliveries deliveries) {
        return registry -> {
            gauge(registry, deliveries, State.PENDING, "Messages that wait to be sent, or to be tried again");
            gauge(registry, deliveries, State.FAILED, "Messages that were given up, until they are sent again");
        };
    }

    private static void gauge(MeterRegistry registry, Deliveries deliveries, State state, String description) {
        Gauge.builder("runledger.webhooks." + state.wireName(), deliveries, all -> all.count(state))
                .description(description)
                .register(registry);
    }
}
