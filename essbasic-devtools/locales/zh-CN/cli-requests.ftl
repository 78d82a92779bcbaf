# Errors of requests: actions, fields, pagination.

cli-no-action = 没有接口 `{ $name }`
cli-no-results = 没有与 `{ $words }` 相关的接口
cli-add-version = 要调用目录中没有的接口，请加 --version
cli-write-agent = 应写作 APPLICATION、APPLICATION/ORGANIZATION 或 APPLICATION/ORGANIZATION/OPERATOR
cli-misspelled = { $path } 的值不在文档所列取值中
cli-misspelled-hint = 是否想写 `{ $value }`？用 --unchecked 可原样发送
cli-write-assignment = 应写作 PATH=VALUE
cli-path-empty = 路径为空
cli-not-a-field = { $structure } 没有参数 `{ $name }`
cli-is-a-list = 此参数是列表：应写作 { $name }.0=…，或写 JSON 数组
cli-list-needs-number = 此参数是列表，{ $name } 后应为数字
cli-it = 它
cli-items-before = 第 { $index } 项之前的各项未填写
cli-not-object-in-json = --json 中的 { $name } 不是对象
cli-no-fields = { $name } 没有子参数
cli-set-value-no-field = 已填写的值没有参数 `{ $name }`
cli-value-type = 值的类型应为 { $kind }
cli-paginated-only = { $action } 仅在 { $field } 为 { $value } 时分页
cli-no-final-state = { $action } 没有可等待的终态
cli-not-paginated = { $action } 不分页
cli-no-paginator = { $action } 没有名为 `{ $name }` 的分页列表
cli-signed-by-placeholder = 占位密钥（dry run 不获取{ $origin }）
cli-dry-run = 未发送。以下请求由{ $origin }签名：
cli-dry-run-hidden = 敏感内容和过长的内容未显示。
cli-dry-run-save = 请求过长或含敏感内容：用 --save-request FILE 写入文件，供 curl 使用。
cli-dry-run-curl = curl（五分钟内有效）：
cli-dry-run-rust = Rust：
cli-no-such-action = 没有这个接口
cli-not-a-json-object = 不是 JSON 对象：{ $problem }
cli-differs = { $path }：往返后不一致
