-- What waits to be published, by the inbox's partition whose owner publishes it. Coordinators of older versions know
-- nothing of this table and leave it alone; "outbox" holds what they wrote themselves.
CREATE TABLE partition_outbox (
  id BIGINT NOT NULL PRIMARY KEY,
  partition_number INTEGER NOT NULL,
  topic VARCHAR(60) NOT NULL,
  key VARCHAR(300) NOT NULL,
  message TEXT NOT NULL -- JSON, or a range of the journal's positions
);

-- What coordinators of this database must know of each other, by name.
CREATE TABLE coordination (
  name VARCHAR(60) NOT NULL PRIMARY KEY,
  value VARCHAR(300) NOT NULL
);
