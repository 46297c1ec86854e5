package io.runledger.service.clock;

import io.runledger.service.security.KeyScope;
import io.runledger.service.security.ScopeRule;
import io.runledger.service.security.ScopeRules;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** The one clock. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ClockSettings.class)
@Import(ClockController.class)
public class ClockConfiguration {

    @Bean
    Clock clock(ClockSettings settings, Environment environment) {
        Clock real = new MicrosecondClock(Clock.systemUTC());
        if (settings.startAt() == null) {
            return real;
        }
        TryingOnly.require(environment);
        return AdjustableClock.startingAt(TryingOnly.requireSensible(settings.startAt()), real);
    }

    /**
     * Raises the clock above what an earlier run has left. It waits until everything is made, since what knows the floor
     * may need the clock itself; nothing runs before.
     */
    @Bean
    SmartInitializingSingleton clockAboveItsFloors(Clock clock, ObjectProvider<ClockFloor> floors) {
        return () -> {
            if (clock instanceof AdjustableClock adjustable) {
                floors.stream().map(ClockFloor::floor).flatMap(Optional::stream).forEach(adjustable::advanceTo);
            }
        };
    }

    @Bean
    ScopeRules rulesOfTheClock() {
        return () -> List.of(ScopeRule.of("/v1/admin/**", KeyScope.ADMIN));
    }
}
