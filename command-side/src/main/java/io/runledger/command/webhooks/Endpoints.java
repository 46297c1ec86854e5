package io.runledger.command.webhooks;

import io.runledger.api.Ids;
import io.runledger.api.InvalidValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where the platform wants to be told. */
@Component
public class Endpoints {

    private static final int LONGEST_URL = 2_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    Endpoints(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One of them.
     *
     * @param secret what its messages are signed with
     */
    public record Endpoint(String id, URI url, String secret, Instant createdAt) {}

    /**
     * Adds an endpoint, or changes the address of one.
     *
     * @return whether it is new
     * @throws InvalidValue if the id is none, or the address is not one of HTTP
     */
    public boolean put(String id, String url) {
        Ids.requireId("webhookId", id);
        URI checked = checked(url);
        // Of two processes that add it at once, one inserts and the other finds it there.
        boolean added = jdbc.sql("""
                        insert into command.webhook_endpoint (id, url, secret, created_at) values (?, ?, ?, ?)
                        on conflict do nothing
                        """)
                        .param(id)
                        .param(checked.toString())
                        .param(Signature.newSecret())
                        .param(Timestamp.from(clock.instant()))
                        .update()
                == 1;
        if (!added) {
            jdbc.sql("update command.webhook_endpoint set url = ? where id = ?")
                    .param(checked.toString())
                    .param(id)
                    .update();
        }
        return added;
    }

    public Optional<Endpoint> find(String id) {
        return jdbc.sql("select * from command.webhook_endpoint where id = ?")
                .param(id)
                .query(Endpoints::endpoint)
                .optional();
    }

    public List<Endpoint> all() {
        return jdbc.sql("select * from command.webhook_endpoint order by id")
                .query(Endpoints::endpoint)
                .list();
    }

    /**
     * Forgets an endpoint and all that it was, or was to be, told.
     *
     * @return whether there was one
     */
    public boolean remove(String id) {
        return jdbc.sql("delete from command.webhook_endpoint where id = ?")
                        .param(id)
                        .update()
                == 1;
    }

    private static URI checked(String url) {
        try {
            URI uri = new URI(url);
            boolean http = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (http && uri.getHost() != null && uri.getUserInfo() == null && url.length() <= LONGEST_URL) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new InvalidValue("url must be an address that begins with https:// or http://");
        }
        throw new InvalidValue("url must be an address that begins with https:// or http://");
    }

    private static Endpoint endpoint(ResultSet row, int number) throws SQLException {
        return new Endpoint(
                row.getString("id"),
                URI.create(row.getString("url")),
                row.getString("secret"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
