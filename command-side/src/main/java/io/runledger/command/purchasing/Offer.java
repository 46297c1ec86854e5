package io.runledger.command.purchasing;

import io.runledger.api.Answer.Refused;
import io.runledger.api.Credits;
import io.runledger.api.Currencies;
import io.runledger.api.RejectionReason;
import io.runledger.api.policy.AnyAmount;
import io.runledger.api.policy.CreditPackage;
import io.runledger.api.policy.PaymentMethod;
import io.runledger.api.policy.Policy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the policy says to an order: a price and a way to pay, or why there is none. */
sealed interface Offer {

    /**
     * It can be bought so.
     *
     * @param price in units of the order's currency, as it is paid
     * @param methods what the buyer may choose from
     */
    record Price(Credits credits, BigDecimal price, List<PaymentMethod.Type> methods) implements Offer {

        /** Whether an operator settles it. */
        boolean isByTransfer() {
            return methods.get(0) == PaymentMethod.Type.BANK_TRANSFER;
        }
    }

    /** It can't. */
    record None(Refused refused) implements Offer {}

    /**
     * @param subscribed whether the account has an active subscription
     * @param country the account's; null where it is not known
     */
    static Offer of(Order order, Policy policy, boolean subscribed, @Nullable String country) {
        if (!policy.takesPaymentsFrom(country)) {
            return none(
                    RejectionReason.COUNTRY_NOT_ACCEPTED,
                    country == null
                            ? "the account's country is not known; say it with PUT /v1/accounts/{account} before it buys"
                            : "payments from " + country + " are not accepted; they are from "
                                    + new TreeSet<>(policy.countries()));
        }
        String packageId = order.packageId();
        return packageId == null
                ? ofOnesOwn(order, policy, subscribed)
                : policy.creditPackage(packageId)
                        .map(sold -> ofPackage(sold, order, policy, subscribed))
                        .orElseGet(() -> none(
                                RejectionReason.UNKNOWN_PACKAGE,
                                "there is no package " + packageId + "; there are "
                                        + policy.packages().stream()
                                                .map(CreditPackage::id)
                                                .toList()));
    }

    private static Offer ofPackage(CreditPackage sold, Order order, Policy policy, boolean subscribed) {
        BigDecimal price = sold.prices().get(order.currency());
        return check(sold.requiresPlan() && !subscribed, sold.prices(), order, policy, sold.credits(), price);
    }

    private static Offer ofOnesOwn(Order order, Policy policy, boolean subscribed) {
        AnyAmount any = policy.anyAmount();
        Credits credits = order.credits();
        if (any == null || credits == null) {
            return none(RejectionReason.AMOUNT_OUT_OF_RANGE, "credits are sold in packages alone; name one of them");
        }
        if (credits.compareTo(any.least()) < 0 || credits.compareTo(any.most()) > 0) {
            return none(
                    RejectionReason.AMOUNT_OUT_OF_RANGE,
                    "credits must be from " + any.least() + " to " + any.most() + " at once");
        }
        BigDecimal each = any.pricePerCredit().get(order.currency());
        BigDecimal price = each == null ? null : payable(each.multiply(credits.toDecimal()), order.currency());
        return check(any.requiresPlan() && !subscribed, any.pricePerCredit(), order, policy, credits, price);
    }

    private static Offer check(
            boolean needsPlan,
            Map<String, BigDecimal> prices,
            Order order,
            Policy policy,
            Credits credits,
            @Nullable BigDecimal price) {
        if (needsPlan) {
            return none(
                    RejectionReason.PLAN_REQUIRED,
                    "only accounts with an active subscription may buy this; see the plans of GET /v1/policy");
        }
        if (price == null) {
            return none(
                    RejectionReason.CURRENCY_NOT_SOLD,
                    "it is not sold in " + order.currency() + "; it is in " + new TreeSet<>(prices.keySet()));
        }
        List<PaymentMethod.Type> methods = policy.methodsFor(order.currency()).stream()
                .map(PaymentMethod::method)
                .toList();
        List<PaymentMethod.Type> possible = possible(order, methods);
        return possible.isEmpty()
                ? none(
                        RejectionReason.PAYMENT_METHOD_NOT_ACCEPTED,
                        "this can't be paid so in " + order.currency() + "; it can by "
                                + methods.stream()
                                        .map(PaymentMethod.Type::wireName)
                                        .toList())
                : new Price(credits, price, possible);
    }

    /** A transfer only where it is named, or nothing else can be; a card alone can be saved. */
    private static List<PaymentMethod.Type> possible(Order order, List<PaymentMethod.Type> methods) {
        PaymentMethod.Type wanted = order.saveCard() ? PaymentMethod.Type.CARD : order.method();
        if (wanted != null) {
            boolean contradiction = order.method() != null && order.method() != wanted;
            return !contradiction && methods.contains(wanted) ? List.of(wanted) : List.of();
        }
        List<PaymentMethod.Type> online = methods.stream()
                .filter(method -> method != PaymentMethod.Type.BANK_TRANSFER)
                .toList();
        return online.isEmpty() ? methods : online;
    }

    /** With as many decimals as the currency has; what lies half-way goes up, and nothing is given away. */
    private static BigDecimal payable(BigDecimal price, String currency) {
        int decimals = Currencies.decimals(currency).orElseThrow();
        BigDecimal smallest = BigDecimal.ONE.movePointLeft(decimals);
        return price.setScale(decimals, RoundingMode.HALF_UP).max(smallest);
    }

    private static Offer none(RejectionReason reason, String detail) {
        return new None(new Refused(reason, detail));
    }
}
