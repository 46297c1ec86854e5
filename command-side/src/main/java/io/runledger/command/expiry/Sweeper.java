package io.runledger.command.expiry;

import io.runledger.api.AccountCommand.BookDue;
import io.runledger.api.AccountId;
import io.runledger.api.AlertCommand.WarnOfExpiry;
import io.runledger.command.account.Commands;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Has accounts book what has fallen due: lapsed reservations, months of subscriptions. It may run on any number of nodes: an account that has booked already does nothing.
 * An account that fails is tried again at the next sweep, and doesn't keep the others waiting.
 */
@Component
class Sweeper {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final int MOST_ACCOUNTS_A_SWEEP = 1_000;

    private final ExpiryTable table;
    private final ExpiringGrants expiring;
    private final Commands commands;
    private final Clock clock;

    Sweeper(ExpiryTable table, ExpiringGrants expiring, Commands commands, Clock clock) {
        this.table = table;
        this.expiring = expiring;
        this.commands = commands;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${runledger.expiry.sweep-every:1s}")
    void sweep() {
        for (AccountId account : table.accountsWithDue(clock.instant(), MOST_ACCOUNTS_A_SWEEP)) {
            try {
                commands.send(new BookDue(account));
            } catch (RuntimeException e) {
                LOG.warn("account {} could not book what has fallen due; trying again at the next sweep", account, e);
            }
        }
    }

    /** The work is taken off the list when it is done, so that a warning may be tried twice and is never forgotten. */
    @Scheduled(fixedDelayString = "${runledger.expiry.sweep-every:1s}")
    void warn() {
        for (ExpiringGrants.Expiring grant : expiring.toBeWarnedOf(clock.instant(), MOST_ACCOUNTS_A_SWEEP)) {
            try {
                commands.send(new WarnOfExpiry(grant.account(), grant.grant()));
                expiring.done(grant);
            } catch (RuntimeException e) {
                LOG.warn("account {} could not be warned; trying again at the next sweep", grant.account(), e);
            }
        }
    }
}
