package io.runledger.benchmarks.cases;

import io.runledger.benchmarks.Load.Client;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Clients that reserve and capture, one after the other, each run on an account taken at random. */
final class Runs {

    private Runs() {}

    static String account(int number) {
        return "acct-%06d".formatted(number);
    }

    static void open(Wallets wallets, int accounts) {
        for (int i = 0; i < accounts; i++) {
            wallets.open(account(i));
        }
    }

    static List<Client> clients(Wallets wallets, int clients, int accounts) {
        List<Client> all = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            all.add(new Runner(wallets, accounts));
        }
        return all;
    }

    /** Random, but without the lock of a secure generator. */
    static String newRun() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private static final class Runner implements Client {

        private final Wallets wallets;
        private final int accounts;
        private String account = "";
        private String run = "";

        Runner(Wallets wallets, int accounts) {
            this.wallets = wallets;
            this.accounts = accounts;
        }

        @Override
        public void operate() {
            if (run.isEmpty()) {
                account = account(ThreadLocalRandom.current().nextInt(accounts));
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
