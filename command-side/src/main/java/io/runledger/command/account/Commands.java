package io.runledger.command.account;

import io.runledger.api.AccountCommand;
import io.runledger.api.Answer;
import io.runledger.eventstore.AppendQueue;
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

    Commands(CommandGateway gateway, AppendQueue queue, CommandMeters meters, Decider decider) {
        this.gateway = gateway;
        this.queue = queue;
        this.meters = meters;
        this.decider = decider;
    }

    /** Waits until whatever the answer says is durable. */
    public Answer send(AccountCommand command) {
        PendingAnswer answer = pending(command, MetaData.emptyInstance());
        decider.begin(answer);
        return answer.answer();
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
        return new PendingAnswer(command, metaData, gateway, queue, meters);
    }
}
