package io.runledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.AbstractDataSource;

class BatchWriterTest {

    @Test
    void an_announcement_that_fails_is_not_tried_again_and_again() {
        try (BatchWriter writer = new BatchWriter(
                new WriterConnection(new Unreachable(), Duration.ofSeconds(1)),
                new InFlight(Runnable::run),
                new Audience(
                        new JustStored(),
                        Copies.NONE,
                        new EventMessages(StoreNode.SERIALIZER, NoOpEventUpcaster.INSTANCE)))) {
            writer.announcements().stored(false);

            writer.announce();

            assertThat(writer.announcements().isOwed()).isFalse();
        }
    }

    private static final class Unreachable extends AbstractDataSource {

        @Override
        public Connection getConnection() throws SQLException {
            throw new SQLException("refused", "08001");
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }
    }
}
