package io.runledger.api.policy;

import io.runledger.api.Credits;
import io.runledger.api.Ids;
import io.runledger.api.InvalidValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A policy that makes no sense; the message says which part and why. */
public final class PolicyProblem extends IllegalArgumentException {

    private final transient List<Object> within;

    /**
     * @param within where in the part that refuses itself the problem lies: names of fields and indexes of lists
     */
    public PolicyProblem(String message, Object... within) {
        super(message);
        this.within = List.of(within);
    }

    public List<Object> within() {
        return within;
    }

    static void require(boolean sensible, String message, Object... within) {
        if (!sensible) {
            throw new PolicyProblem(message, within);
        }
    }

    static <T> T requirePresent(@Nullable T part, String name) {
        if (part == null) {
            throw new PolicyProblem(name + " is required");
        }
        return part;
    }

    /** A name that the policy gives something, which clients will send. */
    static String requireId(@Nullable String id, String list) {
        try {
            return Ids.requireId(list + ": id", id);
        } catch (InvalidValue e) {
            throw new PolicyProblem(String.valueOf(e.getMessage()));
        }
    }

    static void requireSpendable(Credits credits, String name) {
        try {
            credits.requireSpendable(name);
        } catch (InvalidValue e) {
            throw new PolicyProblem(String.valueOf(e.getMessage()));
        }
    }
}
