package io.runledger.command.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.BalanceTransaction;
import com.stripe.model.Dispute;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What a dispute of 10.00 has taken is told by the money that moved, in whatever currency that was. */
class DisputedTest {

    private static long taken(long... movements) {
        Dispute dispute = new Dispute();
        dispute.setAmount(1_000L);
        dispute.setBalanceTransactions(Arrays.stream(movements)
                .mapToObj(amount -> {
                    BalanceTransaction movement = new BalanceTransaction();
                    movement.setAmount(amount);
                    return movement;
                })
                .toList());
        return Payments.takenBy(dispute);
    }

    @Test
    void an_inquiry_has_taken_nothing() {
        assertThat(taken()).isZero();
    }

    @Test
    void a_withdrawal_has_taken_all_and_one_given_again_nothing() {
        assertThat(taken(-1_000)).isEqualTo(1_000);
        assertThat(taken(-1_000, 1_000)).isZero();
    }

    @Test
    void a_part_given_again_leaves_its_proportion_in_another_currency_too() {
        assertThat(taken(-870, 435)).isEqualTo(500);
        assertThat(taken(-870)).isEqualTo(1_000);
    }
}
