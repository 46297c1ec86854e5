package io.runledger.query.history;

import static io.runledger.query.TestAccount.credits;
import static io.runledger.query.TestAccount.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runledger.api.AccountEvent;
import io.runledger.api.Credits;
import io.runledger.api.InvalidValue;
import io.runledger.eventstore.MessageNames;
import io.runledger.query.TestAccount;
import java.lang.reflect.Field;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HistoryProjectionTest {

    private final HistoryProjection projection = new HistoryProjection();

    @Test
    void every_event_is_an_entry_that_goes_on_from_the_one_before() {
        TestAccount account = TestAccount.opened("a")
                .purchased("p", "10")
                .reserved("r", "ann", "poster", line("m", "4"))
                .captured("r", "15")
                .granted("g", "1", null)
                .purchased("q", "8.5")
                .closed();

        List<HistoryRow> rows = projection.project(account.events());

        assertThat(rows).hasSize(account.events().size());
        Credits before = Credits.ZERO;
        for (HistoryRow row : rows) {
            assertThat(row.before()).as(row.kind().wireName()).isEqualTo(before);
            before = row.after();
        }
        assertThat(before).isEqualTo(account.holdings().available());
    }

    @Test
    void a_capture_says_what_came_back_and_what_each_block_cost() {
        TestAccount account = TestAccount.opened("a")
                .purchased("p", "10")
                .reserved("r", "ann", "poster", line("m", "3"), line("n", "1"))
                .captured("r", "2");

        HistoryRow row = projection.project(account.events()).get(3);

        assertThat(row.kind()).isEqualTo(Kind.CAPTURED);
        assertThat(row.credits()).isEqualTo(credits("2"));
        assertThat(row.run().reserved()).isEqualTo(credits("4"));
        assertThat(row.run().returned()).isEqualTo(credits("2"));
        assertThat(row.run().lines())
                .extracting(line -> line.credits().toString())
                .containsExactly("1.5", "0.5");
    }

    @Test
    void a_grant_is_named_where_an_entry_is_about_one() {
        TestAccount account = TestAccount.opened("a")
                .granted("g", "1", null)
                .purchased("p", "1")
                .voided("g");

        assertThat(projection.project(account.events()))
                .extracting(row -> String.valueOf(row.grantId()))
                .containsExactly("null", "g", "purchase:p", "g");
    }

    @Test
    void every_event_there_is_has_a_kind() throws Exception {
        Set<Object> withKind = new HashSet<>();
        Field event = Kind.class.getDeclaredField("event");
        event.setAccessible(true);
        for (Kind kind : Kind.values()) {
            withKind.add(event.get(kind));
        }
        assertThat(withKind).isEqualTo(MessageNames.ofSealed(AccountEvent.class).types());
    }

    @Test
    void a_kind_that_is_none_is_named() {
        assertThat(Kind.named("daily-grant")).isEqualTo(Kind.DAILY_GRANT);
        assertThatThrownBy(() -> Kind.named("DAILY_GRANT"))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("kind");
    }
}
