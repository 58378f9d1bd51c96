-- A run is looked up by one tag alone, its trial's: an index of every tag's value costs each new run two more pages.
DROP INDEX run_tag_by_value;
CREATE INDEX run_tag_trial ON run_tag ((substr(value, 1, 100))) WHERE name = 'regatta.trial';
