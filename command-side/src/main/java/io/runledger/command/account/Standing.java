package io.runledger.command.account;

import io.runledger.api.AccountCommand.RecordErasure;
import io.runledger.api.AccountEvent;
import io.runledger.api.AccountEvent.AccountClosed;
import io.runledger.api.AccountEvent.AccountOpened;
import io.runledger.api.AccountEvent.PersonalDataErased;
import io.runledger.api.AccountId;
import io.runledger.api.Credits;
import io.runledger.api.Keys;
import io.runledger.api.Outcome;
import io.runledger.api.SubscriptionView;
import io.runledger.api.holdings.Holdings;
import java.util.ArrayList;
import java.util.List;

/** Opens and closes an account, and says how it stands. */
final class Standing {

    private Standing() {}

    static Decision open(AccountId account, Situation situation) {
        if (situation.holdings().isClosed()) {
            return Refusals.closed();
        }
        return situation.holdings().openedAt().isPresent()
                ? new Decision.Repeat(version -> new Outcome.Opened(account, version))
                : Decision.accept(
                        new AccountOpened(situation.now(), account), version -> new Outcome.Opened(account, version));
    }

    static Decision close(AccountId account, Situation situation) {
        if (situation.holdings().isClosed()) {
            return new Decision.Repeat(version -> new Outcome.Closed(account, situation.available(), version));
        }
        List<AccountEvent> events = new ArrayList<>(Unsubscribing.stopping(situation));
        Credits available = events.isEmpty()
                ? situation.available()
                : events.get(events.size() - 1).available();
        events.add(new AccountClosed(situation.now(), available));
        return new Decision.Accept(events, version -> new Outcome.Closed(account, available, version));
    }

    static Decision erased(RecordErasure command, Situation situation) {
        boolean before = situation
                .memory()
                .event(Keys.erasure(command.erasureId()), PersonalDataErased.class)
                .isPresent();
        return before
                ? new Decision.Repeat(version -> new Outcome.Erased(command.account(), version))
                : Decision.accept(
                        new PersonalDataErased(situation.now(), command.erasureId(), situation.available()),
                        version -> new Outcome.Erased(command.account(), version));
    }

    static Decision bookDue(Situation situation) {
        int events = situation.due().events().size();
        return events == 0
                ? new Decision.Repeat(version -> new Outcome.DueBooked(0, situation.available(), version))
                : new Decision.Accept(
                        List.of(), version -> new Outcome.DueBooked(events, situation.available(), version));
    }

    static Decision show(AccountId account, Situation situation) {
        Holdings holdings = situation.holdings();
        return new Decision.Repeat(version -> new Outcome.Standing(
                account,
                holdings.isClosed() ? "closed" : "open",
                holdings.openedAt().orElseThrow(),
                holdings.available(),
                holdings.held(),
                holdings.debt(),
                holdings.bySource(),
                holdings.subscription().map(SubscriptionView::of).orElse(null),
                version));
    }
}
