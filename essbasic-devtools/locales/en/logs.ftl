# essbasic logs.

logs-unusable = cannot read the call log of { $endpoint }: { $problem }
logs-unusable-hint = start a sandbox with `essbasic sandbox`, or name its address with --endpoint
logs-invalid-address = the address is not the URL of a host
logs-no-response = there is no response
logs-no-sandbox = the response does not come from a sandbox
logs-no-control-api = it is not a sandbox, or its control API is disabled
logs-status = HTTP status { $status }
logs-call = call
logs-person = person
logs-callback = callback
logs-connection = connection
logs-tls = TLS on the HTTP port: use http:// as the protocol of the SDK
