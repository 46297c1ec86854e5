package io.runledger.command.tasks;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;

/** The one scheduler; every task that is a bean is one of its. */
@Configuration(proxyBeanMethods = false)
class TaskConfiguration {

    private static final String TABLE = "command.scheduled_tasks";
    private static final int THREADS = 6;
    private static final Duration POLLING = Duration.ofSeconds(1);

    /** What a killed process was at goes on after half a minute at the most; by default it would be half an hour. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private static final int HEARTBEATS_OF_THE_DEAD = 4;
    private static final Duration STOPPING = Duration.ofSeconds(5);

    /** The last to be started and the first to be stopped: tasks send commands, and accounts have to be there to take them. */
    @Bean
    SmartLifecycle runningScheduler(Scheduler scheduler) {
        return new RunningScheduler(scheduler);
    }

    @Bean
    @DependsOn("commandSchema")
    Scheduler scheduler(DataSource dataSource, List<Task<?>> tasks, Clock clock) {
        return Scheduler.create(dataSource, tasks)
                .tableName(TABLE)
                .threads(THREADS)
                .pollingInterval(POLLING)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(HEARTBEATS_OF_THE_DEAD)
                .shutdownMaxWait(STOPPING)
                .enableImmediateExecution()
                // Each task says itself what has failed, and how bad that is.
                .failureLogging(LogLevel.OFF, false)
                .clock(clock::instant)
                .build();
    }
}
