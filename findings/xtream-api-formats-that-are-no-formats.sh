#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# @iptv/xtream-api 1.4.1 makes an ending of whatever the panel calls a format or leaves out
#
# Some panels send allowed_output_formats as indexes ([0,1]), and container_extension as null. The
# library takes the first of the formats where the one that is wanted is not among them, and the
# word null: ".0" and ".null" are what channels and films end in.
set -eu

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
npm install --before=2026-11-01 --silent --no-audit --no-fund --no-save @iptv/xtream-api@1.4.1 >/dev/null

cat >try.mjs <<'EOF'
import http from 'node:http';
import { once } from 'node:events';
import { Xtream } from '@iptv/xtream-api';
const asked = [];
const answers = { account: { user_info: { auth: 1, status: 'Active', allowed_output_formats: ['ts', 'm3u8'] }, server_info: { timezone: 'Europe/Athens' } } };
const server = http.createServer((request, response) => {
  asked.push(request.url);
  const action = new URL(request.url, 'http://h').searchParams.get('action');
  response.end(JSON.stringify(answers[action] ?? answers.account));
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const url = `http://127.0.0.1:${server.address().port}`;
const panel = (username = 'u', password = 'p') => new Xtream({ url, username, password });
const plain = (text) => String(text).replaceAll(url, 'http://h');
answers.get_live_streams = [{ stream_id: 7, name: 'A' }];
answers.get_vod_streams = [{ stream_id: 8, name: 'B', container_extension: null }];
for (const formats of [['ts', 'm3u8'], [0, 1]]) {
  answers.account.user_info.allowed_output_formats = formats;
  console.log(JSON.stringify(formats), '=>', plain((await panel().getChannels())[0].url));
}
console.log(plain((await panel().getMovies())[0].url));
server.close();
EOF
node try.mjs >seen

cat >expected <<'EOF'
["ts","m3u8"] => http://h/live/u/p/7.ts
[0,1] => http://h/live/u/p/7.0
http://h/movie/u/p/8.null
EOF
diff -u expected seen
echo "still so: @iptv/xtream-api 1.4.1 makes an ending of whatever the panel calls a format or leaves out"
