#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# iptv-playlist-parser 0.15.2 takes an address's own query for headers
#
# Kodi's form "ADDRESS|User-Agent=…&Referer=…" carries headers behind a bar. The parser looks for
# user-agent= and referer= in the whole address where there is no bar, so that parameters of the
# stream's own query become the headers that are sent, and win over #EXTVLCOPT. Where there is a
# bar the values stay percent-encoded, and the bar and what follows stay in url.
set -eu

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
npm install --before=2026-11-01 --silent --no-audit --no-fund --no-save iptv-playlist-parser@0.15.2 >/dev/null

cat >try.mjs <<'EOF'
import { createRequire } from 'node:module';
const parser = createRequire(import.meta.url)('iptv-playlist-parser');
for (const address of ['http://h/a.m3u8', 'http://h/a.m3u8?user-agent=web&referer=home', 'http://h/a.m3u8|User-Agent=Play%20er']) {
  const [item] = parser.parse(`#EXTM3U\n#EXTINF:-1,A\n#EXTVLCOPT:http-user-agent=Player/1\n${address}\n`).items;
  console.log(address, '=>', JSON.stringify(item.http), item.url);
}
EOF
node try.mjs >seen

cat >expected <<'EOF'
http://h/a.m3u8 => {"referrer":"","user-agent":"Player/1"} http://h/a.m3u8
http://h/a.m3u8?user-agent=web&referer=home => {"referrer":"home","user-agent":"web"} http://h/a.m3u8?user-agent=web&referer=home
http://h/a.m3u8|User-Agent=Play%20er => {"referrer":"","user-agent":"Play%20er"} http://h/a.m3u8|User-Agent=Play%20er
EOF
diff -u expected seen
echo "still so: iptv-playlist-parser 0.15.2 takes an address's own query for headers"
