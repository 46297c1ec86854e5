package io.runledger.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.AbstractTokenEntry;
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
 * token are written together, so that after a crash of the database both are a little older, and are made again from the events.
 * A process that has outlived the crash would go on from where it was, over the hole. So it moves a token, and keeps its claim, only while
 * the token is what it has last seen there.
 */
final class ClaimedTokenStore extends JdbcTokenStore {

    /** Both in one round trip; the first is the one whose rows are counted. */
    private static final String STORE = """
            update event_store.token set token = ?, token_type = ?, timestamp = ?
            where owner = ? and processor = ? and segment = ? and token is not distinct from ?;
            set local synchronous_commit = off
            """;

    private record Place(String processor, int segment) {}

    private final Serializer serializer;
    private final String owner;

    /** The tokens as this process has read or written them last; empty for one that stands before all events. */
    private final Map<Place, Optional<String>> seen = new ConcurrentHashMap<>();

    ClaimedTokenStore(JdbcTokenStore.Builder builder, Serializer serializer, String owner) {
        super(builder.serializer(serializer).nodeId(owner));
        this.serializer = serializer;
        this.owner = owner;
    }

    @Override
    protected PreparedStatement storeUpdate(Connection connection, TrackingToken token, String processor, int segment)
            throws SQLException {
        GenericTokenEntry<String> entry = new GenericTokenEntry<>(token, serializer, String.class, processor, segment);
        String text = token == null ? null : entry.getSerializedToken().getData();
        Optional<String> before = seen.put(new Place(processor, segment), Optional.ofNullable(text));
        PreparedStatement statement = connection.prepareStatement(STORE);
        statement.setString(1, text);
        statement.setString(2, token == null ? null : entry.getTokenType().getName());
        statement.setString(3, entry.timestampAsString());
        statement.setString(4, owner);
        statement.setString(5, processor);
        statement.setInt(6, segment);
        statement.setString(7, before == null ? null : before.orElse(null));
        return statement;
    }

    @Override
    protected TrackingToken claimToken(Connection connection, AbstractTokenEntry<?> entry) throws SQLException {
        Object text = entry.getSerializedToken() == null
                ? null
                : entry.getSerializedToken().getData();
        seen.put(new Place(entry.getProcessorName(), entry.getSegment()), Optional.ofNullable((String) text));
        return super.claimToken(connection, entry);
    }

    @Override
    public void extendClaim(String processor, int segment) {
        Place place = new Place(processor, segment);
        Optional<String> before = seen.get(place);
        super.extendClaim(processor, segment);
        if (!Objects.equals(before, seen.get(place))) {
            throw new UnableToClaimTokenException(
                    "The token of segment %d of %s is not where this process left it; it goes on from what is stored"
                            .formatted(segment, processor));
        }
    }

    /** Called when the token is no longer this process's, or no longer where it left it. */
    @Override
    protected void updateToken(
            Connection connection, ResultSet row, TrackingToken token, String processor, int segment) {
        throw new UnableToClaimTokenException(
                "Segment %d of %s was claimed by another process, or set back, while a batch was handled; the batch is undone"
                        .formatted(segment, processor));
    }
}
