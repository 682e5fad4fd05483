#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# @iptv/xmltv 1.0.1 reads a time without a zone 18 hours off
#
# XMLTV's DTD lets the zone of a time be left out (it is UTC then), or any end of the digits.
# parseXmltv takes the last five characters for the zone whatever they are: of 20260105201500 it
# keeps 202601052, which is two in the morning of that day, and of twelve digits the first of
# January is left. A zone with a colon (+01:00) or a name (CET) is dropped without a word, so that
# the time is an hour late. No error is raised in any of these.
#
# Hence: a reader of guides parses digits and zone apart, and tests each form of the DTD by value.
set -eu

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
npm install --before=2026-11-01 --silent --no-audit --no-fund --no-save @iptv/xmltv@1.0.1 >/dev/null

cat >try.mjs <<'EOF'
import { parseXmltv } from '@iptv/xmltv';
const guide = (start, children) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<tv><channel id="a"><display-name>A</display-name></channel>` +
  `<programme start="${start}" channel="a">${children}</programme></tv>`;
for (const start of ['20260105201500 +0100', '20260105201500', '202601052015', '20260105201500 +01:00', '20260105201500 CET'])
  console.log(start, '=>', parseXmltv(guide(start, '<title>T</title>')).programmes[0].start.toISOString());
EOF
node try.mjs >seen

cat >expected <<'EOF'
20260105201500 +0100 => 2026-01-05T19:15:00.000Z
20260105201500 => 2026-01-05T02:00:00.000Z
202601052015 => 2026-01-01T00:00:00.000Z
20260105201500 +01:00 => 2026-01-05T20:15:00.000Z
20260105201500 CET => 2026-01-05T20:15:00.000Z
EOF
diff -u expected seen
echo "still so: @iptv/xmltv 1.0.1 reads a time without a zone 18 hours off"
