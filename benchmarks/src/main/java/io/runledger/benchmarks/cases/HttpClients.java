package io.runledger.benchmarks.cases;

import io.runledger.benchmarks.Load.Client;
import java.util.List;
import java.util.stream.Stream;

/** Clients with a connection each, opened for one round. */
record HttpClients(List<HttpWallets> connections) implements AutoCloseable {

    static HttpClients of(int port, int connections) {
        return new HttpClients(
                Stream.generate(() -> new HttpWallets(port)).limit(connections).toList());
    }

    List<Client> running(int accounts) {
        return connections.stream()
                .flatMap(connection -> Runs.clients(connection, 1, accounts).stream())
                .toList();
    }

    @Override
    public void close() {
        connections.forEach(HttpWallets::close);
    }
}
