package io.runledger.query.history;

import io.runledger.api.AccountId;
import io.runledger.api.InvalidValue;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Base64;

/**
 * Where the next page of a history begins. It holds the filter too, so that it means the same whatever comes with it.
 *
 * @param before the next page has versions below it
 */
record Cursor(AccountId account, long before, HistoryFilter filter) {

    private static final int PARTS = 5;

    String text() {
        String text = account + " " + before + " " + filter.text();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @throws InvalidValue if no page of this account's history ended with it
     */
    static Cursor of(AccountId account, String text) {
        try {
            Cursor cursor = read(text);
            if (cursor.account.equals(account)) {
                return cursor;
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            throw invalid();
        }
        throw invalid();
    }

    private static InvalidValue invalid() {
        return new InvalidValue("cursor must be the nextCursor of an earlier page of this account");
    }

    private static Cursor read(String text) {
        String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ");
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("parts");
        }
        HistoryFilter filter = HistoryFilter.ofText(parts[2], parts[3], parts[4]);
        return new Cursor(new AccountId(parts[0]), Long.parseLong(parts[1]), filter);
    }
}
