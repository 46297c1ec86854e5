package io.runledger.standalone;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether no PostgreSQL is given, so that this process has to bring its own. */
final class NeedsPostgres implements Condition {

    static boolean isIn(Environment environment) {
        return environment.getProperty("spring.datasource.url", "").isBlank();
    }

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return isIn(context.getEnvironment());
    }
}
