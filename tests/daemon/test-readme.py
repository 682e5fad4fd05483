#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs the README's tour with busctl, line by line, as a reader would type it.

The daemon is not started here: the first call has to, by D-Bus activation.

usage: test-readme.py README LINEUPD FAKE_PANEL
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

SECONDS = 60


def read_tour(readme):
    text = pathlib.Path(readme).read_text(encoding="utf-8")
    section = text.split("## A tour with busctl", 1)[1].split("\n## ", 1)[0]
    return re.findall(r"^    \$ (.+)$", section, flags=re.MULTILINE)


def write_service(directory, daemon):
    services = directory / "dbus-1" / "services"
    services.mkdir(parents=True)
    (services / "io.github.lineupd.Lineup1.service").write_text(
        f"[D-BUS Service]\nName=io.github.lineupd.Lineup1\nExec={daemon}\n", encoding="utf-8")


def main():
    readme, daemon, fake_panel = sys.argv[1:]
    tour = read_tour(readme)
    if len(tour) < 10:
        print("The README has no tour")
        return 1

    with tempfile.TemporaryDirectory() as scratch:
        home = pathlib.Path(scratch)
        for name in ("config", "cache", "data", "runtime"):
            (home / name).mkdir(mode=0o700)
        write_service(home / "data", os.path.abspath(daemon))
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
            # -e: a line that fails fails the test; -x: it says which.
            script = "set -ex\n" + "\n".join(tour) + "\n"
            result = subprocess.run(
                ["dbus-run-session", "--", "bash", "-c", script],
                env=env, timeout=SECONDS, capture_output=True, text=True, check=False)
        finally:
            panel.terminate()
            panel.wait()

        print(result.stdout)
        print(result.stderr, file=sys.stderr)
        # The account, the first sync's steps, what is there, changes, a stream, details, and a second
        # sync, whose end may come before or after it is cancelled.
        expected = ('o "/io/github/lineupd/Lineup1/accounts/home"', '"data" : "ok"',
                    '"movies" 50', '"change" s "added"', "/movie/user/secret/",
                    "In detail: ", "t 2")
        missing = [text for text in expected if text not in result.stdout]
        if missing:
            print(f"The tour does not show {missing}")
        return 1 if result.returncode != 0 or missing else 0


sys.exit(main())
