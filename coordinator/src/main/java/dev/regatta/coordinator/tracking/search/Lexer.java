package dev.regatta.coordinator.tracking.search;

import dev.regatta.coordinator.tracking.model.TrackingException;
import java.util.ArrayList;
import java.util.List;

/** Cuts a filter or an order into tokens. */
final class Lexer {

    private final String text;
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    /** The tokens of {@code text}; the last one is {@link Token.Kind#END}. */
    static List<Token> tokens(String text) {
        Lexer lexer = new Lexer(text);
        List<Token> tokens = new ArrayList<>();
        do {
            tokens.add(lexer.next());
        } while (tokens.get(tokens.size() - 1).kind() != Token.Kind.END);
        return tokens;
    }

    private Token next() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        int start = at;
        if (at == text.length()) {
            return new Token(Token.Kind.END, "the end", start + 1);
        }
        char first = text.charAt(at);
        if (first == '\'' || first == '"') {
            return new Token(Token.Kind.TEXT, quoted(first), start + 1);
        } else if (first == '`') {
            return new Token(Token.Kind.NAME, quoted(first), start + 1);
        } else if (isSymbol(first)) {
            return new Token(Token.Kind.SYMBOL, symbol(), start + 1);
        }
        return new Token(Token.Kind.WORD, word(), start + 1);
    }

    /** A quote inside the quotes is written twice, as in SQL. */
    private String quoted(char quote) {
        int start = at++;
        StringBuilder inside = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != quote) {
                inside.append(c);
            } else if (at < text.length() && text.charAt(at) == quote) {
                inside.append(quote);
                at++;
            } else {
                return inside.toString();
            }
        }
        throw TrackingException.invalid(
                "Invalid filter: the quote " + quote + " at character " + (start + 1) + " is never closed");
    }

    private String symbol() {
        int length =
                at + 1 < text.length() && "!<>".indexOf(text.charAt(at)) >= 0 && text.charAt(at + 1) == '=' ? 2 : 1;
        at += length;
        return text.substring(at - length, at);
    }

    /** Ends at a space, a symbol, or a quote, which may go on with the name: {@code metrics.`a b`}. */
    private String word() {
        int start = at;
        while (at < text.length() && isPartOfWord(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private static boolean isPartOfWord(char c) {
        return !Character.isWhitespace(c) && !isSymbol(c) && "'\"`".indexOf(c) < 0;
    }

    private static boolean isSymbol(char c) {
        return "=!<>(),".indexOf(c) >= 0;
    }
}
