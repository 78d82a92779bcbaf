# Sandbox and explorer.

cli-listen-public = --listen：其他机器可访问 { $address }
cli-listen-public-hint = 页面使用您的密钥：请监听 127.0.0.1，并通过隧道连接
cli-cannot-start-on = 无法在 { $address } 启动：{ $problem }
cli-choose-listen = 请用 --listen 换一个地址
cli-open-in-browser = 请在浏览器中打开。得到此地址的人都能使用您的密钥。
cli-cannot-listen = 无法监听 { $address }：{ $problem }
cli-choose-other-listen = 请换一个 --listen
cli-choose-data-dir = 或换一个 --data-dir
cli-cannot-callback = 无法推送回调：{ $problem }
cli-correct-callback = 请更正 --callback、--callback-key 或 --callback-token
cli-callback-url = 回调地址应以 http:// 或 https:// 开头，并含域名
cli-callback-token = 加密的回调也需签名，请设置 token
cli-callback-key = 回调密钥应为 32 个字符，token 首尾不能有空格
cli-invalid-public-url = 公开地址应以 http:// 或 https:// 开头
cli-write-public-url = 写法如 http://192.0.2.1:8899
cli-cannot-start = 无法启动：{ $problem }
cli-encryption-keys-together = --encryption-key 与 --encryption-mac-key 须同时设置
cli-encryption-key = --encryption-key 或 --encryption-mac-key：{ $problem }
cli-encryption-key-length = AES 密钥应为 16、24 或 32 字节，SM4 密钥应为 16 字节
cli-encryption-mac-key-empty = MAC 密钥为空
cli-encryption-same-key = 加密和 MAC 须用不同的密钥
cli-storage-failed = { $problem }：数据目录恢复可写之前，所有调用都会失败
cli-storage-works = 数据目录已恢复可写
cli-your-secret-key = <您的 SecretKey>
cli-other-terminal = 在另一终端中运行：
cli-exposed = 警告：其他机器可访问此地址并打开其中的链接。
cli-exposed-control = 警告：其他机器可访问此地址及其控制 API，后者可读取和更改全部数据。
cli-callback-tls = 此系统无法初始化 TLS
cli-callback-too-many = 沙箱最多向 10 个 URL 发送回调
cli-callback-repeated = 两个 --callback 的 URL 相同
cli-callback-pairs = 有 { $urls } 个 URL，而 { $option } 给出了 { $given } 次
cli-callback-pairs-hint = 请只给一次，供所有 URL 共用；或按 --callback 的顺序各给一次
cli-fault = --fault：{ $problem }
cli-fault-too-many = 最多同时有 100 个故障
cli-fault-name = 名称最多 128 字节
write-fault = 请写 KIND[:NAME][=PERCENT]，例如 drop-callback=30% 或 delay-200:DescribeTemplates
