package io.runledger.eventstore;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The form in which keys are stored: the first half of a SHA-256, the same as the SQL function {@code key_hash} makes. It
 * takes a third of a key's room. Two keys with the same hash won't be met; if they were, the second would be refused.
 */
final class HashedKey {

    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(HashedKey::sha256);

    private HashedKey() {}

    static UUID of(String aggregate, String key) {
        MessageDigest digest = SHA_256.get();
        digest.update(aggregate.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
        return new UUID(hash.getLong(), hash.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
