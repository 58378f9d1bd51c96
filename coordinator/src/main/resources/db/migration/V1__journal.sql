-- The journal of every study, the offsets up to which the inbox is decided, and what is still to be published.

CREATE TABLE journal (
    position BIGINT NOT NULL PRIMARY KEY,
    study    VARCHAR(63) NOT NULL,
    trial    INTEGER, -- null for events of the study as a whole
    at       VARCHAR(40) NOT NULL, -- ISO 8601, UTC
    type     VARCHAR(60) NOT NULL,
    version  INTEGER NOT NULL,
    event    TEXT NOT NULL -- JSON
);

CREATE INDEX journal_by_study ON journal (study, position);
CREATE INDEX journal_by_type ON journal (study, type, trial, position);

CREATE TABLE inbox_offset (
    partition_number INTEGER NOT NULL PRIMARY KEY,
    next_offset      BIGINT NOT NULL -- every record before it is decided
);

CREATE TABLE outbox (
    id      BIGINT NOT NULL PRIMARY KEY,
    topic   VARCHAR(60) NOT NULL,
    key     VARCHAR(300) NOT NULL,
    message TEXT NOT NULL -- JSON
);
