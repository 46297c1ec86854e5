package io.runledger.benchmarks.cases;

import io.runledger.benchmarks.Http;
import io.runledger.benchmarks.HttpLoad;
import java.util.List;
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

    /** For each client its own. */
    static Supplier<HttpLoad.Requests> onAnyOf(int accounts) {
        List<String> names = Runs.accounts(accounts);
        return () -> new RunRequests(() -> names.get(ThreadLocalRandom.current().nextInt(names.size())));
    }

    @Override
    public byte[] next() {
        if (run.isEmpty()) {
            account = accounts.get();
            run = Runs.newRun();
            return Http.request(
                    "POST",
                    "/v1/accounts/" + account + "/reservations",
                    Http.JSON,
                    "{\"runId\":\"" + run + "\",\"usage\":[{\"model\":\"" + Wallets.MODEL
                            + "\",\"count\":1}],\"member\":\"m-1\",\"feature\":\"image\"}");
        }
        String path = "/v1/accounts/" + account + "/reservations/" + run + "/capture";
        run = "";
        return Http.request("POST", path, Http.JSON, "");
    }
}
