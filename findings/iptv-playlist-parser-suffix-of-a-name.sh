#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# iptv-playlist-parser 0.15.2 finds an attribute in another one whose name ends like it
#
# Attributes are looked for anywhere in the line, without a beginning of the name: what comes
# first wins. old-group-title before group-title gives the group, x-tvg-url gives tvg-url, and
# audio-lang gives lang.
set -eu

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
npm install --before=2026-11-01 --silent --no-audit --no-fund --no-save iptv-playlist-parser@0.15.2 >/dev/null

cat >try.mjs <<'EOF'
import { createRequire } from 'node:module';
const parser = createRequire(import.meta.url)('iptv-playlist-parser');
for (const attributes of ['group-title="B"', 'old-group-title="A" group-title="B"', 'x-tvg-url="http://h/guide.xml"', 'audio-lang="fr"']) {
  const [item] = parser.parse(`#EXTM3U\n#EXTINF:-1 ${attributes},A\nhttp://h/a\n`).items;
  console.log(attributes, '=>', JSON.stringify([item.group.title, item.tvg.url, item.lang]));
}
EOF
node try.mjs >seen

cat >expected <<'EOF'
group-title="B" => ["B","",""]
old-group-title="A" group-title="B" => ["A","",""]
x-tvg-url="http://h/guide.xml" => ["","http://h/guide.xml",""]
audio-lang="fr" => ["","","fr"]
EOF
diff -u expected seen
echo "still so: iptv-playlist-parser 0.15.2 finds an attribute in another one whose name ends like it"
