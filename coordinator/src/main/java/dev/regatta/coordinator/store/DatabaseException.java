package dev.regatta.coordinator.store;

/** The database cannot be opened; the message is one line that names the place and the reason. */
public final class DatabaseException extends RuntimeException {

    public DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }

    public DatabaseException(String message) {
        super(message);
    }

    static String firstLine(Exception e) {
        String message = e.getMessage();
        return message == null ? "no reason given" : message.lines().findFirst().orElse("no reason given");
    }
}
