package io.runledger.service.start;

/** A process can't start as it was asked to. Printed as two short paragraphs, without a stack trace. */
public final class StartRefused extends RuntimeException {

    private final String action;

    /**
     * @param problem what is wrong
     * @param action what to do about it
     */
    public StartRefused(String problem, String action) {
        super(problem);
        this.action = action;
    }

    public StartRefused(String problem, String action, Throwable cause) {
        super(problem, cause);
        this.action = action;
    }

    public String action() {
        return action;
    }
}
