package dev.regatta.coordinator.tracking.search;

import dev.regatta.coordinator.tracking.model.TrackingException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads MLflow's filters.
 *
 * <pre>
 * filter     = [ comparison { AND comparison } ]
 * comparison = field operator operand
 * field      = [ kind "." ] key          kind: metrics, params, tags or attributes; odd keys in ` or "
 * operator   = "=" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=" | LIKE | ILIKE | IN | NOT IN
 * operand    = number | 'text' | "text" | "(" 'text' { "," 'text' } ")"
 * </pre>
 */
public final class FilterParser {

    private static final int LONGEST_FILTER = 100_000;
    private static final int MOST_COMPARISONS = 50;

    /** Not all that Java reads as a number: neither NaN nor 1f nor 0x1p3. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?(Infinity|(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?)");

    private final TokenReader tokens;

    private FilterParser(SearchTarget target, String filter) {
        this.tokens = new TokenReader(target, filter);
    }

    /**
     * The conditions that all have to hold; none for an empty filter.
     *
     * @throws TrackingException if the filter is none, naming the place
     */
    public static List<Comparison> parse(SearchTarget target, String filter) {
        if (filter.length() > LONGEST_FILTER) {
            throw TrackingException.invalid(
                    "the filter has " + filter.length() + " characters, must have ≤ " + LONGEST_FILTER);
        }
        return new FilterParser(target, filter).filter();
    }

    private List<Comparison> filter() {
        List<Comparison> comparisons = new ArrayList<>();
        if (tokens.atEnd()) {
            return comparisons;
        }
        comparisons.add(comparison());
        while (!tokens.atEnd()) {
            conjunction();
            comparisons.add(comparison());
        }
        if (comparisons.size() > MOST_COMPARISONS) {
            throw TrackingException.invalid(
                    "the filter has " + comparisons.size() + " conditions, must have ≤ " + MOST_COMPARISONS);
        }
        return comparisons;
    }

    private void conjunction() {
        Token token = tokens.next();
        if (!token.is("AND")) {
            throw TokenReader.unexpected(token, "AND, which alone joins conditions");
        }
    }

    private Comparison comparison() {
        Field field = tokens.field();
        Operator operator = operator();
        return new Comparison(field, operator, operator.takesList() ? texts() : operand());
    }

    private Operator operator() {
        Token token = tokens.next();
        if (token.is("NOT") && tokens.skip("IN")) {
            return Operator.NOT_IN;
        }
        for (Operator operator : Operator.values()) {
            if (token.is(operator.symbol())) {
                return operator;
            }
        }
        throw TokenReader.unexpected(token, "a comparator");
    }

    private Operand operand() {
        Token token = tokens.next();
        if (token.kind() == Token.Kind.TEXT) {
            return new Operand.Text(token.text());
        }
        if (token.kind() != Token.Kind.WORD || !NUMBER.matcher(token.text()).matches()) {
            throw TokenReader.unexpected(token, "a number or a quoted text");
        }
        return new Operand.Num(Double.parseDouble(token.text()));
    }

    private Operand texts() {
        Token open = tokens.next();
        if (!open.is("(")) {
            throw TokenReader.unexpected(open, "'(' and a list of quoted texts");
        }
        List<String> values = new ArrayList<>();
        do {
            values.add(text());
        } while (tokens.skip(","));
        Token close = tokens.next();
        if (!close.is(")")) {
            throw TokenReader.unexpected(close, "',' or ')'");
        }
        return new Operand.Texts(values);
    }

    private String text() {
        Token token = tokens.next();
        if (token.kind() != Token.Kind.TEXT) {
            throw TokenReader.unexpected(token, "a quoted text");
        }
        return token.text();
    }
}
