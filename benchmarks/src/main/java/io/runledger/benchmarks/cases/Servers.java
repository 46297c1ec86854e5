package io.runledger.benchmarks.cases;

import io.runledger.benchmarks.Child;
import io.runledger.benchmarks.Lab;
import io.runledger.benchmarks.plain.PlainService;
import io.runledger.standalone.StandaloneApplication;
import java.util.List;

/** The processes that are measured over HTTP, with their accounts opened. */
final class Servers {

    static final int CONNECTIONS = 64;
    static final int ACCOUNTS = 500;

    /** A heap that may grow grows only when it must: until then a server collects its garbage many times as often. */
    static final List<String> USUAL = List.of("-Xms1g", "-Xmx1g");

    private Servers() {}

    /** RunLedger, both sides in one process: its projections are at work too. */
    static Child ledger(Lab lab) throws Exception {
        Child child = Child.server(StandaloneApplication.class, lab.database().fresh(), USUAL);
        for (int i = 0; i < ACCOUNTS; i++) {
            openWithCredits(child, Runs.account(i));
        }
        return child;
    }

    static void openWithCredits(Child child, String account) throws Exception {
        child.call("PUT", "/v1/accounts/" + account, "");
        child.call(
                "POST",
                "/v1/accounts/" + account + "/grants",
                "{\"grantId\":\"welcome\",\"source\":\"promotional\",\"credits\":100000000,\"reason\":\"benchmark\"}");
    }

    static Child plain(Lab lab) throws Exception {
        Child child = Child.server(
                PlainService.class, lab.database().fresh(), USUAL, "--spring.datasource.hikari.maximum-pool-size=32");
        for (int i = 0; i < ACCOUNTS; i++) {
            child.call("PUT", "/v1/accounts/" + Runs.account(i), "");
        }
        return child;
    }
}
