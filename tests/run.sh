#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Installs what is needed, builds, and runs all tests. Further words go to `meson test`.
set -eu

top=$(cd "$(dirname "$0")/.." && pwd)
build=${BUILD:-$top/_build}

"$top/tests/setup.sh"
[ -f "$build/build.ninja" ] || meson setup "$build" "$top"
ninja -C "$build"
exec meson test -C "$build" --print-errorlogs "$@"
