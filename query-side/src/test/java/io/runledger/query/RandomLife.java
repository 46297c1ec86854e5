package io.runledger.query;

import io.runledger.api.Credits;
import io.runledger.api.RunId;
import io.runledger.api.RunLine;
import io.runledger.query.projection.Recorded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Some accounts that go through whatever a seed says, their events mixed as a store would have them. */
public final class RandomLife {

    private static final String[] MODELS = {"flux-dev", "sdxl", null};
    private static final String[] MEMBERS = {"ann", "bob", null};

    private final Random random;
    private final List<Recorded> events = new ArrayList<>();
    private int ids;

    private RandomLife(long seed) {
        random = new Random(seed);
    }

    public static List<Recorded> events(long seed, String prefix, int accounts, int steps) {
        RandomLife life = new RandomLife(seed);
        List<TestAccount> all = new ArrayList<>();
        for (int i = 0; i < accounts; i++) {
            all.add(TestAccount.opened(prefix + i).purchased("p", "50"));
            life.events.addAll(all.get(i).events());
        }
        for (int i = 0; i < steps; i++) {
            life.step(all.get(life.random.nextInt(accounts)));
        }
        return life.events;
    }

    /** The events in batches of random sizes. */
    public static List<List<Recorded>> split(List<Recorded> events, long seed, int largest) {
        Random random = new Random(seed);
        List<List<Recorded>> batches = new ArrayList<>();
        for (int from = 0; from < events.size(); ) {
            int to = Math.min(events.size(), from + 1 + random.nextInt(largest));
            batches.add(events.subList(from, to));
            from = to;
        }
        return batches;
    }

    private void step(TestAccount account) {
        int before = account.events().size();
        account.after(Duration.ofMinutes(random.nextInt(120)));
        String id = "x" + ids++;
        List<RunId> open = account.holdings().reservations().stream()
                .map(reservation -> reservation.runId())
                .toList();
        switch (open.isEmpty() ? random.nextInt(3) : random.nextInt(7)) {
            case 0 -> account.purchased(id, amount());
            case 1 -> account.granted(id, amount(), account.now().plus(Duration.ofDays(1)));
            case 2 -> reserve(account, id);
            case 3 -> account.captured(any(open));
            case 4 -> account.captured(any(open), amount());
            case 5 -> account.failed(any(open));
            default -> account.released(any(open));
        }
        events.addAll(account.events().subList(before, account.events().size()));
    }

    private void reserve(TestAccount account, String id) {
        Credits each = Credits.of(amount())
                .min(Credits.ofMicros(account.holdings().remaining().micros() / 2));
        account.reserved(
                id,
                MEMBERS[random.nextInt(3)],
                null,
                RunLine.raw(MODELS[random.nextInt(3)], each, false),
                RunLine.raw(MODELS[random.nextInt(3)], each, false));
    }

    private String any(List<RunId> runs) {
        return runs.get(random.nextInt(runs.size())).value();
    }

    private String amount() {
        return Credits.ofMicros(1 + random.nextInt(9_000_000)).toString();
    }
}
