#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# m3u-parser-generator 5.0.2 ends the attributes at the first comma, inside quotes too
#
# A comma in a quoted value ("The Good, the Bad and the Ugly") is text. The parser cuts there: the
# attribute is lost, and the entry's name is the rest of the value, its quote, and all further
# attributes. What it generates of such an attribute it can't read itself.
set -eu

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
npm install --before=2026-11-01 --silent --no-audit --no-fund --no-save m3u-parser-generator@5.0.2 >/dev/null

cat >try.mjs <<'EOF'
import { M3uParser } from 'm3u-parser-generator';
for (const attributes of ['tvg-name="A" group-title="G"', 'tvg-name="The Good, the Bad" group-title="G"']) {
  const playlist = new M3uParser().parse(`#EXTM3U\n#EXTINF:-1 ${attributes},Title\nhttp://h/a\n`);
  console.log(attributes, '=>', JSON.stringify(playlist.medias[0].attributes), playlist.medias[0].name);
  console.log('  and once more:', new M3uParser().parse(playlist.getM3uString()).medias[0].name);
}
EOF
node try.mjs >seen

cat >expected <<'EOF'
tvg-name="A" group-title="G" => {"tvg-name":"A","group-title":"G"} Title
  and once more: Title
tvg-name="The Good, the Bad" group-title="G" => {}  the Bad" group-title="G",Title
  and once more:  the Bad" group-title="G",Title
EOF
diff -u expected seen
echo "still so: m3u-parser-generator 5.0.2 ends the attributes at the first comma, inside quotes too"
