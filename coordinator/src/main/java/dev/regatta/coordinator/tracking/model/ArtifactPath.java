package dev.regatta.coordinator.tracking.model;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A file's place below a folder: plain names, none of which leads out of it. Symbolic links are the disk's matter and
 * are refused there.
 *
 * @param names may be empty: the folder itself
 */
public record ArtifactPath(List<String> names) {

    public static final ArtifactPath ROOT = new ArtifactPath(List.of());

    private static final int MOST_NAMES = 64;
    private static final int LONGEST_NAME_BYTES = 255;
    private static final Pattern STILL_ENCODED = Pattern.compile("%[0-9a-fA-F]{2}");
    private static final Pattern SCHEME = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]*:");

    public ArtifactPath {
        names = List.copyOf(names);
    }

    /**
     * Reads a path as it stands in a URL, decoding it once.
     *
     * @throws TrackingException if it could lead out of its folder, however disguised
     */
    public static ArtifactPath encoded(String path) {
        return decoded(decode(path));
    }

    /**
     * Reads a decoded path: names between single slashes.
     *
     * @throws TrackingException if it could lead out of its folder, however disguised
     */
    public static ArtifactPath decoded(String path) {
        if (path.isEmpty()) {
            return ROOT;
        }
        refuseIf(path.startsWith("/"), path, "is absolute");
        refuseIf(path.indexOf('\\') >= 0, path, "holds a backslash");
        refuseIf(path.chars().anyMatch(Character::isISOControl), path, "holds a control character");
        refuseIf(SCHEME.matcher(path).find(), path, "begins with a scheme");
        refuseIf(STILL_ENCODED.matcher(path).find(), path, "is encoded twice");
        List<String> names = new ArrayList<>(List.of(path.split("/", -1)));
        if (names.get(names.size() - 1).isEmpty()) {
            names.remove(names.size() - 1);
        }
        refuseIf(names.size() > MOST_NAMES, path, "has more than " + MOST_NAMES + " names");
        names.forEach(name -> check(name, path));
        return new ArtifactPath(names);
    }

    public ArtifactPath resolve(ArtifactPath below) {
        List<String> all = new ArrayList<>(names);
        all.addAll(below.names);
        return new ArtifactPath(all);
    }

    @Override
    public String toString() {
        return String.join("/", names);
    }

    private static void check(String name, String path) {
        refuseIf(name.isEmpty(), path, "has an empty name");
        refuseIf(name.equals(".") || name.equals(".."), path, "holds the name '" + name + "'");
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        refuseIf(bytes > LONGEST_NAME_BYTES, path, "has a name of more than " + LONGEST_NAME_BYTES + " bytes");
    }

    private static void refuseIf(boolean wrong, String path, String reason) {
        if (wrong) {
            String shown = path.replaceAll("\\p{Cntrl}", "?");
            throw TrackingException.invalid("Invalid path '" + shown + "': it " + reason);
        }
    }

    private static String decode(String path) {
        byte[] raw = path.getBytes(StandardCharsets.UTF_8);
        ByteBuffer plain = ByteBuffer.allocate(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '%') {
                plain.put(raw[i]);
                continue;
            }
            int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
            int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
            refuseIf(high < 0 || low < 0, path, "holds a '%' that begins no escape");
            plain.put((byte) (high << 4 | low));
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(plain.flip()).toString();
        } catch (CharacterCodingException e) {
            throw TrackingException.invalid("Invalid path '" + path + "': it is not UTF-8");
        }
    }
}
