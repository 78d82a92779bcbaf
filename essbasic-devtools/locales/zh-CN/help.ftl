# Usage errors of the command line, in clap's words, and what parsers of options reject.

usage-unknown-command = 没有命令 { $name }
usage-unknown-argument = 不接受参数 { $name }
usage-missing-command = { $name } 后面缺少命令
usage-commands = [命令：{ $names }]
usage-missing-arguments = 缺少必填的参数：
usage-missing-value = { $name } 缺少值
usage-invalid-value = { $name } 的值 { $value } 无效
usage-because = { $problem }：{ $cause }
usage-too-many-values = { $name } 多出一个值 { $value }
usage-possible-values = [可选值：{ $values }]
usage-twice = { $name } 只能写一次
usage-conflict = { $name } 不能与 { $other } 同用
usage-conflicts = { $name } 不能与以下参数同用：
usage-invalid-utf8 = 有参数不是有效的 UTF-8
usage-invalid = 命令行有误
usage-not-an-integer = 请写整数
usage-number-too-large = 数字过大
usage-not-in-range = { $number } 不在 { $range } 之内
usage-tip = 建议：{ $tip }
usage-similar-command = 有相近的命令 { $name }
usage-similar-argument = 有相近的参数 { $name }
usage-similar-value = 有相近的值 { $name }
usage-as-value = 要把 { $name } 作为值传入，请写 -- { $name }
usage-line = 用法：{ $usage }
usage-try-help = 详见 --help。
write-language = 请写 en 或 zh-CN
write-path-and-file = 请写成 PATH=FILE
write-seconds = 请写秒数，如 2.5
not-greater-than-zero = 必须大于零
write-address = 请写成 PORT、HOST:PORT 或 [IPV6]:PORT
unknown-host = 找不到该主机
write-essbasic-lang = ESSBASIC_LANG 必须为 `en` 或 `zh-CN`
