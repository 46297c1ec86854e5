package io.runledger.command.personal;

import io.runledger.api.AccountId;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The one table with data of persons and words of people. */
@Component
public class PersonalData {

    private static final String COUNTRY = "country";
    private static final String EMAIL = "email";
    private static final String CUSTOMER = "customer";
    private static final String REASON = "reason:";

    private final JdbcClient jdbc;
    private final Clock clock;

    PersonalData(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public Profile profileOf(AccountId account) {
        return new Profile(
                find(account, COUNTRY).orElse(null), find(account, EMAIL).orElse(null));
    }

    /** What the profile doesn't say stays as it was. */
    public void update(AccountId account, Profile profile) {
        put(account, COUNTRY, profile.country());
        put(account, EMAIL, profile.email());
    }

    /** As what the payment provider knows the account; empty if it doesn't. */
    public Optional<String> customerOf(AccountId account) {
        return find(account, CUSTOMER);
    }

    /**
     * Keeps as what the payment provider knows the account; the first stays.
     *
     * @return the one that is kept
     */
    public String keepCustomer(AccountId account, String customer) {
        jdbc.sql("""
                insert into command.personal (account, field, value, at) values (?, ?, ?, ?)
                on conflict do nothing
                """)
                .param(account.value())
                .param(CUSTOMER)
                .param(customer)
                .param(Timestamp.from(clock.instant()))
                .update();
        return customerOf(account).orElseThrow();
    }

    /**
     * Keeps an operator's words about something done once; the first words stay.
     *
     * @param owner the account, or whatever else it was done to
     * @param key what it was that was done
     * @return whether these are the first
     */
    public boolean keepReason(String owner, String key, String words) {
        return jdbc.sql("""
                        insert into command.personal (account, field, value, at)
                        values (:account, :field, :value, :at)
                        on conflict do nothing
                        """)
                        .param("account", owner)
                        .param("field", REASON + key)
                        .param("value", words)
                        .param("at", Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    /** Forgets all that is known of the person behind an account, operators' words about it included. */
    public void erase(AccountId account) {
        jdbc.sql("delete from command.personal where account = ?")
                .param(account.value())
                .update();
    }

    /** Forgets words about something that wasn't done after all. */
    public void dropReason(String owner, String key) {
        jdbc.sql("delete from command.personal where account = :account and field = :field")
                .param("account", owner)
                .param("field", REASON + key)
                .update();
    }

    private Optional<String> find(AccountId account, String field) {
        return jdbc.sql("select value from command.personal where account = :account and field = :field")
                .param("account", account.value())
                .param("field", field)
                .query(String.class)
                .optional();
    }

    private void put(AccountId account, String field, @Nullable String value) {
        if (value != null) {
            jdbc.sql("""
                    insert into command.personal (account, field, value, at)
                    values (:account, :field, :value, :at)
                    on conflict (account, field) do update set value = excluded.value, at = excluded.at
                    """)
                    .param("account", account.value())
                    .param("field", field)
                    .param("value", value)
                    .param("at", Timestamp.from(clock.instant()))
                    .update();
        }
    }
}
