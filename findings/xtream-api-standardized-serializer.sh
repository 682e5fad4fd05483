#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# @iptv/xtream-api 1.4.1's standardised form says 1970 for never, and fails on a film without category_ids
#
# Of an account that never ends (exp_date null) the standardised profile says that it ended in
# 1970, and so does each item whose "added" is empty. A list in which one film has no category_ids
# (as the original panel has for all) gives no films at all, but a TypeError.
set -eu

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
npm install --before=2026-11-01 --silent --no-audit --no-fund --no-save @iptv/xtream-api@1.4.1 >/dev/null

cat >try.mjs <<'EOF'
import http from 'node:http';
import { once } from 'node:events';
import { standardizedSerializer } from '@iptv/xtream-api/standardized';
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
const panel = (username = 'u', password = 'p') => new Xtream({ url, username, password, serializer: standardizedSerializer });
const plain = (text) => String(text).replaceAll(url, 'http://h');
answers.account.user_info = { ...answers.account.user_info, username: 'u', exp_date: null, created_at: '1700000000', is_trial: '0', active_cons: '0', max_connections: '1' };
answers.get_vod_streams = [{ num: 1, stream_id: 8, name: 'B', added: '', rating: '6.3', category_id: '40', container_extension: 'mkv' }];
answers.get_live_streams = [{ num: 1, stream_id: 7, name: 'A', added: '', category_id: '1', category_ids: [1], tv_archive: 0, tv_archive_duration: 0 }];
console.log('expires', (await panel().getProfile()).expiresAt.toISOString());
console.log('added', (await panel().getChannels())[0].createdAt.toISOString());
console.log('films', await panel().getMovies().then((films) => films.length, (error) => error.name));
server.close();
EOF
node try.mjs >seen

cat >expected <<'EOF'
expires 1970-01-01T00:00:00.000Z
added 1970-01-01T00:00:00.000Z
films TypeError
EOF
diff -u expected seen
echo "still so: @iptv/xtream-api 1.4.1's standardised form says 1970 for never, and fails on a film without category_ids"
