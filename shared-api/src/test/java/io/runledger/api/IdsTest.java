package io.runledger.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "acme", "user_42", "team:7", "0190f3c2-7b7e-7cc0-a3f7-5e1c5c0a9d11", "A.b-c~d"})
    void an_id_is_made_of_letters_digits_and_a_few_signs(String id) {
        assertThat(new AccountId(id).value()).isEqualTo(id);
        assertThat(new RunId(id)).hasToString(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a/b",
                "../etc",
                ".",
                "a\"b",
                "a'b",
                "a\nb",
                "a\u0000b",
                "ä",
                "a%2Fb",
                "-a",
                "<b>"
            })
    void anything_else_is_refused(String id) {
        assertThatThrownBy(() -> new AccountId(id))
                .isInstanceOf(InvalidValue.class)
                .hasMessageStartingWith("account must be 1 to 128");
    }

    @Test
    void an_id_has_at_most_128_characters() {
        assertThat(new RunId("r".repeat(128)).value()).hasSize(128);
        assertThatThrownBy(() -> new RunId("r".repeat(129))).isInstanceOf(InvalidValue.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"daily:2026-01-01", "purchase:p1", "compensation:1:r1"})
    void the_grant_ids_that_are_made_here_are_kept_from_clients(String id) {
        assertThatThrownBy(() -> GrantId.chosenByClient(id)).isInstanceOf(InvalidValue.class);
        assertThat(new GrantId(id)).hasToString(id);
    }

    @Test
    void a_grant_knows_the_key_of_the_event_that_opened_it() {
        assertThat(GrantId.chosenByClient("g1").openingKey()).isEqualTo("grant:g1");
        assertThat(GrantId.daily(LocalDate.of(2026, 3, 1)).openingKey()).isEqualTo("daily:2026-03-01");
        assertThat(GrantId.of(new PurchaseId("p1")).openingKey()).isEqualTo("purchase:p1");
        assertThat(GrantId.compensation(new RunId("team:7:r"), 2).openingKey()).isEqualTo("refund:team:7:r");
    }
}
