package dev.regatta.protocol;

/** What the ids' parsers share. */
final class Ids {
    private Ids() {}

    static int number(String whole, String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + whole + "\" ends in \"" + digits + "\", must be a number", e);
        }
    }
}
