package io.runledger.command.account;

import io.micrometer.core.instrument.MeterRegistry;
import io.runledger.api.AccountCommand;
import io.runledger.api.Answer;
import io.runledger.api.RejectionReason;
import io.runledger.eventstore.IdempotencyKeyUsed;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/**
 * Sends commands to accounts and gives their answers. Where another node was faster it tries again on the newest state,
 * and where an idempotency key was used before, it has the account look up its first answer.
 */
@Component
public class Commands {

    /** Who gave the command, in its metadata and in that of its events. */
    public static final String BY = "by";

    /** Tells the account that the store knows the id of the command already. */
    static final String LOOK_FIRST = "lookFirst";

    /** Each loss of a race means that another command for the same account succeeded, so that few tries are enough. */
    private static final int MOST_TRIES = 50;

    private final CommandGateway gateway;
    private final MeterRegistry metrics;

    Commands(CommandGateway gateway, MeterRegistry metrics) {
        this.gateway = gateway;
        this.metrics = metrics;
    }

    public Answer send(AccountCommand command) {
        return timed(command, MetaData.emptyInstance());
    }

    /** Sends a command of an operator's, whose name goes into the metadata of its events. */
    public Answer send(AccountCommand command, String operator) {
        return timed(command, MetaData.with(BY, operator));
    }

    private Answer timed(AccountCommand command, MetaData metaData) {
        long start = System.nanoTime();
        String result = "failed";
        try {
            Answer answer = send(command, metaData);
            result = resultOf(answer);
            return answer;
        } finally {
            metrics.timer("runledger.commands", "command", command.getClass().getSimpleName(), "result", result)
                    .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        }
    }

    private static String resultOf(Answer answer) {
        if (answer instanceof Answer.Refused refused) {
            return refused.reason().name().toLowerCase(Locale.ROOT);
        }
        return ((Answer.Accepted) answer).repeated() ? "repeated" : "accepted";
    }

    private Answer send(AccountCommand command, MetaData metaData) {
        MetaData said = metaData;
        for (int tries = 1; ; tries++) {
            try {
                return gateway.sendAndWait(new GenericCommandMessage<>(command, said));
            } catch (AggregateNotFoundException e) {
                return new Answer.Refused(
                        RejectionReason.UNKNOWN_ACCOUNT,
                        "there is no account " + command.account() + "; open it with PUT /v1/accounts/"
                                + command.account());
            } catch (IdempotencyKeyUsed e) {
                said = metaData.and(LOOK_FIRST, true);
                requireTriesLeft(tries, e);
            } catch (EventStoreException e) {
                throw isOutOfReach(e)
                        ? new DataAccessResourceFailureException("the event store can't be reached", e)
                        : e;
            } catch (ConcurrencyException | AggregateStreamCreationException | StaleAccount e) {
                requireTriesLeft(tries, e);
            }
        }
    }

    /** Whether it is the database that failed, and not an event that can't be read. */
    private static boolean isOutOfReach(EventStoreException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                return true;
            }
        }
        return false;
    }

    private static void requireTriesLeft(int tries, RuntimeException last) {
        if (tries >= MOST_TRIES) {
            throw last;
        }
    }
}
