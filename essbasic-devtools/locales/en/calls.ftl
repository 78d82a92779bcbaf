# Call log of the sandbox.

all-calls = All calls
resend = Resend
encrypted-call = Encrypted call
outcome-refused = rejected
outcome-done = done
outcome-simulated = simulated
outcome-any = any outcome
outcome-status = HTTP status only
outcome-no-response = no response
outcome-disconnected = client disconnected
time = Time
time-utc = Time (UTC)
status-code = HTTP status
client = Client
fault = Fault
delayed-by = delayed by { $milliseconds } ms
resend-of = Resend of
resend-of-number = resend of { $number }
signature-verified = valid for the request as received
signature-mismatch = does not match
signature-why = why
signature-not-checked = not checked
signature-rejected-title = Why the signature was rejected
check-another-request = Check another request
callbacks = Callbacks
event = Event
attempts = Attempts
callback-response = Response
event-deleted = deleted
not-posted = not posted
no-calls = No matching calls
call-text = Text
filter = Filter
pause = Pause
resume = Resume
live = Live
paused = Paused
not-connected = Not connected
export-har = Export HAR
clear-log = Clear log
no-body = No body.
body-not-json = The body is not JSON or is too large to show as a tree.
raw-body = Raw body, including hidden values
bytes = { $count } bytes
bytes-recorded = { $count } bytes, { $recorded } recorded
headers = Headers
number = No.
rows-omitted = { $count } more calls: reload to list them
fault-badge = fault
event-count = { $count ->
    [one] 1 event
   *[other] { $count } events
}
verdict-valid = valid
verdict-invalid = invalid
verdict-not-checked = not checked
