package io.runledger.benchmarks.cases;

import io.runledger.benchmarks.Http;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The life of a run over one connection. */
final class HttpWallets implements Wallets {

    private static final String JSON = "application/json";

    private final Http http;

    HttpWallets(int port) {
        try {
            this.http = new Http(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void open(String account) {
        throw new UnsupportedOperationException("Accounts are opened before anything is measured");
    }

    @Override
    public void reserve(String account, String run) {
        post("/v1/accounts/" + account + "/reservations", """
                {"runId":"%s","usage":[{"model":"%s","count":1}],"member":"m-1","feature":"image"}""".formatted(run, MODEL));
    }

    @Override
    public void capture(String account, String run) {
        post("/v1/accounts/" + account + "/reservations/" + run + "/capture", "");
    }

    private void post(String path, String body) {
        try {
            http.post(path, JSON, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            http.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
