package io.runledger.command.account;

import static io.runledger.command.account.TestLedger.ACCOUNT;

import io.runledger.api.AccountCommand.BookDue;
import io.runledger.api.AccountCommand.CloseAccount;
import io.runledger.api.AccountCommand.OpenAccount;
import io.runledger.api.AutoTopUp;
import io.runledger.api.BillingPeriod;
import io.runledger.api.BudgetPeriod;
import io.runledger.api.Credits;
import io.runledger.api.GrantCommand.GrantCredits;
import io.runledger.api.GrantCommand.IssueDailyGrant;
import io.runledger.api.GrantCommand.RecordPurchase;
import io.runledger.api.GrantCommand.VoidGrant;
import io.runledger.api.GrantId;
import io.runledger.api.MemberCommand.RaiseMemberBudget;
import io.runledger.api.MemberCommand.RemoveMemberBudget;
import io.runledger.api.MemberCommand.SetMemberBudget;
import io.runledger.api.MoneyBack;
import io.runledger.api.PaymentCommand.EndRefund;
import io.runledger.api.PaymentCommand.FollowPayment;
import io.runledger.api.PaymentCommand.RequestRefund;
import io.runledger.api.PaymentCommand.ShowPurchase;
import io.runledger.api.PlanChangeId;
import io.runledger.api.PurchaseId;
import io.runledger.api.RaiseId;
import io.runledger.api.RefundId;
import io.runledger.api.RenewalId;
import io.runledger.api.RunCommand.CaptureRun;
import io.runledger.api.RunCommand.RefundRun;
import io.runledger.api.RunCommand.ReleaseRun;
import io.runledger.api.RunCommand.ReserveCredits;
import io.runledger.api.RunId;
import io.runledger.api.Scope;
import io.runledger.api.Source;
import io.runledger.api.SubscriptionCommand.CancelSubscription;
import io.runledger.api.SubscriptionCommand.ChangePlan;
import io.runledger.api.SubscriptionCommand.RenewSubscription;
import io.runledger.api.SubscriptionCommand.StartSubscription;
import io.runledger.api.SubscriptionCommand.StopSubscription;
import io.runledger.api.SubscriptionId;
import io.runledger.api.TopUpCommand.ConfigureAutoTopUp;
import io.runledger.api.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Commands in the words of a sentence. */
final class Requests {

    private Requests() {}

    static OpenAccount open() {
        return new OpenAccount(ACCOUNT);
    }

    static CloseAccount closeAccount() {
        return new CloseAccount(ACCOUNT);
    }

    static BookDue bookDue() {
        return new BookDue(ACCOUNT);
    }

    static IssueDailyGrant dailyGrant() {
        return new IssueDailyGrant(ACCOUNT);
    }

    static RecordPurchase buy(String id, String credits) {
        return new RecordPurchase(ACCOUNT, new PurchaseId(id), Credits.of(credits), null, null);
    }

    static GrantCredits promote(String id, String credits) {
        return promoteUntil(id, credits, null);
    }

    static GrantCredits promoteUntil(String id, String credits, String expiresAt) {
        return new GrantCredits(
                ACCOUNT,
                GrantId.chosenByClient(id),
                Source.PROMOTIONAL,
                Credits.of(credits),
                expiresAt == null ? null : Instant.parse(expiresAt),
                null);
    }

    static GrantCredits promoteFor(String id, String credits, String... features) {
        return new GrantCredits(
                ACCOUNT,
                GrantId.chosenByClient(id),
                Source.PROMOTIONAL,
                Credits.of(credits),
                null,
                new Scope(true, List.of(features)));
    }

    static ReserveCredits reserveIn(String feature, String run, String credits) {
        return new ReserveCredits(
                ACCOUNT, new RunId(run), List.of(), Credits.of(credits), null, null, feature, null, false);
    }

    static StartSubscription subscribe(String id, String plan) {
        return subscribe(id, plan, BillingPeriod.MONTHLY);
    }

    static StartSubscription subscribe(String id, String plan, BillingPeriod period) {
        return new StartSubscription(ACCOUNT, new SubscriptionId(id), plan, period, null, null, false);
    }

    static StartSubscription subscribeSince(String id, String plan, String since) {
        return new StartSubscription(
                ACCOUNT, new SubscriptionId(id), plan, BillingPeriod.MONTHLY, Instant.parse(since), null, false);
    }

    static StartSubscription subscribeLate(String id, String plan, String since) {
        return new StartSubscription(
                ACCOUNT, new SubscriptionId(id), plan, BillingPeriod.MONTHLY, Instant.parse(since), null, true);
    }

    static RenewSubscription renew(String id, String renewal) {
        return new RenewSubscription(ACCOUNT, new SubscriptionId(id), new RenewalId(renewal), false);
    }

