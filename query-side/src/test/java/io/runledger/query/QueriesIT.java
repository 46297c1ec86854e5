package io.runledger.query;

import static io.runledger.query.TestAccount.START;
import static io.runledger.query.TestAccount.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.runledger.api.AccountEvent;
import io.runledger.query.projection.Recorded;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

class QueriesIT extends RunningQuerySide {

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        onDatabaseOfItsOwn(registry);
    }

    private static BigDecimal number(JsonNode node, String path) {
        return new BigDecimal(node.at(path).asString()).stripTrailingZeros();
    }

    private static void assertNumber(JsonNode node, String path, String expected) {
        assertThat(number(node, path)).as(path).isEqualByComparingTo(expected);
    }

    @BeforeEach
    void the_clock_stands_at_the_start() {
        clock.set(START.plus(Duration.ofDays(30)));
    }

    @Nested
    class Balance {

        @Test
        void shows_what_is_booked_and_where_it_is() {
            TestAccount account = TestAccount.opened("b-1")
                    .purchased("p1", "100")
                    .granted("promo", "20", START.plus(Duration.ofDays(60)))
                    .reserved("r1", "ann", "poster", line("flux-dev", "30"))
                    .captured("r1", "25");
            clock.set(START.plus(Duration.ofMinutes(1)));
            storeAndSee(account);

            JsonNode balance = get("/v1/accounts/b-1/balance").json();

            // The default policy gives 10 a day, which nobody has booked yet.
            assertNumber(balance, "/available", "105");
            assertNumber(balance, "/notYetBooked", "10");
            assertNumber(balance, "/bySource/top-up", "75");
            assertNumber(balance, "/bySource/promotional", "20");
            assertNumber(balance, "/bySource/free", "10");
            assertNumber(balance, "/bySource/subscription", "0");
            assertNumber(balance, "/bySource/compensation", "0");
            assertNumber(balance, "/totals/granted", "120");
            assertNumber(balance, "/totals/captured", "25");
            assertThat(balance.at("/version").asLong()).isEqualTo(account.version());
            assertThat(balance.get("plan").isNull()).isTrue();
            assertThat(balance.at("/nextResetAt").asString()).isEqualTo("2026-03-02T00:00:00Z");
            assertThat(balance.at("/grants").values().stream()
                            .map(grant -> grant.at("/grantId").asString()))
                    .containsExactly("daily:2026-03-01", "promo", "purchase:p1");
            assertThat(balance.at("/grants/2/paid").asBoolean()).isTrue();
            assertThat(balance.at("/available").isNumber()).isTrue();
            assertThat(balance.at("/state").asString()).isEqualTo("open");
        }

        @Test
        void of_a_closed_account_promises_no_more_credits() {
            storeAndSee(TestAccount.opened("b-closed").purchased("p1", "5").closed());

            JsonNode balance = get("/v1/accounts/b-closed/balance").json();
            assertThat(balance.at("/state").asString()).isEqualTo("closed");
            assertThat(balance.get("nextResetAt").isNull()).isTrue();
            assertNumber(balance, "/available", "5");
            assertNumber(balance, "/notYetBooked", "0");
        }

        @Test
        void counts_back_what_a_lapsed_reservation_held_and_what_has_expired() {
            TestAccount account = TestAccount.opened("b-2")
                    .granted("short", "8", START.plus(Duration.ofHours(1)))
                    .granted("long", "5", START.plus(Duration.ofDays(90)))
                    .reserved("r1", null, null, line("flux-dev", "10"));
            storeAndSee(account);

            clock.set(START.plus(Duration.ofMinutes(20)));
            JsonNode lapsed = get("/v1/accounts/b-2/balance").json();
            assertNumber(lapsed, "/notYetBooked", "20");
            assertNumber(lapsed, "/available", "23");
            assertNumber(lapsed, "/held", "10");

            clock.set(START.plus(Duration.ofHours(2)));
            JsonNode expired = get("/v1/accounts/b-2/balance").json();
            // Two come back to the long grant, eight to the one that has expired; the daily ten are new.
            assertNumber(expired, "/notYetBooked", "12");
            assertNumber(expired, "/available", "15");
        }

        @Test
        void counts_the_months_of_a_subscription_that_nobody_has_booked() {
            storeAndSee(TestAccount.opened("b-sub").subscribed("s1").due(policy));

            JsonNode first = get("/v1/accounts/b-sub/balance").json();
            assertThat(first.at("/plan").asString()).isEqualTo("saver");
            assertNumber(first, "/bySource/subscription", "40");
            assertNumber(first, "/notYetBooked", "0");
            assertThat(first.at("/subscription/renewsAt").asString()).isEqualTo("2026-06-01T09:00:00Z");
            assertThat(first.at("/subscription/nextCreditsAt").asString()).isEqualTo("2026-04-01T09:00:00Z");

            clock.set(Instant.parse("2026-05-02T00:00:00Z"));
            JsonNode third = get("/v1/accounts/b-sub/balance").json();
            assertNumber(third, "/bySource/subscription", "70");
            assertThat(third.at("/grants").values().stream()
                            .map(grant -> grant.at("/grantId").asString()))
                    .containsExactly("daily:2026-05-02", "subscription:2:s1", "subscription:3:s1");

            clock.set(Instant.parse("2026-06-01T09:00:00Z"));
            JsonNode over = get("/v1/accounts/b-sub/balance").json();
            assertNumber(over, "/bySource/subscription", "0");
            assertThat(over.get("plan").isNull()).isTrue();
            assertThat(over.at("/subscription/state").asString()).isEqualTo("lapsed");
        }

        @Test
        void keeps_its_sum_whatever_happens() {
            TestAccount account = TestAccount.opened("b-3")
                    .due(policy)
                    .purchased("p1", "50")
                    .reserved("r1", null, null, line("a", "12"))
                    .captured("r1", "70")
                    .purchased("p2", "5.5")
                    .granted("g", "20", START.plus(Duration.ofDays(1)))
                    .reserved("r2", null, null, line("a", "3"))
                    .failed("r2")
                    .voided("g");
            storeAndSee(account);
            for (Duration later : List.of(Duration.ZERO, Duration.ofHours(20), Duration.ofDays(400))) {
                clock.set(START.plus(later));
                JsonNode balance = get("/v1/accounts/b-3/balance").json();
                BigDecimal sum = number(balance, "/available")
                        .subtract(number(balance, "/notYetBooked"))
                        .add(number(balance, "/debt"))
                        .add(number(balance, "/held"))
                        .add(number(balance, "/totals/captured"))
                        .add(number(balance, "/totals/expired"))
                        .add(number(balance, "/totals/voided"))
                        .add(number(balance, "/totals/clawedBack"));
                assertThat(sum).isEqualByComparingTo(number(balance, "/totals/granted"));
            }
        }

        @Test
        void never_stands_before_the_accounts_last_event() {
            TestAccount account =
                    TestAccount.openedAt("b-4", START.plus(Duration.ofDays(3))).due(policy);
            storeAndSee(account);
            clock.set(START);

            JsonNode balance = get("/v1/accounts/b-4/balance").json();

            assertNumber(balance, "/notYetBooked", "0");
            assertThat(balance.at("/nextResetAt").asString()).isEqualTo("2026-03-05T00:00:00Z");
        }

        @Test
        void of_an_unknown_account_is_404() {
            Answer answer = get("/v1/accounts/nobody/balance");
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.problem()).isEqualTo("unknown-account");
            assertThat(get("/v1/accounts/nobody/balance?minVersion=0").status()).isEqualTo(404);
        }

        @Test
        void that_has_not_seen_a_version_in_time_says_when_to_ask_again() {
            storeAndSee(TestAccount.opened("b-5"));

            Answer answer = get("/v1/accounts/b-5/balance?minVersion=7");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.problem()).isEqualTo("projection-behind");
            assertThat(answer.header("Retry-After")).isEqualTo("1");
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        }

        @ParameterizedTest
        @ValueSource(strings = {"-1", "x", "1.5", "99999999999999999999"})
        void with_a_version_that_is_none_is_400(String version) {
            storeAndSee(TestAccount.opened("b-6"));
            Answer answer = get("/v1/accounts/b-6/balance?minVersion=" + version);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.problem()).isEqualTo("invalid-request");
            assertThat(answer.json().at("/detail").asString()).contains("minVersion");
        }

        @Test
        void of_an_id_that_is_none_is_400() {
            assertThat(get("/v1/accounts/-x/balance").status()).isEqualTo(400);
        }

        /** What nobody tells of is looked for once a second; ten who wait would wait for ten seconds. */
        @Test
        void that_is_waited_for_is_looked_for_before_anything_is_heard() {
            TestAccount account = TestAccount.opened("b-9").purchased("p", "1");
            storeAndSee(account);
            long start = System.nanoTime();
            for (int i = 1; i <= 10; i++) {
                jdbc.update("""
                        insert into event_store.event (aggregate, sequence, type, revision, payload, metadata, timestamp)
                        select aggregate, sequence + 1, type, revision, payload, metadata, timestamp
                        from event_store.event where aggregate = 'b-9' order by sequence desc limit 1
                        """);
                assertThat(get("/v1/accounts/b-9/balance?minVersion=" + (account.version() + i))
                                .status())
                        .isEqualTo(200);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }

        @Test
        void is_there_soon_after_an_event() {
            storeAndSee(TestAccount.opened("b-7"));
            List<Long> millis = new ArrayList<>();
            TestAccount account = TestAccount.opened("b-8");
            for (int i = 0; i < 20; i++) {
                account.purchased("p" + i, "1");
                long start = System.nanoTime();
                store(account);
                assertThat(get("/v1/accounts/b-8/balance?minVersion=" + account.version())
                                .status())
                        .isEqualTo(200);
                millis.add((System.nanoTime() - start) / 1_000_000);
            }
            millis.sort(null);
            LoggerFactory.getLogger(QueriesIT.class).info("Append and balance with minVersion, ms: {}", millis);
        }
    }

    @Nested
    class History {

        @Test
        void shows_every_change_with_before_and_after() {
            storeAndSee(TestAccount.opened("h-1")
                    .purchased("p1", "10")
                    .reserved("r1", "ann", "poster", line("flux-dev", "3"), line("sdxl", "1"))
                    .captured("r1", "2")
                    .after(Duration.ofHours(1))
                    .reserved("r2", null, null, line(null, "1"))
                    .released("r2")
                    .closed());

            JsonNode page = get("/v1/accounts/h-1/history").json();

            JsonNode entries = page.get("entries");
            assertThat(entries.values().stream().map(entry -> entry.at("/kind").asString()))
                    .containsExactly("closed", "released", "reserved", "captured", "reserved", "purchased", "opened");
            assertThat(page.has("nextCursor")).isFalse();
            JsonNode captured = entries.get(3);
            assertNumber(captured, "/credits", "2");
            assertNumber(captured, "/before", "6");
            assertNumber(captured, "/after", "8");
            assertThat(captured.at("/member").asString()).isEqualTo("ann");
            assertThat(captured.at("/lines/0/model").asString()).isEqualTo("flux-dev");
            assertNumber(captured, "/lines/0/credits", "1.5");
            assertNumber(captured, "/lines/1/credits", "0.5");
            assertThat(entries.get(5).at("/grantId").asString()).isEqualTo("purchase:p1");
            assertThat(entries.get(0).has("lines")).isFalse();
        }

        @Test
        void is_cut_by_time_and_kind() {
            storeAndSee(TestAccount.opened("h-2")
                    .after(Duration.ofHours(1))
                    .purchased("p1", "1")
                    .after(Duration.ofHours(1))
                    .purchased("p2", "1")
                    .after(Duration.ofDays(1))
                    .granted("g", "1", null));

            assertThat(versions("h-2", "from=2026-03-01T11:00:00Z&to=2026-03-01T12:00:00Z"))
                    .containsExactly(1L);
            assertThat(versions("h-2", "from=2026-03-01T13:00:00%2B01:00")).containsExactly(3L, 2L);
            assertThat(versions("h-2", "to=2026-03-02")).containsExactly(2L, 1L, 0L);
            assertThat(versions("h-2", "kind=granted")).containsExactly(3L);
            assertThat(versions("h-2", "kind=lapsed")).isEmpty();
            assertThat(versions("h-2", "from=2026-03-05&to=2026-03-05")).isEmpty();
        }

        @Test
        void is_cut_at_every_instant_also_where_entries_share_one() {
            TestAccount account = TestAccount.opened("h-7");
            for (int i = 0; i < 9; i++) {
                account.after(Duration.ofMinutes(i % 3)).purchased("p" + i, "1");
            }
            storeAndSee(account);

            for (Recorded each : account.events()) {
                Instant at = each.event().at();
                assertThat(versions("h-7", "from=" + at))
                        .isEqualTo(versionsOf(account, event -> !event.at().isBefore(at)));
                assertThat(versions("h-7", "to=" + at))
                        .isEqualTo(versionsOf(account, event -> event.at().isBefore(at)));
            }
        }

        private static List<Long> versionsOf(TestAccount account, Predicate<AccountEvent> condition) {
            return account.events().stream()
                    .filter(each -> condition.test(each.event()))
                    .map(Recorded::version)
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }

        @Test
        void pages_stay_as_they_are_while_new_entries_come() {
            TestAccount account = TestAccount.opened("h-3");
            for (int i = 0; i < 6; i++) {
                account.purchased("p" + i, "1");
            }
            storeAndSee(account);

            JsonNode first =
                    get("/v1/accounts/h-3/history?limit=3&kind=purchased").json();
            storeAndSee(account.purchased("p6", "1"));
            String cursor = first.at("/nextCursor").asString();
            JsonNode second =
                    get("/v1/accounts/h-3/history?limit=3&cursor=" + cursor).json();

            assertThat(versionsOf(first)).containsExactly(6L, 5L, 4L);
            assertThat(versionsOf(second)).containsExactly(3L, 2L, 1L);
            // The cursor keeps the filter, so that the opening is no part of what is left.
            assertThat(second.has("nextCursor")).isFalse();
            assertThat(get("/v1/accounts/h-3/history?kind=purchased&cursor=" + cursor)
                            .status())
                    .isEqualTo(200);
            assertThat(get("/v1/accounts/h-3/history?kind=granted&cursor=" + cursor)
                            .status())
                    .isEqualTo(400);
            storeAndSee(TestAccount.opened("h-4"));
            assertThat(get("/v1/accounts/h-4/history?cursor=" + cursor).status())
                    .isEqualTo(400);
        }

        @ParameterizedTest
        @CsvSource({
            "limit=0,limit",
            "limit=1001,limit",
            "limit=x,limit",
            "from=yesterday,from",
            "to=2026-13-01,to",
            "to=%2B99999-01-01T00:00:00Z,to",
            "from=2026-03-02&to=2026-03-01,from",
            "kind=Captured,kind",
            "cursor=abc,cursor",
            "cursor=%25,cursor"
        })
        void with_a_parameter_that_makes_no_sense_is_400(String query, String named) {
            storeAndSee(TestAccount.opened("h-5"));
            Answer answer = get("/v1/accounts/h-5/history?" + query);
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.problem()).isEqualTo("invalid-request");
            assertThat(answer.json().at("/detail").asString()).contains(named);
        }

        @Test
        void comes_as_a_table_with_every_entry() {
            TestAccount account = TestAccount.opened("h-6");
            for (int i = 0; i < 1100; i++) {
                account.purchased("p" + i, "1");
            }
            account.reserved("r1", "ann", null, line("flux-dev", "0.5"));
            storeAndSee(account);

            Answer answer = get("/v1/accounts/h-6/history", ADMIN, "text/csv");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Type")).startsWith("text/csv");
            String[] lines = answer.body().split("\r\n");
            assertThat(lines).hasSize(1103);
            assertThat(lines[0]).isEqualTo("version,at,kind,credits,before,after,runId,grantId,member,feature,lines");
            assertThat(lines[1])
                    .startsWith("1101,2026-03-01T10:00:00Z,reserved,0.5,1100,1099.5,r1,,ann,,\"[{\"\"model\"\"");
            assertThat(lines[1102]).isEqualTo("0,2026-03-01T10:00:00Z,opened,0,0,0,,,,,");
            assertThat(get("/v1/accounts/h-6/history?kind=opened", ADMIN, "text/csv")
                            .body()
                            .split("\r\n"))
                    .hasSize(2);
        }

        @Test
        void as_a_table_of_nobody_is_a_problem_still() {
            Answer answer = get("/v1/accounts/nobody/history", ADMIN, "text/csv");
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.problem()).isEqualTo("unknown-account");
            assertThat(get("/v1/accounts/nobody/history", ADMIN, "image/png").status())
                    .isEqualTo(406);
        }

        private List<Long> versions(String account, String query) {
            Answer answer = get("/v1/accounts/" + account + "/history?" + query);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            return versionsOf(answer.json());
        }

        private static List<Long> versionsOf(JsonNode page) {
            return page.get("entries").values().stream()
                    .map(entry -> entry.get("version").asLong())
                    .toList();
        }
    }

    @Nested
    class Runs {

        @Test
        void tell_their_whole_life() {
            storeAndSee(TestAccount.opened("r-1")
                    .purchased("p1", "100")
                    .reserved("r1", "ann", "poster", line("flux-dev", "6"), line("upscale", "2"))
                    .captured("r1")
                    .refunded("r1"));

            JsonNode run = get("/v1/accounts/r-1/runs/r1").json();

            assertThat(run.at("/status").asString()).isEqualTo("refunded");
            assertNumber(run, "/reserved", "8");
            assertNumber(run, "/captured", "8");
            assertNumber(run, "/returned", "8");
            assertNumber(run, "/shortfall", "0");
            assertThat(run.at("/commercialUse").asBoolean()).isTrue();
            assertThat(run.at("/member").asString()).isEqualTo("ann");
            assertThat(run.at("/feature").asString()).isEqualTo("poster");
            assertThat(run.at("/lines").size()).isEqualTo(2);
            assertNumber(run, "/lines/1/credits", "2");
            assertThat(run.at("/entries").values().stream()
                            .map(entry -> entry.at("/kind").asString()))
                    .containsExactly("reserved", "captured", "refunded");
        }

        @Test
        void that_are_open_say_until_when() {
            storeAndSee(TestAccount.opened("r-2").purchased("p1", "1").reserved("r1", null, null, line("a", "1")));
            JsonNode run = get("/v1/accounts/r-2/runs/r1").json();
            assertThat(run.at("/status").asString()).isEqualTo("reserved");
            assertThat(run.at("/expiresAt").asString()).isEqualTo("2026-03-01T10:15:00Z");
        }

        @Test
        void that_nobody_has_started_are_404() {
            storeAndSee(TestAccount.opened("r-3"));
            assertThat(get("/v1/accounts/r-3/runs/none").problem()).isEqualTo("unknown-run");
            assertThat(get("/v1/accounts/nobody/runs/none").problem()).isEqualTo("unknown-account");
            assertThat(get("/v1/accounts/r-3/runs/$").status()).isEqualTo(400);
        }
    }

    @Nested
    class Analytics {

        @Test
        void groups_usage_as_asked() {
            storeAndSee(TestAccount.opened("a-1")
                    .purchased("p1", "100")
                    .reserved("r1", "ann", "poster", line("flux-dev", "6"), line("upscale", "2"), line("flux-dev", "1"))
                    .captured("r1")
                    .reserved("r2", "bob", null, line(null, "3"))
                    .captured("r2")
                    .reserved("r3", "ann", null, line("flux-dev", "2"))
                    .failed("r3")
                    .after(Duration.ofDays(1))
                    .refunded("r2"));

            JsonNode byModel = rows("account=a-1");
            assertThat(byModel.size()).isEqualTo(3);
            assertThat(byModel.get(0).get("model").isNull()).isTrue();
            assertThat(byModel.get(0).has("day")).isFalse();
            assertNumber(byModel, "/0/credits", "3");
            assertNumber(byModel, "/0/refunded", "3");
            assertNumber(byModel, "/0/failed", "1");
            assertThat(byModel.at("/1/model").asString()).isEqualTo("flux-dev");
            assertNumber(byModel, "/1/runs", "1");
            assertNumber(byModel, "/1/failed", "1");
            assertNumber(byModel, "/1/credits", "7");
            assertNumber(byModel, "/2/credits", "2");

            JsonNode byMember = rows("account=a-1&groupBy=member");
            assertThat(byMember.at("/0/member").asString()).isEqualTo("ann");
            // One run of two models is one run where models are added up.
            assertNumber(byMember, "/0/runs", "1");
            assertNumber(byMember, "/0/credits", "9");

            JsonNode byDay = rows("account=a-1&groupBy=day");
            assertThat(byDay.at("/0/day").asString()).isEqualTo("2026-03-01");
            assertNumber(byDay, "/0/runs", "2");
            assertNumber(byDay, "/0/refunded", "0");
            assertThat(byDay.at("/1/day").asString()).isEqualTo("2026-03-02");
            assertNumber(byDay, "/1/refunded", "3");
            assertNumber(byDay, "/1/runs", "0");

            assertThat(rows("account=a-1&groupBy=model,member,feature,day").size())
                    .isEqualTo(5);
            assertThat(rows("account=a-1&groupBy=day&from=2026-03-02").size()).isEqualTo(1);
            assertThat(rows("account=a-1&groupBy=day&to=2026-03-02").size()).isEqualTo(1);
            assertThat(rows("account=a-1&groupBy=day&to=2026-03-02T00:00:01Z").size())
                    .isEqualTo(2);
            assertThat(rows("account=a-1&from=2027-01-01").size()).isZero();
        }

        @Test
        void says_as_of_when() {
            storeAndSee(TestAccount.opened("a-2"));
            assertThat(get("/v1/analytics/usage").json().at("/asOf").asString())
                    .isEqualTo(clock.instant().toString());
        }

        @ParameterizedTest
        @CsvSource({
            "groupBy=user,groupBy",
            "groupBy=,groupBy",
            "'groupBy=model,model',groupBy",
            "from=x,from",
            "minVersion=1,minVersion",
            "account=-,account"
        })
        void with_a_parameter_that_makes_no_sense_is_400(String query, String named) {
            Answer answer = get("/v1/analytics/usage?" + query);
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.json().at("/detail").asString()).contains(named);
        }

        @Test
        void of_an_unknown_account_is_404() {
            assertThat(get("/v1/analytics/usage?account=nobody").problem()).isEqualTo("unknown-account");
        }

        private JsonNode rows(String query) {
            Answer answer = get("/v1/analytics/usage?" + query);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            return answer.json().get("rows");
        }
    }

    @Nested
    class Audit {

        @Test
        void shows_events_exactly_as_stored() {
            TestAccount account = TestAccount.opened("e-1").purchased("p1", "10");
            storeAndSee(account);

            Answer answer = get("/v1/audit/accounts/e-1/events", AUDITOR, "application/x-ndjson");

            assertThat(answer.header("Content-Type")).startsWith("application/x-ndjson");
            String[] lines = answer.body().split("\n");
            assertThat(lines).hasSize(2);
            String stored = jdbc.queryForObject(
                    "select payload::text from event_store.event where aggregate = 'e-1' and sequence = 1",
                    String.class);
            assertThat(lines[1])
                    .contains("\"version\":1", "\"type\":\"CreditsPurchased\"", "\"revision\":\"1\"")
                    .contains("\"key\":\"purchase:p1\"", "\"at\":\"2026-03-01T10:00:00Z\"")
                    .contains("\"payload\":" + stored, "\"metadata\":{}");
            assertThat(get("/v1/audit/accounts/nobody/events", AUDITOR, "application/x-ndjson")
                            .problem())
                    .isEqualTo("unknown-account");
        }

        @Test
        void works_out_balances_of_the_past() {
            TestAccount account = TestAccount.opened("e-2")
                    .after(Duration.ofHours(1))
                    .purchased("p1", "10")
                    .after(Duration.ofHours(1))
                    .reserved("r1", null, null, line("a", "4"))
                    .after(Duration.ofMinutes(5))
                    .captured("r1");
            storeAndSee(account);

            JsonNode entries = get("/v1/accounts/e-2/history").json().get("entries");
            for (JsonNode entry : entries.values()) {
                JsonNode then = past("e-2", entry.at("/at").asString()).json();
                assertThat(number(then, "/available").subtract(number(then, "/notYetBooked")))
                        .isEqualByComparingTo(number(entry, "/after"));
                assertThat(then.at("/version").asLong())
                        .isEqualTo(entry.at("/version").asLong());
            }
            JsonNode between = past("e-2", "2026-03-01T11:59:59.999999Z").json();
            assertNumber(between, "/bySource/top-up", "10");
            assertNumber(between, "/notYetBooked", "10");
            assertThat(past("e-2", clock.instant().toString()).json())
                    .isEqualTo(get("/v1/accounts/e-2/balance").json());
        }

        @Test
        void knows_no_balance_from_before_the_account_or_of_the_future() {
            storeAndSee(TestAccount.opened("e-3"));

            Answer before = past("e-3", "2026-03-01T09:59:59Z");
            assertThat(before.problem()).isEqualTo("unknown-account");
            assertThat(before.json().at("/detail").asString()).contains("2026-03-01T10:00:00Z");
            assertThat(past("nobody", "2026-03-01T09:59:59Z").status()).isEqualTo(404);
            assertThat(past("e-3", "2030-01-01").status()).isEqualTo(400);
            assertThat(past("e-3", "never").status()).isEqualTo(400);
            assertThat(get("/v1/audit/accounts/e-3/balance").status()).isEqualTo(400);
        }

        private Answer past(String account, String at) {
            return get("/v1/audit/accounts/" + account + "/balance?at=" + at);
        }
    }

    @Nested
    class Keys {

        @ParameterizedTest
        @CsvSource({
            "/v1/accounts/k-1/balance,      200, 200, 403, 403",
            "/v1/accounts/k-1/history,      200, 200, 403, 403",
            "/v1/accounts/k-1/runs/none,    404, 404, 403, 403",
            "/v1/analytics/usage,           200, 200, 403, 403",
            "/v1/audit/accounts/k-1/balance?at=2026-03-01T10:00:00Z, 403, 200, 403, 403",
            "/v1/audit/replays,             403, 200, 403, 403",
            "/v1/audit/parked,              403, 200, 403, 403"
        })
        void open_what_their_scope_says(String path, int dashboard, int auditor, int operator, int gateway) {
            storeAndSee(TestAccount.opened("k-1"));
            assertThat(status(path, DASHBOARD)).isEqualTo(dashboard);
            assertThat(status(path, AUDITOR)).isEqualTo(auditor);
            assertThat(status(path, OPERATOR)).isEqualTo(operator);
            assertThat(status(path, GATEWAY)).isEqualTo(gateway);
            assertThat(status(path, null)).isEqualTo(401);
        }

        @Test
        void retry_parked_events_if_they_are_the_operators() {
            assertThat(post("/v1/audit/parked/retry", AUDITOR, null).status()).isEqualTo(403);
            assertThat(post("/v1/audit/parked/retry", OPERATOR, null).status()).isEqualTo(200);
        }

        private int status(String path, String key) {
            return get(path, key, "application/json").status();
        }
    }

    @Test
    void the_api_is_described() {
        JsonNode api = get("/v3/api-docs").json();
        assertThat(api.get("paths").propertyNames())
                .contains(
                        "/v1/accounts/{account}/balance",
                        "/v1/accounts/{account}/history",
                        "/v1/accounts/{account}/runs/{runId}",
                        "/v1/analytics/usage",
                        "/v1/audit/accounts/{account}/events",
                        "/v1/audit/replays/{id}");
        assertThat(api.at("/components/schemas/Balance/properties/available/type")
                        .asString())
                .isEqualTo("number");
        assertThat(api.at("/components/schemas/StoredEvent/properties/payload/type")
                        .asString())
                .isEqualTo("object");
    }

    @Test
    void lag_and_parked_events_are_measured() {
        String metrics = get("/actuator/prometheus", ADMIN, "text/plain").body();
        assertThat(metrics)
                .contains("runledger_projection_lag{projection=\"balance\"")
                .contains("runledger_parked_events{projection=\"history\"} 0.0");
    }
}
