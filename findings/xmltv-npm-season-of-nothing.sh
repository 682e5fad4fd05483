#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# xmltv 0.3.0 has season 1 for episodes whose season is unknown
#
# In xmltv_ns " . 4 . " is the fifth episode of an unknown season: each part may be blank.
# getSeason() looks at the length of the part before it trims it, so that a blank counts as the
# number 0, which is season 1. Without the blank (".4.") it is null, as it should be; and with two
# parts ("1 . 4") it is null though season 2 is given.
set -eu

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
npm install --before=2026-11-01 --silent --no-audit --no-fund --no-save xmltv@0.3.0 >/dev/null

cat >try.mjs <<'EOF'
import { Programme } from 'xmltv';
for (const number of ['1.4.', ' . 4 . ', '.4.', '1 . 4', '0/3 . 4/10 . 0/1'])
  console.log(JSON.stringify(number), '=>', new Programme().getSeason(number));
EOF
node try.mjs >seen

cat >expected <<'EOF'
"1.4." => 2
" . 4 . " => 1
".4." => null
"1 . 4" => null
"0/3 . 4/10 . 0/1" => 1
EOF
diff -u expected seen
echo "still so: xmltv 0.3.0 has season 1 for episodes whose season is unknown"
