#!/bin/bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# Builds the Debian package of what is committed, in the folder that is named (_build-package).
# data/debian is where the packaging lives; dpkg-buildpackage looks for it at the top of a tree.
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
dpkg-buildpackage --build=binary --unsigned-changes --unsigned-buildinfo
