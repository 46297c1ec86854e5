package io.runledger.query;

import io.runledger.api.policy.Policy;
import io.runledger.eventstore.Eventually;
import io.runledger.eventstore.StoreMetaData;
import io.runledger.eventstore.TestDatabase;
import io.runledger.query.projection.Recorded;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The query side on a database of its own, fed through the real event store and asked over HTTP. */
@SpringBootTest(
        classes = QuerySideApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "runledger.admin-key=" + RunningQuerySide.ADMIN,
            // SHA-256 of dashboard-key, auditor-key, operator-key and gateway-key.
            "runledger.keys.dash.hash=" + RunningQuerySide.DASHBOARD_HASH,
            "runledger.keys.dash.scopes=dashboard",
            "runledger.keys.aud.hash=" + RunningQuerySide.AUDITOR_HASH,
            "runledger.keys.aud.scopes=auditor",
            "runledger.keys.ops.hash=" + RunningQuerySide.OPERATOR_HASH,
            "runledger.keys.ops.scopes=operator",
            "runledger.keys.gate.hash=" + RunningQuerySide.GATEWAY_HASH,
            "runledger.keys.gate.scopes=gateway"
        })
@Import(RunningQuerySide.TestBeans.class)
public abstract class RunningQuerySide {

    protected static final String ADMIN = "the-admin-key-of-the-tests";
    protected static final String DASHBOARD = "dashboard-key";
    protected static final String AUDITOR = "auditor-key";
    protected static final String OPERATOR = "operator-key";
    protected static final String GATEWAY = "gateway-key";
    static final String DASHBOARD_HASH = "63686fabb4cdc83c4cc1be53e418febdf8424f64c34a04e86fedc63cfb762acc";
    static final String AUDITOR_HASH = "4b757dbf2a80635aa58493a3d99640445d25a375b85befb1ea3b7c3c55feabf8";
    static final String OPERATOR_HASH = "c9736463f555cdb7d2a78cfd7aa8b8c4f09d906d78f8dab9228eda30a28c2818";
    static final String GATEWAY_HASH = "8cb1c6bc8952bb3def9c7ff05b13fafc2b333d962b7c9aff0292302072937345";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Autowired
    protected EventStore eventStore;

    @Autowired
    protected JdbcTemplate jdbc;

    @Autowired
    protected SettableClock clock;

    @Autowired
    protected Policy policy;

    @TestConfiguration(proxyBeanMethods = false)
    static class TestBeans {

        @Bean
        @Primary
        SettableClock settableClock() {
            return new SettableClock(TestAccount.START);
        }
    }

    /** The properties of a database that only one test class uses. */
    protected static void onDatabaseOfItsOwn(DynamicPropertyRegistry registry) {
        String url = TestDatabase.fresh().url();
        registry.add("spring.datasource.url", () -> url);
    }

    /** An answer: its status, headers and body. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public JsonNode json() {
            return JSON.readTree(body());
        }

        /** The last part of the problem's type. */
        public String problem() {
            String type = json().path("type").asString("");
            return type.substring(type.lastIndexOf('/') + 1);
        }
    }

    protected Answer get(String path) {
        return get(path, ADMIN, "application/json");
    }

    protected Answer get(String path, String key, String accept) {
        return send("GET", path, key, accept, null);
    }

    protected Answer post(String path, String key, String body) {
        return send("POST", path, key, "application/json", body);
    }

    protected Answer send(String method, String path, String key, String accept, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept", accept)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        try {
            return new Answer(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Stores the account's events that are not stored yet. */
    protected void store(TestAccount account) {
        append(
                account,
                jdbc.queryForObject(
                        "select count(*) from event_store.event where aggregate = ?",
                        Integer.class,
                        account.id().value()));
    }

    private void append(TestAccount account, int from) {
        store(account.events().stream().skip(from).toList());
    }

    /** Stores events of which none is stored. */
    protected void store(List<Recorded> events) {
        List<? extends EventMessage<?>> messages =
                events.stream().map(RunningQuerySide::message).toList();
        eventStore.publish(messages);
    }

    /** Stores them and waits until every projection has seen them. */
    protected void storeAndSee(TestAccount account) {
        store(account);
        Eventually.eventually(() -> {
            for (String path : List.of("balance", "history")) {
                requireOk(get("/v1/accounts/%s/%s?minVersion=%d".formatted(account.id(), path, account.version())));
            }
            requireOk(get("/v1/analytics/usage?account=%s&minVersion=%d".formatted(account.id(), account.version())));
        });
    }

    private static void requireOk(Answer answer) {
        if (answer.status() != 200) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
    }

    private static GenericDomainEventMessage<?> message(Recorded recorded) {
        MetaData metaData = MetaData.with(StoreMetaData.AT, recorded.event().at());
        String key = recorded.event().key();
        return new GenericDomainEventMessage<>(
                "Account",
                recorded.account().value(),
                recorded.version(),
                recorded.event(),
                key == null ? metaData : metaData.mergedWith(Map.of(StoreMetaData.KEY, key)));
    }
}
