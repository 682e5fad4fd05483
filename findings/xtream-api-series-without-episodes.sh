#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# @iptv/xtream-api 1.4.1 fails on the answers of panels for a series without episodes
#
# XUI leaves the key episodes out where a series has none, and the original panel answers [] for a
# series that it does not know. getShow looks at info.name for a series that is unknown, and goes
# through the keys of episodes: both answers end in a TypeError in place of "Show Not Found" or a
# series without episodes. With "episodes":[] (no episodes, as PHP writes an empty object) all is
# well.
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
for (const answer of [{ info: { name: 'S' }, seasons: [], episodes: [] }, { info: { name: 'S' }, seasons: [] }, [], { info: { name: null } }]) {
  answers.get_series_info = answer;
  const result = await panel().getShow({ showId: 1 }).then((show) => show.info.name, (error) => `${error.name}: ${error.message}`);
  console.log(JSON.stringify(answer), '=>', result);
}
server.close();
EOF
node try.mjs >seen

cat >expected <<'EOF'
{"info":{"name":"S"},"seasons":[],"episodes":[]} => S
{"info":{"name":"S"},"seasons":[]} => TypeError: Cannot convert undefined or null to object
[] => TypeError: Cannot read properties of undefined (reading 'name')
{"info":{"name":null}} => Error: Show Not Found
EOF
diff -u expected seen
echo "still so: @iptv/xtream-api 1.4.1 fails on the answers of panels for a series without episodes"
