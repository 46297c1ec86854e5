package io.runledger.query.audit;

import io.runledger.eventstore.EventLog;
import io.runledger.service.problem.ProblemException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Where auditors get the events from: the event store's tables, if it has any. */
@Component
class Events {

    private final ObjectProvider<EventLog> log;

    Events(ObjectProvider<EventLog> log) {
        this.log = log;
    }

    /**
     * @throws ProblemException 501 where Axon Server keeps the events
     */
    EventLog log() {
        EventLog there = log.getIfAvailable();
        if (there == null) {
            throw new ProblemException(
                    HttpStatus.NOT_IMPLEMENTED,
                    "not-on-axon-server",
                    "Axon Server keeps the events here; auditing reads them from PostgreSQL.");
        }
        return there;
    }
}
