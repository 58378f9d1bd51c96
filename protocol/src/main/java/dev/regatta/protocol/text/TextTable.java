package dev.regatta.protocol.text;

import java.util.ArrayList;
import java.util.List;

/** Rows in aligned columns; the first row is the heading. Numbers are aligned to the right. */
public final class TextTable {
    private final List<List<String>> rows = new ArrayList<>();

    public TextTable(List<String> heading) {
        rows.add(List.copyOf(heading));
    }

    public void add(List<String> row) {
        rows.add(List.copyOf(row));
    }

    public List<String> lines() {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        boolean[] numeric = new boolean[columns];
        for (int c = 0; c < columns; c++) {
            int column = c;
            widths[c] = rows.stream()
                    .mapToInt(row -> row.get(column).length())
                    .max()
                    .orElse(0);
            numeric[c] = rows.stream().skip(1).map(row -> row.get(column)).allMatch(TextTable::isNumber);
        }
        return rows.stream().map(row -> line(row, widths, numeric)).toList();
    }

    private static boolean isNumber(String cell) {
        return cell.matches("-|NaN|-?Infinity|[-+]?[0-9][0-9.:eE%-]*");
    }

    private static String line(List<String> row, int[] widths, boolean[] numeric) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < row.size(); c++) {
            String padding = " ".repeat(widths[c] - row.get(c).length());
            line.append(numeric[c] ? padding + row.get(c) : row.get(c) + padding)
                    .append("  ");
        }
        return line.toString().stripTrailing();
    }
}
