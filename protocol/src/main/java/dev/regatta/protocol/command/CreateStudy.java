package dev.regatta.protocol.command;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.study.PriorTrial;
import dev.regatta.protocol.study.StudySpec;
import java.util.List;

/**
 * Creates the study named in the specification and starts its search.
 *
 * @param request id of the user's request, by which its answer is found; a repeated request changes nothing
 * @param priors what earlier studies found, for the sampler to begin with
 */
public record CreateStudy(
        String request,
        StudyId study,
        StudySpec spec,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<PriorTrial> priors) implements Command {

    @JsonCreator
    public CreateStudy {
        priors = List.copyOf(priors);
    }

    public CreateStudy(String request, StudyId study, StudySpec spec) {
        this(request, study, spec, List.of());
    }
}
