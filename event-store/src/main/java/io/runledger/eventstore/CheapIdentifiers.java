package io.runledger.eventstore;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.axonframework.common.IdentifierFactory;

/**
 * Names Axon's messages and the rows of parked events. An event is known by its aggregate and sequence, not by such a name,
 * and a parked row whose name was taken would only be parked again. So they need not be beyond guessing, which took a
 * thirtieth of a command's time.
 */
public final class CheapIdentifiers extends IdentifierFactory {

    @Override
    public String generateIdentifier() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
