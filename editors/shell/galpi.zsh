# galpi at a key: Alt-G opens `galpi pick` over the line that is being typed, and
# puts the chosen place into it. For ~/.zshrc:
#
#     source <(galpi widget zsh)
#
# Another key: GALPI_KEY='^G' before it. What is put there is said by
# GALPI_WIDGET_TEMPLATE, as `galpi --template` has it; without it `path:line`.

__galpi_widget() {
  local place template='{path}:{line}'
  place=$(galpi pick --quote --template "${GALPI_WIDGET_TEMPLATE:-$template}" </dev/tty)
  LBUFFER+=$place
  zle reset-prompt
}

zle -N galpi-widget __galpi_widget
bindkey -M emacs "${GALPI_KEY:-\eg}" galpi-widget
bindkey -M viins "${GALPI_KEY:-\eg}" galpi-widget
