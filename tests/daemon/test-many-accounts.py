#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""200 accounts work with the descriptors and threads that a daemon may have.

usage: test-many-accounts.py LINEUPD FAKE_PANEL
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import threading

import scratch_session

NAME = "io.github.lineupd.Lineup1"
MANAGER = "/io/github/lineupd/Lineup1"
ACCOUNTS = 200
DESCRIPTORS = 256
THREADS = 32
SECONDS = 60
PATIENCE_MS = 60000 * int(os.environ.get("LINEUP_TEST_SLOWDOWN", "1"))

# Calls that wait for their answers: fewer than one caller may have.
AT_A_TIME = 16

# So many at once: what came in meanwhile of those before them is closed again.
SYNCED = 50


def path_of(number):
    return f"{MANAGER}/accounts/home{number}"


class Watch(threading.Thread):
    """Looks again and again at what a process has open, and at its threads."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.folder = f"/proc/{pid}"
        self.descriptors = 0
        self.threads = 0
        self.looks = 0
        self.ended = threading.Event()

    def run(self):
        while not self.ended.wait(0.002):
            self.descriptors = max(self.descriptors, len(os.listdir(f"{self.folder}/fd")))
            self.threads = max(self.threads, len(os.listdir(f"{self.folder}/task")))
            self.looks += 1

    def stop(self):
        self.ended.set()
        self.join()


class Session:
    """A daemon, and a client of it."""

    def __init__(self, daemon, env, limits=()):
        # Only here: who starts the session needs no bindings.
        import gi_connection
        from gi.repository import Gio, GLib

        self.gio, self.glib = Gio, GLib
        self.process = subprocess.Popen([*limits, daemon], env=env)
        subprocess.run(["gdbus", "wait", "--session", "--timeout", str(SECONDS), NAME], check=True)
        self.connection = gi_connection.connect()

    def call(self, path, interface, member, signature, *arguments):
        parameters = self.glib.Variant(signature, arguments) if signature else None
        return self.connection.call_sync(NAME, path, f"{NAME}.{interface}", member, parameters, None,
                                         self.gio.DBusCallFlags.NONE, PATIENCE_MS, None).unpack()

    def call_all(self, interface, member, signature, *arguments):
        """Calls all accounts, some at a time, and returns how many have answered well."""
        loop = self.glib.MainLoop()
        waiting = list(range(ACCOUNTS))
        faults = []
        answered = []

        def call_next():
            if waiting:
                number = waiting.pop()
                self.connection.call(NAME, path_of(number), f"{NAME}.{interface}", member,
                                     self.glib.Variant(signature, arguments), None,
                                     self.gio.DBusCallFlags.NONE, PATIENCE_MS, None, on_answer,
                                     number)

        def on_answer(connection, result, number):
            try:
                connection.call_finish(result)
                answered.append(number)
            except self.glib.Error as error:
                faults.append(f"home{number}: {error.message}")
            call_next()
            if len(answered) + len(faults) == ACCOUNTS:
                loop.quit()

        for _ in range(AT_A_TIME):
            call_next()
        loop.run()
        for fault in faults[:5]:
            print(fault)
        return len(answered)

    def sync(self, numbers):
        """Syncs some accounts at once, and returns how they ended."""
        loop = self.glib.MainLoop()
        statuses = {}

        def on_finished(_connection, _sender, path, _interface, _signal, parameters):
            statuses[path] = parameters.unpack()[1]
            if len(statuses) == len(numbers):
                loop.quit()

        subscription = self.connection.signal_subscribe(
            NAME, f"{NAME}.Account", "Finished", None, None, self.gio.DBusSignalFlags.NONE,
            on_finished)
        for number in numbers:
            self.call(path_of(number), "Account", "StartSync", "(a{sv})",
                      {"steps": self.glib.Variant("as", ["movies"])})
        self.glib.timeout_add(PATIENCE_MS, loop.quit)
        loop.run()
        self.connection.signal_unsubscribe(subscription)
        return sorted(statuses.values())

    def end(self):
        self.process.terminate()
        return self.process.wait(SECONDS)


def add_accounts(session, panel):
    """One panel, which is asked by as many names as there are accounts: each host is one of its own."""
    for number in range(ACCOUNTS):
        settings = {
            "url": session.glib.Variant("s", panel.replace("127.0.0.1", f"home{number}.localhost")),
            "username": session.glib.Variant("s", "user"),
            "password": session.glib.Variant("s", "secret"),
            "validate": session.glib.Variant("b", False),
            "auto-sync": session.glib.Variant("b", False),
        }
        session.call(MANAGER, "Manager", "AddAccount", "(sa{sv})", f"home{number}", settings)


def expect(what, found, wanted):
    if found != wanted:
        print(f"{what}: {found}, not {wanted}")
    return found == wanted


def check(daemon, panel, env):
    session = Session(daemon, env)
    add_accounts(session, panel)
    good = expect("ended", session.end(), 0)

    session = Session(daemon, env, ["prlimit", f"--nofile={DESCRIPTORS}:{DESCRIPTORS}", "--"])
    cache = pathlib.Path(env["XDG_CACHE_HOME"], "lineupd")
    watch = Watch(session.process.pid)
    watch.start()
    for _ in range(2):
        good &= expect("lists", session.call_all(
            "Catalog", "ListItems", "(sa{sv}su)", "movies", {}, "", 100), ACCOUNTS)
        good &= expect("searches", session.call_all(
            "Catalog", "Search", "(sa{sv})", "heat", {}), ACCOUNTS)
    for first in range(0, ACCOUNTS, SYNCED):
        good &= expect("syncs", session.sync(range(first, first + SYNCED)), ["completed"] * SYNCED)
    # The same panel for all: each has this movie, and gets a second database for its details.
    items = session.call(path_of(0), "Catalog", "ListItems", "(sa{sv}su)", "movies", {}, "", 1)[0]
    for _ in range(2):
        good &= expect("details", session.call_all(
            "Catalog", "GetDetails", "(sxa{sv})", "movies", items[0]["id"], {}), ACCOUNTS)
    good &= expect("files", len(list(cache.glob("*.details.db"))), ACCOUNTS)
    good &= expect("cleared", session.call_all("Account", "ClearCache", "()"), ACCOUNTS)
    good &= expect("files", len(list(cache.glob("*.details.db*"))), 0)
    good &= expect("syncs again", session.sync(range(SYNCED)), ["completed"] * SYNCED)
    watch.stop()
    print(f"{watch.descriptors} descriptors and {watch.threads} threads in {watch.looks} looks")
    good &= 0 < watch.threads <= THREADS and watch.descriptors < DESCRIPTORS
    return good & expect("ended", session.end(), 0)


def main():
    if len(sys.argv) == 3:
        # Again, on a bus of its own.
        return subprocess.run([*scratch_session.BUS, sys.executable, *sys.argv, "--session"],
                              check=False).returncode

    with tempfile.TemporaryDirectory() as scratch:
        env = dict(os.environ, XDG_CONFIG_HOME=f"{scratch}/config",
                   XDG_CACHE_HOME=f"{scratch}/cache")
        panel = subprocess.Popen([sys.argv[2], "--movies", "20"], stdout=subprocess.PIPE, text=True)
        try:
            return 0 if check(sys.argv[1], panel.stdout.readline().strip(), env) else 1
        finally:
            panel.terminate()
            panel.wait()


sys.exit(main())
