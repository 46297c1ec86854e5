package io.runledger.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a repeated request is the same as the first. It is taken of the request as sent, before pricing; fields
 * that are not said leave no trace, so that a field added later changes no fingerprint of old.
 */
public final class Fingerprint {

    /** 96 bits: enough against accidents, and a client that forges its own requests only fools itself. */
    private static final int BYTES = 12;

    private final StringBuilder request = new StringBuilder();

    public static Fingerprint of(String action) {
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.request.append(action);
        return fingerprint;
    }

    /** Values are ids, codes, numbers and lists of records of these; none can hold a line break. */
    public Fingerprint with(String field, @Nullable Object value) {
        if (value != null) {
            request.append('\n').append(field).append('=').append(value);
        }
        return this;
    }

    public String text() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(request.toString().getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
