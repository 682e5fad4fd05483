#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a playlist costs the daemon, beside an Xtream account with as many items, in Markdown.

usage: bench-playlist.py LINEUPD FAKE_PANEL [--runs N] [--large] [--folder FOLDER]

A made-up playlist of real titles, 300,000 entries in 72 MB, comes over HTTP from the loopback interface, and so do an
account's lists. Each is synced twice by a daemon of its own. It needs LINEUP_SHARED and five minutes, with --large,
which reads 1,200,000 entries, too, fifteen; the lists stay in FOLDER if there is one. Times of processors count, and
only as ratios within a run: those of the table are medians.
"""

import argparse
import contextlib
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

from gi.repository import GLib

import compare_daemon
import guide_server
from compare_daemon import MANAGER, NAME, Meter, wait_until

SKIPPED = 77
MB = 1e6

# Channels, movies and episodes; as many items as a panel would list, of which each series has some twenty.
NORMAL = {"live": 60000, "movies": 160000, "episodes": 80000}
LARGE = {kind: 4 * number for kind, number in NORMAL.items()}
PANEL = {"channels": 60000, "movies": 160000, "series": 80000}

# What may be, as the issue has it.
FIRST_TO_XTREAM = 1.0
UNCHANGED_TO_FIRST = 0.2
UNCHANGED_WRITTEN = 256 * 1024
PEAK = 24 * MB
LARGE_PEAK = 28 * MB


def make_list(folder, name, sizes):
    path = pathlib.Path(folder, name)
    if not path.exists():
        tool = pathlib.Path(os.environ["LINEUP_SHARED"], "tools", "gen_m3u.py")
        options = [word for kind, number in sizes.items() for word in (f"--{kind}", str(number))]
        subprocess.run([sys.executable, tool, path, *options], check=True, env=dict(os.environ, PYTHONHASHSEED="0"))
    return path


def add(daemon, settings):
    settings = {name: GLib.Variant("s", value) for name, value in settings.items()}
    settings |= {name: GLib.Variant("b", False) for name in ("auto-sync", "validate", "guide")}
    daemon.call(MANAGER, f"{NAME}.Manager", "AddAccount", "(sa{sv})", ("home", settings))


def sync(daemon):
    """What one costs, by name: seconds and bytes."""
    time.sleep(compare_daemon.PACE)
    meter = Meter(daemon.pid)
    job, = daemon.call(f"{MANAGER}/accounts/home", f"{NAME}.Account", "StartSync", "(a{sv})", ({},)).unpack()
    wait_until("a sync ends", lambda: daemon.has_ended(job))
    daemon.check(job)
    wait_until("all is indexed", lambda: daemon.is_ready("home"))
    daemon.wait_for_rest()
    return {"wall": meter.wall, "cpu": meter.cpu, "written": meter.written, "peak": meter.peak}


def measure(program, settings):
    """Figures of the first sync and of one in which nothing has changed; the peak over a daemon that is idle."""
    with compare_daemon.run_daemon(program) as daemon:
        daemon.wait_for_rest()
        idle = Meter(daemon.pid).peak
        add(daemon, settings)
        first, again = sync(daemon), sync(daemon)
        counts = daemon.get_properties("home", "Catalog")["Counts"]
        return {"first": first["cpu"], "again": again["cpu"], "written": again["written"],
                "peak": again["peak"] - idle, "wall": first["wall"], "all": first["written"],
                "items": sum(counts[kind] for kind in ("channels", "movies", "series"))}


def median(runs, key):
    return statistics.median(run[key] for run in runs)


def judge(name, value, limit, text):
    print(f"| {name} | {text(value)} | {text(limit)} | {'ok' if value <= limit else 'MISSED'} |")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("lineupd")
    parser.add_argument("fake_panel")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--folder")
    options = parser.parse_args()
    if not os.environ.get("LINEUP_SHARED"):
        print("LINEUP_SHARED is not set")
        return SKIPPED
    with contextlib.ExitStack() as stack:
        folder = options.folder or stack.enter_context(tempfile.TemporaryDirectory())
        make_list(folder, "normal.m3u", NORMAL)
        url = stack.enter_context(guide_server.serve(folder))
        titles = pathlib.Path(os.environ["LINEUP_SHARED"], "catalogue")
        panel = stack.enter_context(compare_daemon.run_panel(
            options.fake_panel, "--titles", titles, "--distinct", "--no-guide",
            *(word for kind, number in PANEL.items() for word in (f"--{kind}", str(number)))))
        playlists, panels, large = [], [], []
        for number in range(options.runs):
            print(f"run {number + 1}", file=sys.stderr, flush=True)
            playlists.append(measure(options.lineupd, {"type": "playlist", "url": f"{url}/normal.m3u"}))
            panels.append(measure(options.lineupd, {"url": panel, "username": "user", "password": "secret"}))
        if options.large:
            make_list(folder, "large.m3u", LARGE)
            large.append(measure(options.lineupd, {"type": "playlist", "url": f"{url}/large.m3u"}))
        print("| what | is | at most | |\n|---|---|---|---|")
        judge("first sync, to an Xtream account's, CPU", median(playlists, "first") / median(panels, "first"),
              FIRST_TO_XTREAM, "{:.2f}".format)
        judge("unchanged, to first, CPU", median(playlists, "again") / median(playlists, "first"),
              UNCHANGED_TO_FIRST, "{:.2f}".format)
        judge("unchanged, written, KiB", median(playlists, "written") / 1024, UNCHANGED_WRITTEN / 1024, "{:.0f}".format)
        judge("peak over idle, MB", median(playlists, "peak") / MB, PEAK / MB, "{:.1f}".format)
        for run in large:
            judge("peak over idle of 1.2 M entries, MB", run["peak"] / MB, LARGE_PEAK / MB, "{:.1f}".format)
        print()
        for name, runs in (("playlist", playlists), ("Xtream account", panels)):
            print(f"{name}: {median(runs, 'items'):.0f} items; first {median(runs, 'first'):.2f} s of a processor, "
                  f"{median(runs, 'wall'):.1f} s, {median(runs, 'all') / MB:.0f} MB written; unchanged "
                  f"{median(runs, 'again'):.2f} s; peak over idle {median(runs, 'peak') / MB:.1f} MB")
    return 0


sys.exit(main())
