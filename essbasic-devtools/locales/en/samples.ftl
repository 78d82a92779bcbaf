# Code samples.

samples-redacted = Secrets and long texts are replaced by ***.
samples-with-secrets = With secrets
sample-format = Language or tool
sample-command = Command line
sample-curl = curl (signature valid for 5 minutes)
sample-no-credentials = No credentials available to sign the request.
