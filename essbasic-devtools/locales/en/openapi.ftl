# Descriptions of the API: OpenAPI and the Postman collection.

openapi-title = Tencent e-sign, essbasic
openapi-summary = The { $count } actions of Tencent Cloud's e-sign API for platforms.
openapi-paths = Every action is a `POST /` whose header `X-TC-Action` names it. OpenAPI needs a path for each operation, so an action's path is `/#ACTION`: HTTP clients do not send the part after `#`. If a tool does not accept it, forward `/ACTION` to `/` with that header.
openapi-signature = Requests are signed with TC3-HMAC-SHA256, which OpenAPI cannot describe: the header `Authorization` depends on host, time and body. Add it in a middleware of the client, together with `X-TC-Timestamp` (Unix time in seconds). With temporary credentials, also send `X-TC-Token`. The sandbox, `essbasic sandbox`, verifies signatures as the service does and explains wrong ones.
openapi-errors = A rejected call has HTTP status 200 as well. Its `Response` has `Error`, with a code and a message, and none of the action's fields. `x-essbasic-errors` lists the codes of an action and what to do.
openapi-extensions = `x-essbasic-effect` says what a call changes and whether it may be repeated; `x-essbasic-calls-per-second` is the rate limit of an account; `x-essbasic-secret` marks personal data, keys and links that grant access; `x-essbasic-required` lists fields inside a struct that this action requires. Documented values of a field are an `enum` beside the type, since the service adds values.
openapi-authorization = `TC3-HMAC-SHA256 Credential=ID/DATE/essbasic/tc3_request, SignedHeaders=content-type;host, Signature=SIGNATURE`
openapi-production = Production: contracts are binding and cost money
openapi-test = Integration testing, with its own keys
openapi-sandbox = Sandbox on this machine
openapi-language = Language of messages. Default: `zh-CN`
openapi-response = The response, or an error
openapi-request-id = ID of the request, for the vendor's support
openapi-error = Reason why the service rejected the call
openapi-error-code = Error code, such as `InvalidParameter.ParamError`
openapi-error-message = Message for a person
postman-description = Set the variables `secretId` and `secretKey`; of temporary credentials also `token`. A script signs every request before it is sent. `baseUrl` is the sandbox of `essbasic sandbox --listen 127.0.0.1:8899`; that of production is { $production }, of integration testing { $test }. Uploads go to `fileUrl`: { $production-files }, { $test-files }.
