# 查找接口。

cli-nearest-results = 没有完全匹配 `{ $words }` 的接口，相近的有：
mcp-nearest-hint = 没有接口与这些词完全匹配，以下为相近的接口。
nearest-results = 没有与“{ $query }”完全匹配的接口，相近的有：
