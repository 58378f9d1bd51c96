package dev.regatta.coordinator.cli;

import java.io.PrintWriter;
import java.util.List;

/** The lower part of a terminal that is drawn over and over, below lines that stay. Confined to one thread. */
final class Screen {
    private final PrintWriter out;
    private final boolean live;
    private final int columns;
    private int drawn;

    Screen(PrintWriter out, boolean live, int columns) {
        this.out = out;
        this.live = live;
        this.columns = columns;
    }

    /** Live on a terminal, whose width the launcher says; plain lines elsewhere. */
    static Screen of(PrintWriter out) {
        String columns = System.getenv("REGATTA_COLUMNS");
        boolean terminal = columns != null && columns.matches("[1-9][0-9]{1,3}");
        return new Screen(
                out, terminal && !"dumb".equals(System.getenv("TERM")), terminal ? Integer.parseInt(columns) : 80);
    }

    boolean isLive() {
        return live;
    }

    /** Draws the lines in the place of those drawn before; nothing where the screen is not live. */
    void draw(List<String> lines) {
        if (live) {
            clear();
            lines.forEach(line -> out.println(line.length() < columns ? line : line.substring(0, columns - 1)));
            out.flush();
            drawn = lines.size();
        }
    }

    /** A line that stays. */
    void print(String line) {
        clear();
        out.println(line);
        out.flush();
    }

    /** Takes the drawn lines away. */
    void clear() {
        if (drawn > 0) {
            out.print("\033[" + drawn + "A\033[J");
            drawn = 0;
        }
    }
}
