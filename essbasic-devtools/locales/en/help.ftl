# Usage errors of the command line, in clap's words, and what parsers of options reject.

usage-unknown-command = unrecognized subcommand '{ $name }'
usage-unknown-argument = unexpected argument '{ $name }' found
usage-missing-command = '{ $name }' requires a subcommand but one was not provided
usage-commands = [subcommands: { $names }]
usage-missing-arguments = the following required arguments were not provided:
usage-missing-value = a value is required for '{ $name }' but none was supplied
usage-invalid-value = invalid value '{ $value }' for '{ $name }'
usage-because = { $problem }: { $cause }
usage-too-many-values = unexpected value '{ $value }' for '{ $name }' found; no more were expected
usage-possible-values = [possible values: { $values }]
usage-twice = the argument '{ $name }' cannot be used multiple times
usage-conflict = the argument '{ $name }' cannot be used with '{ $other }'
usage-conflicts = the argument '{ $name }' cannot be used with:
usage-invalid-utf8 = invalid UTF-8 was detected in one or more arguments
usage-invalid = the command line is invalid
usage-not-an-integer = write an integer
usage-number-too-large = the number is too large
usage-not-in-range = { $number } is not in { $range }
usage-tip = tip: { $tip }
usage-similar-command = a similar subcommand exists: '{ $name }'
usage-similar-argument = a similar argument exists: '{ $name }'
usage-similar-value = a similar value exists: '{ $name }'
usage-as-value = to pass '{ $name }' as a value, use '-- { $name }'
usage-line = Usage: { $usage }
usage-try-help = For more information, try '--help'.
write-language = write en or zh-CN
write-path-and-file = write PATH=FILE
write-seconds = write a number of seconds: 2.5
not-greater-than-zero = it must be greater than zero
write-address = write PORT, HOST:PORT, or [IPV6]:PORT
unknown-host = unknown host
write-essbasic-lang = ESSBASIC_LANG must be `en` or `zh-CN`
