package dev.regatta.worker.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a process of its own: this one has the library. */
class MissingNativeLibraryTest {

    /** The other process: loads the engine and prints the message of its failure. */
    public static final class Load {
        private Load() {}

        public static void main(String[] args) {
            try {
                TorchEngine.load(1, "cpu");
                System.out.println("loaded");
            } catch (EngineUnavailableException e) {
                System.out.println("message: " + e.getMessage());
            }
        }
    }

    @Test
    void missingLibraryIsOneLineThatSaysWhatToDo(@TempDir Path cache) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dai.djl.offline=true",
                        "-cp",
                        classPathWithoutNative(),
                        Load.class.getName())
                .redirectErrorStream(true);
        builder.environment().put("DJL_CACHE_DIR", cache.toString());
        builder.environment().put("ENGINE_CACHE_DIR", cache.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output.lines().filter(line -> line.startsWith("message: ")))
                .singleElement()
                .asString()
                .startsWith(
                        "message: PyTorch's native library was not found: put pytorch-native-cpu on the class path");
    }

    private static String classPathWithoutNative() {
        String whole = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(whole.split(File.pathSeparator))
                .filter(entry -> !entry.contains("pytorch-native"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
