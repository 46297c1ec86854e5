package io.runledger.benchmarks.cases;

import io.runledger.benchmarks.Load.Client;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Clients that reserve and capture, one after the other, each run on an account taken at random. */
final class Runs {

    private Runs() {}

    static String account(int number) {
        return "acct-%06d".formatted(number);
    }

    /** Made once: making one takes two microseconds, which are no contender's. */
    static List<String> accounts(int count) {
        return IntStream.range(0, count).mapToObj(Runs::account).toList();
    }

    static void open(Wallets wallets, int accounts) {
        for (int i = 0; i < accounts; i++) {
            wallets.open(account(i));
        }
    }

    static List<Client> clients(Wallets wallets, int clients, int accounts) {
        List<String> names = accounts(accounts);
        return Stream.generate(() -> (Client) new Runner(wallets, names))
                .limit(clients)
                .toList();
    }

    /** Random, but without the lock of a secure generator. */
    static String newRun() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private static final class Runner implements Client {

        private final Wallets wallets;
        private final List<String> accounts;
        private String account = "";
        private String run = "";

        Runner(Wallets wallets, List<String> accounts) {
            this.wallets = wallets;
            this.accounts = accounts;
        }

        @Override
        public void operate() {
            if (run.isEmpty()) {
                account = accounts.get(ThreadLocalRandom.current().nextInt(accounts.size()));
                String next = newRun();
                wallets.reserve(account, next);
                run = next;
            } else {
                wallets.capture(account, run);
                run = "";
            }
        }
    }
}
