package io.runledger.query;

import io.runledger.api.AccountEvent;
import io.runledger.api.json.EventJson;
import io.runledger.api.policy.Policy;
import io.runledger.api.policy.RateCardEvent;
import io.runledger.eventstore.EventFormat;
import io.runledger.eventstore.EventLog;
import io.runledger.eventstore.EventStoreConfiguration;
import io.runledger.eventstore.KeyedEvents;
import io.runledger.eventstore.MessageNames;
import io.runledger.eventstore.SchemaMigration;
import io.runledger.service.ServiceConfiguration;
import io.runledger.service.clock.ClockFloor;
import io.runledger.service.policy.PublishedRateCards;
import java.util.Optional;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;

/** Everything of the query side: a process that imports it keeps the projections and answers what is asked of them. */
@Configuration(proxyBeanMethods = false)
// Names of other sides are nobody's business here, so that both can live in one process.
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@Import({EventStoreConfiguration.class, ServiceConfiguration.class})
public class QuerySide {

    @Bean
    MessageNames querySideEvents() {
        return MessageNames.ofSealed(AccountEvent.class, RateCardEvent.class);
    }

    @Bean
    EventFormat querySideEventFormat() {
        return new EventFormat(new EventJson());
    }

    @Bean
    InitializingBean querySchema(DataSource dataSource) {
        return () -> SchemaMigration.migrate(dataSource, "query", "classpath:db/query");
    }

    @Bean
    PublishedRateCards publishedForQuerySide(EventStore events, KeyedEvents stored, Policy policy) {
        return new StoredRateCards(events, stored, RateCardEvent.bookOf(policy));
    }

    /** A clock that is moved for trying must not begin before what it has brought about earlier. */
    @Bean
    ClockFloor newestEventForQuerySide(ObjectProvider<EventLog> log) {
        return () -> Optional.ofNullable(log.getIfAvailable()).flatMap(events -> events.timestampAt(events.head()));
    }
}
