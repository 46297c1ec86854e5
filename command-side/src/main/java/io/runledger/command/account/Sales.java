package io.runledger.command.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.runledger.api.AccountEvent;
import io.runledger.api.Credits;
import io.runledger.api.GrantEvent.CreditsPurchased;
import io.runledger.api.GrantEvent.GrantExpired;
import io.runledger.api.GrantEvent.GrantVoided;
import io.runledger.api.GrantId;
import io.runledger.api.PaymentEvent.CreditsClawedBack;
import io.runledger.api.PaymentEvent.CreditsReinstated;
import io.runledger.api.PaymentEvent.RefundRequested;
import io.runledger.api.PurchaseId;
import io.runledger.api.Returned;
import io.runledger.api.RunEvent.EndOfReservation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The purchases of an account, by the grants that they brought. */
final class Sales {

    private final Map<String, Sale> byGrant;

    Sales() {
        this(Map.of());
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Sales(Map<String, Sale> byGrant) {
        this.byGrant = new LinkedHashMap<>(byGrant);
    }

    @JsonValue
    Map<String, Sale> byGrant() {
        return byGrant;
    }

    Optional<Sale> of(PurchaseId purchase) {
        return Optional.ofNullable(byGrant.get(GrantId.of(purchase).value()));
    }

    /** What some events would make of them. */
    Sales after(List<AccountEvent> events) {
        if (events.isEmpty() || byGrant.isEmpty()) {
            return this;
        }
        Sales after = new Sales(byGrant);
        events.forEach(after::apply);
        return after;
    }

    /** Takes in the next event of the account. */
    void apply(AccountEvent event) {
        if (event instanceof CreditsPurchased purchased) {
            byGrant.put(purchased.grantId().value(), Sale.of(purchased.at(), purchased.credits()));
        } else if (event instanceof EndOfReservation end) {
            end.returned().forEach(this::returned);
        } else if (event instanceof GrantExpired expired) {
            change(expired.grantId(), sale -> sale.losing(expired.credits(), Credits.ZERO));
        } else if (event instanceof GrantVoided voided) {
            change(voided.grantId(), sale -> sale.losing(Credits.ZERO, voided.credits()));
        } else if (event instanceof RefundRequested refund) {
            change(refund.grantId(), sale -> sale.refunding(refund.credits()));
        } else if (event instanceof CreditsClawedBack clawedBack) {
            change(clawedBack.grantId(), sale -> sale.after(clawedBack));
        } else if (event instanceof CreditsReinstated reinstated) {
            change(reinstated.grantId(), sale -> sale.after(reinstated));
        }
    }

    private void returned(Returned part) {
        switch (part.fate()) {
            case EXPIRED -> change(part.grantId(), sale -> sale.losing(part.credits(), Credits.ZERO));
            case VOIDED -> change(part.grantId(), sale -> sale.losing(Credits.ZERO, part.credits()));
            default -> {
                // What can be spent again, or pays debt, is not lost.
            }
        }
    }

    private void change(GrantId grant, UnaryOperator<Sale> change) {
        byGrant.computeIfPresent(grant.value(), (same, sale) -> change.apply(sale));
    }
}
