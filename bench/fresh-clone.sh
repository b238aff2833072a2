#!/usr/bin/env bash
# Seconds from a fresh clone to the first answer, and of the test suite.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT
git clone -q "$here" "$work/onrecord"
cd "$work/onrecord"
began=$SECONDS
ONRECORD_PORT=${ONRECORD_PORT:-8765} script/server >server.log 2>&1 &
server=$!
until grep -q '^try' server.log; do sleep 0.2; kill -0 "$server"; done
eval "$(sed -n 's/^try *//p' server.log)" | head -c 80
echo
echo "first answer after $((SECONDS - began)) s"
kill "$server"
wait "$server" || true
began=$SECONDS
script/test | tail -n 1
echo "script/test took $((SECONDS - began)) s"
