# Code samples.

samples-redacted = 敏感内容和过长的文本以 *** 代替。
samples-with-secrets = 包含敏感内容
sample-format = 语言或工具
sample-command = 命令行
sample-curl = curl（签名 5 分钟内有效）
sample-no-credentials = 没有可用于签名的密钥。
