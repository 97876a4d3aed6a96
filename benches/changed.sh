#!/usr/bin/env bash
# What a changed note costs the next question: `benches/changed.sh OLD NEW [NOTES]`,
# paths of two builds of galpi, and the notes beside which the changed ones lie
# (corpus/ unless told).
#
# A note of 7 KB and one of 100 KB (SIZES), put together from others, get one line
# more: at the end, in the middle, or at the top (WHERE). Then both programs are asked
# the same in turn, RUNS times (15), each with its own index; NEW once more with
# --no-refresh. Told are the median, what one in ten exceeds and the mean of the
# processor's milliseconds (CLOCK=wall: of the clock's): a mean above the median is of
# the changes at which segments are merged. The last columns are thousands of
# instructions by callgrind, where valgrind is installed.
# Needs hyperfine and jq.
set -euo pipefail
old=$(realpath "${1:?"usage: benches/changed.sh OLD NEW [NOTES]"}")
new=$(realpath "${2:?"usage: benches/changed.sh OLD NEW [NOTES]"}")
here=$(cd "$(dirname "$0")/.." && pwd)
notes=$(realpath "${3:-$here/corpus}")
runs=${RUNS:-15}
words='볼륨 게이트웨이'
case ${CLOCK:-cpu} in
wall) milliseconds='.mean * 1000' ;;
cpu) milliseconds='(.user + .system) * 1000' ;;
*) echo "CLOCK is wall or cpu" >&2 && exit 2 ;;
esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$notes" "$work/notes"
mkdir -p "$work/notes/changed"

# Writes a note of so many bytes, cut at a line.
for size in ${SIZES:-7000 100000}; do
  { find "$notes" -name '*.md' | sort | xargs cat 2>/dev/null || true; } | head -c "$size" |
    sed '$d' >"$work/notes/changed/$size.md"
done

# Changes a note by a line in a place.
change() { # NOTE WHERE TEXT
  local lines
  lines=$(wc -l <"$1")
  case $2 in
  end) printf '\n- %s\n' "$3" >>"$1" ;;
  # Below a heading, so that no other line becomes another thing.
  middle) sed -i "$(awk -v from="$((lines / 2))" 'NR >= from && /^#+ / { print NR; exit }' "$1")a - $3" "$1" ;;
  top) sed -i "$(awk '/^#+ / { print NR; exit }' "$1")a - $3" "$1" ;;
  esac
}
ask() { # NAME [OPTION...]
  local program=$new
  [ "$1" = new ] || program=$old
  echo "$program --notes $work/notes --index $work/index.$1 ${*:2} '$words'"
}
measure() { # NAME FILE [OPTION...]
  hyperfine -N -i --runs 1 --export-json "$work/times.json" "$(ask "$1" "${@:3}")" >/dev/null 2>&1
  jq ".results[0] | $milliseconds" "$work/times.json" >>"$work/$2"
}
# The median, nine tenths and the mean of numbers, one a line.
told() {
  sort -g "$1" | awk '{ n[NR] = $1; sum += $1 } END {
    printf "%.1f / %.1f / %.1f", (n[int((NR + 1) / 2)] + n[int(NR / 2) + 1]) / 2, n[int(NR * .9) + (NR * .9 > int(NR * .9))], sum / NR }'
}
ratio() {
  paste "$work/new" "$work/old" | awk '{ print $1 / $2 }' | sort -g |
    awk '{ n[NR] = $1 } END { printf "%.2f", (n[int((NR + 1) / 2)] + n[int(NR / 2) + 1]) / 2 }'
}
instructions() { # NAME
  command -v valgrind >/dev/null || return 0
  eval "valgrind --tool=callgrind --callgrind-out-file=$work/callgrind $(ask "$1")" 2>&1 >/dev/null |
    awk '/Collected/ { print int($4 / 1000 + .5) }'
}

for name in old new; do
  eval "$(ask $name)" >/dev/null 2>&1
done
echo "| note | line added | old: half / 9 in 10 / mean, ms | new | new / old | new, as it is | instructions, thousands: old | new |"
echo "| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |"
for size in ${SIZES:-7000 100000}; do
  for where in ${WHERE:-end middle top}; do
    rm -f "$work/old" "$work/new" "$work/as_is"
    for run in $(seq "$runs"); do
      change "$work/notes/changed/$size.md" "$where" "두부 $run"
      # Files changed a moment ago are read again: their times can't tell of more.
      sleep .03
      measure old old
      measure new new
      measure new as_is --no-refresh
    done
    counts=()
    for name in old new; do
      # Merged before, so that it isn't counted.
      rm -rf "$work/index.$name" && eval "$(ask $name)" >/dev/null 2>&1
    done
    change "$work/notes/changed/$size.md" "$where" "당근"
    sleep .03
    for name in old new; do counts+=("$(instructions $name)"); done
    printf '| %s | %s | %s | %s | %s | %s | %s | %s |\n' "$size" "$where" \
      "$(told "$work/old")" "$(told "$work/new")" "$(ratio)" "$(told "$work/as_is")" \
      "${counts[0]}" "${counts[1]}"
  done
done
