# Pages and messages for requests that are rejected.

page-not-found = 页面不存在
method-not-allowed = 此地址不支持这种请求方法。
request-not-understood = 地址或表单中有无效的值。
form-incomplete = 表单未能及时送达。
form-too-large = 表单过大，请用命令行发送。
form-too-many-values = 表单中的值超过 { $count } 个，请用命令行发送。
page-failed = 无法生成此页面，请重试。
control-character = 表单中有的值含控制字符。
data-unreadable = 无法读取沙箱数据。
access-denied = 这些页面会使用您的密钥，请打开命令输出的地址。
host-not-local = 请以 IP 地址或 localhost 打开这些页面。
cross-site-rejected = 已拒绝来自其他网站的请求。
