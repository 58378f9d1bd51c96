package dev.regatta.worker.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Opens array files: plain ones are memory-mapped, compressed ones unpacked into memory. */
final class ArrayFiles {
    private static final int MOST_UNPACKED_BYTES = Integer.MAX_VALUE - 64;
    private static final String NPZ = ".npz:";

    private interface HeaderReader {
        NumericArray.Header read(String name, byte[] start);
    }

    private ArrayFiles() {}

    /** Whether a study's text names NumPy's files. */
    static boolean isNumPy(String text) {
        return text.endsWith(".npy") || text.contains(NPZ) || text.endsWith(".npz");
    }

    /** @param text {@code FILE.npy} or {@code FILE.npz:NAME}, relative to {@code folder} unless absolute */
    static NumericArray numPy(Path folder, String text) {
        int archive = text.lastIndexOf(NPZ);
        if (archive >= 0) {
            int end = archive + NPZ.length() - 1;
            return member(folder.resolve(text.substring(0, end)), text.substring(end + 1));
        }
        if (!text.endsWith(".npy")) {
            throw new DataException("\"" + text + "\" is no array, must be FILE.npy or FILE.npz:NAME");
        }
        return map(folder.resolve(text), NpyFile.MOST_HEADER_BYTES, NpyFile::header);
    }

    /** An IDX file, plain or with {@code .gz} after its name. */
    static NumericArray idx(Path folder, String text) {
        Path plain = folder.resolve(text);
        Path packed = folder.resolve(text + ".gz");
        if (text.endsWith(".gz") || (!Files.exists(plain) && Files.exists(packed))) {
            Path file = text.endsWith(".gz") ? plain : packed;
            byte[] bytes = gunzip(file);
            return NumericArray.of(file.toString(), IdxFile.header(file.toString(), bytes), bytes);
        }
        return map(plain, IdxFile.MOST_HEADER_BYTES, IdxFile::header);
    }

    private static NumericArray map(Path file, int headerBytes, HeaderReader reader) {
        byte[] start;
        try (InputStream in = Files.newInputStream(existing(file))) {
            start = in.readNBytes(headerBytes);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        return NumericArray.map(file, reader.read(file.toString(), start));
    }

    private static NumericArray member(Path archive, String name) {
        String full = archive + ":" + name;
        try (ZipFile zip = new ZipFile(existing(archive).toFile())) {
            ZipEntry entry = zip.getEntry(name.endsWith(".npy") ? name : name + ".npy");
            if (entry == null) {
                throw new DataException(full + ": there is no such array, there are "
                        + zip.stream().map(ZipEntry::getName).sorted().toList());
            }
            if (entry.getSize() > MOST_UNPACKED_BYTES) {
                throw new DataException(full + ": has " + entry.getSize() + " bytes, must be ≤ " + MOST_UNPACKED_BYTES
                        + " in an archive; save it as a .npy file, which is memory-mapped");
            }
            byte[] bytes = zip.getInputStream(entry).readNBytes(MOST_UNPACKED_BYTES);
            return NumericArray.of(full, NpyFile.header(full, bytes), bytes);
        } catch (ZipException | EOFException e) {
            throw new DataException(full + ": is no whole zip archive: " + e.getMessage());
        } catch (IOException e) {
            throw unreadable(archive, e);
        }
    }

    private static byte[] gunzip(Path file) {
        try (InputStream in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(existing(file))))) {
            byte[] bytes = in.readNBytes(MOST_UNPACKED_BYTES);
            if (in.read() >= 0) {
                throw new DataException(file + ": unpacks to more than " + MOST_UNPACKED_BYTES
                        + " bytes; unpack it, plain files are memory-mapped");
            }
            return bytes;
        } catch (ZipException | EOFException e) {
            throw new DataException(file + ": is no whole gzip file: " + e.getMessage());
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** @throws DataException if there is no such file */
    static Path existing(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new DataException(file + ": there is no such file");
        }
        return file;
    }

    /** The disk or the network is at fault, not the data: another attempt may fare better. */
    static UncheckedIOException unreadable(Path file, IOException e) {
        return new UncheckedIOException(file + ": could not be read: " + e.getMessage(), e);
    }
}
