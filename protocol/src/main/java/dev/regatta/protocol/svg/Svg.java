package dev.regatta.protocol.svg;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** A picture in SVG, written from top to bottom. Text is escaped; coordinates are pixels, rounded to a tenth. */
public final class Svg {

    /** Where a text's point lies in it. */
    public enum Anchor {
        START,
        MIDDLE,
        END
    }

    private final StringBuilder body = new StringBuilder();
    private final int width;
    private final int height;

    public Svg(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** A filled rectangle with the words that a pointer on it shows. */
    public Svg rectangle(double x, double y, double w, double h, String fill, String title) {
        body.append("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\"><title>%s</title></rect>\n"
                .formatted(number(x), number(y), number(w), number(h), fill, escaped(title)));
        return this;
    }

    public Svg text(double x, double y, Anchor anchor, String fill, String text) {
        body.append("<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" fill=\"%s\">%s</text>\n"
                .formatted(number(x), number(y), anchor.name().toLowerCase(Locale.ROOT), fill, escaped(text)));
        return this;
    }

    /** A text that reads upwards, centred on its point. */
    public Svg upwards(double x, double y, String text) {
        body.append("<text transform=\"translate(%s %s) rotate(-90)\" text-anchor=\"middle\" fill=\"#333\">%s</text>\n"
                .formatted(number(x), number(y), escaped(text)));
        return this;
    }

    public Svg line(double x1, double y1, double x2, double y2, String stroke) {
        body.append("<path d=\"M%s %sL%s %s\" stroke=\"%s\"/>\n"
                .formatted(number(x1), number(y1), number(x2), number(y2), stroke));
        return this;
    }

    /** A line through points, each of x and y. */
    public Svg polyline(List<double[]> points, String stroke) {
        StringJoiner path = new StringJoiner("L", "M", "");
        points.forEach(point -> path.add(number(point[0]) + " " + number(point[1])));
        body.append("<path d=\"%s\" stroke=\"%s\" stroke-width=\"1.6\" fill=\"none\"/>\n".formatted(path, stroke));
        return this;
    }

    /** The whole document, in UTF-8 once encoded, on white. */
    public String document() {
        return ("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" "
                                + "font-family=\"sans-serif\" font-size=\"12\">\n")
                        .formatted(width, height, width, height)
                + "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n" + body + "</svg>\n";
    }

    /** Text as XML takes it. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
