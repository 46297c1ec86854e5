package io.runledger.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.GenericTokenEntry;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.serialization.Serializer;

/**
 * Tokens that only the process that has claimed them moves. Axon's own store lets a process that stood still for longer than
 * a claim lasts take the token back when it comes to, if whoever had it meanwhile has given it up: and with the token the
 * rows of a batch that were written in between, so that its events would count twice. Here that batch is undone as a whole.
 *
 * <p>A transaction that moves a token doesn't wait for the disk, and so doesn't hold up those that store events: rows and
 * token are written together, so that after a crash both are a little older, and are made again from the events.
 */
final class ClaimedTokenStore extends JdbcTokenStore {

    /** Both in one round trip; the first is the one whose rows are counted. */
    private static final String STORE = """
            update event_store.token set token = ?, token_type = ?, timestamp = ?
            where owner = ? and processor = ? and segment = ?;
            set local synchronous_commit = off
            """;

    private final Serializer serializer;
    private final String owner;

    ClaimedTokenStore(JdbcTokenStore.Builder builder, Serializer serializer, String owner) {
        super(builder.serializer(serializer).nodeId(owner));
        this.serializer = serializer;
        this.owner = owner;
    }

    @Override
    protected PreparedStatement storeUpdate(Connection connection, TrackingToken token, String processor, int segment)
            throws SQLException {
        GenericTokenEntry<String> entry = new GenericTokenEntry<>(token, serializer, String.class, processor, segment);
        PreparedStatement statement = connection.prepareStatement(STORE);
        statement.setString(1, token == null ? null : entry.getSerializedToken().getData());
        statement.setString(2, token == null ? null : entry.getTokenType().getName());
        statement.setString(3, entry.timestampAsString());
        statement.setString(4, owner);
        statement.setString(5, processor);
        statement.setInt(6, segment);
        return statement;
    }

    /** Called when the token is no longer this process's. */
    @Override
    protected void updateToken(
            Connection connection, ResultSet row, TrackingToken token, String processor, int segment) {
        throw new UnableToClaimTokenException(
                "Another process claimed segment %d of %s while a batch was handled; the batch is undone"
                        .formatted(segment, processor));
    }
}
