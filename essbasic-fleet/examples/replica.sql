-- Tables of the application `replica`, besides those of essbasic-fleet.

CREATE TABLE contracts (
    flow_id text PRIMARY KEY,
    state text NOT NULL
);

CREATE TABLE contract_events (
    id bigserial PRIMARY KEY,
    flow_id text NOT NULL,
    message text NOT NULL,
    type text NOT NULL
);
