# galpi at a key: Alt-G opens `galpi pick` over the line that is being typed, and
# puts the chosen place into it. For ~/.bashrc:
#
#     source <(galpi widget bash)
#
# Another key: GALPI_KEY='\C-g' before it. What is put there is said by
# GALPI_WIDGET_TEMPLATE, as `galpi --template` has it; without it `path:line`.

__galpi_widget() {
  local place template='{path}:{line}'
  place=$(galpi pick --quote --template "${GALPI_WIDGET_TEMPLATE:-$template}" </dev/tty) || return 0
  READLINE_LINE="${READLINE_LINE:0:READLINE_POINT}$place${READLINE_LINE:READLINE_POINT}"
  READLINE_POINT=$((READLINE_POINT + ${#place}))
}

if [[ $- == *i* ]]; then
  bind -m emacs -x "\"${GALPI_KEY:-\\eg}\": __galpi_widget"
  bind -m vi-insert -x "\"${GALPI_KEY:-\\eg}\": __galpi_widget"
fi
