# essbasic logs.

logs-unusable = 无法读取 { $endpoint } 的调用记录：{ $problem }
logs-unusable-hint = 请用 `essbasic sandbox` 启动沙箱，或用 --endpoint 指定其地址
logs-invalid-address = 该地址不是主机的 URL
logs-no-response = 没有响应
logs-no-sandbox = 响应不是来自沙箱
logs-no-control-api = 该地址不是沙箱，或其控制接口未启用
logs-status = HTTP 状态码 { $status }
logs-call = 调用
logs-person = 人员
logs-callback = 回调
logs-connection = 连接
logs-tls = 向 HTTP 端口发送了 TLS 数据：请将 SDK 的协议设为 http://
