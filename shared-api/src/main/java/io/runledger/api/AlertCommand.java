package io.runledger.api;

import java.util.List;

/** What may be asked about what the owner of an account is told. */
public sealed interface AlertCommand extends AccountCommand {

    /**
     * Says below which balances the owner is told so; a repeat changes nothing.
     *
     * @param lowBalance none: it is never said
     */
    record ConfigureAlerts(AccountId account, List<Credits> lowBalance) implements AlertCommand {

        public ConfigureAlerts {
            lowBalance = LowBalance.checked(lowBalance);
        }
    }

    /** Asks which thresholds hold; changes nothing. */
    record ShowAlerts(AccountId account) implements AlertCommand {}

    /** Has it said that a grant will soon expire, if it has credits and it was not said before. */
    record WarnOfExpiry(AccountId account, GrantId grantId) implements AlertCommand {}
}
