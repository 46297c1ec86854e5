package io.runledger.command.account;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How accounts are kept.
 *
 * @param cacheSize accounts kept in memory
 * @param snapshotEvery events after which an account's state is stored, so that it need not be rebuilt from all of them
 */
@ConfigurationProperties("runledger.accounts")
record AccountProperties(
        @DefaultValue("100000") long cacheSize,
        @DefaultValue("200") int snapshotEvery) {}
