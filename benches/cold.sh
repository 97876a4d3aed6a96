#!/usr/bin/env bash
# Times a cold lookup, start to end, against ripgrep on the same notes, in one
# run: `benches/cold.sh NOTES [QUERY]`. Needs hyperfine, rg and a release build.
# These figures are ratios: machines are noisy.
set -euo pipefail
notes=${1:?"usage: benches/cold.sh NOTES [QUERY]"}
query=${2:-볼륨 게이트웨이}
here=$(cd "$(dirname "$0")/.." && pwd)
galpi=$here/target/release/galpi
index=$(mktemp -d)
trap 'rm -rf "$index"' EXIT
export GALPI_NOTES=$notes
"$galpi" --index "$index" index >/dev/null 2>&1
hyperfine -N --warmup 20 --runs 300 --style basic \
  --command-name "galpi" "$galpi --index $index '$query'" \
  --command-name "galpi --no-refresh" "$galpi --index $index --no-refresh '$query'" \
  --command-name "rg, literal" "rg -i '$query' $notes" \
  -i 2>/dev/null
