package io.runledger.query.projection;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;

/** How far behind each projection is, and how many events it has parked; asked of the database at each scrape. */
@Component
class ProjectionMeters implements MeterBinder {

    private final List<Projection<?>> projections;
    private final ParkingQueues queues;
    private final Positions positions;
    private final Head head;
    private final JdbcOperations jdbc;

    ProjectionMeters(
            List<Projection<?>> projections,
            ParkingQueues queues,
            Positions positions,
            Head head,
            JdbcOperations jdbc) {
        this.projections = projections;
        this.queues = queues;
        this.positions = positions;
        this.head = head;
        this.jdbc = jdbc;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        projections.forEach(projection -> {
            Gauge.builder("runledger.projection.lag", () -> lag(projection))
                    .description("Positions between the newest event and the newest that the projection has handled")
                    .tag("projection", projection.name())
                    .register(registry);
            Gauge.builder(
                            "runledger.parked.events",
                            () -> queues.of(projection.name()).size())
                    .description("Events that the projection could not handle, and those that wait behind them")
                    .tag("projection", projection.name())
                    .register(registry);
        });
    }

    private long lag(Projection<?> projection) {
        long reached = positions.read(jdbc, projection);
        return Math.max(0, head.position() - reached);
    }
}
