package dev.regatta.coordinator.fetch;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Data sets whose authors publish an archive and its MD5 sum.
 *
 * @see <a href="https://www.cs.toronto.edu/~kriz/cifar.html">The CIFAR data sets</a>
 */
public enum PublishedDataset {
    CIFAR10("cifar-10-binary.tar.gz", "c32a1d4ab5d03f1284b67883e8d87530", "cifar-10-batches-bin"),
    CIFAR100("cifar-100-binary.tar.gz", "03b5dce01913d631647c71ecec9e9cb8", "cifar-100-binary");

    private static final String HOME = "https://www.cs.toronto.edu/~kriz/";

    private final String archive;
    private final String md5;
    private final String folder;

    PublishedDataset(String archive, String md5, String folder) {
        this.archive = archive;
        this.md5 = md5;
        this.folder = folder;
    }

    public static Optional<PublishedDataset> of(String id) {
        return Arrays.stream(values())
                .filter(dataset -> dataset.id().equals(id))
                .findFirst();
    }

    public static List<String> ids() {
        return Arrays.stream(values()).map(PublishedDataset::id).toList();
    }

    /** The name studies use. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where its authors publish it. */
    public URI home() {
        return URI.create(HOME + archive);
    }

    /** The archive's file name. */
    public String archive() {
        return archive;
    }

    /** The archive's published MD5 sum, lower-case hex. It guards against damage, not against forgery. */
    public String md5() {
        return md5;
    }

    /** The folder the archive unpacks to. */
    public String folder() {
        return folder;
    }
}
