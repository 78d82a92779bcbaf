# 请求示例及其响应：用于网页、命令行和 MCP 服务。

example-request = 请求示例
example-response = 响应示例
use-this-example = 使用示例：{ $title }
example-titled = { $title }：{ $command }
simulated = 模拟响应
simulated-doc = 沙箱会校验此接口的请求，但不保存任何数据，只返回固定的响应。
cli-no-such-example = { $action } 有 { $count } 个示例
