package io.runledger.command.account;

import io.runledger.api.Credits;
import io.runledger.api.PaymentEvent.CreditsClawedBack;
import io.runledger.api.PaymentEvent.CreditsReinstated;
import java.time.Instant;

/**
 * What an account keeps in mind of a purchase, for the day its money goes back.
 *
 * @param clawedBack what is taken back of its credits
 * @param expired what of them is breakage
 * @param voided what of them an operator took out
 * @param takenOfExpired what was breakage and counts as taken back
 * @param takenOfVoided what was void and counts as taken back
 */
record Sale(
        Instant at,
        Credits credits,
        Credits clawedBack,
        Credits expired,
        Credits voided,
        Credits takenOfExpired,
        Credits takenOfVoided) {

    static Sale of(Instant at, Credits credits) {
        return new Sale(at, credits, Credits.ZERO, Credits.ZERO, Credits.ZERO, Credits.ZERO, Credits.ZERO);
    }

    Sale losing(Credits nowExpired, Credits nowVoided) {
        return new Sale(
                at,
                credits,
                clawedBack,
                expired.plus(nowExpired),
                voided.plus(nowVoided),
                takenOfExpired,
                takenOfVoided);
    }

    Sale refunding(Credits frozen) {
        return new Sale(at, credits, clawedBack.plus(frozen), expired, voided, takenOfExpired, takenOfVoided);
    }

    Sale after(CreditsClawedBack event) {
        return new Sale(
                at,
                credits,
                clawedBack.plus(event.credits()),
                expired.minus(event.fromExpired()),
                voided.minus(event.fromVoided()),
                takenOfExpired.plus(event.fromExpired()),
                takenOfVoided.plus(event.fromVoided()));
    }

    Sale after(CreditsReinstated event) {
        return new Sale(
                at,
                credits,
                clawedBack.minus(event.credits()),
                expired.plus(event.toExpired()),
                voided.plus(event.toVoided()),
                takenOfExpired.minus(event.toExpired()).orZero(),
                takenOfVoided.minus(event.toVoided()).orZero());
    }
}
