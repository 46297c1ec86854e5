package io.runledger.eventstore;

import javax.sql.DataSource;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The transactions of event processors. Their commits don't wait for the disk, and so don't hold up those of the events:
 * rows and token are written together, so that after a crash both are a little older, and are made again from the events.
 */
final class ProcessorTransactions extends SpringTransactionManager {

    private final JdbcTemplate jdbc;

    ProcessorTransactions(PlatformTransactionManager transactionManager, DataSource dataSource) {
        super(transactionManager);
        this.jdbc = new JdbcTemplate(dataSource);
    }

    @Override
    public Transaction startTransaction() {
        Transaction transaction = super.startTransaction();
        try {
            jdbc.execute("set local synchronous_commit = off");
            return transaction;
        } catch (RuntimeException e) {
            transaction.rollback();
            throw e;
        }
    }
}
