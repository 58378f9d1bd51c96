-- What runs log. Rows refer to a run by its number, which is smaller than its id; metric keys are interned likewise.

CREATE TABLE experiment (
  id BIGINT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  artifact_location TEXT NOT NULL,
  stage TEXT NOT NULL,
  creation_time_ms BIGINT NOT NULL,
  last_update_time_ms BIGINT NOT NULL
);

-- Runs that name no experiment belong to this one.
INSERT INTO experiment (id, name, artifact_location, stage, creation_time_ms, last_update_time_ms)
VALUES (0, 'Default', 'mlflow-artifacts:/0', 'active', 0, 0);

CREATE TABLE experiment_tag (
  experiment BIGINT NOT NULL REFERENCES experiment (id),
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (experiment, name)
);

CREATE TABLE run (
  number BIGINT NOT NULL PRIMARY KEY,
  run_id TEXT NOT NULL UNIQUE,
  experiment BIGINT NOT NULL REFERENCES experiment (id),
  name TEXT NOT NULL,
  user_id TEXT NOT NULL,
  status TEXT NOT NULL,
  start_time_ms BIGINT NOT NULL,
  end_time_ms BIGINT,
  artifact_uri TEXT NOT NULL,
  stage TEXT NOT NULL
);
CREATE INDEX run_by_start ON run (experiment, start_time_ms, run_id);

CREATE TABLE run_tag (
  run BIGINT NOT NULL REFERENCES run (number),
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (run, name)
);
-- A whole value may be longer than an index entry can be.
CREATE INDEX run_tag_by_value ON run_tag (name, (substr(value, 1, 100)));

CREATE TABLE run_param (
  run BIGINT NOT NULL REFERENCES run (number),
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (run, name)
);

CREATE TABLE metric_key (
  id BIGINT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);

-- The primary key is a point as a whole, so that the same point is there once, and is the order of a curve.
-- NaN is no value that SQL can compare: its row says so and holds the value 0.
CREATE TABLE metric (
  run BIGINT NOT NULL REFERENCES run (number),
  metric_key BIGINT NOT NULL REFERENCES metric_key (id),
  step BIGINT NOT NULL,
  timestamp_ms BIGINT NOT NULL,
  is_number SMALLINT NOT NULL,
  value DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (run, metric_key, step, timestamp_ms, is_number, value)
) ${clustered};

-- The last point of each curve, kept at every write: searches read no curve.
CREATE TABLE latest_metric (
  run BIGINT NOT NULL REFERENCES run (number),
  metric_key BIGINT NOT NULL REFERENCES metric_key (id),
  step BIGINT NOT NULL,
  timestamp_ms BIGINT NOT NULL,
  is_number SMALLINT NOT NULL,
  value DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (run, metric_key)
) ${clustered};
CREATE INDEX latest_metric_by_value ON latest_metric (metric_key, is_number, value);
