package dev.regatta.coordinator.report;

import dev.regatta.protocol.svg.Svg;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Lines over common axes, with a legend. */
final class LineChart {
    private static final int LEFT = 70;
    private static final int TOP = 40;
    private static final int WIDTH = 560;
    private static final int HEIGHT = 300;
    private static final int TICKS = 4;
    private static final int LEGEND_LINE = 18;
    private static final List<String> COLOURS = List.of("#1b6ca8", "#d1495b", "#3a7d44", "#8e5ea2", "#b8860b");

    private final Svg svg;
    private final Range x;
    private final Range y;

    private LineChart(Svg svg, Range x, Range y) {
        this.svg = svg;
        this.x = x;
        this.y = y;
    }

    private record Range(double low, double high) {
        static Range of(Collection<List<double[]>> lines, ToDoubleFunction<double[]> coordinate) {
            var summary =
                    lines.stream().flatMap(List::stream).mapToDouble(coordinate).summaryStatistics();
            double low = summary.getMin();
            return new Range(low, summary.getMax() > low ? summary.getMax() : low + 1);
        }

        double share(double value) {
            return (value - low) / (high - low);
        }

        double at(double share) {
            return low + share * (high - low);
        }
    }

    /** @param lines points of x and y by the line's name; at least one point */
    static String of(String title, String xName, String yName, Map<String, List<double[]>> lines) {
        Svg svg = new Svg(LEFT + WIDTH + 30, TOP + HEIGHT + 60 + LEGEND_LINE * lines.size());
        LineChart chart = new LineChart(
                svg, Range.of(lines.values(), point -> point[0]), Range.of(lines.values(), point -> point[1]));
        svg.text(LEFT + WIDTH / 2.0, 20, Svg.Anchor.MIDDLE, "#333", title);
        chart.axes(xName, yName);
        int index = 0;
        for (Map.Entry<String, List<double[]>> line : lines.entrySet()) {
            chart.line(line.getKey(), line.getValue(), index++);
        }
        return svg.document();
    }

    private void axes(String xName, String yName) {
        for (int tick = 0; tick <= TICKS; tick++) {
            double share = tick / (double) TICKS;
            double level = TOP + HEIGHT * (1 - share);
            svg.line(LEFT, level, LEFT + WIDTH, level, "#ddd");
            svg.text(LEFT - 8, level + 4, Svg.Anchor.END, "#333", number(y.at(share)));
            svg.text(LEFT + WIDTH * share, TOP + HEIGHT + 18, Svg.Anchor.MIDDLE, "#333", number(x.at(share)));
        }
        svg.text(LEFT + WIDTH / 2.0, TOP + HEIGHT + 36, Svg.Anchor.MIDDLE, "#333", xName);
        svg.upwards(18, TOP + HEIGHT / 2.0, yName);
    }

    private void line(String name, List<double[]> points, int index) {
        String colour = COLOURS.get(index % COLOURS.size());
        svg.polyline(
                points.stream()
                        .map(point ->
                                new double[] {LEFT + WIDTH * x.share(point[0]), TOP + HEIGHT * (1 - y.share(point[1]))})
                        .toList(),
                colour);
        double level = TOP + HEIGHT + 56 + LEGEND_LINE * (double) index;
        svg.line(LEFT, level - 4, LEFT + 24, level - 4, colour);
        svg.text(LEFT + 32, level, Svg.Anchor.START, "#333", name);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value)
                .replaceAll("(\\.\\d*?)0+$", "$1")
                .replaceAll("\\.$", "");
    }
}
