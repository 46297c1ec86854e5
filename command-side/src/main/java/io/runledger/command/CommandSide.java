package io.runledger.command;

import io.runledger.api.AccountCommand;
import io.runledger.api.AccountEvent;
import io.runledger.api.Answer;
import io.runledger.api.json.EventJson;
import io.runledger.api.policy.Policy;
import io.runledger.api.policy.RateCardCommand;
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
import org.springframework.context.annotation.Import;

/** Everything that decides, to be run alone or together with the query side. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@Import({EventStoreConfiguration.class, ServiceConfiguration.class})
public class CommandSide {

    /** Whatever is stored or sent: events, commands and their answers. */
    @Bean
    MessageNames commandSideMessages() {
        return MessageNames.ofSealed(
                AccountEvent.class, AccountCommand.class, Answer.class, RateCardEvent.class, RateCardCommand.class);
    }

    @Bean
    EventFormat commandSideEventFormat() {
        return new EventFormat(new EventJson());
    }

    @Bean
    InitializingBean commandSchema(DataSource dataSource) {
        return () -> SchemaMigration.migrate(dataSource, "command", "classpath:db/command");
    }

    @Bean
    PublishedRateCards publishedForCommandSide(EventStore events, KeyedEvents stored, Policy policy) {
        return new StoredRateCards(events, stored, RateCardEvent.bookOf(policy));
    }

    /** A clock that is moved for trying must not begin before what it has brought about earlier. */
    @Bean
    ClockFloor newestEventForCommandSide(ObjectProvider<EventLog> log) {
        return () -> Optional.ofNullable(log.getIfAvailable()).flatMap(events -> events.timestampAt(events.head()));
    }
}
