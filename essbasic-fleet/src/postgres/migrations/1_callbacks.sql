-- essbasic-fleet, version 1: deduplication and inbox of callbacks.

CREATE TABLE essbasic_schema (
    version integer PRIMARY KEY,
    applied_at timestamptz NOT NULL DEFAULT now()
);

-- Claims and handled messages of `PostgresDedupStore`.
CREATE TABLE essbasic_dedup (
    key text PRIMARY KEY,
    owner bigint NOT NULL,
    done boolean NOT NULL DEFAULT false,
    -- End of the claim, or of the retention of a handled message.
    expires_at timestamptz NOT NULL
);

CREATE INDEX essbasic_dedup_expires_at ON essbasic_dedup (expires_at);

-- Messages of `Inbox`.
CREATE TABLE essbasic_inbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key text NOT NULL UNIQUE,
    -- Messages of the same subject, such as a contract, are handled in the order of their IDs.
    subject text,
    -- Deleted when the message is handled: it contains personal data.
    body text,
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'dead')),
    -- Whether an earlier message of the subject waited when this one was stored. A hint, which spares
    -- workers to look at it; it may be outdated.
    blocked boolean NOT NULL DEFAULT false,
    -- Attempts that failed.
    attempts integer NOT NULL DEFAULT 0,
    error text,
    received_at timestamptz NOT NULL DEFAULT now(),
    available_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz
);

CREATE INDEX essbasic_inbox_ready ON essbasic_inbox (id) WHERE state = 'waiting' AND NOT blocked;
CREATE INDEX essbasic_inbox_subject ON essbasic_inbox (subject, id) WHERE state = 'waiting';
CREATE INDEX essbasic_inbox_dead ON essbasic_inbox (id) WHERE state = 'dead';
CREATE INDEX essbasic_inbox_done ON essbasic_inbox (ended_at) WHERE state = 'done';

INSERT INTO essbasic_schema (version) VALUES (1);
