package io.runledger.benchmarks.cases;

/** What every contender can do: the life of a run, twice durable. */
interface Wallets extends AutoCloseable {

    /** A model of the default policy, and its price. */
    String MODEL = "flux-dev";

    long PRICE_MICROS = 2_000_000;

    void open(String account);

    /** Throws if there are not enough credits. */
    void reserve(String account, String run);

    void capture(String account, String run);

    @Override
    void close();
}
