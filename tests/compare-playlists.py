#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Compares what we make of playlists with what npm's iptv-playlist-parser does, over lists at random, of which
that reads every line rightly: what it does not is in findings/.

usage: compare-playlists.py BUILD [SEED]

Fetches the parser, so it is not among the tests.
"""

import pathlib
import random
import subprocess
import sys
import tempfile

LISTS = 300
SCRIPT = """
const fs = require('fs');
const parser = require('iptv-playlist-parser');
for (const file of process.argv.slice(2)) {
  const lines = parser.parse(fs.readFileSync(file, 'utf8')).items.map(item => [
    item.url.split('|')[0], item.name, item.group.title, item.tvg.id, item.tvg.name, item.tvg.logo, item.http['user-agent'],
    item.http.referrer].join('\\t') + '\\n');
  fs.writeFileSync(file + '.expected', lines.join(''));
}
"""

WORDS = ["News", "HD", "FR:", "Été", "Кино", "日本", "It's", "24/7", "A&B", "(2020)", "+1", "|", "#1", "50%", "ᴿᴬᵂ",
         "S01E02", "[VIP]", "a.b", "x=y"]


def make_words(rand, separators=" "):
    return rand.choice(separators).join(rand.choices(WORDS, k=rand.randrange(1, 5)))


def make_entry(rand, number):
    attributes = []
    if rand.random() < .8:
        attributes.append(f'tvg-id="{rand.choice(["", "demo.fr", "Demo 2.de"])}"')
    if rand.random() < .8:
        attributes.append(f'tvg-name="{make_words(rand)}"')
    if rand.random() < .8:
        attributes.append(f'tvg-logo="http://h/{number}.png?a=b,c"')
    if rand.random() < .8:
        attributes.append(f'group-title="{rand.choice(["", make_words(rand), "A;B;C", "Films, etc."])}"')
    rand.shuffle(attributes)
    lines = [f"#EXTINF:{rand.choice(['-1', '0', '5400'])}{''.join(' ' + text for text in attributes)},"
             f"{make_words(rand, [' ', ' - '])}"]
    # These come before it alone: what comes first elsewhere is the list's for us.
    if number > 0 and rand.random() < .3:
        lines.append(f"#EXTVLCOPT:http-user-agent=Player/{number} ({make_words(rand)})")
    if number > 0 and rand.random() < .3:
        lines.append(f"#EXTVLCOPT:http-referrer=http://r/{number}")
    address = rand.choice([f"http://h:8080/u/p/{number}", f"https://h/movie/u/p/{number}.mkv", f"rtmp://h/{number}",
                           f"http://h/{number}.m3u8?token=a%20b&c=d", f"udp://@239.0.0.1:{number}"])
    if len(lines) == 1 and rand.random() < .2:
        address += f"|User-Agent=Player{number}&Referer=http://r/{number}"
    lines.append(address)
    return lines


def make_list(rand):
    lines = [rand.choice(["#EXTM3U", '#EXTM3U x-tvg-url="http://h/a.xml"'])]
    for number in range(rand.randrange(1, 60)):
        lines += make_entry(rand, number)
        if rand.random() < .1:
            lines.append("")
    return rand.choice(["\n", "\r\n"]).join(lines) + "\n"


def main():
    program = pathlib.Path(sys.argv[1]).resolve() / "tests/unit/source/playlist/print-playlist"
    rand = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "install", "--before=2026-11-01", "--silent", "--no-audit", "--no-fund", "--no-save",
                        "iptv-playlist-parser@0.15.2"], cwd=folder, check=True)
        files = [pathlib.Path(folder) / f"{i}.m3u" for i in range(LISTS)]
        for file in files:
            file.write_text(make_list(rand), encoding="utf-8", newline="")
        (pathlib.Path(folder) / "read.js").write_text(SCRIPT, encoding="utf-8")
        subprocess.run(["node", "read.js", *files], cwd=folder, check=True)
        n_entries = 0
        for file in files:
            seen = subprocess.run([program, file], check=True, capture_output=True, encoding="utf-8").stdout
            expected = pathlib.Path(f"{file}.expected").read_text(encoding="utf-8")
            n_entries += expected.count("\n")
            for ours, theirs in zip(seen.split("\n"), expected.split("\n")):
                if ours != theirs:
                    print(f"ours:   {ours!r}\ntheirs: {theirs!r}\n{file.read_text(encoding='utf-8')[:3000]}")
                    return 1
            if seen.count("\n") != expected.count("\n"):
                print(f"ours has {seen.count(chr(10))} entries, theirs {expected.count(chr(10))}")
                return 1
    print(f"{n_entries} entries in {LISTS} lists are the same")
    return 0


sys.exit(main())
