package io.runledger.command.purchasing;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.runledger.command.tasks.Revival;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One task a subject: two processes never follow the same purchase at once, so that none works with an older picture. */
@Configuration(proxyBeanMethods = false)
class FollowConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(FollowConfiguration.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 9;

    @Bean
    CustomTask<Void> followPayment(Follower follower, Inbox inbox, Clock clock) {
        return Tasks.custom(Follow.TASK, Void.class)
                .onFailure(again(clock))
                .onDeadExecution(Revival.at(clock))
                .execute((instance, context) -> {
                    Subject subject = Subject.named(instance.getId());
                    follower.follow(subject);
                    return (complete, operations) -> {
                        if (inbox.waitingAbout(subject).isEmpty()) {
                            operations.remove();
                        } else {
                            operations.reschedule(complete, clock.instant());
                        }
                    };
                });
    }

    @Bean
    CustomTask<Void> autoTopUp(AutoTopUps topUps, Clock clock) {
        return Tasks.custom(Follow.TOP_UP, Void.class)
                .onFailure(again(clock))
                .onDeadExecution(Revival.at(clock))
                .execute((instance, context) -> topUps.goOn(instance.getId())
                        .<CompletionHandler<Void>>map(
                                at -> (complete, operations) -> operations.reschedule(complete, at))
                        .orElse((complete, operations) -> operations.remove()));
    }

    /** After 1, 2, 4 seconds and so on, in the end every eight minutes, until it is done: money is not given up. */
    private static FailureHandler<Void> again(Clock clock) {
        return (complete, operations) -> {
            int failures = complete.getExecution().consecutiveFailures;
            Instant next = clock.instant().plus(FIRST_PAUSE.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS)));
            tell(
                    complete.getExecution().taskInstance.getId(),
                    next,
                    complete.getCause().orElse(null));
            operations.reschedule(complete, next);
        };
    }

    /** That Stripe can't be asked is soon said; a fault of ours has a stack trace. */
    private static void tell(String what, Instant next, @Nullable Throwable cause) {
        if (cause instanceof StripeFailure failure) {
            LOG.warn("{} could not be followed: {}; it will be tried again at {}", what, failure.getMessage(), next);
        } else {
            LOG.warn("{} could not be followed; it will be tried again at {}", what, next, cause);
        }
    }

    @Bean
    MeterBinder paymentMeters(Inbox inbox) {
        return registry -> Gauge.builder("runledger.payments.events.waiting", inbox, Inbox::waiting)
                .description("Messages of the payment provider that have not been followed yet")
                .register(registry);
    }
}
