package dev.regatta.coordinator.http.tracking;

import dev.regatta.coordinator.tracking.NewRun;
import dev.regatta.coordinator.tracking.RunChange;
import dev.regatta.coordinator.tracking.RunService;
import dev.regatta.coordinator.tracking.model.Batch;
import dev.regatta.coordinator.tracking.model.DatasetInput;
import dev.regatta.coordinator.tracking.model.Experiment;
import dev.regatta.coordinator.tracking.model.Metric;
import dev.regatta.coordinator.tracking.model.RunStatus;
import dev.regatta.coordinator.tracking.model.TrackingException;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The endpoints under {@code runs/}, and {@code metrics/get-history}. */
final class RunEndpoints {

    /** Of one search for data sets. */
    private static final int MOST_EXPERIMENTS = 20;

    private final RunService runs;

    RunEndpoints(RunService runs) {
        this.runs = runs;
    }

    void mount(JsonRoutes routes) {
        routes.postSoon("runs/create", this::create)
                .get("runs/get", request -> wrapped(TrackingJson.run(runs.get(RequestReader.runId(request)))))
                .post("runs/search", this::search)
                .post("runs/update", this::update)
                .post("runs/delete", this::delete)
                .post("runs/restore", this::restore)
                .postSoon("runs/log-metric", request -> log(request, fields -> Batch.of(RequestReader.metric(fields))))
                .postSoon(
                        "runs/log-parameter", request -> log(request, fields -> Batch.of(RequestReader.param(fields))))
                .postSoon("runs/log-param", request -> log(request, fields -> Batch.of(RequestReader.param(fields))))
                .postSoon("runs/set-tag", request -> log(request, fields -> Batch.of(RequestReader.tag(fields))))
                .postSoon("runs/log-batch", this::logBatch)
                .post("runs/delete-tag", this::deleteTag)
                .post("runs/log-inputs", this::logInputs)
                .post("runs/log-model", this::logModel)
                .post("experiments/search-datasets", this::datasets)
                .get("metrics/get-history", this::history);
    }

    private CompletionStage<JsonObject> create(RequestFields request) {
        boolean named =
                request.text("experiment_id").filter(id -> !id.isEmpty()).isPresent();
        NewRun run = new NewRun(
                named ? RequestReader.experimentId(request) : Experiment.DEFAULT_ID,
                request.text("run_name").filter(name -> !name.isEmpty()),
                request.textOrEmpty("user_id"),
                request.whole("start_time"),
                RequestReader.tags(request));
        return runs.submitCreate(run).thenApply(made -> wrapped(TrackingJson.run(made)));
    }

    private JsonObject search(RequestFields request) {
        List<Long> experiments = RequestReader.experimentIds(request.texts("experiment_ids"));
        return TrackingJson.page(
                "runs", runs.search(experiments, RequestReader.search(request, "run_view_type")), TrackingJson::run);
    }

    private JsonObject update(RequestFields request) {
        RunChange change = new RunChange(
                request.text("status").map(RunStatus::parse),
                request.whole("end_time"),
                request.text("run_name").filter(name -> !name.isEmpty()));
        return new JsonObject()
                .put("run_info", TrackingJson.runInfo(runs.update(RequestReader.runId(request), change)));
    }

    private JsonObject delete(RequestFields request) {
        runs.delete(RequestReader.runId(request));
        return new JsonObject();
    }

    private JsonObject restore(RequestFields request) {
        runs.restore(RequestReader.runId(request));
        return new JsonObject();
    }

    private CompletionStage<JsonObject> logBatch(RequestFields request) {
        return log(
                request,
                fields -> new Batch(
                        fields.objects("metrics", RequestReader::metric),
                        fields.objects("params", RequestReader::param),
                        RequestReader.tags(fields)));
    }

    private CompletionStage<JsonObject> log(RequestFields request, Function<RequestFields, Batch> batch) {
        String runId = RequestReader.runId(request);
        return runs.submitLog(runId, batch.apply(request)).thenApply(run -> new JsonObject());
    }

    private JsonObject logInputs(RequestFields request) {
        String runId = RequestReader.runId(request);
        List<DatasetInput> inputs = request.requiredObjects("datasets", DatasetJson::read);
        runs.logInputs(runId, inputs);
        return new JsonObject();
    }

    /** The model is told as a JSON object within a text. */
    private JsonObject logModel(RequestFields request) {
        String model = request.required("model_json");
        String runId = RequestReader.runId(request);
        try {
            runs.logModel(runId, new JsonObject(model).encode());
        } catch (DecodeException e) {
            throw TrackingException.invalid("Malformed model info. 'model_json' must be a JSON object");
        }
        return new JsonObject();
    }

    private JsonObject datasets(RequestFields request) {
        List<String> experiments = request.texts("experiment_ids");
        if (experiments.isEmpty()) {
            throw TrackingException.invalid("SearchDatasets request must specify at least one experiment_id.");
        } else if (experiments.size() > MOST_EXPERIMENTS) {
            throw TrackingException.invalid("SearchDatasets request cannot specify more than " + MOST_EXPERIMENTS
                    + " experiment_ids. Received " + experiments.size() + " experiment_ids.");
        }
        return new JsonObject()
                .put(
                        "dataset_summaries",
                        TrackingJson.array(
                                runs.datasets(RequestReader.experimentIds(experiments)), DatasetJson::summary));
    }

    private JsonObject deleteTag(RequestFields request) {
        runs.deleteTag(RequestReader.runId(request), request.required("key"));
        return new JsonObject();
    }

    /** The whole curve: the Java client cannot read one that comes in pages. */
    private JsonObject history(RequestFields request) {
        List<Metric> curve = runs.history(RequestReader.runId(request), request.required("metric_key"));
        return new JsonObject().put("metrics", TrackingJson.metrics(curve));
    }

    private static JsonObject wrapped(JsonObject run) {
        return new JsonObject().put("run", run);
    }
}
