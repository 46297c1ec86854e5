package io.runledger.api;

/** Why a command was refused. A refusal changes nothing. */
public enum RejectionReason {
    UNKNOWN_ACCOUNT,
    UNKNOWN_RUN,
    UNKNOWN_GRANT,
    UNKNOWN_MODEL,
    /** The model has no such quality or size, or is priced by what the usage doesn't say. */
    USAGE_NOT_PRICED,
    UNKNOWN_PLAN,
    /** The account has no subscription, or none with this id that goes on. */
    UNKNOWN_SUBSCRIPTION,
    UNKNOWN_PACKAGE,
    UNKNOWN_PURCHASE,
    /** Who pays online has an e-mail. */
    EMAIL_REQUIRED,
    /** Fewer credits, or more, than can be bought at once. */
    AMOUNT_OUT_OF_RANGE,
    CURRENCY_NOT_SOLD,
    PAYMENT_METHOD_NOT_ACCEPTED,
    /** Payments from the account's country are not accepted, or the country is not known. */
    COUNTRY_NOT_ACCEPTED,
    ACCOUNT_CLOSED,
    /** Only accounts with an active subscription may do this. */
    PLAN_REQUIRED,
    /** The member has spent what it may in this period. */
    BUDGET_EXCEEDED,
    /** The member has no budget. */
    UNKNOWN_BUDGET,
    ALREADY_SUBSCRIBED,
    /** The subscription is in a state that doesn't allow this. */
    SUBSCRIPTION_CONFLICT,
    INSUFFICIENT_CREDITS,
    /** The run's id stands for another request, or the run is in a state that doesn't allow this. */
    RUN_CONFLICT,
    /** The grant's or purchase's id stands for another request. */
    ID_CONFLICT,
    REFUND_WINDOW_CLOSED,
    /** Nothing of the purchase is unused, or the money has gone back already. */
    NOTHING_TO_REFUND,
    /** The purchase is in a state that doesn't allow this. */
    PURCHASE_CONFLICT,
    UNKNOWN_REFUND,
    /** A rate card's version is taken, or below the one in force. */
    RATE_CARD_CONFLICT,
    /** One command, or the account's total, would hold more credits than it may. */
    LIMIT_EXCEEDED,
    /** A grant would have expired before it began. */
    EXPIRY_IN_THE_PAST
}
