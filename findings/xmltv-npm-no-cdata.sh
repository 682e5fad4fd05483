#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# xmltv 0.3.0 and epg-parser 0.5.0 drop texts in CDATA sections
#
# Grabbers write titles and descriptions as CDATA so as not to escape them. Of such a title
# xmltv's Programme has an empty list, and epg-parser an entry without a value, under a key named
# "undefined". The same text with entities is there (as xmltv decodes it).
set -eu

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
npm install --before=2026-11-01 --silent --no-audit --no-fund --no-save xmltv@0.3.0 epg-parser@0.5.0 >/dev/null

cat >try.mjs <<'EOF'
import epg from 'epg-parser';
import xmltv from 'xmltv';
const guide = (start, children) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<tv><channel id="a"><display-name>A</display-name></channel>` +
  `<programme start="${start}" channel="a">${children}</programme></tv>`;
for (const title of ['Tom &amp; Jerry', '<![CDATA[Tom & Jerry]]>']) {
  const text = guide('20260105201500 +0000', `<title>${title}</title>`);
  await new Promise((done) => {
    const parser = new xmltv.Parser();
    parser.on('programme', (programme) => console.log(title, '=> xmltv', JSON.stringify(programme.title)));
    parser.on('end', done);
    parser.end(text);
  });
  console.log(title, '=> epg-parser', JSON.stringify(epg.parse(text).programs[0].title));
}
EOF
node try.mjs >seen

cat >expected <<'EOF'
Tom &amp; Jerry => xmltv ["Tom & Jerry"]
Tom &amp; Jerry => epg-parser [{"value":"Tom &amp; Jerry"}]
<![CDATA[Tom & Jerry]]> => xmltv []
<![CDATA[Tom & Jerry]]> => epg-parser [{"undefined":[{}]}]
EOF
diff -u expected seen
echo "still so: xmltv 0.3.0 and epg-parser 0.5.0 drop texts in CDATA sections"
