package io.runledger.command.rest;

import io.runledger.api.AccountCommand;
import io.runledger.api.AccountId;
import io.runledger.api.Answer;
import io.runledger.command.account.Commands;
import io.runledger.command.account.PendingAnswer;
import io.runledger.service.json.StrictJson;
import io.runledger.service.problem.Problem;
import io.runledger.service.problem.Problems;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.json.JsonMapper;

/**
 * The commands of one request: decided one after the other without waiting for the disk, answered in order as they become
 * durable. If one has to be decided again, a refusal of a later one of its account was decided too early: it is asked again,
 * since a refusal has changed nothing.
 */
final class Batch {

    /** What may be decided and not answered yet: more than a commit takes, and no burden to the queue of the store. */
    private static final int MOST_PENDING = 500;

    private static final JsonMapper JSON = StrictJson.mapper();

    /**
     * @param answer null where there is a problem already
     */
    private record Pending(
            int line,
            @Nullable BatchLine command,
            @Nullable PendingAnswer answer,
            @Nullable Problem problem) {}

    private final Commands commands;
    private final OutputStream out;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final Map<AccountId, Integer> decidedAgain = new HashMap<>();
    private int lastBegun;

    Batch(Commands commands, OutputStream out) {
        this.commands = commands;
        this.out = out;
    }

    /** Has a line decided, and answers those before it that can be. */
    void begin(Lines.Line line) throws IOException {
        if (pending.size() >= MOST_PENDING) {
            answerNext();
        }
        lastBegun = line.number();
        try {
            BatchLine command = BatchLine.of(line.text());
            pending.add(new Pending(line.number(), command, commands.begin(command.command()), null));
        } catch (RuntimeException e) {
            pending.add(new Pending(line.number(), null, null, BatchLine.problem(e)));
        }
        while (!pending.isEmpty() && isSettled(pending.getFirst())) {
            answerNext();
        }
    }

    /** Answers all that was begun. */
    void finish() throws IOException {
        while (!pending.isEmpty()) {
            answerNext();
        }
        out.flush();
    }

    private static boolean isSettled(Pending next) {
        return next.answer() == null || next.answer().isSettled();
    }

    private void answerNext() throws IOException {
        Pending next = pending.remove();
        Problem problem = next.problem();
        BatchLine line = next.command();
        if (line == null || next.answer() == null) {
            write(next.line(), problem);
            return;
        }
        try {
            Answer answer = inOrder(next.line(), line.command(), next.answer());
            Answer.Accepted accepted = Reply.accepted(answer);
            HttpStatus status = line.creates() && !accepted.repeated() ? HttpStatus.CREATED : HttpStatus.OK;
            write(next.line(), status, accepted.outcome());
        } catch (RuntimeException e) {
            write(next.line(), Problems.of(e));
        }
    }

    private Answer inOrder(int line, AccountCommand command, PendingAnswer pending) {
        Answer answer = pending.answer();
        boolean tooEarly = decidedAgain.getOrDefault(command.account(), 0) >= line;
        if (tooEarly && answer instanceof Answer.Refused) {
            answer = commands.send(command);
        }
        if (pending.wasDecidedAgain()) {
            decidedAgain.put(command.account(), lastBegun);
        }
        return answer;
    }

    private void write(int line, @Nullable Problem problem) throws IOException {
        if (problem != null) {
            write(line, problem.status(), problem.body());
        }
    }

    private void write(int line, HttpStatus status, Object body) throws IOException {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("line", line);
        answer.put("status", status.value());
        answer.put("body", body);
        out.write(JSON.writeValueAsBytes(answer));
        out.write('\n');
    }
}
