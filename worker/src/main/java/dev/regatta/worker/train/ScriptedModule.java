package dev.regatta.worker.train;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A TorchScript module without parameters, from its source: what {@code torch.jit.save} would write of it. It is the way to
 * operators that DJL has no method for.
 */
final class ScriptedModule {
    private static final String VERSION = "3\n";
    /** A pickled tuple without elements. */
    private static final String NO_CONSTANTS = "\u0080\u0002).";

    private ScriptedModule() {}

    /**
     * The archive of the class {@code name}.
     *
     * @param resource beside this class: its source, in the dialect of TorchScript's archives
     */
    static InputStream archive(String name, String resource) {
        // A pickled object of that class whose only attribute says that it is training.
        String object = "\u0080\u0002c__torch__\n" + name + "\n)\u0081}(X\b\0\0\0training\u0088ub.";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream source =
                        Objects.requireNonNull(ScriptedModule.class.getResourceAsStream(resource), resource);
                ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, name + "/data.pkl", object.getBytes(StandardCharsets.ISO_8859_1));
            put(zip, name + "/code/__torch__.py", source.readAllBytes());
            put(zip, name + "/constants.pkl", NO_CONSTANTS.getBytes(StandardCharsets.ISO_8859_1));
            put(zip, name + "/version", VERSION.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + resource + " cannot be read", e);
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}
