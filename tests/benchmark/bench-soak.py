#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Syncs changing panels again and again, and fails if the daemon grows: its memory, its descriptors,
its threads, or its databases.

usage: bench-soak.py LINEUPD FAKE_PANEL

There are LINEUP_SOAK_SYNCS of them, some 130 unless set, of LINEUP_SOAK_ACCOUNTS accounts, 4 unless
set; many accounts sync movies alone. Each account has a panel of its own, so that no panel is asked
faster than is kind. The daemon may have 256 descriptors, however many accounts there are. Half of the accounts are cleared and removed now and then, the
others stay for as long as it takes. What is compared are medians within the run: of the last quarter,
and of the second, when all has been done once. Before that, the search index of a small catalogue
grows: what has changed is kept in pieces until there are 64 pages of them to merge.
"""

import contextlib
import os
import pathlib
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

from gi.repository import Gio, GLib

NAME = "io.github.lineupd.Lineup1"
MANAGER = "/io/github/lineupd/Lineup1"
ACCOUNTS = int(os.environ.get("LINEUP_SOAK_ACCOUNTS", "4"))
STAYING = ACCOUNTS // 2
ROUNDS = 32
SECONDS = 600
DESCRIPTORS = 256

# With more accounts than these, a round takes long enough with fewer requests, and few rounds do.
FEW_ACCOUNTS = 20
ROUNDS_OF_MANY = 8
STEPS_OF_MANY = ["movie-categories", "movies"]
BUS_CONFIGURATION = pathlib.Path(__file__).parent.parent / "bus.conf"

# What a panel does in a round, beside changing about 1 % of what it has; most of the time nothing.
FAULTS = {
    3: ["get_vod_streams=status:404"],
    5: ['get_series=body:{"error":"MySQL"}'],
    7: ["get_live_streams=body:[]"],
    11: ['account=body:{"user_info":{"auth":0}}'],
}

OPTIONS = {} if ACCOUNTS <= FEW_ACCOUNTS else {"steps": GLib.Variant("as", STEPS_OF_MANY)}

# How much more than in the second quarter there may be in the last.
LIMITS = {"resident KiB": 1.10, "private KiB": 1.10, "descriptors": 1.05, "threads": 1.05,
          "database KiB": 1.10}

# Of what is counted in few pieces, one more is no growth: GLib's own threads come and go.
GRAIN = {"threads": 1}


def get_history_size(path):
    """Bytes of what is meant to grow for a month: what has changed, and what has moved."""
    if path.suffix != ".db":
        return 0
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        return database.execute(
            "SELECT coalesce(sum(pgsize), 0) FROM dbstat "
            "WHERE name = 'changes' OR name GLOB '*_moves'").fetchone()[0]


def is_due(account, n):
    """Whether it is this account's turn among those that don't stay."""
    return account == STAYING + n % (ACCOUNTS - STAYING)


class Soak:
    def __init__(self, daemon, fake_panel, home):
        self.fake_panel = fake_panel
        self.home = pathlib.Path(home)
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        self.panels = {}
        self.ports = {}
        self.job_ids = set()
        self.log = open(self.home / "log", "w", encoding="utf-8")
        self.daemon = subprocess.Popen(
            ["prlimit", f"--nofile={DESCRIPTORS}:{DESCRIPTORS}", "--", daemon], stderr=self.log,
            env=dict(os.environ, XDG_CONFIG_HOME=f"{home}/config", XDG_CACHE_HOME=f"{home}/cache"))
        subprocess.run(["gdbus", "wait", "--session", "--timeout", str(SECONDS), NAME], check=True)

    def call(self, path, interface, method, arguments=None):
        return self.bus.call_sync(NAME, path, f"{NAME}.{interface}", method, arguments, None,
                                  Gio.DBusCallFlags.NONE, SECONDS * 1000).unpack()

    def get(self, path, interface, name):
        return self.bus.call_sync(
            NAME, path, "org.freedesktop.DBus.Properties", "Get",
            GLib.Variant("(ss)", (f"{NAME}.{interface}", name)), None, Gio.DBusCallFlags.NONE,
            SECONDS * 1000).unpack()[0]

    def put_panel(self, account, n):
        """As it is in the n-th round, where it was before."""
        self.stop_panel(account)
        words = [f"--fault={fault}" for every, faults in FAULTS.items()
                 for fault in faults if (n + 3 * account) % every == every - 1 and n > 1]
        panel = subprocess.Popen(
            [self.fake_panel, "--port", str(self.ports.get(account, 0)), "--channels", "100",
             "--movies", "400", "--series", "60", "--seed", str(account + 1), "--revision", str(n % 7),
             "--added", str(n % 5), *words], stdout=subprocess.PIPE, text=True)
        url = panel.stdout.readline().strip()
        self.panels[account] = panel
        self.ports[account] = int(url.rpartition(":")[2])
        return url

    def stop_panel(self, account):
        panel = self.panels.pop(account, None)
        if panel is not None:
            panel.terminate()
            panel.communicate()

    def add(self, account, url):
        settings = {"url": GLib.Variant("s", url), "username": GLib.Variant("s", "user"),
                    "password": GLib.Variant("s", "secret"), "validate": GLib.Variant("b", False),
                    "auto-sync": GLib.Variant("b", False)}
        self.call(MANAGER, "Manager", "AddAccount", GLib.Variant("(sa{sv})", (f"a{account}", settings)))

    def use(self, path, n):
        """What players do meanwhile."""
        self.call(path, "Catalog", "Search", GLib.Variant("(sa{sv})", ("the", {})))
        items, _ = self.call(path, "Catalog", "ListItems",
                             GLib.Variant("(sa{sv}su)", ("movies", {}, "", 20)))
        self.call(path, "Catalog", "OpenSnapshot", GLib.Variant("(s)", ("channels",)))
        if n % 10 == 0 and items:
            self.get_details(path, items[n % len(items)]["id"])

    def get_details(self, path, movie):
        try:
            self.call(path, "Catalog", "GetDetails", GLib.Variant("(sxa{sv})", ("movies", movie, {})))
        except GLib.GError as error:
            # A sync runs, and may have removed it by now.
            if not Gio.dbus_error_get_remote_error(error).endswith(".NotFound"):
                raise

    def play_round(self, n):
        for account in range(ACCOUNTS):
            path = f"{MANAGER}/accounts/a{account}"
            url = self.put_panel(account, n)
            if n == 0:
                self.add(account, url)
            elif n % 20 == 9 and is_due(account, n // 20):
                self.call(path, "Account", "ClearCache")
            elif n % 20 == 19 and is_due(account, n // 20):
                self.call(MANAGER, "Manager", "RemoveAccount", GLib.Variant("(s)", (f"a{account}",)))
                self.add(account, url)
            job, = self.call(path, "Account", "StartSync", GLib.Variant("(a{sv})", (OPTIONS,)))
            assert job not in self.job_ids
            self.job_ids.add(job)
            if n % 9 == 8 and account % 2 == 0:
                self.call(path, "Account", "Cancel")
            elif n > 0:
                self.use(path, n)
        end = time.monotonic() + SECONDS
        while self.get(MANAGER, "Manager", "Busy"):
            assert time.monotonic() < end, "it does not end"
            time.sleep(0.1)

    def measure(self):
        proc = pathlib.Path(f"/proc/{self.daemon.pid}")
        status = dict(line.split(":", 1) for line in (proc / "status").read_text().splitlines())
        rollup = dict(line.split(":", 1) for line in
                      (proc / "smaps_rollup").read_text().splitlines()[1:])
        size = sum(path.stat().st_blocks * 512 - get_history_size(path)
                   for path in (self.home / "cache").rglob("*") if path.is_file())
        return {"resident KiB": int(status["VmRSS"].split()[0]),
                "private KiB": int(rollup["Private_Dirty"].split()[0]),
                "descriptors": len(list((proc / "fd").iterdir())),
                "threads": int(status["Threads"]),
                "database KiB": size // 1024}

    def stop(self):
        for account in list(self.panels):
            self.stop_panel(account)
        self.daemon.terminate()
        self.log.close()
        return self.daemon.wait(SECONDS)


def report(figures, n_syncs, seconds):
    """Prints the table; returns whether anything has grown."""
    quarter = len(figures) // 4
    grown = False
    print(f"{n_syncs} syncs of {ACCOUNTS} accounts in {seconds:.0f} s\n")
    print("|              | second quarter | last quarter | ratio | at most |        |")
    print("|:-------------|---------------:|-------------:|------:|--------:|:-------|")
    for name, limit in LIMITS.items():
        early = statistics.median(each[name] for each in figures[quarter:2 * quarter])
        late = statistics.median(each[name] for each in figures[-quarter:])
        has_grown = late > max(early * limit, early + GRAIN.get(name, 0))
        grown = grown or has_grown
        print(f"| {name:12} | {early:14.0f} | {late:12.0f} | {late / early:5.3f} | {limit:7.2f} | "
              f"{'GROWN' if has_grown else 'ok':6} |")
    return grown


def main():
    if sys.argv[-1] != "--session":
        return subprocess.run(
            ["dbus-run-session", "--config-file", str(BUS_CONFIGURATION), "--", sys.executable,
             *sys.argv, "--session"], check=False).returncode
    daemon, fake_panel = sys.argv[1:-1]
    rounds = max(ROUNDS if ACCOUNTS <= FEW_ACCOUNTS else ROUNDS_OF_MANY,
                 int(os.environ.get("LINEUP_SOAK_SYNCS", "0")) // ACCOUNTS)
    begin = time.monotonic()
    figures = []
    with tempfile.TemporaryDirectory() as home:
        soak = Soak(daemon, fake_panel, home)
        try:
            for n in range(rounds):
                soak.play_round(n)
                figures.append(soak.measure())
        finally:
            status = soak.stop()
        grown = report(figures, len(soak.job_ids), time.monotonic() - begin)
    return 1 if grown or status != 0 else 0


sys.exit(main())
