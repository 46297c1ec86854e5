package io.runledger.command.account;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.runledger.api.AccountEvent;
import io.runledger.api.AccountEvent.AccountClosed;
import io.runledger.api.AutoTopUp;
import io.runledger.api.Credits;
import io.runledger.api.GrantEvent.CreditsPurchased;
import io.runledger.api.PurchaseId;
import io.runledger.api.TopUpEvent.AutoTopUpConfigured;
import io.runledger.api.TopUpEvent.AutoTopUpSwitchedOff;
import io.runledger.api.TopUpEvent.AutoTopUpTriggered;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When an account buys credits by itself, and the purchase that it is making. */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE)
final class AutoTopUps {

    private @Nullable AutoTopUp settings;
    private ZoneId zone = ZoneOffset.UTC;
    private @Nullable PurchaseId underWay;
    private int made;
    private @Nullable LocalDate lastDay;
    private int onLastDay;
    private int inLastMonth;

    AutoTopUps() {}

    AutoTopUps(AutoTopUps other) {
        settings = other.settings;
        zone = other.zone;
        underWay = other.underWay;
        made = other.made;
        lastDay = other.lastDay;
        onLastDay = other.onLastDay;
        inLastMonth = other.inLastMonth;
    }

    @Nullable
    AutoTopUp settings() {
        return settings;
    }

    @Nullable
    PurchaseId underWay() {
        return underWay;
    }

    /**
     * The purchase that a decision brings about: one at a time, and only where less is left than before.
     *
     * @param before what was available before the decision
     * @param after what is available after it
     */
    Optional<AutoTopUpTriggered> triggeredBy(Credits before, Credits after, Instant now) {
        AutoTopUp wanted = settings;
        boolean low = wanted != null && after.compareTo(wanted.threshold()) < 0 && after.compareTo(before) < 0;
        return wanted == null || !low || underWay != null || !allowed(wanted, dayOf(now))
                ? Optional.empty()
                : Optional.of(new AutoTopUpTriggered(
                        now, PurchaseId.auto(made + 1), wanted.packageId(), wanted.currency(), after));
    }

    /** Takes in the next event of the account. */
    void apply(AccountEvent event) {
        if (event instanceof AutoTopUpTriggered triggered) {
            count(dayOf(triggered.at()));
            underWay = triggered.purchaseId();
        } else if (event instanceof CreditsPurchased purchased) {
            end(purchased.purchaseId());
        } else if (event instanceof AutoTopUpConfigured configured) {
            settings = configured.settings();
            zone = configured.zone();
        } else if (event instanceof AutoTopUpSwitchedOff off) {
            settings = null;
            end(off.purchaseId());
        } else if (event instanceof AccountClosed) {
            settings = null;
        }
    }

    private void end(PurchaseId purchase) {
        if (purchase.equals(underWay)) {
            underWay = null;
        }
    }

    private boolean allowed(AutoTopUp wanted, LocalDate today) {
        int already = today.equals(lastDay) ? onLastDay : 0;
        int thisMonth = isInMonthOf(lastDay, today) ? inLastMonth : 0;
        return already < wanted.mostPerDay() && thisMonth < wanted.mostPerMonth();
    }

    private void count(LocalDate today) {
        onLastDay = today.equals(lastDay) ? onLastDay + 1 : 1;
        inLastMonth = isInMonthOf(lastDay, today) ? inLastMonth + 1 : 1;
        lastDay = today;
        made++;
    }

    private LocalDate dayOf(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }

    private static boolean isInMonthOf(@Nullable LocalDate last, LocalDate today) {
        return last != null && last.withDayOfMonth(1).equals(today.withDayOfMonth(1));
    }
}
