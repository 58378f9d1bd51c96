package dev.regatta.worker.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableSourceTest {
    @TempDir
    private Path directory;

    @Test
    void numbersAreFeaturesAndTextsOneFeatureEach() throws IOException {
        write("a.csv", "id,size,colour,class\n1,2.5,red,b\n2,-1e3,\"blue\",a\n3,0,red,b\n");
        write("b.csv", "class,colour,size,id\na,green,7,9\n");

        LabelledData data = Specs.open(
                        directory,
                        "csv",
                        "train",
                        "a.csv",
                        "test",
                        "b.csv",
                        "label_column",
                        "class",
                        "ignore_columns",
                        "id")
                .labelled()
                .orElseThrow();

        assertThat(Specs.sample(data.train().samples(), 0)).containsExactly(2.5f, 0, 1);
        assertThat(Specs.sample(data.train().samples(), 1)).containsExactly(-1000, 1, 0);
        assertThat(data.train().labels().of(0)).isEqualTo(1);
        assertThat(Specs.sample(data.test().samples(), 0)).containsExactly(7, 0, 0);
        assertThat(data.test().labels().of(0)).isZero();
    }

    @Test
    void tabsAndTablesWithoutAHeaderAreRead() throws IOException {
        write("a.tsv", "1\t10\n2\t2\n3\t10\n4\t2\n");

        LabelledData data = Specs.open(
                        directory, "csv", "train", "a.tsv", "header", false, "label_column", "2", "test_fraction", 0.25)
                .labelled()
                .orElseThrow();

        assertThat(data.train().samples().size()).isEqualTo(3);
        assertThat(data.train().labels().classes()).isEqualTo(2);
        for (int i = 0; i < 3; i++) {
            int odd = (int) Specs.sample(data.train().samples(), i)[0] % 2;
            assertThat(data.train().labels().of(i)).isEqualTo(odd); // class 2 comes before class 10
        }
    }

    @Test
    void missingValuesAreRefusedLeftOutOrFilledByTheTrainingMean() throws IOException {
        write("a.csv", "x,y\n1,1\n,1\n4,2\n");
        write("b.csv", "x,y\nNA,3\n5,5\n");

        assertThatThrownBy(() -> Specs.open(directory, "csv", "train", "a.csv"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("a.csv: line 3, column \"x\": is missing, expected a value");
        DataSplits dropped = Specs.open(directory, "csv", "train", "a.csv", "test", "b.csv", "missing", "drop");
        assertThat(dropped.train().size()).isEqualTo(2);
        assertThat(dropped.test().size()).isEqualTo(1);
        DataSplits filled = Specs.open(directory, "csv", "train", "a.csv", "test", "b.csv", "missing", "mean");
        assertThat(Specs.sample(filled.train(), 1)).containsExactly(2.5f, 1);
        assertThat(Specs.sample(filled.test(), 0)).containsExactly(2.5f, 3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x,y;1,2;3|a.csv: line 3: has 1 fields, expected 2",
                "x,y;1,2;3,4,5|a.csv: line 3: has 3 fields, expected 2",
                "x,x;1,2|a.csv: line 1: there are two columns \"x\"",
                "x,z;1,2|a.csv: line 1: there is no column \"y\", there are x, z",
                "x,y;Infinity,2|a.csv: line 2, column \"x\": is Infinity, must be finite and fit into 32 bits",
                "x,y;1e300,2|a.csv: line 2, column \"x\": is 1e300, must be finite and fit into 32 bits",
                "x,y;NaN,2;1,2|a.csv: line 2, column \"x\": is missing, expected a value",
                "x,y;1,;2,2|a.csv: line 2, column \"y\": is missing, expected a value",
                "x,y;,1;,2|a.csv: column \"x\" has no values",
                "y;1;2|a.csv: line 1: no column is left as a feature",
                "x,y|a.csv: column \"x\" has no values",
                "x,y;1,2;3,4|there are 2 samples, must be > 2 to draw a test part"
            })
    void whatCannotBeUsedIsRefusedWithItsPlace(String text, String message) throws IOException {
        write("a.csv", text.replace(';', '\n') + "\n");

        assertThatThrownBy(() -> Specs.open(directory, "csv", "train", "a.csv", "label_column", "y"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(message);
    }

    @Test
    void filesThatAreNoTablesAreRefused() throws IOException {
        write("empty.csv", "");
        Files.write(directory.resolve("latin.csv"), new byte[] {'x', '\n', (byte) 0xe4, '\n'});
        write("a.csv", "x,y\n1,a\n2,b\n");
        write("b.csv", "x,y\n1,c\n");
        StringBuilder texts = new StringBuilder("x\n");
        for (int i = 0; i < 102; i++) {
            texts.append("text ").append(i).append('\n');
        }
        write("texts.csv", texts.toString());

        assertThatThrownBy(() -> Specs.open(directory, "csv", "train", "empty.csv"))
                .hasMessageContaining("empty.csv: line 1: is empty, expected a row");
        assertThatThrownBy(() -> Specs.open(directory, "csv", "train", "latin.csv"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("latin.csv: is no UTF-8 text");
        assertThatThrownBy(() -> Specs.open(directory, "csv", "train", "a.csv", "test", "b.csv", "label_column", "y"))
                .hasMessageContaining(
                        "b.csv: line 2, column \"y\": class is \"c\", must be one of the training samples'");
        assertThatThrownBy(() -> Specs.open(directory, "csv", "train", "texts.csv"))
                .hasMessageContaining(
                        "texts.csv: line 102, column \"x\": is \"text 100\", no number, and more than 100");
        assertThatThrownBy(() -> Specs.open(directory, "csv", "train", "none.csv"))
                .hasMessageContaining("none.csv: there is no such file");
        assertThatThrownBy(() -> Specs.open(directory, "csv")).hasMessage("dataset.train is missing, csv needs it");
    }

    @Test
    void seriesAreCutIntoWindowsAndTheLastPartIsForTesting() throws IOException {
        StringBuilder rows = new StringBuilder("a,b,c\n");
        for (int t = 0; t < 20; t++) {
            rows.append(t)
                    .append(',')
                    .append(100 + t)
                    .append(',')
                    .append(t < 5 ? "x" : "y")
                    .append('\n');
        }
        write("s.csv", rows.toString());

        LabelledData data = Specs.open(
                        directory, "series", "train", "s.csv", "label_column", "c", "window", 4L, "stride", 3L)
                .labelled()
                .orElseThrow();

        assertThat(data.train().samples().sampleShape().getShape()).containsExactly(2, 4);
        assertThat(data.train().samples().size()).isEqualTo(5); // times 0–15
        assertThat(Specs.sample(data.train().samples(), 1)).containsExactly(3, 4, 5, 6, 103, 104, 105, 106);
        assertThat(data.train().labels().of(1)).isZero(); // two of each: the lower
        assertThat(data.train().labels().of(2)).isEqualTo(1);
        assertThat(data.test().samples().size()).isEqualTo(1); // times 16–19
        assertThat(Specs.sample(data.test().samples(), 0)[0]).isEqualTo(16);
        assertThatThrownBy(() -> Specs.open(directory, "series", "train", "s.csv", "ignore_columns", "c", "window", 5L))
                .hasMessage("dataset.window is 5, must be ≤ the length of the series' part, which is 4");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }
}
