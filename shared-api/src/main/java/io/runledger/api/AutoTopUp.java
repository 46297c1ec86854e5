package io.runledger.api;

/**
 * When an account buys credits by itself.
 *
 * @param threshold it buys when less than this is available
 * @param packageId what it buys
 * @param currency ISO 4217
 * @param mostPerDay how often it may do so on one day of the policy's zone
 * @param mostPerMonth how often it may do so in one month
 * @param consentId what the payer agreed to, as the platform has recorded it
 */
public record AutoTopUp(
        Credits threshold, String packageId, String currency, int mostPerDay, int mostPerMonth, String consentId) {

    private static final int MOST = 1_000;

    /**
     * @throws InvalidValue if a value is missing or makes no sense
     */
    public AutoTopUp {
        threshold.requireSpendable("threshold");
        Ids.requireId("packageId", packageId);
        Ids.requireId("consentId", consentId);
        if (Currencies.decimals(currency).isEmpty()) {
            throw new InvalidValue("currency must be a code of ISO 4217, such as USD");
        }
        requireCount("mostPerDay", mostPerDay);
        requireCount("mostPerMonth", mostPerMonth);
    }

    private static void requireCount(String field, int count) {
        if (count < 1 || count > MOST) {
            throw new InvalidValue(field + " must be from 1 to " + MOST);
        }
    }
}
