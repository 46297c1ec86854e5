package io.runledger.command.purchasing;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Has a subject looked after: soon, by whichever process is free. */
@Component
class Follow {

    static final String TASK = "follow-payment";

    /** The scheduler is made of the tasks, and the tasks of what asks for them. */
    private final ObjectProvider<Scheduler> scheduler;

    private final Clock clock;

    Follow(ObjectProvider<Scheduler> scheduler, Clock clock) {
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** Nothing changes if it is looked after already: whoever does will see that more has come. */
    void soon(Subject subject) {
        scheduler.getObject().scheduleIfNotExists(new TaskInstance<Void>(TASK, subject.name()), clock.instant());
    }
}
