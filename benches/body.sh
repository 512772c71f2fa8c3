#!/usr/bin/env bash
# A whole body: `hyoka check` over the sum of reading its files alone, and peak memory at 200 and at 2,000 事務.
# Numbers are ratios of runs beside each other; they say nothing about another machine.
set -euo pipefail
cd "$(dirname "$0")/.."
features=(--no-default-features --features cli)
cargo build -q --release "${features[@]}" --example body --bin hyoka --target-dir target/body
body=target/body/release/examples/body
hyoka=target/body/release/hyoka
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for count in 200 2000; do
  "$body" write "$folder/$count" "$count" 7
  for _ in 1 2 3; do
    printf '%s 事務, read:  ' "$count"; "$body" read "$folder/$count"
    printf '%s 事務, check: ' "$count"; "$body" check "$hyoka" "$folder/$count"
  done
done
