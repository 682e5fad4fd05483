#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# @iptv/xtream-api 1.4.1 asks for catch-up in UTC, whatever the panel's zone
#
# The start in a timeshift address is in the panel's own time (server_info.timezone).
# generateStreamUrl writes the Date's UTC hour, also after getServerInfo told that the panel is in
# Athens: one gets what was on two or three hours earlier.
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
const xtream = panel();
const info = await xtream.getServerInfo();
const start = new Date('2025-10-09T08:00:00Z');
console.log(start.toISOString(), 'in', info.timezone, 'is', start.toLocaleTimeString('en-GB', { timeZone: info.timezone }));
console.log(plain(xtream.generateStreamUrl({ type: 'channel', streamId: 7, extension: 'ts', timeshift: { start, duration: 60 } })));
server.close();
EOF
node try.mjs >seen

cat >expected <<'EOF'
2025-10-09T08:00:00.000Z in Europe/Athens is 11:00:00
http://h/timeshift/u/p/60/2025-10-09:08-00/7.ts
EOF
diff -u expected seen
echo "still so: @iptv/xtream-api 1.4.1 asks for catch-up in UTC, whatever the panel's zone"
