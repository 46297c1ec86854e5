package io.runledger.command.rest;

import io.runledger.api.Answer;
import io.runledger.api.Answer.Accepted;
import io.runledger.api.Answer.Refused;
import io.runledger.api.Credits;
import io.runledger.api.Outcome;
import io.runledger.api.RejectionReason;
import io.runledger.api.Remedy;
import io.runledger.service.problem.ProblemException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Turns an account's answer into one over HTTP. */
final class Reply {

    /** The one place where reasons become status codes; the problem's name is the reason's. */
    private static final Map<RejectionReason, HttpStatus> STATUS = new EnumMap<>(Map.ofEntries(
            Map.entry(RejectionReason.UNKNOWN_ACCOUNT, HttpStatus.NOT_FOUND),
            Map.entry(RejectionReason.UNKNOWN_RUN, HttpStatus.NOT_FOUND),
            Map.entry(RejectionReason.UNKNOWN_GRANT, HttpStatus.NOT_FOUND),
            Map.entry(RejectionReason.UNKNOWN_MODEL, HttpStatus.UNPROCESSABLE_CONTENT),
            Map.entry(RejectionReason.USAGE_NOT_PRICED, HttpStatus.UNPROCESSABLE_CONTENT),
            Map.entry(RejectionReason.UNKNOWN_PLAN, HttpStatus.UNPROCESSABLE_CONTENT),
            Map.entry(RejectionReason.UNKNOWN_PACKAGE, HttpStatus.UNPROCESSABLE_CONTENT),
            Map.entry(RejectionReason.UNKNOWN_PURCHASE, HttpStatus.NOT_FOUND),
            Map.entry(RejectionReason.EMAIL_REQUIRED, HttpStatus.UNPROCESSABLE_CONTENT),
            Map.entry(RejectionReason.AMOUNT_OUT_OF_RANGE, HttpStatus.UNPROCESSABLE_CONTENT),
            Map.entry(RejectionReason.CURRENCY_NOT_SOLD, HttpStatus.UNPROCESSABLE_CONTENT),
            Map.entry(RejectionReason.PAYMENT_METHOD_NOT_ACCEPTED, HttpStatus.UNPROCESSABLE_CONTENT),
            Map.entry(RejectionReason.COUNTRY_NOT_ACCEPTED, HttpStatus.FORBIDDEN),
            Map.entry(RejectionReason.UNKNOWN_SUBSCRIPTION, HttpStatus.NOT_FOUND),
            Map.entry(RejectionReason.PLAN_REQUIRED, HttpStatus.FORBIDDEN),
            Map.entry(RejectionReason.BUDGET_EXCEEDED, HttpStatus.FORBIDDEN),
            Map.entry(RejectionReason.UNKNOWN_BUDGET, HttpStatus.NOT_FOUND),
            Map.entry(RejectionReason.ALREADY_SUBSCRIBED, HttpStatus.CONFLICT),
            Map.entry(RejectionReason.SUBSCRIPTION_CONFLICT, HttpStatus.CONFLICT),
            Map.entry(RejectionReason.ACCOUNT_CLOSED, HttpStatus.CONFLICT),
            Map.entry(RejectionReason.INSUFFICIENT_CREDITS, HttpStatus.PAYMENT_REQUIRED),
            Map.entry(RejectionReason.RUN_CONFLICT, HttpStatus.CONFLICT),
            Map.entry(RejectionReason.ID_CONFLICT, HttpStatus.CONFLICT),
            Map.entry(RejectionReason.REFUND_WINDOW_CLOSED, HttpStatus.CONFLICT),
            Map.entry(RejectionReason.NOTHING_TO_REFUND, HttpStatus.CONFLICT),
            Map.entry(RejectionReason.PURCHASE_CONFLICT, HttpStatus.CONFLICT),
            Map.entry(RejectionReason.UNKNOWN_REFUND, HttpStatus.NOT_FOUND),
            Map.entry(RejectionReason.RATE_CARD_CONFLICT, HttpStatus.CONFLICT),
            Map.entry(RejectionReason.LIMIT_EXCEEDED, HttpStatus.UNPROCESSABLE_CONTENT),
            Map.entry(RejectionReason.EXPIRY_IN_THE_PAST, HttpStatus.UNPROCESSABLE_CONTENT)));

    private Reply() {}

    /** 200, whether it was done now or before. */
    static ResponseEntity<Outcome> ok(Answer answer) {
        return ResponseEntity.ok(accepted(answer).outcome());
    }

    /** 201 for something new, 200 for its identical repeat. */
    static ResponseEntity<Outcome> created(Answer answer) {
        Accepted accepted = accepted(answer);
        return ResponseEntity.status(accepted.repeated() ? HttpStatus.OK : HttpStatus.CREATED)
                .body(accepted.outcome());
    }

    /**
     * @throws ProblemException if the answer is a refusal
     */
    static Accepted accepted(Answer answer) {
        if (answer instanceof Refused refused) {
            throw problem(refused);
        }
        return (Accepted) answer;
    }

    static ProblemException problem(Refused refused) {
        HttpStatus status = Objects.requireNonNull(STATUS.get(refused.reason()), refused.reason()::name);
        String name = refused.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
        Map<String, Object> members = new TreeMap<>();
        for (Map.Entry<String, Credits> figure : refused.figures().entrySet()) {
            members.put(figure.getKey(), figure.getValue());
        }
        Remedy remedy = refused.remedy();
        if (remedy != null) {
            members.putAll(membersOf(remedy));
        }
        return new ProblemException(status, name, refused.detail(), members);
    }

    private static Map<String, Object> membersOf(Remedy remedy) {
        Map<String, Object> members = new TreeMap<>();
        if (remedy.resetsAt() != null) {
            members.put("resetsAt", remedy.resetsAt());
            return members;
        }
        if (remedy.nextCreditsAt() != null) {
            members.put("nextCreditsAt", remedy.nextCreditsAt());
        }
        members.put("purchases", remedy.purchases());
        members.put("plans", remedy.plans());
        return members;
    }
}
