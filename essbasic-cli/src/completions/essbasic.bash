# Completes the command `essbasic` in bash, 3.2 and later.
_essbasic() {
    # Bash also cuts words at = and :, which are put together again here.
    local -a words=()
    local word glued= last i
    for ((i = 0; i <= COMP_CWORD; i++)); do
        word="${COMP_WORDS[i]}"
        last=$((${#words[@]} - 1))
        if ((last >= 0)) && [[ $glued || $word == [=:]* ]]; then
            words[last]+="$word"
        else
            words+=("$word")
        fi
        [[ $word == *[=:] ]] && glued=yes || glued=
    done
    last=$((${#words[@]} - 1))
    # Only what stands behind the last cut is replaced.
    local current="${words[last]}" answer value
    local cut="${current%"${current##*[=:]}"}"
    COMPREPLY=()
    while IFS=$'\t' read -r value answer; do
        [[ $value ]] && COMPREPLY+=("${value#"$cut"}")
    done <<<"$(command essbasic __complete "${words[@]}" 2>/dev/null)"
    # A member goes on behind a dot, and a value behind an equals sign.
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[./=] ]]; then
        compopt -o nospace 2>/dev/null
    fi
}
complete -F _essbasic essbasic
