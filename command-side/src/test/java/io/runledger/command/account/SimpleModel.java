package io.runledger.command.account;

import io.runledger.api.AccountCommand;
import io.runledger.api.Credits;
import io.runledger.api.GrantCommand.RecordPurchase;
import io.runledger.api.RejectionReason;
import io.runledger.api.RunCommand;
import io.runledger.api.RunCommand.CaptureRun;
import io.runledger.api.RunCommand.RefundRun;
import io.runledger.api.RunCommand.ReleaseRun;
import io.runledger.api.RunCommand.ReserveCredits;
import io.runledger.api.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The rules once more, for credits that are all alike: one number for what can be spent, one for what is owed. */
final class SimpleModel {

    private enum State {
        OPEN,
        LAPSED,
        CAPTURED,
        REFUNDED,
        RELEASED
    }

    private static final class Run {
        State state = State.OPEN;
        Credits held;
        Credits captured = Credits.ZERO;
        Credits owed = Credits.ZERO;
        Instant expiresAt;
        Instant capturedAt;
        RunCommand reservedBy;
        RunCommand capturedBy;
    }

    private final boolean debts;
    private final Map<RunId, Run> runs = new HashMap<>();
    private final Map<Object, AccountCommand> purchases = new HashMap<>();
    Credits remaining = Credits.ZERO;
    Credits debt = Credits.ZERO;

    SimpleModel(boolean debts) {
        this.debts = debts;
    }

    Credits available() {
        return remaining.minus(debt);
    }

    /** The reason for which the command is refused; null if it is accepted. */
    RejectionReason ask(AccountCommand command, Instant now) {
        lapse(now);
        if (command instanceof RecordPurchase purchase) {
            return buy(purchase);
        }
        RunCommand ofRun = (RunCommand) command;
        Run run = runs.get(ofRun.runId());
        if (command instanceof ReserveCredits reserve) {
            return run == null ? reserve(reserve, now) : same(run.reservedBy, reserve);
        }
        if (run == null) {
            return RejectionReason.UNKNOWN_RUN;
        }
        if (command instanceof CaptureRun capture) {
            return capture(run, capture, now);
        }
        return command instanceof RefundRun ? refund(run, now) : release(run, (ReleaseRun) command);
    }

    void lapse(Instant now) {
        for (Run run : runs.values()) {
            if (run.state == State.OPEN && !now.isBefore(run.expiresAt)) {
                run.state = State.LAPSED;
                comeIn(run.held);
            }
        }
    }

    private RejectionReason buy(RecordPurchase purchase) {
        AccountCommand first = purchases.putIfAbsent(purchase.purchaseId(), purchase);
        if (first != null) {
            return first.equals(purchase) ? null : RejectionReason.ID_CONFLICT;
        }
        comeIn(purchase.credits());
        return null;
    }

    private RejectionReason reserve(ReserveCredits command, Instant now) {
        Credits cost = Objects.requireNonNull(command.credits());
        if (debt.isPositive() || cost.compareTo(remaining) > 0) {
            return RejectionReason.INSUFFICIENT_CREDITS;
        }
        Run run = new Run();
        run.held = cost;
        run.reservedBy = command;
        run.expiresAt = now.plus(Duration.ofMinutes(15));
        runs.put(command.runId(), run);
        remaining = remaining.minus(cost);
        return null;
    }

    private RejectionReason capture(Run run, CaptureRun command, Instant now) {
        if (run.capturedBy != null) {
            return same(run.capturedBy, command);
        }
        if (run.state == State.REFUNDED || run.state == State.RELEASED) {
            return RejectionReason.RUN_CONFLICT;
        }
        Credits cost = Objects.requireNonNull(command.credits());
        Credits held = run.state == State.OPEN ? run.held : Credits.ZERO;
        Credits beyond = cost.minus(held).orZero();
        Credits extra = beyond.min(remaining);
        remaining = remaining.minus(extra);
        comeIn(held.minus(cost).orZero());
        Credits missing = beyond.minus(extra);
        run.owed = debts ? missing : Credits.ZERO;
        debt = debt.plus(run.owed);
        run.captured = debts ? cost : cost.minus(missing);
        run.capturedBy = command;
        run.capturedAt = now;
        run.state = State.CAPTURED;
        return null;
    }

    private RejectionReason refund(Run run, Instant now) {
        switch (run.state) {
            case REFUNDED:
                return null;
            case RELEASED:
                return RejectionReason.RUN_CONFLICT;
            case OPEN:
                comeIn(run.held);
                break;
            case CAPTURED:
                if (now.isAfter(run.capturedAt.plus(Duration.ofHours(24)))) {
                    return RejectionReason.REFUND_WINDOW_CLOSED;
                }
                Credits cancelled = run.owed.min(debt);
                debt = debt.minus(cancelled);
                comeIn(run.captured.minus(cancelled));
                break;
            default:
                break;
        }
        run.state = State.REFUNDED;
        return null;
    }

    private RejectionReason release(Run run, ReleaseRun command) {
        if (run.state == State.RELEASED) {
            return null;
        }
        if (run.state == State.CAPTURED || run.state == State.REFUNDED) {
            return RejectionReason.RUN_CONFLICT;
        }
        if (run.state == State.OPEN) {
            comeIn(run.held);
        }
        run.state = State.RELEASED;
        return null;
    }

    private void comeIn(Credits credits) {
        Credits paysDebt = credits.min(debt);
        debt = debt.minus(paysDebt);
        remaining = remaining.plus(credits).minus(paysDebt);
    }

    private static RejectionReason same(RunCommand first, RunCommand now) {
        return first.equals(now) ? null : RejectionReason.RUN_CONFLICT;
    }
}
