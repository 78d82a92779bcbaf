# Search, action pages, forms and results.

find-action = Find an action
find = Find
search-placeholder = name, title, field, error code …
no-results = No results for “{ $query }”
action-count = { $count ->
    [one] 1 action
   *[other] { $count } actions
}
match-field = field { $name }
match-field-doc = description of field { $name }
match-code = error code { $name }
match-documentation = in the documentation
documentation-results = { $count ->
    [one] 1 more action whose documentation matches
   *[other] { $count } more actions whose documentation matches
}
domain-auto-sign = Auto-sign
domain-billing = Billing
domain-employees = Employees and roles
domain-encryption = Encrypted calls
domain-evidence = Evidence
domain-files = Files
domain-flows = Contracts in progress
domain-organizations = Organizations
domain-seals = Seals
domain-services = Extended services
domain-signing = Signing links and QR codes
domain-start-flows = Starting contracts
domain-templates = Templates
no-such-action = Unknown action
no-action-named = No action is named { $name }.
all-actions = All actions
documentation = Documentation
api-reference = API reference
try-it = Try it
request = Request
error-codes = Error codes
retries = Retries
effect = Effect
rate-limit = Rate limit
calls-per-second = { $count } calls per second
host = Host
host-here = (here { $host })
paginated = Paginated
page-size = up to { $count } per page
paginated-when = when { $field } = { $value }
polling = Polling
poll-until = until { $field } is { $values }
poll-any-value = any value
poll-failed = failed: { $values }
or = { $left } or { $right }
request-id-doc = ID of the call, for the vendor’s support.
no-fields = No fields.
see-above = see above
fields = Fields
used-by = Used by
returned-by = Get this from
and-more = and { $count } more
input-mode = Request format
form = Form
values-restored = Your last values were restored.
start-over = Start over
json-request = Request as JSON
result = Result
send = Send
send-to = Send to { $name }
get-code = Get code
signing-steps = Signing steps
use-example = Use example
show-as-form = Show as form
form-cannot-show = The form cannot represent this JSON, which is kept unchanged:
form-lost-empty-list = { $path } is an empty list
form-lost-text = { $path } is { $text }
form-lost-empty-object = { $path } has no fields
invalid-json = The request is not valid JSON at line { $line } column { $column }:
json-too-many-values = The request has more than { $count } values. Send it with the command.
default-value = Default: { $value }
list-of = list of { $type }
secret = secret
optional-fields = { $count ->
    [one] 1 optional field
   *[other] { $count } optional fields
}
add = Add
remove = Remove
done = Done
response-irregular = The call succeeded, but the response does not match the schema: { $error }
cause = Cause: { $cause }
advice = What to do:
error-code = Error code
view-in-call-log = View in call log
not-sent = Not sent
not-sent-meaning = The request was not sent; it is safe to send it again.
refused = Rejected
refused-meaning = The service rejected the request.
unknown = Unknown
unknown-meaning = The request was sent, but there was no readable response. The service may have executed it: check before sending it again.
response-json = Response as JSON
request-json = Request as JSON
response-cut = Not all values are shown.
response-too-long = The response is too long for this page: { $bytes } bytes. Send the call with the command to get all of it.
show-all = show all
download-all = download
use-in-actions = use in { $count ->
    [one] 1 action
   *[other] { $count } actions
}
validation-failed = Validation failed:
send-anyway = Send anyway
confirm-send-to = Send to { $name }?
nothing-sent-yet = Nothing has been sent yet.
environment = Environment
confirm-send = Confirm and send
confirm-decline = Decline
confirm-title = Confirm a request
confirm-assistant = An assistant wants to send this request. Nothing has been sent yet; it is sent only if you confirm.
confirm-confirmed = Confirmed, for this one time.
confirm-declined = Declined. Nothing will be sent.
confirm-back = Go back to the assistant and let it continue. You can close this page.
confirm-expired = This confirmation has expired, was used, or is unknown.
confirm-in-browser = Open this address in a web browser, and decide there.
other-value = other value …
choose-file = Choose file:
page-server-unreachable = The server of this page did not respond; it is unknown whether the request was sent.
form-too-long = This request is too long for the form, code samples and signing steps. Edit it as JSON, or send it with the command.
confirmation-expired = This confirmation has expired or was used. Nothing has been sent: send the form again.
access-token = Token, from the address that the command printed
