#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Installs what is needed, builds, and shows the main job: the daemon on a bus of its own, a panel
# with a made-up catalogue, a sync with its progress, and a few queries. Leaves nothing behind but
# the build.
set -eu

top=$(cd "$(dirname "$0")/.." && pwd)
build=${BUILD:-$top/_build}

if [ "${1:-}" != --session ]; then
  "$top/tests/setup.sh"
  [ -f "$build/build.ninja" ] || meson setup "$build" "$top"
  ninja -C "$build"
  exec dbus-run-session --config-file "$top/tests/bus.conf" -- "$0" --session
fi

scratch=$(mktemp -d)
daemon=
panel=
monitor=
clean_up() {
  for process in $monitor $daemon $panel; do
    kill "$process" 2>/dev/null || true
    wait "$process" 2>/dev/null || true
  done
  rm -rf "$scratch"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

export XDG_CONFIG_HOME="$scratch/config" XDG_CACHE_HOME="$scratch/cache" XDG_DATA_HOME="$scratch/data"
name=io.github.lineupd.Lineup1
manager=/io/github/lineupd/Lineup1
home=$manager/accounts/home

# Shows a command and runs it.
show() {
  printf '\n$ %s\n' "$*"
  "$@"
}

# Waits until a file has a line that matches.
wait_for() {
  for _ in $(seq 600); do
    grep -q "$2" "$1" && return
    sleep 0.1
  done
  echo "Nothing of “$2” in a minute" >&2
  exit 1
}

mkfifo "$scratch/url"
"$build/tests/lineup-fake-panel" --channels 2000 --movies 6000 --series 800 --rate 3000000 \
  >"$scratch/url" &
panel=$!
read -r url <"$scratch/url"

"$build/daemon/lineupd" 2>"$scratch/log" &
daemon=$!
gdbus wait --session --timeout 10 $name

# The daemon's signals as they come, one a line.
gdbus monitor --session --dest $name --object-path $home >"$scratch/signals" &
monitor=$!
wait_for "$scratch/signals" 'is owned by'

echo "A panel with 2000 channels, 6000 movies and 800 series plays at $url"
show busctl --user call $name $manager $name.Manager AddAccount 'sa{sv}' \
  home 3 url s "$url" username s user password s secret

printf '\nThe first sync starts by itself. Its progress:\n'
tail -n +1 -f "$scratch/signals" 2>/dev/null | while read -r line; do
  case $line in
    *.Progress*) echo "$line" | sed -E \
      "s/.*\(uint64 [0-9]+, (uint32 )?([0-9]+), '([a-z-]+)', .*'items': <uint64 ([0-9]+)>.*/  \2 %  \3  \4/" ;;
    *.Finished*) echo "$line" | sed -E "s/.*\(uint64 ([0-9]+), '([a-z]+)'.*/  job \1: \2/"; break ;;
  esac
done

show busctl --user get-property $name $home $name.Catalog Counts
show busctl --user --json=pretty call $name $home $name.Catalog ListItems 'sa{sv}su' movies 0 '' 1
show busctl --user call $name $home $name.Catalog ListCategories s series
show busctl --user get-property $name $home $name.Account Status

printf '\nThe guide follows by itself.\n'
wait_for "$scratch/signals" GuideFinished
show busctl --user get-property $name $home $name.Guide GuideStatus Programmes
show busctl --user --json=short call $name $home $name.Guide ListNow 'axa{sv}' 0 1 limit u 3
show "$build/dbus/lineupctl/lineupctl" now --limit 8
show "$build/dbus/lineupctl/lineupctl" guide --limit 4
printf '\nThe panel has it all as a playlist, too, and many people have nothing else:\n'
show busctl --user call $name $manager $name.Manager AddAccount 'sa{sv}' \
  list 2 type s playlist url s "$url/get.php?username=user&password=secret&type=m3u_plus&output=ts"
show "$build/dbus/lineupctl/lineupctl" sync list --watch
show "$build/dbus/lineupctl/lineupctl" list
printf '\nThat was all: %s did it, and nothing is left of it.\n' "$("$build/daemon/lineupd" --version)"
