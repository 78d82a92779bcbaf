# Limits and rules of fields, help for error codes, and the page of `essbasic describe`.

class-auth-failure = 核对密钥、密钥所属环境和系统时间。
class-dry-run = 无须处理：正式执行时会成功。
class-failed-operation = 失败原因见错误信息。
class-internal-error = 先确认操作是否已执行，稍后再试。
class-invalid-parameter = 改正错误信息所指的参数。
class-limit-exceeded = 提高账号或套餐的上限。
class-missing-parameter = 补上错误信息所指的参数。
class-operation-denied = 操作被拒的原因见错误信息。
class-request-limit = 降低调用频率。本次请求未执行。
class-in-use = 等待资源空闲。
class-unavailable = 稍后再试，或换用其他资源。
class-not-found = 核对各个 ID 及其归属。
class-sold-out = 增购该资源。
class-unauthorized = 申请权限，或以有权限的身份调用。
class-unknown-parameter = 去掉错误信息所指的参数。
class-unsupported = 该资源在当前状态下不支持此操作。
class-other = 见错误信息。
deprecated-by-vendor = 腾讯电子签已弃用此接口。
effect-and-retries = 调用影响与重试
named = { $name }：{ $text }
rate-limit-and-host = 频率限制：{ $count } 次/秒。域名：{ $host }。
examples = 示例
list-separator = ，
