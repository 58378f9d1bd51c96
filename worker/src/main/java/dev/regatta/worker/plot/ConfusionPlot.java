package dev.regatta.worker.plot;

import dev.regatta.protocol.svg.Svg;
import java.util.Arrays;
import java.util.Locale;

/** A confusion matrix as squares: a row a true class, a column an answer, darker the larger its share of the row. */
public final class ConfusionPlot {
    private static final int LEFT = 60;
    private static final int TOP = 50;
    private static final int SIDE = 400;
    /** Cells smaller than this, in pixels, hold no figures. */
    private static final double LEAST_WRITTEN = 24;

    private ConfusionPlot() {}

    /** @param counts by true class (rows) and answer (columns), square */
    public static String of(int[][] counts) {
        Svg svg = new Svg(LEFT + SIDE + 20, TOP + SIDE + 20);
        double cell = SIDE / (double) Math.max(1, counts.length);
        svg.text(LEFT + SIDE / 2.0, 20, Svg.Anchor.MIDDLE, "#333", "answer of the linear probe, test split");
        svg.upwards(20, TOP + SIDE / 2.0, "true class");
        for (int row = 0; row < counts.length; row++) {
            long total = Math.max(1, Arrays.stream(counts[row]).asLongStream().sum());
            if (cell >= LEAST_WRITTEN) {
                svg.text(LEFT - 6, TOP + (row + 0.6) * cell, Svg.Anchor.END, "#333", Integer.toString(row));
                svg.text(LEFT + (row + 0.5) * cell, TOP - 6, Svg.Anchor.MIDDLE, "#333", Integer.toString(row));
            }
            for (int column = 0; column < counts[row].length; column++) {
                cell(svg, row, column, counts[row][column], counts[row][column] / (double) total, cell);
            }
        }
        return svg.document();
    }

    private static void cell(Svg svg, int row, int column, int count, double share, double side) {
        double x = LEFT + column * side;
        double y = TOP + row * side;
        String title = "class %d answered %d: %d samples, %s of the class"
                .formatted(row, column, count, String.format(Locale.ROOT, "%.1f %%", 100 * share));
        svg.rectangle(x, y, side, side, shade(share), title);
        if (side >= LEAST_WRITTEN) {
            String ink = share > 0.5 ? "#fff" : "#333";
            svg.text(x + side / 2, y + side / 2 + 4, Svg.Anchor.MIDDLE, ink, Integer.toString(count));
        }
    }

    /** From white at 0 to a dark blue at 1. */
    private static String shade(double share) {
        return "#%02x%02x%02x".formatted(between(255, 8, share), between(255, 64, share), between(255, 129, share));
    }

    private static int between(int from, int to, double share) {
        return (int) Math.round(from + (to - from) * share);
    }
}
