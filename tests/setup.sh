#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Installs what tests/packages lists, and further lists that are named, if anything of it is missing.
# Debian 12 or later.
set -eu

here=$(dirname "$0")
packages=$(sed -e '/^#/d' "$here/packages" "$@")

missing=
for package in $packages; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q '^install ok installed$' ||
    missing="$missing $package"
done
[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" != 0 ]; then
  as_root=sudo
fi
echo "Installing:$missing"
$as_root apt-get update -q
# shellcheck disable=SC2086  # one word a package
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -q -y --no-install-recommends $missing
