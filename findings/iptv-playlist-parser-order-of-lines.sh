#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# iptv-playlist-parser 0.15.2 forgets options that stand before their #EXTINF
#
# #EXTGRP and #EXTVLCOPT come before or after the #EXTINF that they belong to. Before it they are
# ignored here. Where an #EXTINF has no address the entry is replaced by the next one without a
# word, but the last of a file is returned with an undefined url, so that neither the number of
# entries nor their addresses can be relied on.
set -eu

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
npm install --before=2026-11-01 --silent --no-audit --no-fund --no-save iptv-playlist-parser@0.15.2 >/dev/null

cat >try.mjs <<'EOF'
import { createRequire } from 'node:module';
const parser = createRequire(import.meta.url)('iptv-playlist-parser');
const show = (text) => console.log(JSON.stringify(text), '=>', parser.parse('#EXTM3U\n' + text).items.map((item) => `${item.name} [${item.group.title}] [${item.http['user-agent']}] ${item.url}`).join(', '));
show('#EXTINF:-1,A\n#EXTGRP:News\n#EXTVLCOPT:http-user-agent=P/1\nhttp://h/a\n');
show('#EXTGRP:News\n#EXTVLCOPT:http-user-agent=P/1\n#EXTINF:-1,A\nhttp://h/a\n');
show('#EXTINF:-1,A\n#EXTINF:-1,B\nhttp://h/b\n#EXTINF:-1,C\n');
EOF
node try.mjs >seen

cat >expected <<'EOF'
"#EXTINF:-1,A\n#EXTGRP:News\n#EXTVLCOPT:http-user-agent=P/1\nhttp://h/a\n" => A [News] [P/1] http://h/a
"#EXTGRP:News\n#EXTVLCOPT:http-user-agent=P/1\n#EXTINF:-1,A\nhttp://h/a\n" => A [] [] http://h/a
"#EXTINF:-1,A\n#EXTINF:-1,B\nhttp://h/b\n#EXTINF:-1,C\n" => B [] [] http://h/b, C [] [] undefined
EOF
diff -u expected seen
echo "still so: iptv-playlist-parser 0.15.2 forgets options that stand before their #EXTINF"
