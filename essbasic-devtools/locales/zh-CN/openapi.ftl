# API 描述：OpenAPI 和 Postman 集合。

openapi-title = 腾讯电子签 essbasic
openapi-summary = 腾讯电子签第三方应用集成 API 的 { $count } 个接口。
openapi-paths = 所有接口都是 `POST /`，由请求头 `X-TC-Action` 指定接口名。OpenAPI 要求每个操作有自己的路径，因此路径写作 `/#ACTION`：`#` 之后的部分不会被 HTTP 客户端发送。工具不接受这种写法时，可把 `/ACTION` 转发到 `/` 并加上该请求头。
openapi-signature = 请求用 TC3-HMAC-SHA256 签名。请求头 `Authorization` 取决于域名、时间和请求体，OpenAPI 无法描述，请在客户端的中间件中添加，并同时添加 `X-TC-Timestamp`（Unix 时间，秒）。临时密钥还需发送 `X-TC-Token`。沙箱（`essbasic sandbox`）与正式环境一样验证签名，并说明签名错误的原因。
openapi-errors = 调用失败时 HTTP 状态码同样是 200，`Response` 中只有 `Error`（错误码和错误信息）和请求 ID。`x-essbasic-errors` 列出接口的错误码及处理方法。
openapi-extensions = `x-essbasic-effect` 说明调用影响以及能否重复调用；`x-essbasic-calls-per-second` 是每个账号的限频；`x-essbasic-secret` 标记个人信息、密钥和可直接访问的链接；`x-essbasic-required` 列出此接口要求填写的下级参数。服务会增加取值，因此文档所列取值以 `enum` 与类型并列。
openapi-authorization = `TC3-HMAC-SHA256 Credential=ID/DATE/essbasic/tc3_request, SignedHeaders=content-type;host, Signature=SIGNATURE`
openapi-production = 正式环境：合同具有法律效力并产生费用
openapi-test = 测试环境，使用单独的密钥
openapi-sandbox = 本机沙箱
openapi-language = 提示信息的语言。默认：`zh-CN`
openapi-response = 响应，或错误
openapi-request-id = 请求 ID，联系技术支持时提供
openapi-error = 调用失败的原因
openapi-error-code = 错误码，例如 `InvalidParameter.ParamError`
openapi-error-message = 错误信息
postman-description = 请填写变量 `secretId` 和 `secretKey`，使用临时密钥时还要填写 `token`。发送前由脚本签名。`baseUrl` 默认是 `essbasic sandbox --listen 127.0.0.1:8899` 的沙箱；正式环境为 { $production }，测试环境为 { $test }。上传文件发送到 `fileUrl`：{ $production-files }、{ $test-files }。
