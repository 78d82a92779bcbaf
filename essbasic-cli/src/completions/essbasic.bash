# Completes `essbasic` in bash 3.2 or later.
_essbasic() {
    # Bash splits words at = and : too; this joins them again.
    local -a words=()
    local word joined= last i
    for ((i = 0; i <= COMP_CWORD; i++)); do
        word="${COMP_WORDS[i]}"
        last=$((${#words[@]} - 1))
        if ((last >= 0)) && [[ $joined || $word == [=:]* ]]; then
            words[last]+="$word"
        else
            words+=("$word")
        fi
        [[ $word == *[=:] ]] && joined=yes || joined=
    done
    last=$((${#words[@]} - 1))
    # Bash replaces only the text after the last split.
    local current="${words[last]}" description value
    local cut="${current%"${current##*[=:]}"}"
    COMPREPLY=()
    while IFS=$'\t' read -r value description; do
        [[ $value ]] && COMPREPLY+=("${value#"$cut"}")
    done <<<"$(command essbasic __complete "${words[@]}" 2>/dev/null)"
    # A path continues after a dot, and a value after an equals sign.
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[./=] ]]; then
        compopt -o nospace 2>/dev/null
    fi
}
complete -F _essbasic essbasic
