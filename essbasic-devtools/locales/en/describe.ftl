# Limits and rules of fields, help for error codes, and the page of `essbasic describe`.

class-auth-failure = Check the credential, its environment and the system clock.
class-dry-run = Nothing to do: the operation would have succeeded.
class-failed-operation = See the message for what failed.
class-internal-error = Check whether the operation was executed, and try again later.
class-invalid-parameter = Correct the field that the message names.
class-limit-exceeded = Raise the limit of the account or plan.
class-missing-parameter = Add the field that the message names.
class-operation-denied = See the message for what prevents the operation.
class-request-limit = Call less often. Nothing was executed.
class-in-use = Wait until the resource is free.
class-unavailable = Try again later or with another resource.
class-not-found = Check the IDs and their owners.
class-sold-out = Buy more of the resource.
class-unauthorized = Request the permission, or call as someone who has it.
class-unknown-parameter = Remove the field that the message names.
class-unsupported = The resource does not support the operation in its current state.
class-other = See the message.
deprecated-by-vendor = Deprecated by the vendor.
effect-and-retries = Effect and retries
named = { $name }: { $text }
rate-limit-and-host = Rate limit: { $count } calls per second. Host: { $host }.
examples = Examples
list-separator = { ", " }
