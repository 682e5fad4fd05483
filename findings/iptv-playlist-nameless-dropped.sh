#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# @iptv/playlist 1.2.1 drops entries whose title is empty, and joins addresses to the entry before
#
# An entry may have an empty title (players then show tvg-name or the address). parseM3U keeps it
# with tvg-id or tvg-name only; with a group or a logo alone it is gone without a trace. An
# address without #EXTINF, which is an entry of its own to players, becomes another of the "urls"
# of the entry before it.
set -eu

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
npm install --before=2026-11-01 --silent --no-audit --no-fund --no-save @iptv/playlist@1.2.1 >/dev/null

cat >try.mjs <<'EOF'
import { parseM3U } from '@iptv/playlist';
const show = (text) => console.log(JSON.stringify(text), '=>', JSON.stringify(parseM3U('#EXTM3U\n' + text).channels.map((channel) => [channel.name, ...channel.urls])));
show('#EXTINF:-1 tvg-name="A",\nhttp://h/a\n');
show('#EXTINF:-1 group-title="News" tvg-logo="http://h/l.png",\nhttp://h/a\n');
show('#EXTINF:-1,A\nhttp://h/a\nhttp://h/b\n');
EOF
node try.mjs >seen

cat >expected <<'EOF'
"#EXTINF:-1 tvg-name=\"A\",\nhttp://h/a\n" => [["","http://h/a"]]
"#EXTINF:-1 group-title=\"News\" tvg-logo=\"http://h/l.png\",\nhttp://h/a\n" => []
"#EXTINF:-1,A\nhttp://h/a\nhttp://h/b\n" => [["A","http://h/a","http://h/b"]]
EOF
diff -u expected seen
echo "still so: @iptv/playlist 1.2.1 drops entries whose title is empty, and joins addresses to the entry before"
