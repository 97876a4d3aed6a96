# galpi at a key: Alt-G opens `galpi pick` over the line that is being typed, and
# puts the chosen place into it. For ~/.config/fish/config.fish:
#
#     galpi widget fish | source
#
# Another key: `set -g GALPI_KEY \cg` before it. What is put there is said by
# GALPI_WIDGET_TEMPLATE, as `galpi --template` has it; without it `path:line`.

function __galpi_widget
    set -l template '{path}:{line}'
    set -q GALPI_WIDGET_TEMPLATE; and set template $GALPI_WIDGET_TEMPLATE
    set -l place (galpi pick --template $template </dev/tty)
    and commandline -i -- (string escape -- $place)
    commandline -f repaint
end

set -q GALPI_KEY; or set -g GALPI_KEY \eg
bind $GALPI_KEY __galpi_widget
bind -M insert $GALPI_KEY __galpi_widget
