package dev.regatta.protocol.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.study.PriorTrial;
import dev.regatta.protocol.study.StudySpec;
import java.util.List;

/**
 * The study exists and its search begins.
 *
 * @param request id of the request that created it: that request, sent again, is answered alike
 * @param priors what earlier studies found, for the sampler to begin with
 */
public record StudyCreated(
        StudyId study,
        String request,
        StudySpec spec,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<PriorTrial> priors) implements Event {

    @JsonCreator
    public StudyCreated {
        priors = List.copyOf(priors);
    }

    public StudyCreated(StudyId study, String request, StudySpec spec) {
        this(study, request, spec, List.of());
    }
}
