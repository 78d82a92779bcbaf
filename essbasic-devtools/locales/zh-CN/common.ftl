# Words used on several pages.

skip-to-content = 跳到正文
pages = 页面
actions = 接口
action = 接口
signature = 签名
call-log = 调用记录
sandbox-data = 沙箱数据
copy = 复制
copied = 已复制
show = 显示
more-items = 另有 { $count } 项
bytes-total = 共 { $count } 字节
hidden = 已隐藏
required = 必填
deprecated = 已弃用
rule = 规则：{ $rule }
request-id = 请求 ID
http-status = HTTP 状态码
version = 版本
not-found = 不存在或已删除
response = 响应
outcome = 结果
duration = 耗时
search = 搜索
