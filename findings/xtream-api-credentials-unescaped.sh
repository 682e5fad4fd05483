#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# @iptv/xtream-api 1.4.1 puts user names and passwords into addresses as they are
#
# With & or # in a password the request that is sent has another password, and no action: a panel
# answers it with the account object (or a refusal), on which the library fails with a TypeError
# of its own. In streams' addresses a / in the password makes other segments of it, and a # ends
# the address there.
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
try {
  await panel('me', 'one&two#three').getChannels();
} catch (error) {
  console.log(error.name);
}
console.log(asked.at(-1));
console.log(plain(panel('me', 'a/b#c').generateStreamUrl({ type: 'movie', streamId: 7, extension: 'mkv' })));
server.close();
EOF
node try.mjs >seen

cat >expected <<'EOF'
TypeError
/player_api.php?username=me&password=one&two
http://h/movie/me/a/b#c/7.mkv
EOF
diff -u expected seen
echo "still so: @iptv/xtream-api 1.4.1 puts user names and passwords into addresses as they are"
