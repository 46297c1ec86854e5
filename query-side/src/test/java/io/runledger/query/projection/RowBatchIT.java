package io.runledger.query.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runledger.eventstore.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Both ways into a table, arrays and COPY, must leave the same rows, whatever their values are. */
class RowBatchIT {

    private record Row(
            @Nullable String text,
            long number,
            @Nullable Integer small,
            boolean flag,
            Instant at,
            @Nullable LocalDate day,
            @Nullable String json) {}

    private static final Columns<Row> COLUMNS = new Columns<Row>()
            .text("text", Row::text)
            .orNull()
            .bigint("number", Row::number)
            .integer("small", Row::small)
            .orNull()
            .flag("flag", Row::flag)
            .instant("at", Row::at)
            .day("day", Row::day)
            .orNull()
            .json("json", Row::json)
            .orNull();

    private static final List<Row> ROWS = List.of(
            new Row("plain", 1, 2, true, Instant.parse("2026-03-01T10:00:00.123456Z"), LocalDate.of(2026, 3, 1), "[1]"),
            new Row(null, Long.MIN_VALUE, null, false, Instant.EPOCH, null, null),
            new Row(
                    "",
                    Long.MAX_VALUE,
                    -1,
                    true,
                    Instant.parse("9999-12-31T23:59:59.999999Z"),
                    LocalDate.of(9999, 12, 31),
                    "{}"),
            new Row(
                    "a\tb\\N\n\"ü\" 漢字 🙂",
                    0,
                    0,
                    false,
                    Instant.parse("1969-07-20T20:17:40.000001Z"),
                    LocalDate.EPOCH,
                    """
                    {"text": "tab \\t and ü", "number": 0.50}"""),
            new Row("rounded", -5, 7, true, Instant.parse("2026-03-01T10:00:00.123456789Z"), null, "null"));

    private Connection connection;
    private JdbcTemplate jdbc;

    @BeforeEach
    void open() throws SQLException {
        connection = TestDatabase.fresh().dataSource().getConnection();
        jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
        Stream.of("arrays", "copied").forEach(name -> jdbc.execute("""
                create temporary table %s
                    (text text, number bigint, small integer, flag boolean, at timestamptz, day date, json json)
                """.formatted(name)));
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void rows_are_the_same_whichever_way_they_came() {
        RowBatch batch = new RowBatch(RowTarget.SHADOW);
        batch.write("insert into {schema}.arrays select * from {rows}", COLUMNS, ROWS);
        batch.insert("copied", COLUMNS, ROWS);
        batch.execute(jdbc);

        assertThat(all("copied")).hasSameSizeAs(ROWS).isEqualTo(all("arrays"));
        assertThat(jdbc.queryForObject("select text from copied where number = 0", String.class))
                .isEqualTo(ROWS.get(3).text());
        assertThat(jdbc.queryForObject(
                        "select extract(epoch from at)::text from copied where number = -5", String.class))
                .isEqualTo("1772359200.123457");
    }

    @Test
    void rows_of_any_length_are_all_there() {
        RowBatch batch = new RowBatch(RowTarget.SHADOW);
        batch.insert("copied", COLUMNS, longRows());
        batch.execute(jdbc);

        assertThat(jdbc.queryForObject("select count(*) from copied where length(text) = 100000", Long.class))
                .isEqualTo(100);
    }

    @Test
    void what_postgresql_would_refuse_is_refused_and_named_and_nothing_of_its_batch_is_there() {
        Row unfit = new Row("a\0b", 1, 1, true, Instant.EPOCH, null, null);
        Row fit = new Row("a", 1, 1, true, Instant.EPOCH, null, null);
        RowBatch batch = new RowBatch(RowTarget.SHADOW);

        assertThatThrownBy(() -> batch.insert("copied", COLUMNS, List.of(fit, unfit)))
                .isInstanceOf(UnfitEvent.class)
                .hasMessage("there is a NUL in its text");
        assertThat(jdbc.queryForObject("select count(*) from copied", Long.class))
                .isZero();
        assertThatThrownBy(
                        () -> batch.write("insert into {schema}.arrays select * from {rows}", COLUMNS, List.of(unfit)))
                .isInstanceOf(UnfitEvent.class)
                .hasMessage("there is a NUL in its text");
    }

    /** A driver that still held its lock for the rows would keep the one thread of all projections for ever. */
    @Test
    @Timeout(30)
    void a_connection_that_is_lost_while_rows_are_sent_can_be_given_up() throws SQLException {
        jdbc.execute("""
                create function pg_temp.cut() returns trigger language plpgsql as
                $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$;
                create trigger cut before insert on copied for each row execute function pg_temp.cut()
                """);
        connection.setAutoCommit(false);
        RowBatch batch = new RowBatch(RowTarget.SHADOW);
        batch.insert("copied", COLUMNS, longRows());

        assertThatThrownBy(() -> batch.execute(jdbc)).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(connection::rollback).isInstanceOf(SQLException.class);
    }

    @Test
    void what_must_be_there_is_missed_by_name() {
        Columns<String> columns = new Columns<String>().instant("at", text -> null);

        assertThatThrownBy(() -> columns.arrays(List.of("row"))).hasMessage("it says no at");

        RowBatch batch = new RowBatch(RowTarget.SHADOW);
        assertThatThrownBy(() -> batch.insert("copied", columns, List.of("row")))
                .hasMessage("it says no at");
    }

    /** More than the network takes at once. */
    private static List<Row> longRows() {
        String text = "x".repeat(100_000);
        return Stream.generate(() -> new Row(text, 1, 1, true, Instant.EPOCH, null, null))
                .limit(100)
                .toList();
    }

    private List<String> all(String table) {
        return jdbc.queryForList("select %1$s::text from %1$s order by number".formatted(table), String.class);
    }
}
