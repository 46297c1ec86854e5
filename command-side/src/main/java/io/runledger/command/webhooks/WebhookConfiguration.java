package io.runledger.command.webhooks;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.runledger.command.tasks.Revival;
import io.runledger.command.webhooks.Deliveries.Lane;
import io.runledger.command.webhooks.Deliveries.State;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * One task a lane: whichever process picks it sends, the others leave the lane alone, and if the process dies another one
 * takes it over.
 */
@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

    static final String LANE = "webhook-lane";

    private static final Logger LOG = LoggerFactory.getLogger(WebhookConfiguration.class);

    private static final Duration AFTER_A_FAULT_OF_OURS = Duration.ofSeconds(30);

    @Bean
    CustomTask<Void> webhookLane(Courier courier, Clock clock) {
        return Tasks.custom(LANE, Void.class)
                .onFailure(later(clock))
                .onDeadExecution(Revival.at(clock))
                .execute((lane, context) -> courier.goThrough(Lane.named(lane.getId()))
                        .<CompletionHandler<Void>>map(
                                at -> (complete, operations) -> operations.reschedule(complete, at))
                        .orElse((complete, operations) -> operations.remove()));
    }

    /** An endpoint that fails is no failure of the task: this is one of ours. */
    private static FailureHandler<Void> later(Clock clock) {
        return (complete, operations) -> {
            String lane = complete.getExecution().taskInstance.getId();
            LOG.warn(
                    "lane {} could not be gone through",
                    lane,
                    complete.getCause().orElse(null));
            operations.reschedule(complete, clock.instant().plus(AFTER_A_FAULT_OF_OURS));
        };
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
