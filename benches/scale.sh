#!/usr/bin/env bash
# How the cost grows with the notes: `benches/scale.sh [MEGABYTES...]` (1 30 300
# unless told). Makes notebooks of these sizes under SCALE (/tmp/galpi-scale),
# the same bytes each time, keeps them, and prints two tables: indexing, and
# looking up in new processes, half and worst of a hundred (50 % and 99 %), with
# and without the look for changed notes, against rg in the same run.
# Needs hyperfine, jq, rg and GNU time; builds for release.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
sizes=("$@")
[ ${#sizes[@]} -gt 0 ] || sizes=(1 30 300)
scale=${SCALE:-/tmp/galpi-scale}
runs=${RUNS:-10}
galpi=${GALPI:-$here/target/release/galpi}
[ -n "${GALPI:-}" ] || cargo build --release --quiet --manifest-path "$here/Cargo.toml"
mkdir -p "$scale"

# Judged queries of a category, as many as are told.
queries() {
  awk -F'\t' -v category="$1" '$2 == category { print $3 }' "$here/tests/relevance/queries.tsv" |
    head -n "$2"
}
# A pasted text of some 4,000 characters: questions one after the other.
pasted=$(awk -F'\t' '$2 == "exam" { print $3 }' "$here"/tests/relevance/*.tsv |
  jq -Rrs 'gsub("\n"; " ")[0:4000]')

# Runs a command with each query in the place of QUERY; prints how long half of
# all runs took, and 99 %, in milliseconds.
time_queries() { # COMMAND QUERY...
  local file="$scale/times.json" commands=() query
  for query in "${@:2}"; do
    # A quote inside would end the argument.
    commands+=("${1/QUERY/"'${query//\'/ }'"}")
  done
  hyperfine -N -i --warmup 2 --runs "$runs" --export-json "$file" "${commands[@]}" >/dev/null 2>&1
  jq -r '[.results[].times[]] | sort | length as $n |
    "\(.[$n / 2 | floor] * 10000 | round / 10) \(.[$n * 99 / 100 | floor] * 10000 | round / 10)"' "$file"
}

echo "| notes | MB | sections | indexing, s | MB/s | memory, MB | index / notes |"
echo "| ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
for size in "${sizes[@]}"; do
  notes=$scale/n$size
  [ -d "$notes" ] || (cd "$here" && cargo run --release --quiet --example notebook -- "$notes" "$size" >/dev/null)
  rm -rf "$notes.index"
  /usr/bin/time -o "$scale/time" -f "%e %M" "$galpi" --notes "$notes" --index "$notes.index" index >/dev/null 2>&1
  read -r seconds kilobytes < <(tail -n 1 "$scale/time")
  bytes=$(find -L "$notes" -name '*.md' -printf '%s\n' | awk '{ n += $1 } END { print n }')
  index=$(du -sb "$notes.index" | cut -f1)
  count=$(find -L "$notes" -name '*.md' | wc -l)
  sections=$("$galpi" --notes "$notes" --index "$notes.index" status --json | jq .sections)
  awk -v n="$count" -v b="$bytes" -v s="$sections" -v t="$seconds" -v m="$kilobytes" -v i="$index" 'BEGIN {
    printf "| %d | %.1f | %d | %.1f | %.1f | %.0f | %.2f |\n", n, b / 1e6, s, t, b / 1e6 / t, m / 1e3, i / b }'
done

echo
echo "| MB | query | half, ms | 99 %, ms | without looking, half | 99 % | rg -F, half | × rg | × rg without |"
echo "| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
for size in "${sizes[@]}"; do
  notes=$scale/n$size
  words='볼륨 게이트웨이'
  read -r rg_half _ < <(time_queries "rg -F QUERY $notes" "$words")
  for kind in words short long pasted; do
    case $kind in
    # What rg is asked for, too.
    words) texts=("$words") ;;
    short) mapfile -t texts < <(queries keyword_ko 20) ;;
    long) mapfile -t texts < <(queries exam 10) ;;
    pasted) texts=("$pasted") ;;
    esac
    lookup="$galpi --notes $notes --index $notes.index"
    read -r half worst < <(time_queries "$lookup QUERY" "${texts[@]}")
    read -r half_as_is worst_as_is < <(time_queries "$lookup --no-refresh QUERY" "${texts[@]}")
    awk -v size="$size" -v kind="$kind" -v h="$half" -v w="$worst" -v ha="$half_as_is" -v wa="$worst_as_is" -v rg="$rg_half" 'BEGIN {
      printf "| %s | %s | %.1f | %.1f | %.1f | %.1f | %.1f | %.2f | %.3f |\n", size, kind, h, w, ha, wa, rg, h / rg, ha / rg }'
  done
done
