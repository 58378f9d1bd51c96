package dev.regatta.coordinator.tracking.search;

/**
 * A piece of a filter.
 *
 * @param text without its quotes
 * @param position where it begins, counted from 1
 */
record Token(Kind kind, String text, int position) {

    enum Kind {
        /** Letters, digits and the signs that keys may hold; the parts of a dotted name with quotes are put together. */
        WORD,
        /** In single or double quotes. */
        TEXT,
        /** In backquotes. */
        NAME,
        SYMBOL,
        END
    }

    boolean is(String symbolOrKeyword) {
        return (kind == Kind.SYMBOL || kind == Kind.WORD) && text.equalsIgnoreCase(symbolOrKeyword);
    }
}
