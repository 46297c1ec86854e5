package io.runledger.benchmarks.cases;

import io.runledger.api.AccountCommand.OpenAccount;
import io.runledger.api.AccountId;
import io.runledger.api.Answer;
import io.runledger.api.Credits;
import io.runledger.api.GrantCommand.GrantCredits;
import io.runledger.api.GrantId;
import io.runledger.api.RunCommand.CaptureRun;
import io.runledger.api.RunCommand.ReserveCredits;
import io.runledger.api.RunId;
import io.runledger.api.Source;
import io.runledger.api.Usage;
import io.runledger.command.CommandSideApplication;
import io.runledger.command.account.Commands;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** RunLedger's command side in this process, as it is in production, asked without HTTP. */
final class Ledger implements Wallets {

    private final Commands commands;
    private final Runnable onClose;

    private Ledger(Commands commands, Runnable onClose) {
        this.commands = commands;
        this.onClose = onClose;
    }

    /** The same commands, to whoever takes them. */
    static Wallets sending(Commands commands) {
        return new Ledger(commands, () -> {});
    }

    static Ledger on(String url) {
        ConfigurableApplicationContext context = context(url);
        return new Ledger(context.getBean(Commands.class), context::close);
    }

    static ConfigurableApplicationContext context(String url) {
        return SpringApplication.run(
                CommandSideApplication.class,
                "--server.port=0",
                // Two in one process would pass for each other, and each take up what the other processes.
                "--runledger.node=" + UUID.randomUUID(),
                "--spring.datasource.url=" + url,
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=postgres",
                "--spring.main.register-shutdown-hook=false",
                "--runledger.keys.bench.hash=" + "0".repeat(64),
                "--runledger.keys.bench.scopes=gateway",
                "--logging.level.root=warn");
    }

    @Override
    public void open(String account) {
        AccountId id = new AccountId(account);
        accepted(commands.send(new OpenAccount(id)));
        accepted(commands.send(new GrantCredits(
                id, new GrantId("welcome"), Source.PROMOTIONAL, Credits.MOST_PER_COMMAND, null, null)));
    }

    @Override
    public void reserve(String account, String run) {
        accepted(commands.send(reserveOf(account, run)));
    }

    @Override
    public void capture(String account, String run) {
        accepted(commands.send(captureOf(account, run)));
    }

    static ReserveCredits reserveOf(String account, String run) {
        Usage usage = new Usage(MODEL, null, 1, null, null, null);
        return new ReserveCredits(
                new AccountId(account), new RunId(run), List.of(usage), null, null, "m-1", "image", null, false);
    }

    static CaptureRun captureOf(String account, String run) {
        return new CaptureRun(new AccountId(account), new RunId(run), List.of(), null);
    }

    /** What it sends by. */
    Commands commands() {
        return commands;
    }

    static void accepted(Answer answer) {
        if (!(answer instanceof Answer.Accepted)) {
            throw new IllegalStateException("It was refused: " + answer);
        }
    }

    @Override
    public void close() {
        onClose.run();
    }
}
