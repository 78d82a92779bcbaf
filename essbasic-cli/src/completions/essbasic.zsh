#compdef essbasic
# Completes `essbasic` in zsh.
_essbasic() {
    local -a candidates complete partial
    local candidate value entry
    candidates=("${(@f)$(command essbasic __complete "${(@Q)words[1,CURRENT]}" 2>/dev/null)}")
    for candidate in $candidates; do
        value="${candidate%%$'\t'*}"
        entry="${value//:/\\:}"
        [[ $candidate == *$'\t'* ]] && entry+=":${candidate#*$'\t'}"
        # A path continues after a dot, and a value after an equals sign.
        if [[ $value == *[./=] ]]; then partial+=("$entry"); else complete+=("$entry"); fi
    done
    local found=1
    (($#partial)) && _describe -V 'essbasic' partial -S '' && found=0
    (($#complete)) && _describe -V 'essbasic' complete && found=0
    return found
}
if [[ $funcstack[1] == _essbasic ]]; then
    _essbasic "$@"
else
    compdef _essbasic essbasic
fi
