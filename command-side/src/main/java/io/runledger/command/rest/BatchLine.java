package io.runledger.command.rest;

import io.runledger.api.AccountCommand;
import io.runledger.api.AccountCommand.CloseAccount;
import io.runledger.api.AccountCommand.OpenAccount;
import io.runledger.api.AccountId;
import io.runledger.api.GrantCommand.IssueDailyGrant;
import io.runledger.api.InvalidValue;
import io.runledger.api.RunCommand.RefundRun;
import io.runledger.api.RunCommand.ReleaseRun;
import io.runledger.api.RunId;
import io.runledger.command.rest.RunsController.CaptureRequest;
import io.runledger.command.rest.RunsController.RefundRequest;
import io.runledger.command.rest.RunsController.ReservationRequest;
import io.runledger.service.json.StrictJson;
import io.runledger.service.problem.Problem;
import io.runledger.service.problem.ProblemException;
import io.runledger.service.problem.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One line of a batch, understood.
 *
 * @param creates whether it is answered 201 when it is new
 */
record BatchLine(AccountCommand command, boolean creates) {

    private static final JsonMapper JSON = StrictJson.mapper();
    private static final Problem TOO_LONG = Problem.of(
                    HttpStatus.CONTENT_TOO_LARGE, "body-too-large", "a line must be at most 64 KiB")
            .with("maxBytes", Lines.MOST_BYTES);

    /** Nothing, where nothing but the account is to be said. */
    record NoMore() {}

    /**
     * @throws InvalidValue if something in it is wrong
     * @throws JacksonException if it is no JSON, or not the JSON of such a command
     * @throws ProblemException if it was too long to be read
     */
    static BatchLine of(byte @Nullable [] text) {
        if (text == null) {
            throw new ProblemException(TOO_LONG);
        }
        if (!(JSON.readTree(text) instanceof ObjectNode fields)) {
            throw new InvalidValue("a line must be a JSON object");
        }
        String command = take(fields, "command");
        AccountId account = new AccountId(take(fields, "account"));
        return switch (command) {
            case "open" -> of(fields, NoMore.class, new OpenAccount(account), true);
            case "reserve" ->
                new BatchLine(read(fields, ReservationRequest.class).of(account), true);
            case "capture" -> {
                RunId run = run(fields);
                yield new BatchLine(read(fields, CaptureRequest.class).of(account, run), false);
            }
            case "refund" -> {
                RunId run = run(fields);
                yield new BatchLine(
                        new RefundRun(
                                account, run, read(fields, RefundRequest.class).reason()),
                        false);
            }
            case "release" -> of(fields, NoMore.class, new ReleaseRun(account, run(fields)), false);
            case "daily-grant" -> of(fields, NoMore.class, new IssueDailyGrant(account), false);
            case "close" -> of(fields, NoMore.class, new CloseAccount(account), false);
            default ->
                throw new InvalidValue("command must be open, reserve, capture, refund, release, daily-grant or close");
        };
    }

    /** What is wrong with a line that could not be understood. */
    static Problem problem(RuntimeException failure) {
        return failure instanceof JacksonException unreadable ? Problems.ofJson(unreadable) : Problems.of(failure);
    }

    private static BatchLine of(ObjectNode fields, Class<?> rest, AccountCommand command, boolean creates) {
        read(fields, rest);
        return new BatchLine(command, creates);
    }

    private static RunId run(ObjectNode fields) {
        return new RunId(take(fields, "runId"));
    }

    private static <T> T read(ObjectNode fields, Class<T> type) {
        return JSON.treeToValue(fields, type);
    }

    private static String take(ObjectNode fields, String name) {
        JsonNode value = fields.remove(name);
        if (value == null || value.isNull()) {
            throw new InvalidValue(name + " is required");
        }
        if (!value.isString()) {
            throw new InvalidValue(name + " must be a text");
        }
        return value.stringValue();
    }
}
