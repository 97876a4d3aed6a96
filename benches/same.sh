#!/usr/bin/env bash
# Says whether two builds of galpi answer alike, for changes that are to change
# nothing:
#
#   benches/same.sh OLD NEW [NOTES QUERIES.tsv]…
#
# OLD and NEW are programs; either may be a folder of answers that
# `benches/same.sh --record PROGRAM FOLDER [NOTES QUERIES.tsv]…` kept. Each set
# of judged queries is asked as typed, with --exact and with --prefix, on an
# index of its own; all of the JSON is compared but the time: ids, lines, scores
# and their parts, `via`, rewrites, snippets. What `explain`, `service`,
# `concept` and `compare` tell is compared, too. The set of corpus/ is always
# asked. Prints the first differences; fails where there are any.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Keeps what a program answers: PROGRAM FOLDER [NOTES QUERIES.tsv]…
record() {
  local program=$1 folder=$2 notes queries index set=0
  shift 2
  mkdir -p "$folder"
  set -- "$here/corpus" "$here/tests/relevance/queries.tsv" "$@"
  while (($# > 1)); do
    notes=$1 queries=$2 set=$((set + 1)) index=$work/index
    shift 2
    rm -rf "$index"
    galpi() { "$program" --notes "$notes" --index "$index" "$@" 2>&1 || true; }
    galpi index >/dev/null
    tail -n +2 "$queries" | cut -f3 >"$work/queries"
    for mode in "" --exact --prefix; do
      galpi --batch --json --explain -n 10 $mode <"$work/queries" |
        sed -E 's/"elapsed_us":[0-9]+/"elapsed_us":0/' >"$folder/$set$mode.jsonl"
    done
    awk 'NR % 5 == 1' "$work/queries" | while IFS= read -r query; do
      galpi explain -- "$query"
    done >"$folder/$set-explain.txt"
    galpi service >"$folder/$set-services.txt"
    galpi concept >"$folder/$set-concepts.txt"
    galpi service --json >"$work/services"
    sed -nE '1,12s/.*"name":"([^"]*)".*/\1/p' "$work/services" >"$work/names"
    while IFS= read -r name; do
      galpi service --json --explain -- "$name"
    done <"$work/names" | sed -E 's/"elapsed_us":[0-9]+/"elapsed_us":0/' >"$folder/$set-service.jsonl"
    paste -d '\t' - - <"$work/names" | while IFS=$'\t' read -r first second; do
      galpi compare --json --explain -- "$first" "$second"
    done | sed -E 's/"elapsed_us":[0-9]+/"elapsed_us":0/' >"$folder/$set-compare.jsonl"
  done
}

if [[ ${1-} == --record ]]; then
  record "${@:2}"
  exit
fi
if (($# < 2)); then
  sed -n 2,14p "$0" >&2
  exit 2
fi
folders=()
for program in "$1" "$2"; do
  if [[ -d $program ]]; then
    folders+=("$program")
  else
    folders+=("$work/answers-${#folders[@]}")
    record "$program" "${folders[-1]}" "${@:3}"
  fi
done
if diff -r "${folders[@]}" >"$work/differences"; then
  printf 'the same: %s answers\n' "$(cat "${folders[0]}"/*.jsonl | grep -c '"type":"summary"')"
else
  head -c 4000 "$work/differences"
  printf '\n%s lines differ\n' "$(grep -c '^[<>]' "$work/differences")"
  exit 1
fi
