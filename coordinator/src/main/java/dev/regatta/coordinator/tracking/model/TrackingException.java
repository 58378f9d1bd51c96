package dev.regatta.coordinator.tracking.model;

/** A request that cannot be served; nothing was changed. The message is for the client to read. */
public final class TrackingException extends RuntimeException {

    private final ErrorCode code;
    private final String reason;

    public TrackingException(ErrorCode code, String message) {
        super(message, null, false, false);
        this.code = code;
        this.reason = message;
    }

    public ErrorCode code() {
        return code;
    }

    /** The message. */
    public String reason() {
        return reason;
    }

    public static TrackingException invalid(String message) {
        return new TrackingException(ErrorCode.INVALID_PARAMETER_VALUE, message);
    }

    public static TrackingException missing(String message) {
        return new TrackingException(ErrorCode.RESOURCE_DOES_NOT_EXIST, message);
    }

    public static TrackingException taken(String message) {
        return new TrackingException(ErrorCode.RESOURCE_ALREADY_EXISTS, message);
    }
}
