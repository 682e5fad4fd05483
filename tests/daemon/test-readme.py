#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs the README's tour with busctl, line by line, as a reader would type it, and then what it says of the
desktop's search.

The daemon is not started here: the first call has to, by D-Bus activation.

usage: test-readme.py README LINEUPD FAKE_PANEL
"""

import pathlib
import re
import sys

import scratch_session


def read_section(readme, title):
    text = pathlib.Path(readme).read_text(encoding="utf-8")
    section = text.split(f"## {title}\n", 1)[1].split("\n## ", 1)[0]
    return re.findall(r"^    \$ (.+)$", section, flags=re.MULTILINE)


def main():
    readme, daemon, fake_panel = sys.argv[1:]
    tour = read_section(readme, "A tour with busctl")
    desktop = read_section(readme, "In the desktop's search")
    if len(tour) < 10 or len(desktop) != 2:
        print("The README has no tour")
        return 1

    # -e: a line that fails fails the test; -x: it says which.
    script = "set -ex\n" + "\n".join(tour + desktop) + "\n"
    result = scratch_session.run(daemon, fake_panel, script)

    print(result.stdout)
    print(result.stderr, file=sys.stderr)
    # The account, the first sync's steps, what is there, changes, a stream, details, what is on, and a
    # second sync, whose end may come before or after it is cancelled: the guide's was another.
    expected = ('o "/io/github/lineupd/Lineup1/accounts/home"', '"data" : "ok"',
                '"movies" 50', '"change" s "added"', "/movie/user/secret/",
                "In detail: ", '"a(xa(xttsa{sv}))', '"channel-name"', "t 3", "a(sssida{sv})")
    missing = [text for text in expected if text not in result.stdout]
    if missing:
        print(f"The tour does not show {missing}")
    return 1 if result.returncode != 0 or missing else 0


sys.exit(main())
