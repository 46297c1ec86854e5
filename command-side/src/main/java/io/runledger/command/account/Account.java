package io.runledger.command.account;

import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.runledger.api.AccountCommand.BookDue;
import io.runledger.api.AccountCommand.CloseAccount;
import io.runledger.api.AccountCommand.OpenAccount;
import io.runledger.api.AccountCommand.QuoteRun;
import io.runledger.api.AccountCommand.RecordErasure;
import io.runledger.api.AccountCommand.ShowAccount;
import io.runledger.api.AccountEvent;
import io.runledger.api.AccountEvent.AccountOpened;
import io.runledger.api.AccountId;
import io.runledger.api.AlertCommand.ConfigureAlerts;
import io.runledger.api.AlertCommand.ShowAlerts;
import io.runledger.api.AlertCommand.WarnOfExpiry;
import io.runledger.api.AlertEvent.AlertsConfigured;
import io.runledger.api.Answer;
import io.runledger.api.Credits;
import io.runledger.api.GrantCommand.GrantCredits;
import io.runledger.api.GrantCommand.IssueDailyGrant;
import io.runledger.api.GrantCommand.RecordPurchase;
import io.runledger.api.GrantCommand.VoidGrant;
import io.runledger.api.MemberCommand.RaiseMemberBudget;
import io.runledger.api.MemberCommand.RemoveMemberBudget;
import io.runledger.api.MemberCommand.SetMemberBudget;
import io.runledger.api.MemberCommand.ShowMemberBudget;
import io.runledger.api.PaymentCommand.EndRefund;
import io.runledger.api.PaymentCommand.FollowPayment;
import io.runledger.api.PaymentCommand.RequestRefund;
import io.runledger.api.PaymentCommand.ShowPurchase;
import io.runledger.api.RunCommand.CaptureRun;
import io.runledger.api.RunCommand.RefundRun;
import io.runledger.api.RunCommand.ReleaseRun;
import io.runledger.api.RunCommand.ReserveCredits;
import io.runledger.api.SubscriptionCommand.CancelSubscription;
import io.runledger.api.SubscriptionCommand.ChangePlan;
import io.runledger.api.SubscriptionCommand.RenewSubscription;
import io.runledger.api.SubscriptionCommand.StartSubscription;
import io.runledger.api.SubscriptionCommand.StopSubscription;
import io.runledger.api.TopUpCommand.AskPayer;
import io.runledger.api.TopUpCommand.ConfigureAutoTopUp;
import io.runledger.api.TopUpCommand.GiveUpTopUp;
import io.runledger.api.TopUpCommand.ReportDecline;
import io.runledger.api.TopUpCommand.ShowAutoTopUp;
import io.runledger.api.holdings.Due;
import io.runledger.api.holdings.Holdings;
import io.runledger.api.policy.Policy;
import io.runledger.eventstore.StoreMetaData;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * The account: routes each command to the class that decides it, and books what was decided together with what had fallen
 * due. It holds no rules itself.
 */
@Aggregate(
        type = "Account",
        cache = "accountCache",
        lockFactory = "accountLocks",
        commandTargetResolver = "accountOfCommand")
@Revision("4")
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE)
public class Account {

    @AggregateIdentifier
    private @Nullable AccountId id;

    private Holdings holdings = new Holdings();
    private RecentRuns recentRuns = new RecentRuns();
    private Budgets budgets = new Budgets();
    private Sales sales = new Sales();
    private AutoTopUps autoTopUps = new AutoTopUps();

    /** Null: those of the policy. */
    private @Nullable List<Credits> ownThresholds;

    Account() {}

