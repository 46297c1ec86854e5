package io.runledger.command.purchasing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runledger.api.InvalidValue;
import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StripeAmountsTest {

    @ParameterizedTest
    @CsvSource({
        "1.99, USD, 199",
        "1000, USD, 100000",
        "500, JPY, 500",
        "500, KRW, 500",
        "10, UGX, 1000",
        "10, ISK, 1000",
        "1.23, KWD, 1230"
    })
    void an_amount_is_counted_as_stripe_does(BigDecimal amount, String currency, long smallest) {
        assertThat(StripeAmounts.toSmallest(amount, currency)).isEqualTo(smallest);
        assertThat(StripeAmounts.fromSmallest(smallest, currency)).isEqualByComparingTo(amount);
    }

    @ParameterizedTest
    @CsvSource({"1.999, USD", "0.5, JPY", "1.234, KWD"})
    void what_can_not_be_paid_exactly_is_refused(BigDecimal amount, String currency) {
        assertThatThrownBy(() -> StripeAmounts.toSmallest(amount, currency)).isInstanceOf(InvalidValue.class);
    }
}
