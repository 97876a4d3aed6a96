#!/usr/bin/env bash
# Times a lookup as a whole process against the rivals that this machine has, in
# one run: `benches/rivals.sh NOTES [QUERY]`. Prints a table of medians and
# ratios. Needs hyperfine, jq and a release build; takes rg, grep, sqlite3 and
# recoll where they are. Files are in the page cache, indexes are made before.
set -euo pipefail
notes=$(realpath "${1:?"usage: benches/rivals.sh NOTES [QUERY]"}")
query=${2:-볼륨 게이트웨이}
runs=${RUNS:-100}
here=$(cd "$(dirname "$0")/.." && pwd)
galpi=${GALPI:-$here/target/release/galpi}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
has() { command -v "$1" >/dev/null; }

names=()
commands=()
rival() {
  names+=("$1")
  commands+=(--command-name "$1" "$2")
}

"$galpi" --notes "$notes" --index "$work/galpi" index >/dev/null 2>&1
rival "galpi" "$galpi --notes $notes --index $work/galpi '$query'"
rival "galpi --no-refresh" "$galpi --notes $notes --index $work/galpi --no-refresh '$query'"
if has rg; then
  rival "rg -i" "rg -i '$query' $notes"
  rival "rg, literal" "rg -F '$query' $notes"
fi
if has grep; then
  rival "grep -rF" "grep -rF '$query' $notes"
fi
if has sqlite3; then
  sqlite3 "$work/fts5.db" "CREATE VIRTUAL TABLE notes USING fts5(path, text, tokenize='trigram');
    INSERT INTO notes SELECT name, data FROM fsdir('$notes') WHERE name LIKE '%.md';" >/dev/null
  rival "SQLite FTS5, trigrams" "sqlite3 $work/fts5.db \"SELECT path, snippet(notes, 1, '', '', '…', 20) FROM notes WHERE notes MATCH '\\\"$query\\\"' ORDER BY rank LIMIT 10\""
fi
if has recollindex && has recollq; then
  mkdir "$work/recoll"
  printf 'topdirs = %s\n' "$notes" >"$work/recoll/recoll.conf"
  recollindex -c "$work/recoll" >/dev/null 2>&1
  rival "recoll (Xapian)" "recollq -c $work/recoll -n 10 $query"
fi

hyperfine -N -i --warmup 5 --runs "$runs" --export-json "$work/times.json" "${commands[@]}" \
  >/dev/null 2>&1
jq -r --arg base "${BASE:-rg -i}" '
  (.results | map(select(.command == $base))[0] // .results[0]) as $base |
  "| process | median, ms | 10 % to 90 %, ms | × \($base.command) |", "| --- | ---: | ---: | ---: |",
  (.results[] | (.times | sort) as $t | ($t | length) as $n |
   "| \(.command) | \(.median * 10000 | round / 10) | \($t[$n / 10 | floor] * 10000 | round / 10) to \($t[$n * 9 / 10 | floor] * 10000 | round / 10) | \(.median / $base.median * 100 | round / 100) |")
' "$work/times.json"
