package io.runledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;

class ListensOnTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, http://127.0.0.1:8080",
        "::1, http://[::1]:8080",
        "0.0.0.0, http://localhost:8080",
        "'', http://localhost:8080"
    })
    void the_address_is_one_that_can_be_called(String address, String url) {
        assertThat(ListensOn.url(new MockEnvironment().withProperty("server.address", address), 8080))
                .isEqualTo(url);
    }
}
