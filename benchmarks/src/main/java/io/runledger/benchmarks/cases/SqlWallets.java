package io.runledger.benchmarks.cases;

import com.zaxxer.hikari.HikariDataSource;
import io.runledger.benchmarks.TemporaryPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The same by hand: a row for each account, a row for each entry with the same JSON and the same unique indexes. */
final class SqlWallets implements Wallets {

    private static final String TABLES = """
            create table if not exists wallet (
                account   text primary key,
                available bigint not null check (available >= 0),
                held      bigint not null,
                version   bigint not null
            );
            create table if not exists ledger (
                position        bigint generated always as identity primary key,
                sequence        bigint      not null,
                timestamp       timestamptz not null,
                idempotency_key text        not null,
                account         text        not null,
                type            text        not null,
                payload         json        not null,
                unique (account, sequence),
                unique (account, idempotency_key)
            )
            """;

    private static final String MOVE = """
            update wallet set available = available + ?, held = held + ?, version = version + 1
             where account = ? and available + ? >= 0
            returning version, available
            """;

    private static final String ENTRY = """
            insert into ledger (sequence, timestamp, idempotency_key, account, type, payload)
            values (?, now(), ?, ?, ?, ?::json)
            """;

    private static final String BOTH = """
            with moved as (
                update wallet set available = available + ?, held = held + ?, version = version + 1
                 where account = ? and available + ? >= 0
                returning version, available)
            insert into ledger (sequence, timestamp, idempotency_key, account, type, payload)
            select version, now(), ?, ?, ?, ?::json from moved
            """;

    private final HikariDataSource pool;
    private final boolean oneStatement;

    private SqlWallets(HikariDataSource pool, boolean oneStatement) {
        this.pool = pool;
        this.oneStatement = oneStatement;
    }

    /** Two statements in one transaction, as most would write it. */
    static SqlWallets inTwoStatements(String url, int connections) throws SQLException {
        return made(url, connections, false);
    }

    /** One statement that does both and commits by itself. */
    static SqlWallets inOneStatement(String url, int connections) throws SQLException {
        return made(url, connections, true);
    }

    private static SqlWallets made(String url, int connections, boolean oneStatement) throws SQLException {
        HikariDataSource pool = TemporaryPostgres.pool(url, connections);
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(TABLES);
        }
        return new SqlWallets(pool, oneStatement);
    }

    @Override
    public void open(String account) {
        try (Connection connection = pool.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("insert into wallet values (?, ?, 0, 1) on conflict do nothing")) {
            insert.setString(1, account);
            insert.setLong(2, Long.MAX_VALUE / 2);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void reserve(String account, String run) {
        move(account, -PRICE_MICROS, PRICE_MICROS, "reserve:" + run, "CreditsReserved", SqlPayloads.reserved(run));
    }

    @Override
    public void capture(String account, String run) {
        move(account, 0, -PRICE_MICROS, "capture:" + run, "CreditsCaptured", SqlPayloads.captured(run));
    }

    private void move(String account, long available, long held, String key, String type, String payload) {
        try (Connection connection = pool.getConnection()) {
            if (oneStatement) {
                both(connection, account, available, held, key, type, payload);
            } else {
                connection.setAutoCommit(false);
                long version = update(connection, account, available, held);
                insert(connection, version, key, account, type, payload);
                connection.commit();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void both(
            Connection connection, String account, long available, long held, String key, String type, String payload)
            throws SQLException {
        try (PreparedStatement both = connection.prepareStatement(BOTH)) {
            setMove(both, account, available, held);
            both.setString(5, key);
            both.setString(6, account);
            both.setString(7, type);
            both.setString(8, payload);
            requireOne(both.executeUpdate());
        }
    }

    private static long update(Connection connection, String account, long available, long held) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(MOVE)) {
            setMove(update, account, available, held);
            try (ResultSet row = update.executeQuery()) {
                requireOne(row.next() ? 1 : 0);
                return row.getLong(1);
            }
        }
    }

    private static void insert(
            Connection connection, long version, String key, String account, String type, String payload)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ENTRY)) {
            insert.setLong(1, version);
            insert.setString(2, key);
            insert.setString(3, account);
            insert.setString(4, type);
            insert.setString(5, payload);
            insert.executeUpdate();
        }
    }

    private static void setMove(PreparedStatement move, String account, long available, long held) throws SQLException {
        move.setLong(1, available);
        move.setLong(2, held);
        move.setString(3, account);
        move.setLong(4, available);
    }

    private static void requireOne(int rows) {
        if (rows != 1) {
            throw new IllegalStateException("there are not enough credits");
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
