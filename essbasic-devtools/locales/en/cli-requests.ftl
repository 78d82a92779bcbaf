# Errors of requests: actions, fields, pagination.

cli-no-action = there is no action `{ $name }`
cli-no-results = no results for `{ $words }`
cli-add-version = to call an action that is not in the catalogue, add --version
cli-write-agent = write APPLICATION, APPLICATION/ORGANIZATION or APPLICATION/ORGANIZATION/OPERATOR
cli-misspelled = { $path } is not a documented value
cli-misspelled-hint = did you mean `{ $value }`? --unchecked sends the value as it is
cli-write-assignment = write PATH=VALUE
cli-path-empty = the path is empty
cli-not-a-field = `{ $name }` is not a field of { $structure }
cli-is-a-list = it is a list: write { $name }.0=…, or a JSON array
cli-list-needs-number = it is a list, so a number must follow { $name }
cli-it = it
cli-items-before = the items before { $index } are not set
cli-not-object-in-json = { $name } is not an object in --json
cli-no-fields = { $name } has no fields
cli-set-value-no-field = the value that is already set has no field `{ $name }`
cli-value-type = the value must be { $kind }
cli-paginated-only = { $action } is paginated only if { $field } is { $value }
cli-no-final-state = { $action } has no final state to wait for
cli-not-paginated = { $action } is not paginated
cli-no-paginator = { $action } has no paginator `{ $name }`
cli-signed-by-placeholder = placeholder credentials (a dry run does not request { $origin })
cli-dry-run = Not sent. Request, signed with { $origin }:
cli-dry-run-hidden = Secret and long values are not shown.
cli-dry-run-save = The request is long or has secrets: --save-request FILE writes it to a file for curl.
cli-dry-run-curl = curl, valid for five minutes:
cli-dry-run-rust = Rust:
cli-no-such-action = there is no such action
cli-not-a-json-object = not a JSON object: { $problem }
cli-differs = { $path }: differs after the round trip
