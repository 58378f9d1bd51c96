package dev.regatta.worker.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFolderTest {
    private static final int RED = 0xff0000;
    private static final int BLUE = 0x0000ff;

    @TempDir
    private Path directory;

    @Test
    void foldersAreClassesInTheOrderOfTheirNames() throws IOException {
        for (int i = 0; i < 3; i++) {
            picture("train/red/" + i + ".png", 8, 8, RED);
            picture("train/blue/" + i + ".png", 8, 8, BLUE);
        }
        picture("test/red/0.png", 8, 8, RED);
        Files.writeString(directory.resolve("train/red/notes.txt"), "no picture");

        LabelledData data =
                Specs.open(directory, "images", "resize", 4L).labelled().orElseThrow();

        assertThat(data.train().samples().size()).isEqualTo(6);
        assertThat(data.train().samples().sampleShape().getShape()).containsExactly(3, 4, 4);
        for (int i = 0; i < 6; i++) {
            boolean red = data.train().labels().of(i) == 1;
            assertThat(Specs.sample(data.train().samples(), i)[0]).isEqualTo(red ? 1 : 0);
        }
        assertThat(data.test().labels().of(0)).isEqualTo(1);
    }

    @Test
    void picturesWithoutFoldersHaveNoClasses() throws IOException {
        for (int i = 0; i < 5; i++) {
            picture(i + ".png", 8, 8, RED);
        }

        DataSplits data = Specs.open(directory, "images", "resize", 4L, "colours", "grey");

        assertThat(data.labelled()).isEmpty();
        assertThat(data.train().size()).isEqualTo(4);
        assertThat(Specs.sample(data.train(), 0)[5]).isCloseTo(0.299f, within(1e-6f));
    }

    @Test
    void theMiddleSquareIsScaled() {
        float[] wide = {9, 1, 2, 9, 9, 3, 4, 9}; // two rows of four
        float[] same = new float[4];
        Resampling.middleSquare(wide, 2, 4, 2, same, 0);
        assertThat(same).containsExactly(1, 2, 3, 4);

        float[] one = new float[1];
        Resampling.middleSquare(new float[] {1, 2, 3, 4}, 2, 2, 1, one, 0);
        assertThat(one[0]).isCloseTo(2.5f, within(1e-6f));

        float[] flat = new float[16 * 16];
        Arrays.fill(flat, 0.25f);
        float[] scaled = new float[25];
        Resampling.middleSquare(flat, 16, 16, 5, scaled, 0);
        for (float value : scaled) {
            assertThat(value).isCloseTo(0.25f, within(1e-6f));
        }
    }

    @Test
    void greyValuesAreReadAsStored() throws IOException {
        BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(0, 0, 0, 51);
        ImageIO.write(image, "png", directory.resolve("a.png").toFile());
        float[] values = new float[4];

        ImageFile.read(directory.resolve("a.png"), 1, 2, values, 0);

        assertThat(values).containsExactly(0.2f, 0, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
    void truncatedPicturesAreRefusedWithTheirName(String ending) throws IOException {
        Path whole = directory.resolve("whole." + ending);
        BufferedImage noisy = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64 * 64; i++) {
            noisy.setRGB(i % 64, i / 64, i * 7919);
        }
        ImageIO.write(noisy, ending, whole.toFile());
        Path cut = directory.resolve("cut." + ending);
        byte[] bytes = Files.readAllBytes(whole);
        Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));

        assertThatThrownBy(() -> ImageFile.read(cut, 3, 8, new float[192], 0))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        "cut." + ending + ": has " + bytes.length / 2 + " bytes, which are no whole picture");
    }

    @Test
    void foldersThatCannotBeUsedAreRefused() throws IOException {
        assertThatThrownBy(() -> Specs.open(directory.resolve("none"), "images"))
                .hasMessageContaining("none: there is no such folder");
        assertThatThrownBy(() -> Specs.open(directory, "images"))
                .hasMessageContaining(": holds no picture, expected files ending with .png");
        picture("a/0.png", 8, 8, RED);
        Files.createDirectories(directory.resolve("b"));
        assertThatThrownBy(() -> Specs.open(directory, "images"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("b: holds no picture");
        Files.writeString(directory.resolve("b/0.png"), "text");
        assertThatThrownBy(() -> Specs.open(directory, "images"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("0.png: offset 0: is no picture, expected PNG, JPEG, GIF or BMP");
    }

    private void picture(String name, int width, int height, int colour) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, colour);
            }
        }
        ImageIO.write(image, "png", file.toFile());
    }
}
