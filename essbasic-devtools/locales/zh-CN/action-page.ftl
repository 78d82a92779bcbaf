# 接口页面：表单、结果与其他接口的链接。

essential = 常用
empty-item = 是空的列表项，请填写或移除。
next-steps = 下一步
hide = 隐藏
qr-image = 二维码
sending = 正在发送……
drop-file = 将文件拖到此处，或选择文件
upload-file = 将文件拖到此处，或选择文件：上传后自动填入文件 ID
uploading = 正在上传……
uploaded = 已上传：
upload-failed = 上传失败，请查看结果。
local-time = 本地时间
other-actions = 其他接口
previous-action = 上一个：
next-action = 下一个：
cancel-sending = 取消
