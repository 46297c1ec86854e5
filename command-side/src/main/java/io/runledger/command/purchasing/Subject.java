package io.runledger.command.purchasing;

import io.runledger.api.AccountId;
import io.runledger.api.PurchaseId;

/** What something is to be found out about; one subject is looked after by one process at a time. */
sealed interface Subject {

    /** How it is called as a task and in the table of events. No id has a slash in it. */
    String name();

    /** A purchase of an account. */
    record OfPurchase(AccountId account, PurchaseId purchase) implements Subject {

        @Override
        public String name() {
            return "purchase/" + account + "/" + purchase;
        }
    }

    /** A payment at Stripe; whose it is has to be asked there. */
    record OfPayment(String payment) implements Subject {

        @Override
        public String name() {
            return "payment/" + payment;
        }
    }

    /** A subscription at Stripe. */
    record OfSubscription(String subscription) implements Subject {

        @Override
        public String name() {
            return "subscription/" + subscription;
        }
    }

    static Subject named(String name) {
        String[] parts = name.split("/");
        return switch (parts[0]) {
            case "purchase" -> new OfPurchase(new AccountId(parts[1]), new PurchaseId(parts[2]));
            case "payment" -> new OfPayment(parts[1]);
            case "subscription" -> new OfSubscription(parts[1]);
            default -> throw new IllegalArgumentException("there is no subject " + name);
        };
    }
}
