package io.runledger.query.analytics;

import static io.runledger.query.TestAccount.credits;
import static io.runledger.query.TestAccount.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.runledger.api.Credits;
import io.runledger.query.TestAccount;
import io.runledger.query.analytics.UsageRow.Cell;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnalyticsProjectionTest {

    private static final LocalDate FIRST = LocalDate.parse("2026-03-01");

    private final AnalyticsProjection projection = new AnalyticsProjection(ZoneId.of("UTC"));

    @Test
    void a_captured_run_counts_at_each_of_its_models_and_wholly_at_the_first() {
        TestAccount account = TestAccount.opened("a")
                .purchased("p", "10")
                .reserved("r", "ann", null, line("m", "3"), line("n", "1"), line("m", "2"))
                .captured("r", "3");

        UsageRows rows = projection.project(account.events());

        Cell m = new Cell(account.id(), FIRST, "m", "ann", "");
        Cell n = new Cell(account.id(), FIRST, "n", "ann", "");
        assertThat(rows.usage())
                .hasSize(2)
                .containsEntry(m, new UsageRow(m, 1, 1, 0, 0, credits("2.5"), Credits.ZERO))
                .containsEntry(n, new UsageRow(n, 1, 0, 0, 0, credits("0.5"), Credits.ZERO));
        assertThat(rows.seen()).containsEntry(account.id(), 3L);
    }

    @Test
    void a_run_that_fails_before_its_capture_has_cost_nothing() {
        TestAccount account = TestAccount.opened("a")
                .purchased("p", "10")
                .reserved("r", null, "f", line("m", "3"))
                .failed("r");

        Cell cell = new Cell(account.id(), FIRST, "m", "", "f");
        assertThat(projection.project(account.events()).usage())
                .containsOnly(Map.entry(cell, new UsageRow(cell, 0, 0, 1, 1, Credits.ZERO, Credits.ZERO)));
    }

    @Test
    void a_day_is_the_policys_day() {
        AnalyticsProjection tokyo = new AnalyticsProjection(ZoneId.of("Asia/Tokyo"));
        TestAccount account = TestAccount.opened("a")
                .purchased("p", "10")
                .at(Instant.parse("2026-03-01T14:59:59Z"))
                .reserved("r", null, null, line("m", "3"))
                .captured("r")
                .at(Instant.parse("2026-03-01T15:00:00Z"))
                .refunded("r");

        UsageRows rows = tokyo.project(account.events());

        Cell first = new Cell(account.id(), FIRST, "m", "", "");
        Cell second = new Cell(account.id(), FIRST.plusDays(1), "m", "", "");
        assertThat(rows.usage())
                .containsEntry(first, new UsageRow(first, 1, 1, 0, 0, credits("3"), Credits.ZERO))
                .containsEntry(second, new UsageRow(second, 0, 0, 1, 1, Credits.ZERO, credits("3")));
    }

    @Test
    void credits_without_a_model_count_all_the_same() {
        TestAccount account = TestAccount.opened("a")
                .purchased("p", "10")
                .reserved("r", null, null, line(null, "3"))
                .captured("r");
        assertThat(projection.project(account.events()).usage())
                .containsOnlyKeys(new Cell(account.id(), FIRST, "", "", ""));
    }
}
