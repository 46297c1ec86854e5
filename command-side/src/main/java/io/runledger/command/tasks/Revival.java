package io.runledger.command.tasks;

import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler;
import java.time.Clock;

/** What becomes of a task whose process has died. */
public final class Revival {

    private Revival() {}

    /** It goes on now, by the one clock: the scheduler's own revival would take the machine's. */
    public static DeadExecutionHandler<Void> at(Clock clock) {
        return (dead, operations) -> operations.reschedule(dead, clock.instant());
    }
}
