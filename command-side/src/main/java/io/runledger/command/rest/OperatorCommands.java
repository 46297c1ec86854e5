package io.runledger.command.rest;

import io.runledger.api.AccountCommand;
import io.runledger.api.Answer;
import io.runledger.api.InvalidValue;
import io.runledger.command.account.Commands;
import io.runledger.command.personal.PersonalData;
import java.security.Principal;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Sends an operator's commands. The reason is written down before the command, so that no event is without one; it goes
 * again if the command is refused.
 */
@Component
class OperatorCommands {

    private static final int LONGEST_REASON = 1_000;

    private final Commands commands;
    private final PersonalData personalData;

    OperatorCommands(Commands commands, PersonalData personalData) {
        this.commands = commands;
        this.personalData = personalData;
    }

    /**
     * @param key the idempotency key of what is to be done
     * @throws InvalidValue without a reason, or with one that is too long
     */
    Answer send(AccountCommand command, String key, @Nullable String reason, Principal caller) {
        return because(reason, command.account().value(), key, () -> commands.send(command, caller.getName()));
    }

    /**
     * @param owner the account, or whatever else it is done to
     * @throws InvalidValue without a reason, or with one that is too long
     */
    Answer because(@Nullable String reason, String owner, String key, Supplier<Answer> doing) {
        boolean first = personalData.keepReason(owner, key, requireReason(reason));
        Answer answer = doing.get();
        if (first && answer instanceof Answer.Refused) {
            personalData.dropReason(owner, key);
        }
        return answer;
    }

    private static String requireReason(@Nullable String reason) {
        String words = Required.field("reason", reason).strip();
        if (words.isEmpty() || words.length() > LONGEST_REASON || words.chars().anyMatch(c -> c == 0)) {
            throw new InvalidValue("reason must be 1 to " + LONGEST_REASON + " characters");
        }
        return words;
    }
}
