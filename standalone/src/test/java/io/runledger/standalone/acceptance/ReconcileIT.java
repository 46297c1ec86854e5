package io.runledger.standalone.acceptance;

import static io.runledger.eventstore.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Stripe compared with the ledger, under the policy apinfer: 5,000 credits for CNY 50. */
class ReconcileIT {

    private static final String STANDARD = "\"packageId\": \"standard\", \"currency\": \"CNY\"";
    private static final String MARCH = "{\"from\": \"2026-03-01\", \"to\": \"2026-04-01\"}";
    private static final String AUDITOR = "an-auditors-key-0123456789abcdef0123456789";
    private static final String SUM_OF_AUDITOR = "54b295739aaded5deffc49279a6559912f0ad0953e25b3d1f05945a9920df1d2";

    private static Server server;
    private static Client client;
    private static Database database;
    private static Shop shop;
    private static Client provider;

    @BeforeAll
    static void start() {
        server = Server.start(
                "--runledger.policy=apinfer",
                "--runledger.clock.start-at=2026-03-01T10:00:00Z",
                "--runledger.keys.books.hash=" + SUM_OF_AUDITOR,
                "--runledger.keys.books.scopes=auditor");
        client = server.client();
        database = Database.of(server);
        shop = new Shop(client);
        shop.open("first", "CN");
        provider = shop.provider(shop.order("first", "p", STANDARD).is(201));
        database.run("""
                create function command.nothing() returns trigger language plpgsql as 'begin return null; end'
                """);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void asUsual() {
        database.run("drop trigger if exists deaf on command.payment_event");
        provider.post("/sandbox/settings", "{\"refunds\": \"succeeded\"}").is(200);
    }

    /** What Stripe tells from now on is lost. */
    private static void givenNothingIsHeard() {
        database.run("""
                create trigger deaf before insert on command.payment_event
                for each row execute function command.nothing()
                """);
    }

    /** A purchase that nothing more will be told of by itself. */
    private static Client.Reply bought(String account) {
        shop.open(account, "CN");
        Client.Reply bought = shop.buy(account, "p", STANDARD);
        thenHeard(account, 3);
        return bought;
    }

    /** So many messages about its purchase have come and been followed. */
    private static void thenHeard(String account, int messages) {
        String subject = "'purchase/" + account + "/p'";
        eventually(() -> {
            assertThat(database.count(
                            "select count(*) from command.payment_event where state = 'done' and subject = " + subject))
                    .isGreaterThanOrEqualTo(messages);
            assertThat(database.count("select count(*) from command.scheduled_tasks where task_instance = " + subject))
                    .isZero();
        });
    }

    private static Client.Reply at(Client.Reply purchase, String what, String body) {
        return provider.post("/sandbox/payments/" + purchase.string("paymentId") + "/" + what, body);
    }

    private static Client.Reply refund(String account) {
        return client.post(
                        "/v1/accounts/" + account + "/purchases/p/refund",
                        "{\"refundId\": \"r\", \"reason\": \"the buyer asked\"}")
                .is(200);
    }

    private static void thenRefund(String account, String status) {
        eventually(() -> assertThat(client.get("/v1/accounts/" + account + "/purchases/p/refunds/r")
                        .is(200)
                        .string("status"))
                .isEqualTo(status));
    }

    private static Client.Reply reconciled() {
        return client.post("/v1/stripe/reconciliations", MARCH).is(200);
    }

    private static List<JsonNode> differencesOf(String account) {
        return StreamSupport.stream(reconciled().at("differences").spliterator(), false)
                .filter(difference -> account.equals(difference.path("account").asString()))
                .toList();
    }

    private static JsonNode thenDiffers(String account, String kind) {
        List<JsonNode> differences = differencesOf(account);
        assertThat(differences).hasSize(1);
        assertThat(differences.get(0).path("kind").asString())
                .as(differences.toString())
                .isEqualTo(kind);
        return differences.get(0);
    }

    /** Makes the call that is named. */
    private static void whenMended(JsonNode difference) {
        String[] call = difference.path("mend").asString().split(" ", 3);
        assertThat(call[0]).isEqualTo("POST");
        assertThat(client.post(call[1], call[2]).status())
                .as(difference.toString())
                .isBetween(200, 202);
    }

    private static void thenEventuallyClean(String account) {
        eventually(() -> assertThat(differencesOf(account)).isEmpty());
    }

    @Test
    void nothing_differs_after_what_happens_every_day() {
        bought("plain");
        bought("given-back");
        refund("given-back");
        thenRefund("given-back", "arrived");
        at(bought("disputed"), "dispute", "{}").is(200);
        shop.eventuallyAvailable("disputed", "0");
        shop.open("closed", "CN");
        Client.Reply order = shop.order("closed", "p", STANDARD).is(201);
        client.post("/v1/accounts/closed/close").is(200);
        shop.pay(order, "{}").is(200);
        shop.settled("closed", "p", "refused");
        thenHeard("closed", 3);
        shop.open("waiting", "CN");
        shop.pay(shop.order("waiting", "p", STANDARD).is(201), "{\"outcome\": \"delayed\"}")
                .is(200);

        eventually(() -> assertThat(reconciled().at("differences")).isEmpty());
        Client.Reply reconciled = reconciled();
        assertThat(reconciled.at("payments").asInt()).isGreaterThanOrEqualTo(4);
        assertThat(reconciled.at("purchases").asInt()).isGreaterThanOrEqualTo(5);
        assertThat(reconciled.at("others").asInt()).isZero();
        assertThat(reconciled.string("from")).isEqualTo("2026-02-28T16:00:00Z");
        assertThat(reconciled.string("checkedAt")).startsWith("2026-03-");
    }

    @Test
    void a_payment_that_was_never_heard_of_is_credited() {
        shop.open("lost", "CN");
        Client.Reply order = shop.order("lost", "p", STANDARD).is(201);
        givenNothingIsHeard();
        shop.pay(order, "{}").is(200);

        JsonNode difference = thenDiffers("lost", "paid-not-credited");
        assertThat(shop.available("lost")).isEqualTo("0");
        assertThat(difference.path("stripe").path("money").path("paid").asInt()).isEqualTo(50);
        whenMended(difference);

        shop.eventuallyAvailable("lost", "5000");
        thenEventuallyClean("lost");
    }

    @Test
    void a_refund_at_Stripe_that_was_never_heard_of_takes_its_credits() {
        Client.Reply bought = bought("unheard");
        givenNothingIsHeard();
        at(bought, "refund", "{\"amount\": 1001}").is(200);

        JsonNode difference = thenDiffers("unheard", "clawback-differs");
        assertThat(difference.path("ledger").path("clawedBack").asInt()).isZero();
        whenMended(difference);

        shop.eventuallyAvailable("unheard", "3999");
        thenEventuallyClean("unheard");
    }

    @Test
    void a_refund_of_ours_that_has_arrived_unheard_arrives_here() {
        provider.post("/sandbox/settings", "{\"refunds\": \"pending\"}").is(200);
        bought("refund");
        refund("refund");
        thenRefund("refund", "sent");
        thenEventuallyClean("refund");
        givenNothingIsHeard();
        String id =
                client.get("/v1/accounts/refund/purchases/p/refunds/r").is(200).string("providerRefundId");
        provider.post("/sandbox/refunds/" + id + "/succeed", "{}").is(200);

        whenMended(thenDiffers("refund", "refund-differs"));

        thenRefund("refund", "arrived");
        thenEventuallyClean("refund");
    }

    @Test
    void a_payment_for_a_purchase_that_is_gone_is_known_again_when_its_row_is() {
        bought("gone");
        database.run("create table command.backup as select * from command.purchase where account = 'gone'");
        database.run("delete from command.purchase where account = 'gone'");

        JsonNode difference = thenDiffers("gone", "unknown-payment");
        assertThat(difference.path("mend").asString()).contains("command.purchase", "/v1/stripe/follow");
        client.post("/v1/stripe/follow", "{\"account\": \"gone\", \"purchaseId\": \"p\"}")
                .isProblem(404, "unknown-purchase");

        database.run("insert into command.purchase select * from command.backup");
        thenEventuallyClean("gone");
    }

    @Test
    void what_was_refused_and_kept_goes_back() {
        bought("kept");
        database.run("""
                update command.purchase set status = 'refused', refused = 'country-not-accepted' where account = 'kept'
                """);

        whenMended(thenDiffers("kept", "kept-refused"));

        shop.eventuallyAvailable("kept", "0");
        thenEventuallyClean("kept");
    }

    @Test
    void a_purchase_that_is_shown_otherwise_than_it_is_is_shown_right() {
        bought("shown");
        database.run("update command.purchase set status = 'pending', paid = null where account = 'shown'");

        whenMended(thenDiffers("shown", "purchase-differs"));

        shop.settled("shown", "p", "settled");
        thenEventuallyClean("shown");
        assertThat(shop.available("shown")).isEqualTo("5000");
    }

    @Test
    void credits_for_money_that_is_not_there_are_taken_out() {
        shop.open("unpaid", "CN");
        shop.pay(shop.order("unpaid", "p", STANDARD).is(201), "{\"outcome\": \"delayed\"}")
                .is(200);
        eventually(() -> assertThat(shop.purchase("unpaid", "p").at("paymentId").asString(""))
                .isNotEmpty());
        client.buy("unpaid", "p", 5_000);

        whenMended(thenDiffers("unpaid", "credited-not-paid"));

        assertThat(shop.available("unpaid")).isEqualTo("0");
        thenEventuallyClean("unpaid");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-04-01, 2026-03-01, from must be before to",
        "2026-03-01, 2026-03-01, from must be before to",
        "lately, 2026-03-01, from must be an instant",
        "2026-01-01, 2026-05-01, at most 92 days apart"
    })
    void what_is_no_time_is_refused(String from, String to, String why) {
        String body = "{\"from\": \"%s\", \"to\": \"%s\"}".formatted(from, to);
        Client.Reply refused = client.post("/v1/stripe/reconciliations", body).isProblem(400, "invalid-request");
        assertThat(refused.string("detail")).contains(why);
        client.post("/v1/stripe/reconciliations", body, "text/plain").isProblem(400, "invalid-request");
    }

