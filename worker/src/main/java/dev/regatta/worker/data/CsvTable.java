package dev.regatta.worker.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** A table of texts in a UTF-8 file (RFC 4180), read row by row as often as asked. */
final class CsvTable {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Path file;
    private final char delimiter;
    private final boolean header;
    private final List<String> columns;

    /** Takes one row. */
    interface RowReader {
        /** @param line the row's first line in the file, counted from 1 */
        void read(long line, List<String> fields);
    }

    /**
     * Reads the columns' names.
     *
     * @param header whether the first row holds them; else they are 1, 2, …
     * @throws DataException if there is no row
     */
    CsvTable(Path file, char delimiter, boolean header) {
        this.file = file;
        this.delimiter = delimiter;
        this.header = header;
        this.columns = scan(rows -> {
            if (!rows.hasNext()) {
                throw new DataException(file + ": line 1: is empty, expected a row");
            }
            List<String> first = rows.next().getFields();
            return header ? names(first) : numbers(first.size());
        });
        Set<String> seen = new HashSet<>();
        columns.stream().filter(column -> !seen.add(column)).findFirst().ifPresent(column -> {
            throw new DataException(file + ": line 1: there are two columns \"" + column + "\"");
        });
    }

    Path file() {
        return file;
    }

    List<String> columns() {
        return columns;
    }

    /** @throws DataException if there is no such column, naming those there are */
    int column(String name) {
        int index = columns.indexOf(name);
        if (index < 0) {
            throw new DataException(
                    file + ": line 1: there is no column \"" + name + "\", there are " + String.join(", ", columns));
        }
        return index;
    }

    /** Where a field is, for messages. */
    String place(long line, int column) {
        return file + ": line " + line + ", column \"" + columns.get(column) + "\"";
    }

    /** @throws DataException for the first row that has not a field for every column */
    void forEach(RowReader reader) {
        scan(rows -> {
            if (header) {
                rows.next();
            }
            while (rows.hasNext()) {
                CsvRecord row = rows.next();
                if (row.getFieldCount() != columns.size()) {
                    throw new DataException(file + ": line " + row.getStartingLineNumber() + ": has "
                            + row.getFieldCount() + " fields, expected " + columns.size());
                }
                reader.read(row.getStartingLineNumber(), row.getFields());
            }
            return columns;
        });
    }

    private interface Scan {
        List<String> of(Iterator<CsvRecord> rows);
    }

    private List<String> scan(Scan scan) {
        try (CsvReader<CsvRecord> rows = CsvReader.builder()
                .fieldSeparator(delimiter)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(Files.newBufferedReader(ArrayFiles.existing(file), StandardCharsets.UTF_8))) {
            return scan.of(rows.iterator());
        } catch (CsvParseException e) {
            throw new DataException(file + ": is no table: " + message(e));
        } catch (MalformedInputException e) {
            throw notUtf8();
        } catch (UncheckedIOException e) {
            throw e.getCause() instanceof MalformedInputException ? notUtf8() : e;
        } catch (IOException e) {
            throw ArrayFiles.unreadable(file, e);
        }
    }

    private DataException notUtf8() {
        return new DataException(file + ": is no UTF-8 text");
    }

    private static String message(CsvParseException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return String.valueOf(cause.getMessage());
    }

    private static List<String> names(List<String> first) {
        return first.stream()
                .map(name -> (name.indexOf(BYTE_ORDER_MARK) == 0 ? name.substring(1) : name).strip())
                .toList();
    }

    private static List<String> numbers(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList();
    }
}
