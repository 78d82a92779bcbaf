# Page of an action: form, result, links to others.

essential = often used
empty-item = is an empty item. Fill it in, or remove it.
next-steps = Next steps
hide = hide
qr-image = QR code
sending = Sending …
drop-file = Drop a file here, or choose one
upload-file = Drop a file here, or choose one: it is uploaded, and its ID is filled in
uploading = Uploading …
uploaded = Uploaded:
upload-failed = The upload failed; see the result.
local-time = local time
other-actions = Other actions
previous-action = Previous:
next-action = Next:
cancel-sending = Cancel
