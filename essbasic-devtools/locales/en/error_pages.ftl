# Pages and messages for requests that are rejected.

page-not-found = Page not found
method-not-allowed = This address does not accept this method.
request-not-understood = The address or the form has a value that is not valid.
form-incomplete = The form did not arrive in time.
form-too-large = The form is too large. Send the call with the command.
form-too-many-values = This form has more than { $count } values. Send it with the command.
page-failed = This page could not be created. Try again.
control-character = A value of this form contains a control character.
data-unreadable = The data of the sandbox cannot be read.
access-denied = These pages act with your key. Open the address that the command printed.
host-not-local = Open these pages by IP address or as localhost.
cross-site-rejected = Cross-site requests are rejected.
