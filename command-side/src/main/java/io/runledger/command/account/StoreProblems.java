package io.runledger.command.account;

import io.runledger.eventstore.OutcomeUnknown;
import io.runledger.eventstore.StoreBusy;
import io.runledger.service.problem.Problem;
import io.runledger.service.problem.ProblemException;
import java.sql.SQLException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** What a client is told when the store has failed a command. */
public final class StoreProblems {

    private static final Problem OUTCOME_UNKNOWN = Problem.of(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "outcome-unknown",
                    "the connection to the database was lost while this was being stored; whether it was is unknown: ask again"
                            + " with the same id, it won't be done twice")
            .withHeader(HttpHeaders.RETRY_AFTER, "1");

    private static final Problem STORE_BUSY = Problem.of(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "store-busy",
                    "more waits to be stored than there is room for; nothing was done: ask again in a second")
            .withHeader(HttpHeaders.RETRY_AFTER, "1");

    private static final Problem ACCOUNT_BUSY = Problem.of(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "account-busy",
                    "another node has been faster with this account for seconds; nothing was done: ask again with the same id")
            .withHeader(HttpHeaders.RETRY_AFTER, "1");

    private StoreProblems() {}

    static ProblemException storeBusy() {
        return new ProblemException(STORE_BUSY);
    }

    /** Other commands for the account have won all races. */
    static ProblemException accountBusy() {
        return new ProblemException(ACCOUNT_BUSY);
    }

    /** The exception that says it, or the failure itself where the store is not to blame. */
    public static RuntimeException of(RuntimeException failure) {
        if (failure instanceof OutcomeUnknown) {
            return new ProblemException(OUTCOME_UNKNOWN);
        }
        if (failure instanceof StoreBusy) {
            return storeBusy();
        }
        if (failure instanceof EventStoreException && isOutOfReach(failure)) {
            return new DataAccessResourceFailureException("the event store can't be reached", failure);
        }
        return failure;
    }

    /** Whether it is the database that failed, and not an event that can't be read. */
    private static boolean isOutOfReach(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                return true;
            }
        }
        return false;
    }
}
