package io.runledger.eventstore;

import java.sql.Connection;
import java.sql.ResultSet;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;

/**
 * Tokens that only the process that has claimed them moves. Axon's own store lets a process that stood still for longer than
 * a claim lasts take the token back when it comes to, if whoever had it meanwhile has given it up: and with the token the
 * rows of a batch that were written in between, so that its events would count twice. Here that batch is undone as a whole.
 */
final class ClaimedTokenStore extends JdbcTokenStore {

    ClaimedTokenStore(JdbcTokenStore.Builder builder) {
        super(builder);
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
