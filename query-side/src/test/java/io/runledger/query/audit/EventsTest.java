package io.runledger.query.audit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runledger.eventstore.EventLog;
import io.runledger.service.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class EventsTest {

    @Test
    void says_that_it_cant_read_events_that_axon_server_keeps() {
        Events events = new Events(new StaticListableBeanFactory().getBeanProvider(EventLog.class));
        assertThatThrownBy(events::log).isInstanceOf(ProblemException.class).hasMessageContaining("not-on-axon-server");
    }
}
