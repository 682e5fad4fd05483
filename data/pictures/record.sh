#!/bin/bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# Records the README's pictures: lineupctl at a terminal, beside the daemon, on a bus of its own, with
# a made-up panel. Needs termtosvg, and a build, which BUILD names (_build).
set -eu

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
build=$(realpath "${BUILD:-$top/_build}")

# What is seen: each command as if typed, and what it does.
if [ "${1:-}" = --scene ]; then
  shift
  printf '$ '
  for ((i = 0; i < ${#1}; i++)); do
    printf '%s' "${1:i:1}"
    sleep 0.05
  done
  printf '\n'
  eval "$1"
  sleep 2
  exit
fi

if [ "${1:-}" != --session ]; then
  exec dbus-run-session --config-file "$top/tests/bus.conf" -- "$0" --session
fi

scratch=$(mktemp -d)
trap 'kill $daemon $panel; wait; rm -rf "$scratch"' EXIT
export XDG_CONFIG_HOME=$scratch/config XDG_CACHE_HOME=$scratch/cache LC_ALL=C.UTF-8
export PATH=$build/dbus/lineupctl:$PATH

mkfifo "$scratch/url"
"$build/tests/lineup-fake-panel" --channels 2000 --movies 6000 --series 800 --rate 1500000 >"$scratch/url" &
panel=$!
read -r url <"$scratch/url"
"$build/daemon/lineupd" 2>/dev/null &
daemon=$!
# Nobody types there, but it does not end either.
exec 3<>"$scratch/url"
gdbus wait --session io.github.lineupd.Lineup1
printf 'user\nsecret\n' | lineupctl add home --name Home --url "$url" --no-auto-sync

record() {
  termtosvg "$here/$1.svg" --screen-geometry "$2" --min-frame-duration 80 --max-frame-duration 2500 \
    --loop-delay 3000 --template gjm8_play --command "$0 --scene '$3'" <&3
}
record sync 90x14 'lineupctl sync --watch'
record search 90x14 'lineupctl search the night --limit 10'
