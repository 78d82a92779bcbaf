# Effects of actions and their retries.

retries-read = 只读，可随意重试
retries-link = 生成链接，重试会再生成一个
retries-idempotent = 设置状态，重试结果相同
retries-idempotent-codes = 设置状态，重试可能返回 { $codes }，视为成功
retries-create = 会创建数据，请求可能已执行后不再重试
retries-charge = 会计费或通知他人，请求可能已执行后不再重试
effect-link = 将生成链接或二维码，持有者即可使用。
effect-idempotent = 将修改已有数据。
effect-create = 将创建新的数据。
effect-charge = 可能产生费用，并可能通知他人。
effect-name-read = 只读
effect-name-link = 生成链接
effect-name-idempotent = 幂等
effect-name-create = 创建数据
effect-name-charge = 计费或通知
