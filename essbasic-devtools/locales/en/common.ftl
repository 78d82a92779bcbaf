# Words used on several pages.

skip-to-content = Skip to content
pages = Pages
actions = Actions
action = Action
signature = Signature
call-log = Call log
sandbox-data = Sandbox data
copy = Copy
copied = Copied
show = show
more-items = { $count } more
bytes-total = { $count } bytes in total
hidden = hidden
required = required
deprecated = deprecated
rule = Rule: { $rule }
request-id = Request ID
http-status = HTTP status
version = Version
not-found = Not found or deleted
response = Response
outcome = Outcome
duration = Duration
search = Search
