package io.runledger.stripesandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.ApiException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.StripeCollection;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerListParams;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdempotencyTest {

    private static final CustomerCreateParams ADA =
            CustomerCreateParams.builder().setEmail("ada@example.org").build();

    private static final CustomerCreateParams BOB =
            CustomerCreateParams.builder().setEmail("bob@example.org").build();

    private static final CustomerListParams ALL =
            CustomerListParams.builder().setLimit(2L).build();

    private Desk desk;

    @BeforeEach
    void open() throws Exception {
        desk = Desk.open();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private Stream<Customer> customers() throws Exception {
        StripeCollection<Customer> all = desk.stripe.customers().list(ALL);
        return StreamSupport.stream(all.autoPagingIterable().spliterator(), false);
    }

    @Test
    void aKeyMakesACallOnce() throws Exception {
        RequestOptions key = RequestOptions.builder().setIdempotencyKey("k-1").build();
        Customer first = desk.stripe.customers().create(ADA, key);
        Customer again = desk.stripe.customers().create(ADA, key);

        assertThat(again.getId()).isEqualTo(first.getId());
        assertThat(again.getLastResponse().headers().firstValue("Idempotent-Replayed"))
                .contains("true");
        assertThatThrownBy(() -> desk.stripe.customers().create(BOB, key)).isInstanceOf(IdempotencyException.class);
        assertThat(customers()).hasSize(1);
    }

    @Test
    void callsWithOneKeyAtTheSameTimeAreOne() throws Exception {
        RequestOptions key = RequestOptions.builder().setIdempotencyKey("k-1").build();
        List<CompletableFuture<String>> calls = IntStream.range(0, 8)
                .mapToObj(call -> CompletableFuture.supplyAsync(() -> created(key)))
                .toList();

        assertThat(calls.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(customers()).hasSize(1);
    }

    private String created(RequestOptions key) {
        try {
            return desk.stripe.customers().create(ADA, key).getId();
        } catch (StripeException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aKeyIsForgottenAfterADay() throws Exception {
        RequestOptions key = RequestOptions.builder().setIdempotencyKey("k-1").build();
        Customer first = desk.stripe.customers().create(ADA, key);
        desk.clock.move(Duration.ofHours(24));

        assertThat(desk.stripe.customers().create(BOB, key).getId()).isNotEqualTo(first.getId());
    }

    @Test
    void aLostAnswerIsAskedForAgainAndNothingIsDoneTwice() throws Exception {
        desk.control("/sandbox/settings", "{\"failAfter\":1}");
        RequestOptions retrying =
                RequestOptions.builder().setMaxNetworkRetries(3).build();
        Customer customer = desk.stripe.customers().create(ADA, retrying);

        assertThat(customers().map(Customer::getId)).containsExactly(customer.getId());
        assertThat(desk.page("/sandbox/settings")).contains("\"failAfter\":0");
    }

    @Test
    void aCallThatFailsBeforeTheWorkCanBeMadeAgain() throws Exception {
        desk.control("/sandbox/settings", "{\"failBefore\":1}");
        RequestOptions key = RequestOptions.builder().setIdempotencyKey("k-1").build();
        assertThatThrownBy(() -> desk.stripe.customers().create(ADA, key)).isInstanceOf(ApiException.class);
        assertThat(customers()).isEmpty();

        desk.stripe.customers().create(ADA, key);

        assertThat(customers()).hasSize(1);
    }
}