    static RenewSubscription renewLate(String id, String renewal) {
        return new RenewSubscription(ACCOUNT, new SubscriptionId(id), new RenewalId(renewal), true);
    }

    static ChangePlan changePlan(String id, String plan) {
        return changePlan(id, plan, null);
    }

    static ChangePlan changePlan(String id, String plan, BillingPeriod period) {
        return new ChangePlan(ACCOUNT, new PlanChangeId(id), plan, period);
    }

    static CancelSubscription cancelSubscription() {
        return new CancelSubscription(ACCOUNT);
    }

    static StopSubscription stopSubscription(String id) {
        return new StopSubscription(ACCOUNT, new SubscriptionId(id));
    }

    static SetMemberBudget budget(String member, String credits, BudgetPeriod period) {
        return new SetMemberBudget(ACCOUNT, member, Credits.of(credits), period);
    }

    static RaiseMemberBudget raiseBudget(String id, String member, String credits) {
        return new RaiseMemberBudget(ACCOUNT, member, new RaiseId(id), Credits.of(credits));
    }

    static RemoveMemberBudget removeBudget(String member) {
        return new RemoveMemberBudget(ACCOUNT, member);
    }

    static ReserveCredits reserveBy(String member, String run, String credits) {
        return new ReserveCredits(
                ACCOUNT, new RunId(run), List.of(), Credits.of(credits), null, member, null, null, false);
    }

    /** Of the ten dollars of a purchase, so much has gone back. */
    static FollowPayment follow(String purchase, String refunded, String disputed) {
        return new FollowPayment(ACCOUNT, new PurchaseId(purchase), money(refunded, disputed));
    }

    static ShowPurchase showPurchase(String purchase) {
        return new ShowPurchase(ACCOUNT, new PurchaseId(purchase));
    }

    static RequestRefund refundPurchase(String refund, String purchase, String refunded, String disputed) {
        return new RequestRefund(ACCOUNT, new PurchaseId(purchase), new RefundId(refund), money(refunded, disputed));
    }

    static EndRefund endRefund(String refund, String purchase, boolean arrived) {
        return new EndRefund(ACCOUNT, new PurchaseId(purchase), new RefundId(refund), arrived);
    }

    private static MoneyBack money(String refunded, String disputed) {
        return new MoneyBack(new BigDecimal("10"), new BigDecimal(refunded), new BigDecimal(disputed), "USD");
    }

    static ConfigureAutoTopUp autoTopUp(String threshold, int mostPerDay, int mostPerMonth) {
        return new ConfigureAutoTopUp(
                ACCOUNT, new AutoTopUp(Credits.of(threshold), "small", "USD", mostPerDay, mostPerMonth, "consent-1"));
    }

    static ConfigureAutoTopUp noAutoTopUp() {
        return new ConfigureAutoTopUp(ACCOUNT, null);
    }

    static VoidGrant voidGrant(String id) {
        return new VoidGrant(ACCOUNT, new GrantId(id));
    }

    static ReserveCredits reserve(String run, String credits) {
        return new ReserveCredits(
                ACCOUNT, new RunId(run), List.of(), Credits.of(credits), null, null, null, null, false);
    }

    static ReserveCredits reserveFor(String run, String credits, Duration timeToLive) {
        return new ReserveCredits(
                ACCOUNT, new RunId(run), List.of(), Credits.of(credits), null, null, null, timeToLive, false);
    }

    static ReserveCredits reservePaidOnly(String run, String credits) {
        return new ReserveCredits(
                ACCOUNT, new RunId(run), List.of(), Credits.of(credits), null, null, null, null, true);
    }

    static ReserveCredits reserveUsage(String run, Usage... usage) {
        return new ReserveCredits(ACCOUNT, new RunId(run), List.of(usage), null, null, "mia", "editor", null, false);
    }

    static CaptureRun capture(String run) {
        return new CaptureRun(ACCOUNT, new RunId(run), List.of(), null);
    }

    static CaptureRun capture(String run, String credits) {
        return new CaptureRun(ACCOUNT, new RunId(run), List.of(), Credits.of(credits));
    }

    static CaptureRun captureUsage(String run, Usage... usage) {
        return new CaptureRun(ACCOUNT, new RunId(run), List.of(usage), null);
    }

    static RefundRun refund(String run) {
        return new RefundRun(ACCOUNT, new RunId(run), null);
    }

    static RefundRun refund(String run, String reason) {
        return new RefundRun(ACCOUNT, new RunId(run), reason);
    }

    static ReleaseRun release(String run) {
        return new ReleaseRun(ACCOUNT, new RunId(run));
    }
}