    @Test
    void an_auditor_may_look_and_not_mend() {
        Client auditor = client.withKey(AUDITOR);
        auditor.post("/v1/stripe/reconciliations", MARCH).is(200);
        assertThat(auditor.post("/v1/stripe/reconciliations", MARCH, "*/*")
                        .is(200)
                        .contentType())
                .startsWith("application/json");
        auditor.post("/v1/stripe/follow", "{\"account\": \"first\", \"purchaseId\": \"p\"}")
                .isProblem(403, "wrong-scope");
        client.withKey(null).post("/v1/stripe/reconciliations", MARCH).isProblem(401, "unauthorized");
        assertThat(client.post("/v1/stripe/follow", "{\"account\": \"first\", \"purchaseId\": \"p\"}")
                        .is(202)
                        .text())
                .isEqualTo("{}");
        client.post("/v1/stripe/follow", "{\"account\": \"first\"}").isProblem(400, "invalid-request");
    }

    @Test
    void the_script_lists_the_differences_and_says_by_its_exit_code_whether_there_are_any() throws Exception {
        Client.Reply bought = bought("script");
        thenScript(0, "0 differences in", "--from=2026-03-01", "--to", "2026-04-01");
        thenScript(0, "\"differences\":[]", "--from=2026-03-01", "--to=2026-04-01", "--json");
        givenNothingIsHeard();
        at(bought, "refund", "{\"amount\": 1001}").is(200);

        thenScript(1, "\n1 difference in", "--from=2026-03-01", "--to=2026-04-01");
        thenScript(
                1,
                "clawback-differs: account script, purchase p, payment pi_",
                "--from",
                "2026-03-01",
                "--to=2026-04-01");
        thenScript(1, "\"kind\":\"clawback-differs\"", "--json", "--from=2026-03-01", "--to=2026-04-01");
        thenScript(2, "from must be before to", "--from=2026-04-01", "--to=2026-03-01");
        thenScript(2, "--to is needed", "--from=2026-04-01");
        thenScript(2, "There is no option \"--month\"", "--month=3");
        thenScript(3, "does not answer", "--from=2026-03-01", "--to=2026-04-01", "--url=http://127.0.0.1:1");

        whenMended(thenDiffers("script", "clawback-differs"));
        thenEventuallyClean("script");
    }

    private static void thenScript(int exitCode, String saying, String... options) throws Exception {
        Path root = Path.of(System.getProperty("runledger.root")).normalize();
        List<String> command =
                new ArrayList<>(List.of(root.resolve("runledger").toString(), "reconcile", "--url=" + client.base()));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("RUNLEDGER_ADMIN_KEY", Server.ADMIN_KEY);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(output).contains(saying);
        assertThat(process.waitFor()).as(output).isEqualTo(exitCode);
    }
}
