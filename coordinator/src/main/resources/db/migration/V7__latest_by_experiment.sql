-- Searches are within experiments: an index over the values of all of them is read past the others' in vain.

ALTER TABLE latest_metric ADD COLUMN experiment BIGINT NOT NULL DEFAULT 0;
UPDATE latest_metric SET experiment = (SELECT r.experiment FROM run r WHERE r.number = latest_metric.run);
DROP INDEX latest_metric_by_value;
CREATE INDEX latest_metric_by_value ON latest_metric (metric_key, experiment, is_number, value);
