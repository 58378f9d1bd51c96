package dev.regatta.worker.attempt;

/** The queue to the tracking server has no room: what is asked has to be asked again later. */
public final class QueueFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public QueueFullException(String message) {
        super(message);
    }
}
