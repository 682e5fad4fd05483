#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# epg-parser 0.5.0 gives null for times that XMLTV allows
#
# A time may end anywhere, and its zone may be left out. parse() gives null for a start without a
# zone, or with one that no blank parts from the digits, and for a <date> of a year alone; with
# twelve digits and a zone it takes the sign and a digit for seconds: 21:15 becomes 21:15:01 and
# the zone is lost.
#
# Hence: each initial part of the digits is a form of its own in the tests, with and without a
# zone.
set -eu

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
npm install --before=2026-11-01 --silent --no-audit --no-fund --no-save epg-parser@0.5.0 >/dev/null

cat >try.mjs <<'EOF'
import epg from 'epg-parser';
const guide = (start, children) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<tv><channel id="a"><display-name>A</display-name></channel>` +
  `<programme start="${start}" channel="a">${children}</programme></tv>`;
for (const start of ['20260105211500 +0100', '20260105211500', '20260105211500+0100', '202601052115 +0100', '20260105'])
  console.log('start', start, '=>', epg.parse(guide(start, '<title>T</title>')).programs[0].start);
for (const date of ['20190203', '201902', '2019'])
  console.log('date', date, '=>', epg.parse(guide('20260105211500 +0100', `<title>T</title><date>${date}</date>`)).programs[0].date);
EOF
node try.mjs >seen

cat >expected <<'EOF'
start 20260105211500 +0100 => 2026-01-05T20:15:00.000Z
start 20260105211500 => null
start 20260105211500+0100 => null
start 202601052115 +0100 => 2026-01-05T21:15:01.000Z
start 20260105 => 2026-01-05T00:00:00.000Z
date 20190203 => 2019-02-03T00:00:00.000Z
date 201902 => 2019-02-01T00:00:00.000Z
date 2019 => null
EOF
diff -u expected seen
echo "still so: epg-parser 0.5.0 gives null for times that XMLTV allows"
