# Completes `essbasic` in fish.
complete --command essbasic --no-files --keep-order --arguments \
    "(command essbasic __complete (commandline --current-process --tokenize --cut-at-cursor) (commandline --current-token --cut-at-cursor))"
