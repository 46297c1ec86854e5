package io.runledger.query.projection;

/** An event that no projection can handle as it is; the message says why. */
public final class UnfitEvent extends RuntimeException {

    public UnfitEvent(String message) {
        super(message);
    }

    private UnfitEvent(String message, Throwable cause) {
        super(message, cause);
    }

    /** Its JSON does not fit its type; the parser says where in several lines, of which the first is the reason. */
    static UnfitEvent unreadable(Throwable failure) {
        Throwable reason = failure;
        while (reason.getCause() != null && reason.getCause() != reason) {
            reason = reason.getCause();
        }
        String message = String.valueOf(reason.getMessage()).lines().findFirst().orElse("");
        return new UnfitEvent("it can't be read: " + message, failure);
    }
}
