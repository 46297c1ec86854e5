package io.runledger.command.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import io.runledger.service.json.StrictJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each type of message is about, by the shape that Stripe gives its object. */
class NoticeTest {

    private static String subjectOf(String object) {
        return Notice.subjectOf(StrictJson.mapper().readTree(object.replace('\'', '"')))
                .map(Subject::name)
                .orElse("none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'object': 'checkout.session', 'id': 'cs_1', 'mode': 'payment', 'subscription': null, 'payment_intent': 'pi_1', 'metadata': {'account': 'acme', 'purchase': 'p1'}} | purchase/acme/p1",
                "{'object': 'checkout.session', 'id': 'cs_1', 'mode': 'subscription', 'subscription': 'sub_1', 'metadata': {}} | subscription/sub_1",
                "{'object': 'checkout.session', 'id': 'cs_1', 'subscription': null, 'payment_intent': 'pi_1', 'metadata': {}} | payment/pi_1",
                "{'object': 'payment_intent', 'id': 'pi_1', 'metadata': {'account': 'acme', 'purchase': 'p1'}}  | purchase/acme/p1",
                "{'object': 'payment_intent', 'id': 'pi_1', 'metadata': {}}                                    | payment/pi_1",
                "{'object': 'charge', 'id': 'ch_1', 'payment_intent': 'pi_1', 'metadata': {}}                  | payment/pi_1",
                "{'object': 'charge', 'id': 'ch_1', 'payment_intent': null, 'metadata': {}}                    | payment/ch_1",
                "{'object': 'refund', 'id': 're_1', 'payment_intent': null, 'charge': 'ch_1'}                  | payment/ch_1",
                "{'object': 'refund', 'id': 're_1', 'payment_intent': 'pi_1', 'charge': 'ch_1'}                | payment/pi_1",
                "{'object': 'dispute', 'id': 'dp_1', 'payment_intent': null, 'charge': 'ch_1', 'metadata': {}} | payment/ch_1",
                "{'object': 'dispute', 'id': 'dp_1', 'payment_intent': {'id': 'pi_1', 'object': 'payment_intent'}} | payment/pi_1",
                "{'object': 'radar.early_fraud_warning', 'id': 'issfr_1', 'charge': 'ch_1'}                     | payment/ch_1",
                "{'object': 'invoice', 'id': 'in_1', 'parent': {'type': 'subscription_details', 'subscription_details': {'subscription': 'sub_1'}}} | subscription/sub_1",
                "{'object': 'invoice', 'id': 'in_1', 'parent': null}                                            | none",
                "{'object': 'subscription', 'id': 'sub_1', 'items': {'data': []}}                               | subscription/sub_1",
                "{'object': 'invoice_payment', 'id': 'inpay_1', 'payment': {'type': 'payment_intent', 'payment_intent': 'pi_1'}} | payment/pi_1",
                "{'object': 'product', 'id': 'prod_1'}                                                          | none",
                "{'id': 'of no type'}                                                                           | none"
            })
    void each_type_tells_its_subject(String object, String subject) {
        assertThat(subjectOf(object)).isEqualTo(subject);
    }

    @Test
    void metadata_of_somebody_elses_is_not_taken_for_ours() {
        assertThat(subjectOf("{'object': 'payment_intent', 'id': 'pi_1', 'metadata': {'account': 'not an id!',"
                        + " 'purchase': 'p'}}"))
                .isEqualTo("payment/pi_1");
        assertThat(subjectOf("{'object': 'payment_intent', 'id': 'pi_1', 'metadata': {'account': 'acme'}}"))
                .isEqualTo("payment/pi_1");
    }

    @Test
    void a_subject_is_read_by_its_name() {
        for (String name : new String[] {"purchase/acme/auto-top-up:1", "payment/pi_1", "subscription/sub_1"}) {
            assertThat(Subject.named(name).name()).isEqualTo(name);
        }
    }
}
