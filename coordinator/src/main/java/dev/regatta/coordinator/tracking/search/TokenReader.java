package dev.regatta.coordinator.tracking.search;

import dev.regatta.coordinator.tracking.model.TrackingException;
import java.util.List;

/** Walks over tokens; reads what filters and orders have in common: fields. */
final class TokenReader {

    private final SearchTarget target;
    private final List<Token> tokens;
    private int at;

    TokenReader(SearchTarget target, String text) {
        this.target = target;
        this.tokens = Lexer.tokens(text);
    }

    Token next() {
        Token token = tokens.get(at);
        if (token.kind() != Token.Kind.END) {
            at++;
        }
        return token;
    }

    boolean atEnd() {
        return tokens.get(at).kind() == Token.Kind.END;
    }

    /** Steps over the next token if it is that symbol or keyword. */
    boolean skip(String symbolOrKeyword) {
        boolean found = tokens.get(at).is(symbolOrKeyword);
        if (found) {
            at++;
        }
        return found;
    }

    /** {@code kind.key}, {@code kind.`odd key`}, {@code kind."odd key"}, or an attribute's name alone. */
    Field field() {
        Token token = next();
        if (token.kind() == Token.Kind.NAME || token.kind() == Token.Kind.TEXT) {
            return target.field("", token.text());
        }
        if (token.kind() != Token.Kind.WORD) {
            throw unexpected(token, "a field such as metrics.loss");
        }
        int dot = token.text().indexOf('.');
        if (dot < 0) {
            return target.field("", token.text());
        }
        String key = token.text().substring(dot + 1);
        return target.field(token.text().substring(0, dot), key.isEmpty() ? quotedKey() : key);
    }

    static TrackingException unexpected(Token token, String wanted) {
        return TrackingException.invalid(
                "Invalid clause: '" + token.text() + "' at character " + token.position() + ", must be " + wanted);
    }

    private String quotedKey() {
        Token token = next();
        if (token.kind() != Token.Kind.NAME && token.kind() != Token.Kind.TEXT) {
            throw unexpected(token, "a key");
        }
        return token.text();
    }
}
