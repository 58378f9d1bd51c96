package dev.regatta.coordinator.report;

import dev.regatta.protocol.svg.Svg;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The forms a report can be written in. */
public enum ReportFormat {
    /** A table for a README. */
    MARKDOWN {
        @Override
        public String write(StudyReport report, Optional<String> figure) {
            List<String> lines = new ArrayList<>();
            lines.add(markdownRow(ReportTable.heading()));
            lines.add(markdownRow(
                    ReportTable.heading().stream().map(cell -> "---").toList()));
            ReportTable.rows(report).forEach(row -> lines.add(markdownRow(row)));
            lines.add("");
            lines.add(ReportTable.note(report));
            return String.join("\n", lines) + "\n";
        }
    },
    /** Every metric's mean, deviation and count, in shares from 0 to 1 as they were logged. */
    CSV {
        @Override
        public String write(StudyReport report, Optional<String> figure) {
            List<String> heading = new ArrayList<>(List.of("row", "trials"));
            report.metrics().forEach(metric -> heading.addAll(List.of(metric, metric + "_sd", metric + "_n")));
            heading.addAll(List.of("published_percent", "published_as"));
            List<String> lines = new ArrayList<>(List.of(csvRow(heading)));
            report.rows().forEach(row -> lines.add(csvRow(cells(report, row))));
            return String.join("\n", lines) + "\n";
        }
    },
    /** One page that needs nothing else, the figure in it. */
    HTML {
        @Override
        public String write(StudyReport report, Optional<String> figure) {
            String title = Svg.escaped(report.study());
            StringBuilder page = new StringBuilder("<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>"
                    + title + "</title>\n<style>body{font-family:sans-serif;margin:2em}td,th{padding:.3em .8em;"
                    + "text-align:left;border-bottom:1px solid #ccc}</style>\n<h1>" + title + "</h1>\n<table>\n");
            page.append(htmlRow(ReportTable.heading(), "th"));
            ReportTable.rows(report).forEach(row -> page.append(htmlRow(row, "td")));
            page.append("</table>\n<p>")
                    .append(Svg.escaped(ReportTable.note(report)))
                    .append("</p>\n");
            figure.ifPresent(page::append);
            return page.append("</html>\n").toString();
        }
    };

    /** @param figure an SVG document, for the forms that can hold one */
    public abstract String write(StudyReport report, Optional<String> figure);

    private static List<String> cells(StudyReport report, StudyReport.Row row) {
        List<String> cells = new ArrayList<>(List.of(row.label(), Integer.toString(row.trials())));
        for (String metric : report.metrics()) {
            Statistic statistic = row.metrics().getOrDefault(metric, new Statistic(Double.NaN, Double.NaN, 0));
            cells.addAll(
                    List.of(number(statistic.mean()), number(statistic.deviation()), Integer.toString(statistic.n())));
        }
        cells.add(row.published().map(PublishedFigure::value).orElse(""));
        cells.add(row.published().map(PublishedFigure::metric).orElse(""));
        return cells;
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }

    private static String markdownRow(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String csvRow(List<String> cells) {
        return cells.stream().map(ReportFormat::csvCell).collect(Collectors.joining(","));
    }

    private static String csvCell(String text) {
        return text.matches("[^\",\\r\\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }

    private static String htmlRow(List<String> cells, String tag) {
        return cells.stream()
                .map(cell -> "<" + tag + ">" + Svg.escaped(cell) + "</" + tag + ">")
                .collect(Collectors.joining("", "<tr>", "</tr>\n"));
    }
}
