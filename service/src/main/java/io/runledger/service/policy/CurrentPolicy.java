package io.runledger.service.policy;

import io.runledger.api.policy.Policy;
import io.runledger.api.policy.RateCard;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The policy with the prices that are in force: those of its file, or of the newest rate card published since. */
public final class CurrentPolicy {

    private static final Logger LOG = LoggerFactory.getLogger(CurrentPolicy.class);

    private final Policy file;
    private final Supplier<Stream<PublishedRateCards>> published;
    private final Map<Integer, RateCard> earlier = new ConcurrentHashMap<>();
    private volatile Policy policy;

    /**
     * @param published asked only once prices are looked for that are not in force
     */
    public CurrentPolicy(Policy file, Supplier<Stream<PublishedRateCards>> published) {
        this.file = file;
        this.published = published;
        this.policy = file;
    }

    public Policy get() {
        return policy;
    }

    /** The rate card of a version, in force or earlier; empty if there never was one. Earlier ones are kept in mind. */
    public Optional<RateCard> card(int version) {
        RateCard inForce = policy.rateCard();
        if (version == inForce.version()) {
            return Optional.of(inForce);
        }
        RateCard known = earlier.get(version);
        return known == null ? find(version) : Optional.of(known);
    }

    /** Takes the newest published card into use, if it is newer than the one in force. */
    void look() {
        source().flatMap(PublishedRateCards::newest).ifPresent(this::use);
    }

    /** Takes a published card into use, unless a newer one is in force. */
    public synchronized void use(RateCard card) {
        RateCard inForce = policy.rateCard();
        if (card.version() > inForce.version()) {
            LOG.info("The prices are those of rate card {} now; before, of {}", card.version(), inForce.version());
            policy = policy.with(card);
        } else if (card.version() == inForce.version() && !card.equals(inForce)) {
            LOG.warn(
                    "The policy's file has another rate card {} than the one published; the published one is in force."
                            + " Raise the version in the file to change prices there.",
                    card.version());
            policy = policy.with(card);
        }
    }

    private Optional<RateCard> find(int version) {
        Optional<RateCard> found = source().flatMap(cards -> cards.version(version))
                .or(() -> Optional.of(file.rateCard()).filter(card -> card.version() == version));
        found.ifPresent(card -> earlier.put(version, card));
        return found;
    }

    private Optional<PublishedRateCards> source() {
        return published.get().findFirst();
    }
}
