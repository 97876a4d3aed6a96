#!/usr/bin/env bash
# What a change costs or gains: two programs and rg, measured in one run.
#
#   benches/compare.sh OLD NEW          paths of two builds of galpi
#
# OLD is the last release or the head before a change. Both are asked in turn,
# ROUNDS times (5 unless told), so that a machine that slows down slows both; a
# figure is the median over the rounds, a ratio the median of each round's ratio.
# The notebooks are kept under SCALE (/tmp/galpi-scale):
#   corpus      the study notes of this project, for the cost of a process
#   generated   MEGABYTES (30) that examples/notebook.rs makes
#   real        as many of Korean documentation, where SECTIONS is a file of
#               sections (../shared/meaning/sections.jsonl.zst unless told); said
#               to be skipped where it isn't there
# NOTEBOOKS="corpus real" takes these alone. CLOCK=cpu counts the processor's time
# instead of the clock's: on a machine that others use, the one figure that stays.
# Needs hyperfine, jq, rg, zstd and GNU time.
set -euo pipefail
old=$(realpath "${1:?"usage: benches/compare.sh OLD NEW"}")
new=$(realpath "${2:?"usage: benches/compare.sh OLD NEW"}")
here=$(cd "$(dirname "$0")/.." && pwd)
rounds=${ROUNDS:-5} runs=${RUNS:-5} megabytes=${MEGABYTES:-30}
wanted=" ${NOTEBOOKS:-corpus generated real} "
case ${CLOCK:-wall} in
wall) milliseconds='.median * 1000' seconds_format='%e 0' ;;
cpu) milliseconds='(.user + .system) * 1000' seconds_format='%U %S' ;;
*) echo "CLOCK is wall or cpu" >&2 && exit 2 ;;
esac
scale=${SCALE:-/tmp/galpi-scale}
sections=${SECTIONS:-$here/../shared/meaning/sections.jsonl.zst}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$scale"

