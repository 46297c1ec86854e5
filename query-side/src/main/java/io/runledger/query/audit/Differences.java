package io.runledger.query.audit;

import java.util.ArrayList;
import java.util.List;

/** All differences are counted, the first thousand are kept. */
final class Differences {

    static final int MOST_KEPT = 1000;

    private final List<Difference> kept = new ArrayList<>();
    private long count;

    synchronized void add(Difference difference) {
        count++;
        if (kept.size() < MOST_KEPT) {
            kept.add(difference);
        }
    }

    /** Notes that there are more of them, which nobody has looked at one by one. */
    synchronized void addUnlisted(long more) {
        count += more;
    }

    synchronized List<Difference> kept() {
        return List.copyOf(kept);
    }

    synchronized long count() {
        return count;
    }

    synchronized int room() {
        return MOST_KEPT - kept.size();
    }
}
