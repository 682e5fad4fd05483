#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# @iptv/xmltv 1.0.1 decodes no entity and keeps the mark of CDATA
#
# A title "Tom & Jerry" has to be written with an entity or in a CDATA section. parseXmltv hands
# the entity on as it is written, numeric ones too, and of a CDATA section the text between the
# angle brackets, with its mark: what a player shows is "Tom &amp; Jerry" or "![CDATA[Tom &
# Jerry]]".
#
# Hence: whoever compares guides with this library decodes its texts first.
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
for (const title of ['Tom &amp; Jerry', 'Caf&#233; &#xe0; Paris', '<![CDATA[Tom & Jerry]]>'])
  console.log(title, '=>', parseXmltv(guide('20260105201500 +0000', `<title>${title}</title>`)).programmes[0].title[0]._value);
EOF
node try.mjs >seen

cat >expected <<'EOF'
Tom &amp; Jerry => Tom &amp; Jerry
Caf&#233; &#xe0; Paris => Caf&#233; &#xe0; Paris
<![CDATA[Tom & Jerry]]> => ![CDATA[Tom & Jerry]]
EOF
diff -u expected seen
echo "still so: @iptv/xmltv 1.0.1 decodes no entity and keeps the mark of CDATA"
