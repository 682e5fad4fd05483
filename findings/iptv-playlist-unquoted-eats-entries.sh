#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# @iptv/playlist 1.2.1 loses the next entry after an unquoted attribute or an rtsp address
#
# After a "=" parseM3U skips one character and takes everything up to the next quote, over ends of
# lines, for the value. An attribute without quotes (tvg-chno=7), or an address that is not http
# and has a query, therefore swallows what follows up to the next entry's first quote: two
# channels become one that has the first one's id and the second one's address.
#
# Hence: a value ends with its line, and an address is a line of its own whatever its scheme.
set -eu

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
npm install --before=2026-11-01 --silent --no-audit --no-fund --no-save @iptv/playlist@1.2.1 >/dev/null

cat >try.mjs <<'EOF'
import { parseM3U } from '@iptv/playlist';
const second = '#EXTINF:-1 tvg-id="b",B\nhttp://h/b\n';
for (const first of ['#EXTINF:-1 tvg-chno="7" tvg-id="a",A\nhttp://h/a\n', '#EXTINF:-1 tvg-id="a" tvg-chno=7,A\nhttp://h/a\n', '#EXTINF:-1 tvg-id="a",A\nrtsp://h/a?line=1\n'])
  console.log(JSON.stringify(first), '=>', parseM3U('#EXTM3U\n' + first + second).channels.map((channel) => `${channel.tvgId} ${channel.name} ${channel.url}`).join(', '));
EOF
node try.mjs >seen

cat >expected <<'EOF'
"#EXTINF:-1 tvg-chno=\"7\" tvg-id=\"a\",A\nhttp://h/a\n" => a A http://h/a, b B http://h/b
"#EXTINF:-1 tvg-id=\"a\" tvg-chno=7,A\nhttp://h/a\n" => a undefined http://h/b
"#EXTINF:-1 tvg-id=\"a\",A\nrtsp://h/a?line=1\n" => a A http://h/b
EOF
diff -u expected seen
echo "still so: @iptv/playlist 1.2.1 loses the next entry after an unquoted attribute or an rtsp address"
