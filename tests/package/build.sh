#!/bin/bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# Builds the Debian package of what is committed, in the folder that is named (_build-package), and
# installs what that needs where it is missing. data/debian is where the packaging lives;
# dpkg-buildpackage looks for it at the top of a tree.
set -eu

top=$(cd "$(dirname "$0")/../.." && pwd)
out=$(realpath -m "${1:-$top/_build-package}")
version=$(sed -n "s/^  version: '\(.*\)',/\1/p" "$top/meson.build")
tree=$out/lineupd-$version

rm -rf "$tree"
mkdir -p "$tree"
git -C "$top" archive HEAD | tar -x -C "$tree"
cp -r "$tree/data/debian" "$tree/debian"
cd "$tree"

# data/debian/control says what it is.
if ! dpkg-checkbuilddeps 2>/dev/null; then
  as_root=
  if [ "$(id -u)" != 0 ]; then
    as_root=sudo
  fi
  export DEBIAN_FRONTEND=noninteractive
  $as_root apt-get update -q
  $as_root apt-get install -q -y --no-install-recommends build-essential
  $as_root apt-get build-dep -q -y --no-install-recommends "$tree"
fi

dpkg-buildpackage --build=binary --unsigned-changes --unsigned-buildinfo
