package io.runledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** What PostgreSQL says of an {@code ANALYZE}. */
public final class Analysis {

    private static final Pattern SAMPLE = Pattern.compile("(\\d+) rows in sample");

    private Analysis() {}

    /** How many rows of a table are looked at. */
    public static int sample(DataSource database, String table) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("analyze verbose " + table);
            StringBuilder said = new StringBuilder();
            statement.getWarnings().forEach(warning -> said.append(warning).append('\n'));
            Matcher sample = SAMPLE.matcher(said);
            assertThat(sample.find()).as(said.toString()).isTrue();
            return Integer.parseInt(sample.group(1));
        }
    }
}
