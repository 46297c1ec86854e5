package io.runledger.command.account;

import io.runledger.api.AccountCommand;
import io.runledger.api.Answer;
import io.runledger.eventstore.AppendQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MetaData;
import org.springframework.stereotype.Component;

/** Sends commands to accounts and gives their answers. */
@Component
public class Commands {

    /** Who gave the command, in its metadata and in that of its events. */
    public static final String BY = "by";

    /** Tells the account that the store knows the id of the command already. */
    static final String LOOK_FIRST = "lookFirst";

    private final CommandGateway gateway;
    private final AppendQueue queue;
    private final CommandMeters meters;
    private final Decider decider;
    private final Answers answers;

    Commands(CommandGateway gateway, AppendQueue queue, CommandMeters meters, Decider decider, Answers answers) {
        this.gateway = gateway;
        this.queue = queue;
        this.meters = meters;
        this.decider = decider;
        this.answers = answers;
    }

    /** Waits until whatever the answer says is durable. */
    public Answer send(AccountCommand command) {
        PendingAnswer answer = pending(command, MetaData.emptyInstance());
        CompletableFuture<Void> settled = new CompletableFuture<>();
        if (decider.takes(answer, () -> settled.complete(null))) {
            settled.join();
        } else {
            answer.begin();
        }
        return answer.answer();
    }

    /**
     * Never waits. The answer is told when whatever it says is durable, in a thread that tells those of others too: what is done with
     * it there must not wait either.
     *
     * @return fails with what {@link #send} would throw
     */
    public CompletionStage<Answer> sendAsync(AccountCommand command) {
        PendingAnswer answer = pending(command, MetaData.emptyInstance());
        CompletableFuture<Answer> told = new CompletableFuture<>();
        if (!decider.takes(answer, () -> answers.tell(answer, told))) {
            answers.begin(answer, told);
        }
        return told;
    }

    /** Sends a command of an operator's, whose name goes into the metadata of its events. */
    public Answer send(AccountCommand command, String operator) {
        return begin(command, MetaData.with(BY, operator)).answer();
    }

    /**
     * Has a command decided without waiting for the disk. Commands that the same thread begins one after the other are
     * decided in this order.
     */
    public PendingAnswer begin(AccountCommand command) {
        return begin(command, MetaData.emptyInstance());
    }

    private PendingAnswer begin(AccountCommand command, MetaData metaData) {
        PendingAnswer answer = pending(command, metaData);
        answer.begin();
        return answer;
    }

    private PendingAnswer pending(AccountCommand command, MetaData metaData) {
        return new PendingAnswer(command, metaData, gateway, queue, meters, System::nanoTime);
    }
}
