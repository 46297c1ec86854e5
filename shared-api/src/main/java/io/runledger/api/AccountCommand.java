package io.runledger.api;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What may be asked of an account. The client-chosen id in it makes a command safe to repeat. */
public sealed interface AccountCommand
        permits AccountCommand.OpenAccount,
                AccountCommand.ShowAccount,
                AccountCommand.QuoteRun,
                AccountCommand.CloseAccount,
                AccountCommand.BookDue,
                AccountCommand.RecordErasure,
                AlertCommand,
                GrantCommand,
                MemberCommand,
                PaymentCommand,
                RunCommand,
                SubscriptionCommand,
                TopUpCommand {

    @TargetAggregateIdentifier
    AccountId account();

    /** Opens the account; a repeat changes nothing. */
    record OpenAccount(AccountId account) implements AccountCommand {}

    /** Asks how the account stands; changes nothing. */
    record ShowAccount(AccountId account) implements AccountCommand {}

    /** Asks whether the account could pay for a run now, and from what; changes nothing. */
    record QuoteRun(
            AccountId account, List<Usage> usage, @Nullable String feature, boolean paidOnly)
            implements AccountCommand {

        public QuoteRun {
            usage = List.copyOf(usage);
            Ids.optionalId("feature", feature);
        }
    }

    /** Ends new runs and new credits; a repeat changes nothing. */
    record CloseAccount(AccountId account) implements AccountCommand {}

    /** Books that what was known of the person behind the account was deleted. */
    record RecordErasure(AccountId account, ErasureId erasureId) implements AccountCommand {}

    /** Books what has fallen due: lapsed reservations, expired grants, today's daily credits. */
    record BookDue(AccountId account) implements AccountCommand {}
}
