# Effects of actions and their retries.

retries-read = reads only; retried freely
retries-link = creates a link; a retry creates another one
retries-idempotent = sets a state; a retry sets the same state
retries-idempotent-codes = sets a state; a retry may fail with { $codes }, which is treated as success
retries-create = creates something; never retried if it may have been executed
retries-charge = costs money or notifies people; never retried if it may have been executed
effect-link = Creates a link or code; anyone who has it can use it.
effect-idempotent = Changes existing data.
effect-create = Creates new data.
effect-charge = May cost money and notify people.
effect-name-read = read
effect-name-link = link
effect-name-idempotent = idempotent
effect-name-create = create
effect-name-charge = charge