words='볼륨 게이트웨이'
sentence=$(awk -F'\t' '$2 == "exam" { print $3; exit }' "$here/tests/relevance/queries.tsv")
# A pasted text of some 4,000 characters.
pasted=$(awk -F'\t' '$2 == "exam" { print $3 }' "$here"/tests/relevance/*.tsv |
  jq -Rrs 'gsub("\n"; " ")[0:4000]')

# The median of numbers, one a line.
median() { sort -g | awk '{ n[NR] = $1 } END { if (NR) print (n[int((NR + 1) / 2)] + n[int(NR / 2) + 1]) / 2 }'; }

# Prints a row. Its files have a figure a round: $work/old, new and, if any, rg.
row() { # NOTEBOOK WHAT
  local old_figure new_figure rg_figure='' to_rg='' to_old
  old_figure=$(median <"$work/old") new_figure=$(median <"$work/new")
  to_old=$(paste "$work/new" "$work/old" | awk '$2 > 0 { print $1 / $2 }' | median)
  if [ -s "$work/rg" ]; then
    rg_figure=$(median <"$work/rg")
    to_rg=$(paste "$work/new" "$work/rg" | awk '$2 > 0 { print $1 / $2 }' | median)
  fi
  awk -v notebook="$1" -v what="$2" -v o="$old_figure" -v n="$new_figure" -v r="$rg_figure" \
    -v to_old="$to_old" -v to_rg="$to_rg" 'BEGIN {
      printf "| %s | %s | %.1f | %.1f | %s | %.2f | %s |\n", notebook, what, o, n,
        r == "" ? "" : sprintf("%.1f", r), to_old, to_rg == "" ? "" : sprintf("%.2f", to_rg) }'
}

# Times a lookup by both programs, beside rg, in milliseconds.
lookup() { # NOTEBOOK WHAT QUERY [OPTION...]
  local notes=$scale/$1 query=${3//\'/ } name
  local options="${*:4}" commands=()
  for name in old new; do
    commands+=(--command-name $name
      "${!name} --notes $notes --index $work/$1.$name $options '$query'")
  done
  # rg looks for the words; nothing else that it does is alike.
  commands+=(--command-name rg "rg -F -i '$words' $notes")
  rm -f "$work/old" "$work/new" "$work/rg"
  for _ in $(seq "$rounds"); do
    hyperfine -N -i --warmup 1 --runs "$runs" --export-json "$work/times.json" "${commands[@]}" \
      >/dev/null 2>&1
    for name in old new rg; do
      jq --arg name $name ".results[] | select(.command == \$name) | $milliseconds" \
        "$work/times.json" >>"$work/$name"
    done
  done
  row "$1" "$2"
}

# Times the first question after a note was changed, in milliseconds.
changed() { # NOTEBOOK WHAT NOTE
  local notes=$scale/$1 name
  rm -f "$work/old" "$work/new" "$work/rg"
  for round in $(seq "$((rounds * runs))"); do
    for name in old new; do
      printf '\n- %s %s\n' "$name" "$round" >>"$notes/$3"
      hyperfine -N -i --runs 1 --export-json "$work/times.json" \
        "${!name} --notes $notes --index $work/$1.$name '$words'" >/dev/null 2>&1
      jq ".results[0] | $milliseconds" "$work/times.json" >>"$work/$name"
    done
  done
  row "$1" "$2"
}

# Makes the index anew with both: time, memory, size.
indexing() { # NOTEBOOK
  local notes=$scale/$1 name bytes what
  bytes=$(find "$notes" -name '*.md' -printf '%s\n' | awk '{ n += $1 } END { print n }')
  rm -f "$work"/{seconds,memory,size}.{old,new}
  for _ in $(seq "$rounds"); do
    for name in old new; do
      rm -rf "$work/$1.$name"
      /usr/bin/time -o "$work/time" -f "$seconds_format %M" "${!name}" --notes "$notes" \
        --index "$work/$1.$name" index >/dev/null 2>&1
      read -r seconds system kilobytes < <(tail -n 1 "$work/time")
      awk -v s="$seconds" -v t="$system" -v b="$bytes" 'BEGIN { print b / 1e6 / (s + t) }' \
        >>"$work/seconds.$name"
      awk -v k="$kilobytes" 'BEGIN { print k / 1e3 }' >>"$work/memory.$name"
      du -sb "$work/$1.$name" | awk -v b="$bytes" '{ print 100 * $1 / b }' >>"$work/size.$name"
    done
  done
  rm -f "$work/rg"
  for what in "seconds=indexing, MB/s" "memory=indexing, memory, MB" "size=index, % of the notes"; do
    cp "$work/${what%%=*}.old" "$work/old" && cp "$work/${what%%=*}.new" "$work/new"
    row "$1" "${what#*=}"
  done
}

# Adds a note of so many bytes, put together from others, to be changed.
long_note() { # NOTEBOOK BYTES
  # Cut inside of a character, of which iconv leaves out what is there.
  find "$scale/$1" -name '*.md' | sort | xargs cat 2>/dev/null | head -c "$2" |
    iconv -c -f UTF-8 -t UTF-8 >"$work/note" 2>/dev/null || true
  mkdir -p "$scale/$1/changed" && mv "$work/note" "$scale/$1/changed/$2.md"
}
# Makes the notebooks that aren't there yet.
notebooks=()
for notebook in corpus generated; do
  case $wanted in *" $notebook "*) notebooks+=("$notebook") ;; esac
done
rm -rf "$scale/corpus" && cp -r "$here/corpus" "$scale/corpus"
[[ $wanted != *" generated "* ]] || [ -d "$scale/generated" ] || cargo run --release --quiet --manifest-path "$here/Cargo.toml" \
  --example notebook -- "$scale/generated" "$megabytes" >&2
if [[ $wanted != *" real "* ]]; then
  :
elif [ -f "$sections" ]; then
  notebooks+=(real)
  # Not by a pipe: it is left before its end, which is no failure.
  [ -d "$scale/real" ] || "$here/benches/documentation.py" "$scale/real" "$megabytes" \
    < <(zstd -dcq "$sections") >&2
else
  echo "no real documentation: there is no $sections" >&2
fi
for notebook in "${notebooks[@]}"; do
  rm -rf "$scale/$notebook/changed"
  long_note "$notebook" 7000
  long_note "$notebook" 100000
done

echo "| notebook | what | old | new | rg | new / old | new / rg |"
echo "| --- | --- | ---: | ---: | ---: | ---: | ---: |"
for notebook in "${notebooks[@]}"; do
  indexing "$notebook"
  lookup "$notebook" "words, ms" "$words"
  lookup "$notebook" "words without looking, ms" "$words" --no-refresh
  lookup "$notebook" "sentence, ms" "$sentence"
  lookup "$notebook" "sentence without looking, ms" "$sentence" --no-refresh
  lookup "$notebook" "pasted page, ms" "$pasted"
  changed "$notebook" "7 KB changed, ms" changed/7000.md
  changed "$notebook" "100 KB changed, ms" changed/100000.md
done
