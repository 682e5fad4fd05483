#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Syncs that were missed while the machine was off: not at login, but within minutes, spread, once.

usage: test-due.py LINEUPD FAKE_PANEL
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import time

import scratch_session

NAME = "io.github.lineupd.Lineup1"
MANAGER = "/io/github/lineupd/Lineup1"
SECONDS = 60
MONTH = 30 * 24 * 3600

# Each has its own time between one minute and five: the first of many comes early.
ACCOUNTS = [f"home{i}" for i in range(24)]
FIRST = 60
LAST = 300


def busctl(*arguments):
    return subprocess.run(["busctl", "--user", *arguments], timeout=SECONDS, capture_output=True,
                          text=True, check=True).stdout


def get(account, name):
    """A property, as busctl prints it without its type."""
    return busctl("get-property", NAME, f"{MANAGER}/accounts/{account}", f"{NAME}.Account",
                  name).split(maxsplit=1)[1].strip()


class Daemon:
    def __init__(self, path, env):
        self.process = subprocess.Popen([path], env=env)
        subprocess.run(["gdbus", "wait", "--session", "--timeout", str(SECONDS), NAME], check=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        assert self.process.wait() == 0


def add_accounts(url):
    for account in ACCOUNTS:
        busctl("call", NAME, MANAGER, f"{NAME}.Manager", "AddAccount", "sa{sv}", account, "6",
               "url", "s", url, "username", "s", "user", "password", "s", "secret",
               "validate", "b", "false", "auto-sync", "b", "false", "unmetered-only", "b", "false")


def grow_old(config):
    """All have last synced a month ago."""
    (config / "state").mkdir(exist_ok=True, mode=0o700)
    for account in ACCOUNTS:
        settings = config / "accounts" / f"{account}.conf"
        settings.write_text(settings.read_text(encoding="utf-8").replace(
            "AutoSync=false", "AutoSync=true"), encoding="utf-8")
        (config / "state" / account).write_text(
            f"[Sync]\nStatus=completed\nLastAttempt={int(time.time()) - MONTH}\n", encoding="utf-8")


def watch(begin):
    due = {account: int(get(account, "NextSync")) for account in ACCOUNTS}
    first = min(due, key=due.get)

    assert get(first, "Waiting") == '""', get(first, "Waiting")
    assert all(begin + FIRST <= time <= begin + LAST + SECONDS for time in due.values()), due
    assert len(set(due.values())) > len(due) / 2, due
    print(f"{first} is the first, {due[first] - begin:.0f} s after the start")

    # It begins when it was told, and nobody before.
    while get(first, "Status") != '"completed"' or int(get(first, "LastAttempt")) < due[first]:
        assert time.time() < due[first] + SECONDS, "it does not begin"
        time.sleep(0.5)
    attempts = {account: int(get(account, "LastAttempt")) for account in ACCOUNTS}
    assert all(attempt < begin or attempt >= due[account] for account, attempt in attempts.items()), \
        (due, attempts)
    assert sum(attempt > begin for attempt in attempts.values()) < len(due) / 2, attempts

    # Once: the next is a day away.
    assert int(get(first, "NextSync")) > attempts[first] + 20 * 3600
    return 0


def main():
    if len(sys.argv) == 3:
        # Again, on a bus of its own.
        return subprocess.run([*scratch_session.BUS, sys.executable, *sys.argv, "--session"],
                              check=False).returncode

    with tempfile.TemporaryDirectory() as scratch:
        # Whatever network the machine has: one that is always there.
        env = dict(os.environ, XDG_CONFIG_HOME=f"{scratch}/config",
                   XDG_CACHE_HOME=f"{scratch}/cache", GIO_USE_NETWORK_MONITOR="base")
        panel = subprocess.Popen([sys.argv[2], "--movies", "20"], stdout=subprocess.PIPE, text=True)
        try:
            with Daemon(sys.argv[1], env):
                add_accounts(panel.stdout.readline().strip())
            grow_old(pathlib.Path(scratch) / "config" / "lineupd")
            begin = int(time.time())
            with Daemon(sys.argv[1], env):
                return watch(begin)
        finally:
            panel.terminate()
            panel.wait()


sys.exit(main())
