package io.runledger.command.personal;

import io.runledger.api.InvalidValue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway has told of the person behind an account.
 *
 * @param country ISO 3166-1, two capital letters
 */
public record Profile(@Nullable String country, @Nullable String email) {

    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[^\\s@\\p{Cntrl}]{1,189}");

    public Profile {
        if (country != null && !COUNTRY.matcher(country).matches()) {
            throw new InvalidValue("country must be a code of ISO 3166, such as DE");
        }
        if (email != null && !EMAIL.matcher(email).matches()) {
            throw new InvalidValue("email must be an e-mail address");
        }
    }
}
