-- essbasic-fleet, version 2: batches.

CREATE TABLE essbasic_batch (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE,
    -- What must be the same for all processes that work on the batch.
    parameters text NOT NULL,
    -- Number of lines; null until they are all stored.
    lines bigint,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE essbasic_batch_line (
    batch bigint NOT NULL REFERENCES essbasic_batch ON DELETE CASCADE,
    line bigint NOT NULL,
    state text NOT NULL DEFAULT 'todo'
        CHECK (state IN ('todo', 'sending', 'done', 'refused', 'unknown')),
    -- The process that works on the line, and until when others leave it alone.
    owner bigint,
    lease_until timestamptz,
    -- Whether an earlier attempt may have been executed.
    sent_before boolean NOT NULL DEFAULT false,
    -- Deleted when the line is done or refused: it contains personal data.
    request text,
    result text,
    PRIMARY KEY (batch, line)
);

CREATE INDEX essbasic_batch_line_todo ON essbasic_batch_line (batch, line) WHERE state = 'todo';
CREATE INDEX essbasic_batch_line_sending ON essbasic_batch_line (batch, lease_until)
    WHERE state = 'sending';

INSERT INTO essbasic_schema (version) VALUES (2);
