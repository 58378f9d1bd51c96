-- The registry of models, the data sets that runs read, and in which order points came.

-- Microseconds since 1970 at which a point was written, growing from write to write; 0 for points of older versions.
ALTER TABLE metric ADD COLUMN arrival BIGINT NOT NULL DEFAULT 0;

-- Searches go from the latest start to the first, and from the smallest id to the largest.
CREATE INDEX run_by_latest_start ON run (experiment, start_time_ms DESC, run_id);

CREATE TABLE dataset (
  id BIGINT NOT NULL PRIMARY KEY,
  experiment BIGINT NOT NULL REFERENCES experiment (id),
  name ${text} NOT NULL,
  digest ${text} NOT NULL,
  source_type ${text} NOT NULL,
  source ${text} NOT NULL,
  schema_text ${text},
  profile ${text},
  UNIQUE (experiment, name, digest)
);

CREATE TABLE run_input (
  run BIGINT NOT NULL REFERENCES run (number),
  dataset BIGINT NOT NULL REFERENCES dataset (id),
  context ${text} NOT NULL, -- the tag mlflow.data.context, empty if there is none
  PRIMARY KEY (run, dataset)
);
CREATE INDEX run_input_by_dataset ON run_input (dataset);

CREATE TABLE run_input_tag (
  run BIGINT NOT NULL REFERENCES run (number),
  dataset BIGINT NOT NULL REFERENCES dataset (id),
  name ${text} NOT NULL,
  value ${text} NOT NULL,
  PRIMARY KEY (run, dataset, name)
);

CREATE TABLE registered_model (
  id BIGINT NOT NULL PRIMARY KEY,
  name ${text} NOT NULL UNIQUE,
  description ${text} NOT NULL,
  creation_time_ms BIGINT NOT NULL,
  last_update_time_ms BIGINT NOT NULL,
  last_version BIGINT NOT NULL -- a version's number is never given twice
);

CREATE TABLE registered_model_tag (
  model BIGINT NOT NULL REFERENCES registered_model (id),
  name ${text} NOT NULL,
  value ${text} NOT NULL,
  PRIMARY KEY (model, name)
);

CREATE TABLE registered_model_alias (
  model BIGINT NOT NULL REFERENCES registered_model (id),
  alias ${text} NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (model, alias)
);

CREATE TABLE model_version (
  id BIGINT NOT NULL PRIMARY KEY,
  model BIGINT NOT NULL REFERENCES registered_model (id),
  version BIGINT NOT NULL,
  creation_time_ms BIGINT NOT NULL,
  last_update_time_ms BIGINT NOT NULL,
  user_id ${text} NOT NULL,
  stage ${text} NOT NULL,
  description ${text} NOT NULL,
  source ${text} NOT NULL,
  run_id ${text} NOT NULL,
  run_link ${text} NOT NULL,
  UNIQUE (model, version)
);

CREATE TABLE model_version_tag (
  version_id BIGINT NOT NULL REFERENCES model_version (id),
  name ${text} NOT NULL,
  value ${text} NOT NULL,
  PRIMARY KEY (version_id, name)
);
