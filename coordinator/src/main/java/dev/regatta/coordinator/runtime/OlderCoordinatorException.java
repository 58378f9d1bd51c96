package dev.regatta.coordinator.runtime;

/** What is asked for needs every coordinator to be of a newer version than one that still runs. */
public final class OlderCoordinatorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Names both versions.
     *
     * @param what is asked for
     */
    public OlderCoordinatorException(String what, int needed, int common) {
        super(what + " needs coordinators that read version " + needed + ", and one that reads only version " + common
                + " still runs: try again when it was replaced");
    }
}
