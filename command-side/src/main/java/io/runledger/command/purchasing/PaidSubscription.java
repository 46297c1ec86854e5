package io.runledger.command.purchasing;

import io.runledger.api.AccountId;
import io.runledger.api.BillingPeriod;
import io.runledger.api.SubscriptionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A subscription that is paid at the payment provider.
 *
 * @param plan what was ordered; what it is now, the provider says
 * @param checkoutId the page where it begins; null until there is one
 * @param providerId what the provider calls it; null until it has begun
 * @param refused why its money went back and it never counted; null: it counts
 */
record PaidSubscription(
        AccountId account,
        SubscriptionId id,
        String plan,
        BillingPeriod period,
        String currency,
        @Nullable String checkoutId,
        @Nullable String checkoutUrl,
        @Nullable String providerId,
        @Nullable String refused,
        Instant createdAt) {}
