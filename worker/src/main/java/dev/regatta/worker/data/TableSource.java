package dev.regatta.worker.data;

import ai.djl.ndarray.types.Shape;
import dev.regatta.protocol.study.DatasetSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Tables as data sets. The training file decides which columns are numbers and which texts there are; where there is a test
 * file, its rows are read by the same rule.
 */
final class TableSource {
    private final DatasetSpec spec;
    private final Optional<String> labelColumn;
    private final List<Feature> features;
    private final ClassNames classes;

    private TableSource(DatasetSpec spec, CsvTable train) {
        this.spec = spec;
        this.labelColumn = spec.textIfSet("label_column");
        List<Integer> columns = featureColumns(train);
        List<Feature.Profile> profiles = columns.stream()
                .map(column -> new Feature.Profile(train.columns().get(column)))
                .toList();
        Optional<Integer> label = labelColumn.map(train::column);
        Set<String> names = new TreeSet<>();
        train.forEach((line, fields) -> {
            for (int i = 0; i < profiles.size(); i++) {
                int column = columns.get(i);
                profiles.get(i).see(fields.get(column), train.place(line, column));
            }
            label.map(fields::get).filter(name -> !Feature.isMissing(name)).ifPresent(name -> names.add(name.strip()));
        });
        this.features = profiles.stream()
                .map(profile -> profile.feature(train.file().toString()))
                .toList();
        this.classes = ClassNames.of(names);
    }

    /** Rows of features; without a test file a part of the rows is drawn. */
    static DataSplits open(Path folder, DatasetSpec spec) {
        Tables tables = Tables.open(folder, spec);
        boolean fill = spec.text("missing").equals("mean");
        if (tables.test().isPresent()) {
            DataSplits splits = Splits.of(tables.train(), tables.test().get(), spec);
            return fill ? MeanFill.of(splits) : splits;
        }
        DataSplits splits = Splits.draw(tables.train(), spec);
        return fill ? MeanFill.of(splits) : splits;
    }

    /** The rows of both files, before any is drawn or filled. */
    record Tables(Part train, Optional<Part> test) {
        static Tables open(Path folder, DatasetSpec spec) {
            CsvTable train = table(folder, spec, spec.text("train"));
            TableSource source = new TableSource(spec, train);
            return new Tables(
                    source.read(train), spec.textIfSet("test").map(file -> source.read(table(folder, spec, file))));
        }
    }

    private static CsvTable table(Path folder, DatasetSpec spec, String file) {
        String name = spec.textIfSet("delimiter").orElse("auto");
        char delimiter = switch (name) {
            case "tab" -> '\t';
            case "semicolon" -> ';';
            case "auto" -> file.endsWith(".tsv") ? '\t' : ',';
            default -> ',';
        };
        boolean header = spec.option("header").map(Boolean.class::cast).orElse(true);
        return new CsvTable(folder.resolve(file), delimiter, header);
    }

    private List<Integer> featureColumns(CsvTable table) {
        Set<String> left = spec.textIfSet("ignore_columns")
                .map(text -> Arrays.stream(text.split(",")).map(String::strip).collect(Collectors.toSet()))
                .orElseGet(Set::of);
        left.forEach(table::column);
        List<Integer> columns = new ArrayList<>();
        for (int column = 0; column < table.columns().size(); column++) {
            String name = table.columns().get(column);
            if (!left.contains(name) && !labelColumn.equals(Optional.of(name))) {
                columns.add(column);
            }
        }
        if (columns.isEmpty()) {
            throw new DataException(table.file() + ": line 1: no column is left as a feature");
        }
        return columns;
    }

    private Part read(CsvTable table) {
        int[] columns = features.stream()
                .mapToInt(feature -> table.column(feature.column()))
                .toArray();
        Optional<Integer> label = labelColumn.map(table::column);
        int width = features.stream().mapToInt(Feature::width).sum();
        String missing = spec.textIfSet("missing").orElse("refuse");
        FloatBuilder values = new FloatBuilder();
        List<Integer> labels = new ArrayList<>();
        table.forEach((line, fields) -> {
            int absent = firstMissing(fields, columns, label);
            if (absent >= 0 && missing.equals("drop")) {
                return;
            }
            boolean filled = missing.equals("mean") && !label.equals(Optional.of(absent));
            if (absent >= 0 && !filled) {
                throw new DataException(table.place(line, absent) + ": is missing, expected a value"
                        + " (dataset.missing may be drop or mean)");
            }
            float[] row = new float[width];
            int offset = 0;
            for (int i = 0; i < columns.length; i++) {
                features.get(i).encode(fields.get(columns[i]), table.place(line, columns[i]), row, offset);
                offset += features.get(i).width();
            }
            values.add(row);
            label.ifPresent(column -> labels.add(classes.number(fields.get(column), table.place(line, column))));
        });
        if (values.isEmpty()) {
            throw new DataException(table.file() + ": has no rows, expected at least one");
        }
        return new Part(new FloatSet(values.toArray(), new Shape(width)), label.map(column -> classes.labels(labels)));
    }

    /** The label's column, if it is missing, else the first missing feature's; −1 if nothing is missing. */
    private static int firstMissing(List<String> fields, int[] columns, Optional<Integer> label) {
        if (label.isPresent() && Feature.isMissing(fields.get(label.get()))) {
            return label.get();
        }
        return Arrays.stream(columns)
                .filter(column -> Feature.isMissing(fields.get(column)))
                .findFirst()
                .orElse(-1);
    }
}
