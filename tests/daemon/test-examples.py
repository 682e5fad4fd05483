#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs an example for authors of players, beside a daemon on a bus of its own.

usage: test-examples.py LINEUPD FAKE_PANEL SOURCE COMMAND...

The example's source has to be short, and its output has to show what it promises.
"""

import pathlib
import sys

import scratch_session
from scratch_session import NAME

MAX_LINES = 60

# Adds an account, finds the name of a movie, and lets the example look for that.
SCRIPT = f"""
set -e
busctl --user call {NAME} /io/github/lineupd/Lineup1 {NAME}.Manager AddAccount 'sa{{sv}}' home 4 \\
    url s "$PANEL" username s user password s secret auto-sync b false
"$@" home Nothing > /dev/null 2>&1 || true
WORDS=$(busctl --user --json=short call {NAME} /io/github/lineupd/Lineup1/accounts/home {NAME}.Catalog \\
    ListItems 'sa{{sv}}su' movies 1 fields as 1 name '' 1 |
    sed 's/.*"name":{{"type":"s","data":"\\([^"]*\\)".*/\\1/')
exec "$@" home "$WORDS"
"""


def main():
    daemon, fake_panel, source, *command = sys.argv[1:]
    lines = pathlib.Path(source).read_text(encoding="utf-8").count("\n")
    if lines >= MAX_LINES:
        print(f"{source} has {lines} lines")
        return 1

    result = scratch_session.run(daemon, fake_panel, SCRIPT, *command)
    print(result.stdout)
    print(result.stderr, file=sys.stderr)
    # Progress to its end, a page, and what to play, of which the password is left out.
    missing = [text for text in ("100 %", "movies", "play ", ".m") if text not in result.stdout]
    if missing:
        print(f"The example does not show {missing}")
    if "secret" in result.stdout:
        print("The example shows a password")
        return 1
    return 1 if result.returncode != 0 or missing else 0


sys.exit(main())
