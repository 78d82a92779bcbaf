# essbasic logs.

logs-unusable = cannot read the call log of { $endpoint }: { $problem }
logs-unusable-hint = start a sandbox with `essbasic sandbox`, or name its address with --endpoint
logs-invalid-address = the address is no URL of a host
logs-no-response = there is no response
logs-no-sandbox = the response is not that of a sandbox
logs-no-control-api = it is no sandbox, or its control API is disabled
logs-status = HTTP status { $status }
logs-call = call
logs-person = person
logs-callback = callback
logs-connection = connection
logs-tls = TLS on the HTTP port: use http:// as the protocol of the SDK
