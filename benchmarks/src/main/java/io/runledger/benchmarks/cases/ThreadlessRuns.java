package io.runledger.benchmarks.cases;

import io.runledger.api.AccountCommand;
import io.runledger.api.Answer;
import io.runledger.command.account.Commands;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Clients that hold no thread while they wait, as requests over HTTP don't: each sends its next command when it hears of its last, so
 * that there are as many commands under way as with clients that do.
 */
final class ThreadlessRuns {

    private static final double NANOS_PER_SECOND = 1e9;

    private final Commands commands;
    private final List<String> accounts;
    private final long end;
    private final LongAdder answered = new LongAdder();

    private ThreadlessRuns(Commands commands, int accounts, int seconds) {
        this.commands = commands;
        this.accounts = Runs.accounts(accounts);
        this.end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    }

    /**
     * Commands a second.
     *
     * @throws java.util.concurrent.CompletionException if one fails, or is refused
     */
    static double perSecond(Commands commands, int clients, int accounts, int seconds) {
        ThreadlessRuns runs = new ThreadlessRuns(commands, accounts, seconds);
        long start = System.nanoTime();
        CompletableFuture.allOf(Stream.generate(() -> runs.new Runner().begin())
                        .limit(clients)
                        .toArray(CompletableFuture[]::new))
                .join();
        return runs.answered.sum() / ((System.nanoTime() - start) / NANOS_PER_SECOND);
    }

    private final class Runner {

        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private String account = "";
        private String run = "";

        CompletableFuture<Void> begin() {
            next();
            return done;
        }

        private void next() {
            commands.sendAsync(command()).whenComplete(this::heard);
        }

        private AccountCommand command() {
            if (!run.isEmpty()) {
                AccountCommand capture = Ledger.captureOf(account, run);
                run = "";
                return capture;
            }
            account = accounts.get(ThreadLocalRandom.current().nextInt(accounts.size()));
            run = Runs.newRun();
            return Ledger.reserveOf(account, run);
        }

        private void heard(@Nullable Answer answer, @Nullable Throwable failure) {
            if (!(answer instanceof Answer.Accepted)) {
                done.completeExceptionally(new IllegalStateException("It was not accepted: " + answer, failure));
                return;
            }
            answered.increment();
            if (System.nanoTime() < end) {
                next();
            } else {
                done.complete(null);
            }
        }
    }
}