    /** A copy that stays as it is. */
    private Account(Account other) {
        id = other.id;
        holdings = other.holdings.copy();
        recentRuns = new RecentRuns(other.recentRuns.closed());
        budgets = new Budgets(other.budgets.byMember());
        sales = new Sales(other.sales.byGrant());
        autoTopUps = new AutoTopUps(other.autoTopUps);
        ownThresholds = other.ownThresholds;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(OpenAccount command, Desk desk) {
        Instant now = holdings.notBeforeLastEvent(desk.clock().instant());
        Due nothing = new Due(List.of(), holdings);
        return book(
                nothing,
                Standing.open(command.account(), situation(command.account(), nothing, desk.policy(), now, desk)),
                desk);
    }

    @CommandHandler
    Answer handle(ShowAccount command, Desk desk) {
        return decide(desk, situation -> Standing.show(command.account(), situation));
    }

    @CommandHandler
    Answer handle(QuoteRun command, Desk desk) {
        return decide(desk, situation -> Reserving.quote(command, situation));
    }

    @CommandHandler
    Answer handle(CloseAccount command, Desk desk) {
        return decide(desk, situation -> Standing.close(command.account(), situation));
    }

    @CommandHandler
    Answer handle(RecordErasure command, Desk desk) {
        return decide(desk, situation -> Standing.erased(command, situation));
    }

    @CommandHandler
    Answer handle(BookDue command, Desk desk) {
        return decide(desk, Standing::bookDue);
    }

    @CommandHandler
    Answer handle(IssueDailyGrant command, Desk desk) {
        return decide(desk, situation -> Granting.decide(command, situation));
    }

    @CommandHandler
    Answer handle(GrantCredits command, Desk desk) {
        return decide(desk, situation -> Granting.decide(command, situation));
    }

    @CommandHandler
    Answer handle(RecordPurchase command, Desk desk) {
        return decide(desk, situation -> Granting.decide(command, situation));
    }

    @CommandHandler
    Answer handle(VoidGrant command, Desk desk) {
        return decide(desk, situation -> Granting.decide(command, situation));
    }

    @CommandHandler
    Answer handle(ReserveCredits command, Desk desk, @MetaDataValue(Commands.LOOK_FIRST) @Nullable Boolean lookFirst) {
        return decide(desk, situation -> Reserving.decide(command, situation, lookFirst != null));
    }

    @CommandHandler
    Answer handle(CaptureRun command, Desk desk) {
        return decide(desk, situation -> Capturing.decide(command, situation));
    }

    @CommandHandler
    Answer handle(RefundRun command, Desk desk) {
        return decide(desk, situation -> Refunding.decide(command, situation));
    }

    @CommandHandler
    Answer handle(ReleaseRun command, Desk desk) {
        return decide(desk, situation -> Releasing.decide(command, situation));
    }

    @CommandHandler
    Answer handle(StartSubscription command, Desk desk) {
        return decide(desk, situation -> Subscribing.decide(command, situation));
    }

    @CommandHandler
    Answer handle(RenewSubscription command, Desk desk) {
        return decide(desk, situation -> Renewing.decide(command, situation));
    }

    @CommandHandler
    Answer handle(ChangePlan command, Desk desk) {
        return decide(desk, situation -> ChangingPlan.decide(command, situation));
    }

    @CommandHandler
    Answer handle(CancelSubscription command, Desk desk) {
        return decide(desk, situation -> Unsubscribing.cancel(situation));
    }

    @CommandHandler
    Answer handle(StopSubscription command, Desk desk) {
        return decide(desk, situation -> Unsubscribing.stop(command.subscriptionId(), situation));
    }

    @CommandHandler
    Answer handle(SetMemberBudget command, Desk desk) {
        return decide(desk, situation -> Budgeting.decide(command, situation));
    }

    @CommandHandler
    Answer handle(RaiseMemberBudget command, Desk desk) {
        return decide(desk, situation -> Budgeting.decide(command, situation));
    }

    @CommandHandler
    Answer handle(RemoveMemberBudget command, Desk desk) {
        return decide(desk, situation -> Budgeting.decide(command, situation));
    }

    @CommandHandler
    Answer handle(ShowMemberBudget command, Desk desk) {
        return decide(desk, situation -> Budgeting.decide(command, situation));
    }

    @CommandHandler
    Answer handle(ConfigureAlerts command, Desk desk) {
        return decide(desk, situation -> Alerting.decide(command, situation));
    }

    @CommandHandler
    Answer handle(ShowAlerts command, Desk desk) {
        return decide(desk, Alerting::show);
    }

    @CommandHandler
    Answer handle(WarnOfExpiry command, Desk desk) {
        return decide(desk, situation -> Alerting.decide(command, situation));
    }

    @CommandHandler
    Answer handle(FollowPayment command, Desk desk) {
        return decide(desk, situation -> FollowingPayments.decide(command, situation));
    }

    @CommandHandler
    Answer handle(ShowPurchase command, Desk desk) {
        return decide(desk, situation -> FollowingPayments.decide(command, situation));
    }

    @CommandHandler
    Answer handle(RequestRefund command, Desk desk) {
        return decide(desk, situation -> RefundingPurchases.decide(command, situation));
    }

    @CommandHandler
    Answer handle(EndRefund command, Desk desk) {
        return decide(desk, situation -> RefundingPurchases.decide(command, situation));
    }

    @CommandHandler
    Answer handle(ConfigureAutoTopUp command, Desk desk) {
        return decide(desk, situation -> ToppingUp.decide(command, situation));
    }

    @CommandHandler
    Answer handle(ShowAutoTopUp command, Desk desk) {
        return decide(desk, ToppingUp::show);
    }

    @CommandHandler
    Answer handle(ReportDecline command, Desk desk) {
        return decide(desk, situation -> ToppingUp.decide(command, situation));
    }

    @CommandHandler
    Answer handle(AskPayer command, Desk desk) {
        return decide(desk, situation -> ToppingUp.decide(command, situation));
    }

    @CommandHandler
    Answer handle(GiveUpTopUp command, Desk desk) {
        return decide(desk, situation -> ToppingUp.decide(command, situation));
    }

    @EventSourcingHandler
    void on(AccountEvent event) {
        if (event instanceof AccountOpened opened) {
            id = opened.account();
        } else if (event instanceof AlertsConfigured configured) {
            ownThresholds = configured.lowBalance();
        }
        budgets.apply(event, holdings);
        sales.apply(event);
        autoTopUps.apply(event);
        holdings.apply(event);
        recentRuns.apply(event);
    }

    private Answer decide(Desk desk, Function<Situation, Decision> deciding) {
        AccountId account = Objects.requireNonNull(id);
        Instant now = holdings.notBeforeLastEvent(desk.clock().instant());
        Policy policy = desk.policy();
        Due due = Due.of(holdings, policy, now);
        return book(due, deciding.apply(situation(account, due, policy, now, desk)), desk);
    }

    private Situation situation(AccountId account, Due due, Policy policy, Instant now, Desk desk) {
        return new Situation(
                due,
                recentRuns,
                budgets.after(due.events(), holdings),
                sales.after(due.events()),
                autoTopUps,
                thresholds(policy),
                policy,
                now,
                new Memory(account, version(), desk.stored(), desk.copies()),
                desk::rateCard);
    }

    private Answer book(Due due, Decision decision, Desk desk) {
        if (decision instanceof Decision.Accept accept) {
            List<AccountEvent> decided = Stream.concat(due.events().stream(), accept.events().stream())
                    .toList();
            List<AccountEvent> events = withConsequences(decided, desk.policy());
            if (events.isEmpty()) {
                requireNewest(desk);
            } else {
                apply(events, desk.snapshots());
            }
            return new Answer.Accepted(accept.outcome().apply(getVersion()), false);
        }
        requireNewest(desk);
        if (decision instanceof Decision.Repeat repeat) {
            return new Answer.Accepted(repeat.outcome().apply(getVersion()), true);
        }
        Decision.Refuse refuse = (Decision.Refuse) decision;
        return new Answer.Refused(refuse.reason(), refuse.detail(), refuse.figures(), refuse.remedy());
    }

    /** What was decided, and what follows of how little it leaves. */
    private List<AccountEvent> withConsequences(List<AccountEvent> decided, Policy policy) {
        Credits before = holdings.available();
        List<AccountEvent> events = Alerting.withWarnings(decided, before, thresholds(policy));
        return ToppingUp.withPurchase(events, before, autoTopUps);
    }

    private List<Credits> thresholds(Policy policy) {
        return ownThresholds == null ? policy.alerts().lowBalance() : ownThresholds;
    }

    /**
     * An answer that stores nothing is not checked by the store, so it is checked here that this copy of the account is
     * the newest: another node may have written since it was cached.
     */
    private void requireNewest(Desk desk) {
        desk.stored().requireNewest(String.valueOf(id), getVersion());
    }

    private void apply(List<AccountEvent> events, AccountSnapshots snapshots) {
        long before = version();
        events.forEach(Account::apply);
        long after = version();
        if (snapshots.isDue(before, after)) {
            // By then the events are queued, and the account's lock is held still.
            CurrentUnitOfWork.get()
                    .afterCommit(queued -> snapshots.store(String.valueOf(id), after, new Account(this)));
        }
    }

    /** -1 before the first event. */
    private static long version() {
        Long version = getVersion();
        return version == null ? -1 : version;
    }

    private static void apply(AccountEvent event) {
        MetaData metaData = MetaData.with(StoreMetaData.AT, event.at());
        String key = event.key();
        AggregateLifecycle.apply(event, key == null ? metaData : metaData.and(StoreMetaData.KEY, key));
    }
}
