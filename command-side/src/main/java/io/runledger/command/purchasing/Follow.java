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
    static final String TOP_UP = "auto-top-up";

    /** The scheduler is made of the tasks, and the tasks of what asks for them. */
    private final ObjectProvider<Scheduler> scheduler;

    private final Clock clock;

    Follow(ObjectProvider<Scheduler> scheduler, Clock clock) {
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** Nothing changes if it is looked after already: whoever does will see that more has come. */
    void soon(Subject subject) {
        begin(TASK, subject.name());
    }

    /** A purchase that an account makes by itself goes on. */
    void topUp(String name) {
        begin(TOP_UP, name);
    }

    private void begin(String task, String instance) {
        scheduler.getObject().scheduleIfNotExists(new TaskInstance<Void>(task, instance), clock.instant());
    }
}
