package io.runledger.benchmarks.cases;

import io.runledger.benchmarks.Http;
import io.runledger.benchmarks.HttpLoad;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** The lives of runs, one after the other: each is reserved, then captured, on an account taken at random. */
final class RunRequests implements HttpLoad.Requests {

    private final Supplier<String> accounts;
    private String account = "";
    private String run = "";

    /**
     * @param accounts the account of the next run
     */
    RunRequests(Supplier<String> accounts) {
        this.accounts = accounts;
    }

    static RunRequests onAnyOf(int accounts) {
        return new RunRequests(() -> Runs.account(ThreadLocalRandom.current().nextInt(accounts)));
    }

    @Override
    public byte[] next() {
        if (run.isEmpty()) {
            account = accounts.get();
            run = Runs.newRun();
            return Http.request(
                    "POST", "/v1/accounts/" + account + "/reservations", Http.JSON, """
                    {"runId":"%s","usage":[{"model":"%s","count":1}],"member":"m-1","feature":"image"}""".formatted(run, Wallets.MODEL));
        }
        String path = "/v1/accounts/" + account + "/reservations/" + run + "/capture";
        run = "";
        return Http.request("POST", path, Http.JSON, "");
    }
}
