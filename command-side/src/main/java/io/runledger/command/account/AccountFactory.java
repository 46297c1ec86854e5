package io.runledger.command.account;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.AggregateFactory;

/**
 * Begins an account that is loaded: with that of a snapshot, or with an empty one. Axon's own has Spring make it, and look for
 * what it could set in it, which takes a tenth of the time of loading.
 */
final class AccountFactory implements AggregateFactory<Account> {

    @Override
    public Account createAggregateRoot(String account, DomainEventMessage<?> first) {
        return first.getPayload() instanceof Account stored ? stored : new Account();
    }

    @Override
    public Class<Account> getAggregateType() {
        return Account.class;
    }
}
