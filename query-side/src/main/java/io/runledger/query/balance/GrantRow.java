package io.runledger.query.balance;

import io.runledger.api.Credits;
import io.runledger.api.GrantId;
import io.runledger.api.Scope;
import io.runledger.api.Source;
import io.runledger.api.holdings.Grant;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A row of {@code balance_grant}, as PostgreSQL writes it as JSON. */
@JsonNaming(SnakeCaseStrategy.class)
record GrantRow(
        String grantId,
        String source,
        boolean paid,
        boolean proModels,
        @Nullable List<String> features,
        @Nullable OffsetDateTime expiresAt,
        long remainingMicros,
        boolean voided) {

    /**
     * @param age its place among the account's grants
     */
    Grant aged(int age) {
        return new Grant(
                new GrantId(grantId),
                Source.of(source),
                paid,
                new Scope(proModels, features == null ? List.of() : features),
                end(),
                Credits.ofMicros(remainingMicros),
                Credits.ZERO,
                voided,
                age);
    }

    private @Nullable Instant end() {
        return expiresAt == null ? null : expiresAt.toInstant();
    }
}
