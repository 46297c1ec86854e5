package io.runledger.command.account;

import io.runledger.api.AccountCommand;
import io.runledger.api.AccountId;
import io.runledger.api.Answer;
import io.runledger.api.RejectionReason;
import io.runledger.eventstore.AppendQueue;
import io.runledger.eventstore.IdempotencyKeyUsed;
import io.runledger.eventstore.Pending;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * A command that was decided, and whose answer is not to be told before what it rests on is durable. Where another node was
 * faster it is decided again on the newest state, and where its idempotency key was used before, the account looks up its
 * first answer. It belongs to the thread that asks for it, from when it was begun; that may have been in another.
 */
public final class PendingAnswer {

    /**
     * How long races against other nodes are run again. Each one lost means that another command for the same account
     * succeeded; a node that pours commands into the account may win hundreds of them.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AccountCommand command;
    private final MetaData metaData;
    private final CommandGateway gateway;
    private final AppendQueue queue;
    private final CommandMeters meters;
    private final LongSupplier nanoTime;
    private final long start;
    private boolean lookFirst;
    private int tries;
    private @Nullable Pending<Answer> decided;
    private @Nullable Throwable failed;

    /**
     * @param nanoTime of {@link System#nanoTime}
     */
    PendingAnswer(
            AccountCommand command,
            MetaData metaData,
            CommandGateway gateway,
            AppendQueue queue,
            CommandMeters meters,
            LongSupplier nanoTime) {
        this.command = command;
        this.metaData = metaData;
        this.gateway = gateway;
        this.queue = queue;
        this.meters = meters;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    AccountId account() {
        return command.account();
    }

    /** Has it decided; what goes wrong is said by {@link #answer}. */
    void begin() {
        tries++;
        decided = null;
        try {
            queue.requireRoom();
            decided = Pending.of(this::decide);
        } catch (RuntimeException | Error e) {
            failed = e;
        }
    }

    /** Does not have it decided: who asks for the {@link #answer} does. */
    void leaveToCaller() {
        tries++;
        decided = null;
        failed = new LeftToCaller();
    }

    /** Whether {@link #answer} has nothing to wait for. */
    public boolean isSettled() {
        Pending<Answer> pending = decided;
        return pending == null || pending.isSettled();
    }

    /** Whether {@link #answer} would have it decided again, which may take its time. */
    boolean isToBeDecidedAgain() {
        Pending<Answer> pending = decided;
        Throwable failure = pending == null ? failed : pending.failure();
        return failure instanceof Undecided
                || failure instanceof IdempotencyKeyUsed
                || failure instanceof ConcurrencyException
                || failure instanceof AggregateStreamCreationException;
    }

    /** Does something as soon as {@link #answer} has nothing to wait for. */
    void whenSettled(Runnable then) {
        Pending<Answer> pending = decided;
        if (pending == null) {
            then.run();
        } else {
            pending.whenSettled(then);
        }
    }

    /** Whether it had to be decided again, so that others that were begun later may have been decided before it. */
    public boolean wasDecidedAgain() {
        return tries > 1;
    }

    /**
     * Waits until all that the answer rests on is durable.
     *
     * @throws io.runledger.service.problem.ProblemException if the store is busy, or was lost meanwhile
     * @throws org.springframework.dao.DataAccessResourceFailureException if the store can't be reached
     */
    public Answer answer() {
        Answer answer = null;
        try {
            answer = untilDecided();
            return answer;
        } finally {
            meters.record(command, answer, nanoTime.getAsLong() - start);
        }
    }

    private Answer untilDecided() {
        while (true) {
            try {
                return await();
            } catch (LeftToCaller e) {
                // It was nobody's fault; this thread may look.
            } catch (IdempotencyKeyUsed e) {
                lookFirst = true;
                requirePatience();
            } catch (CopyBehind | ConcurrencyException | AggregateStreamCreationException e) {
                requirePatience();
            } catch (RuntimeException e) {
                throw StoreProblems.of(e);
            }
            begin();
        }
    }

    private Answer await() {
        Pending<Answer> pending = decided;
        if (pending != null) {
            return pending.await();
        }
        if (failed instanceof Error error) {
            throw error;
        }
        throw failed instanceof RuntimeException failure ? failure : new IllegalStateException("it was not begun");
    }

    private Answer decide() {
        MetaData said = lookFirst ? metaData.and(Commands.LOOK_FIRST, true) : metaData;
        try {
            return gateway.sendAndWait(new GenericCommandMessage<>(command, said));
        } catch (AggregateNotFoundException e) {
            return new Answer.Refused(
                    RejectionReason.UNKNOWN_ACCOUNT,
                    "there is no account " + command.account() + "; open it with PUT /v1/accounts/"
                            + command.account());
        }
    }

    private void requirePatience() {
        if (nanoTime.getAsLong() - start >= PATIENCE.toNanos()) {
            throw StoreProblems.accountBusy();
        }
    }
}
