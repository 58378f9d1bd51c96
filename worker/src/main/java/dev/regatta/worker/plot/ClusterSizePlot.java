package dev.regatta.worker.plot;

import dev.regatta.protocol.svg.Svg;
import java.util.Arrays;
import java.util.Locale;

/** Sizes of clusters as bars, the largest first, with the size that all would have if they were equal. */
public final class ClusterSizePlot {
    private static final int LEFT = 60;
    private static final int TOP = 40;
    private static final int WIDTH = 600;
    private static final int HEIGHT = 240;

    private ClusterSizePlot() {}

    /**
     * Draws the bars.
     *
     * @param title what was clustered
     * @param sizes samples in each cluster
     */
    public static String of(String title, int[] sizes) {
        int[] ascending = sizes.clone();
        Arrays.sort(ascending);
        double mean = Arrays.stream(sizes).average().orElse(0);
        int largest = ascending.length == 0 ? 1 : Math.max(1, ascending[ascending.length - 1]);
        double step = WIDTH / (double) Math.max(1, sizes.length);
        Svg svg = new Svg(LEFT + WIDTH + 20, TOP + HEIGHT + 40);
        svg.text(LEFT + WIDTH / 2.0, 20, Svg.Anchor.MIDDLE, "#333", title);
        for (int i = 0; i < ascending.length; i++) {
            int size = ascending[ascending.length - 1 - i];
            double height = HEIGHT * size / (double) largest;
            svg.rectangle(
                    LEFT + i * step,
                    TOP + HEIGHT - height,
                    Math.max(0.5, step * 0.9),
                    height,
                    "#2171b5",
                    size + " samples");
        }
        double level = TOP + HEIGHT - HEIGHT * mean / largest;
        svg.line(LEFT, level, LEFT + WIDTH, level, "#c0392b");
        svg.text(LEFT + WIDTH, level - 4, Svg.Anchor.END, "#c0392b", String.format(Locale.ROOT, "equal: %.1f", mean));
        svg.line(LEFT, TOP + HEIGHT, LEFT + WIDTH, TOP + HEIGHT, "#333");
        svg.text(LEFT - 6, TOP + 10, Svg.Anchor.END, "#333", Integer.toString(largest));
        svg.text(LEFT - 6, TOP + HEIGHT, Svg.Anchor.END, "#333", "0");
        svg.text(
                LEFT + WIDTH / 2.0,
                TOP + HEIGHT + 24,
                Svg.Anchor.MIDDLE,
                "#333",
                sizes.length + " clusters, the largest first");
        return svg.document();
    }
}
