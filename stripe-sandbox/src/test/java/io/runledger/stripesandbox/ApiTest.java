package io.runledger.stripesandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.AuthenticationException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.RateLimitException;
import com.stripe.model.Customer;
import com.stripe.model.StripeCollection;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerListParams;
import com.stripe.param.ProductCreateParams;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiTest {

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
    void callsAreRefused() throws Exception {
        assertThatThrownBy(() -> desk.client("sk_test_other").v1().customers().create(ADA))
                .isInstanceOf(AuthenticationException.class);
        assertThatThrownBy(() -> desk.stripe.customers().retrieve("cus_none"))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.getCode()).isEqualTo("resource_missing"));
        assertThatThrownBy(() -> desk.checkout("cus_none", 100))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.getStatusCode()).isEqualTo(400));
        desk.control("/sandbox/settings", "{\"rateLimit\":1}");
        assertThatThrownBy(() -> desk.stripe.customers().create(ADA)).isInstanceOf(RateLimitException.class);
        assertThat(desk.post("/sandbox/settings", "application/json", "{\"other\":1}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aListIsReadToItsEnd() throws Exception {
        for (int i = 0; i < 5; i++) {
            desk.stripe.customers().create(i % 2 == 0 ? ADA : BOB);
        }
        assertThat(customers().map(Customer::getEmail))
                .containsExactly(
                        "ada@example.org", "bob@example.org", "ada@example.org", "bob@example.org", "ada@example.org");
        CustomerListParams bobs =
                CustomerListParams.builder().setEmail("bob@example.org").build();
        assertThat(desk.stripe.customers().list(bobs).getData()).hasSize(2);
    }

    @Test
    void aProductIsMadeOnce() throws Exception {
        ProductCreateParams plan =
                ProductCreateParams.builder().setId("plan_pro").setName("Pro").build();
        desk.stripe.products().create(plan);

        assertThatThrownBy(() -> desk.stripe.products().create(plan))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.getCode()).isEqualTo("resource_already_exists"));
        assertThat(desk.stripe.products().retrieve("plan_pro").getName()).isEqualTo("Pro");
    }

    @Test
    void aDeletedCustomerIsGone() throws Exception {
        Customer customer = desk.customer();
        desk.stripe.customers().delete(customer.getId());

        assertThat(desk.stripe.customers().retrieve(customer.getId()).getDeleted())
                .isTrue();
        assertThat(customers()).isEmpty();
    }
}
