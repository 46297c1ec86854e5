package io.runledger.stripesandbox;

import java.security.SecureRandom;

/** Ids that look like Stripe's; chance keeps them apart, after a restart too. */
final class Ids {

    private static final String SIGNS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static final int LENGTH = 20;

    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /**
     * @param prefix such as {@code cus_}
     */
    static String next(String prefix) {
        StringBuilder id = new StringBuilder(prefix).append("sandbox");
        for (int i = 0; i < LENGTH; i++) {
            id.append(SIGNS.charAt(RANDOM.nextInt(SIGNS.length())));
        }
        return id.toString();
    }
}
