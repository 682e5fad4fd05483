#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs an example for authors of players, beside a daemon on a bus of its own.

usage: test-examples.py LINEUPD FAKE_PANEL SOURCE COMMAND...

The example's source has to be short, and its output has to show what it promises.
"""

import os
import pathlib
import subprocess
import sys
import tempfile

SECONDS = 60
MAX_LINES = 60
NAME = "io.github.lineupd.Lineup1"

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

    with tempfile.TemporaryDirectory() as scratch:
        home = pathlib.Path(scratch)
        for name in ("config", "cache", "data", "runtime"):
            (home / name).mkdir(mode=0o700)
        services = home / "data" / "dbus-1" / "services"
        services.mkdir(parents=True)
        (services / f"{NAME}.service").write_text(
            f"[D-BUS Service]\nName={NAME}\nExec={os.path.abspath(daemon)}\n", encoding="utf-8")
        panel = subprocess.Popen(
            [fake_panel, "--channels", "50", "--movies", "50", "--series", "20"],
            stdout=subprocess.PIPE, text=True)
        try:
            env = dict(
                os.environ,
                HOME=scratch,
                PANEL=panel.stdout.readline().strip(),
                XDG_CONFIG_HOME=str(home / "config"),
                XDG_CACHE_HOME=str(home / "cache"),
                XDG_DATA_HOME=str(home / "data"),
                XDG_RUNTIME_DIR=str(home / "runtime"),
            )
            result = subprocess.run(
                ["dbus-run-session", "--", "bash", "-c", SCRIPT, "bash", *command],
                env=env, timeout=SECONDS, capture_output=True, text=True, check=False)
        finally:
            panel.terminate()
            panel.wait()

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
