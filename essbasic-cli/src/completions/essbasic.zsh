#compdef essbasic
# Completes the command `essbasic` in zsh.
_essbasic() {
    local -a answers whole begun
    local answer value entry
    answers=("${(@f)$(command essbasic __complete "${(@Q)words[1,CURRENT]}" 2>/dev/null)}")
    for answer in $answers; do
        value="${answer%%$'\t'*}"
        entry="${value//:/\\:}"
        [[ $answer == *$'\t'* ]] && entry+=":${answer#*$'\t'}"
        # A member goes on behind a dot, and a value behind an equals sign.
        if [[ $value == *[./=] ]]; then begun+=("$entry"); else whole+=("$entry"); fi
    done
    local found=1
    (($#begun)) && _describe -V 'essbasic' begun -S '' && found=0
    (($#whole)) && _describe -V 'essbasic' whole && found=0
    return found
}
if [[ $funcstack[1] == _essbasic ]]; then
    _essbasic "$@"
else
    compdef _essbasic essbasic
fi
