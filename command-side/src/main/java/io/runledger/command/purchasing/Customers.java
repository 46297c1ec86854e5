package io.runledger.command.purchasing;

import com.stripe.model.Customer;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerUpdateParams;
import io.runledger.api.AccountId;
import io.runledger.command.personal.PersonalData;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The accounts as Stripe's customers. Who is which is personal data, and erased with it. */
@Component
class Customers {

    private final Stripe stripe;
    private final PersonalData personalData;

    Customers(Stripe stripe, PersonalData personalData) {
        this.stripe = stripe;
        this.personalData = personalData;
    }

    Optional<String> find(AccountId account) {
        return personalData.customerOf(account);
    }

    /** The customer, whose e-mail is the account's from now on: a checkout for a customer takes no other. */
    String of(AccountId account, String email) {
        Optional<String> known = find(account);
        if (known.isPresent()) {
            CustomerUpdateParams withEmail =
                    CustomerUpdateParams.builder().setEmail(email).build();
            return stripe.call(client -> client.v1().customers().update(known.get(), withEmail))
                    .getId();
        }
        Customer made = stripe.call(client -> client.v1()
                .customers()
                .create(CustomerCreateParams.builder()
                        .setEmail(email)
                        .putMetadata(Notice.ACCOUNT, account.value())
                        .build()));
        return personalData.keepCustomer(account, made.getId());
    }
}
