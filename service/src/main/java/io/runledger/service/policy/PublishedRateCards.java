package io.runledger.service.policy;

import io.runledger.api.policy.RateCard;
import java.util.Optional;

/** Where the rate cards are that were published while the platform ran. */
public interface PublishedRateCards {

    /** The newest; empty if none was published. */
    Optional<RateCard> newest();

    /** The one of a version; empty if it was not published. */
    Optional<RateCard> version(int version);
}
