#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A daemon that has nothing to do does nothing: it does not even wake up.

usage: test-idle.py LINEUPD FAKE_PANEL
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

import scratch_session

NAME = "io.github.lineupd.Lineup1"
MANAGER = "/io/github/lineupd/Lineup1"
SECONDS = 60
ACCOUNTS = 4

# What is left of work ends by itself: threads wait for more of it, GLib's for 15 seconds.
SETTLED = 20
PATIENCE = 120
OBSERVED = 20
# One for each account would already be a timer.
MAX_WAKEUPS = ACCOUNTS - 1


def call(path, interface, member, *arguments):
    return subprocess.run(["busctl", "--user", "call", NAME, path, interface, member, *arguments],
                          timeout=SECONDS, capture_output=True, text=True, check=True).stdout


def is_busy():
    return "true" in call(MANAGER, "org.freedesktop.DBus.Properties", "Get", "ss",
                          f"{NAME}.Manager", "Busy")


def count_wakeups(pid):
    """How often each thread has been given a processor."""
    counts = {}
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        try:
            status = (task / "status").read_text(encoding="utf-8")
        except OSError:
            # It has ended meanwhile.
            continue
        counts[task.name] = sum(int(line.split()[1]) for line in status.splitlines()
                                if "ctxt_switches" in line)
    return counts


def observe(pid, seconds):
    """How often the process wakes up in so many seconds."""
    before = count_wakeups(pid)
    time.sleep(seconds)
    after = count_wakeups(pid)
    ended = len(before.keys() - after.keys())
    return ended + sum(count - before.get(thread, 0) for thread, count in after.items())


def list_open_databases(pid):
    names = []
    for link in pathlib.Path(f"/proc/{pid}/fd").iterdir():
        try:
            names.append(os.readlink(link))
        except OSError:
            # It was closed meanwhile.
            pass
    return [name for name in names if ".db" in name]


def check(pid, url):
    for i in range(ACCOUNTS):
        call(MANAGER, f"{NAME}.Manager", "AddAccount", "sa{sv}", f"home{i}", "3", "url", "s", url,
             "username", "s", "user", "password", "s", "secret")
    while is_busy():
        time.sleep(0.1)
    path = f"{MANAGER}/accounts/home0"
    movies = call(path, f"{NAME}.Catalog", "ListItems", "sa{sv}su", "movies", "0", "", "1")
    movie = re.search(r'"id" x (\d+)', movies).group(1)
    call(path, f"{NAME}.Catalog", "GetDetails", "sxa{sv}", "movies", movie, "0")
    if not any("home0.details.db" in name for name in list_open_databases(pid)):
        print("Its details are not in a database")
        return 1
    # What nobody has read for a minute is closed, once.
    while is_busy() or list_open_databases(pid):
        time.sleep(0.1)
    begin = time.monotonic()
    while observe(pid, SETTLED) > 0:
        if time.monotonic() - begin > PATIENCE:
            print("It does not come to rest")
            return 1
    print(f"At rest after {time.monotonic() - begin - SETTLED:.0f} s")
    wakeups = observe(pid, OBSERVED)
    print(f"{wakeups} wake-ups in {OBSERVED} s, at most {MAX_WAKEUPS}")
    # It is at rest, not gone.
    return 1 if wakeups > MAX_WAKEUPS or is_busy() else 0


def main():
    if len(sys.argv) == 3:
        # Again, on a bus of its own.
        return subprocess.run([*scratch_session.BUS, sys.executable, *sys.argv, "--session"],
                              check=False).returncode

    with tempfile.TemporaryDirectory() as scratch:
        env = dict(os.environ, XDG_CONFIG_HOME=f"{scratch}/config",
                   XDG_CACHE_HOME=f"{scratch}/cache")
        env.pop("WATCHDOG_USEC", None)
        panel = subprocess.Popen([sys.argv[2]], stdout=subprocess.PIPE, text=True)
        daemon = subprocess.Popen([sys.argv[1]], env=env)
        try:
            subprocess.run(["gdbus", "wait", "--session", "--timeout", str(SECONDS), NAME],
                           check=True)
            return check(daemon.pid, panel.stdout.readline().strip())
        finally:
            daemon.terminate()
            panel.terminate()
            daemon.wait()
            panel.wait()


sys.exit(main())
