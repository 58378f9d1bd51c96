package dev.regatta.protocol.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.protocol.api.Problem.FieldError;
import java.util.List;

/** Study files as texts, read as they should be. */
final class StudyFiles {

    private StudyFiles() {}

    /** What the file says; it must be in order. */
    static StudySpec valid(String text) {
        StudyFile file = StudyFile.parse(text);
        assertThat(file).isInstanceOf(StudyFile.Valid.class);
        return ((StudyFile.Valid) file).spec();
    }

    /** The errors of the file, which must have some: {@code path: message}. */
    static List<String> errors(String text) {
        StudyFile file = StudyFile.parse(text);
        assertThat(file).isInstanceOf(StudyFile.Invalid.class);
        return ((StudyFile.Invalid) file)
                .errors().stream().map(StudyFiles::line).toList();
    }

    private static String line(FieldError error) {
        return error.path() + ": " + error.message();
    }
}
