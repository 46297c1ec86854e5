package io.runledger.query.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.runledger.query.RandomLife;
import io.runledger.query.analytics.UsageRow.Cell;
import io.runledger.query.projection.Recorded;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class AnalyticsSplitTest {

    private final AnalyticsProjection projection = new AnalyticsProjection(ZoneId.of("America/New_York"));

    @Property(tries = 100)
    void any_split_into_batches_makes_the_same_rows(
            @ForAll long seed, @ForAll long cut, @ForAll @IntRange(min = 1, max = 30) int largest) {
        List<Recorded> events = RandomLife.events(seed, "acc", 3, 60);
        Map<Cell, UsageRow> parts = new HashMap<>();

        RandomLife.split(events, cut, largest)
                .forEach(batch -> projection
                        .project(batch)
                        .usage()
                        .forEach((cell, row) -> parts.merge(cell, row, UsageRow::plus)));

        assertThat(parts).isEqualTo(projection.project(events).usage());
    }
}
