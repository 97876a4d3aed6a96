#!/usr/bin/env bash
# Counts the instructions of a lookup, stage by stage, without a clock:
# `benches/instructions.sh [NOTES]` (corpus/ unless told). The same on every run
# of one build, so that a regression is seen at once. Needs valgrind; builds the
# dev profile, which is optimised and knows its functions by name.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
notes=${1:-$here/corpus}
galpi=$here/target/debug/galpi
cargo build --quiet --manifest-path "$here/Cargo.toml" --bin galpi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$galpi" --notes "$notes" --index "$work/index" index >/dev/null 2>&1

# Stages, and the functions that they are in.
stages=(
  "lexicon=galpi::notebook::lexicon"
  "open, look for changes=galpi::notebook::open"
  "understand=galpi::search::planner::Planner::plan"
  "retrieve=galpi::search::retrieve::candidates::candidates"
  "rank=galpi::search::rank::words::by_words"
  "snippets=galpi::search::present::snippet::Finder::find"
)
row() { # NAME QUERY
  valgrind --tool=callgrind --callgrind-out-file="$work/out" "$galpi" --notes "$notes" \
    --index "$work/index" "$2" >/dev/null 2>&1 || true
  callgrind_annotate --inclusive=yes --threshold=100 "$work/out" >"$work/table" 2>/dev/null
  # The count of a function's first row, which is its largest; in thousands.
  count() {
    awk -v name="$1" 'index($0, name) { gsub(",", "", $1); print int($1 / 1000 + .5); exit }' "$work/table"
  }
  printf '| %s | %s |' "$1" "$(count 'PROGRAM TOTALS')"
  for stage in "${stages[@]}"; do
    printf ' %s |' "$(count "${stage#*=}")"
  done
  printf '\n'
}

printf '| thousands of instructions | whole |'
printf ' %s |' "${stages[@]%%=*}"
printf '\n| --- | ---: |'
printf ' ---: |%.0s' "${stages[@]}"
printf '\n'
row "two words" "볼륨 게이트웨이"
row "initials" "ㅂㄹ ㄱㅇㅌㅇㅇ"
row "a slip" "cloudfornt signed url"
row "an idea" "move petabytes by courier without network"
row "a question" "$(awk -F'\t' '$2 == "exam" { print $3; exit }' "$here/tests/relevance/queries.tsv")"
