# Search for actions.

cli-nearest-results = nearest matches for `{ $words }`:
mcp-nearest-hint = No action matches all words; these are the nearest.
nearest-results = No exact match for “{ $query }”. Nearest:
