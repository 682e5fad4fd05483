# SPDX-License-Identifier: LGPL-2.1-or-later
"""The daemon on a bus of its own, with a keyring that a test plays, or a real one."""

import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import unittest

from gi.repository import Gio, GLib

import fake_secret_service
import scratch_session

NAME = "io.github.lineupd.Lineup1"
MANAGER = "/io/github/lineupd/Lineup1"
ACCOUNT = MANAGER + "/accounts/home"
LOCKED = NAME + ".Error.KeyringLocked"
STORAGE = NAME + ".Error.Storage"
SECONDS = 60
SLOWDOWN = int(os.environ.get("LINEUP_TEST_SLOWDOWN", "1"))

ABSENT = "there is no keyring"
AWAY = "the keyring that has credentials is not there"
MOVED = "to the keyring"

# libsecret 0.20 leaks what a prompt answers that an item is deleted by.
LEAKY = {"ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0"}


def wait_until(condition, seconds=SECONDS):
    end = time.monotonic() + seconds * SLOWDOWN
    while not condition():
        if time.monotonic() > end:
            raise AssertionError("waited in vain")
        time.sleep(0.02)


def variant(value):
    return GLib.Variant({bool: "b", str: "s", int: "u"}[type(value)], value)


class KeyringCase(unittest.TestCase):
    environment = {}

    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.home = pathlib.Path(scratch.name)
        self.secrets = self.home / "config" / "lineupd" / "secrets"
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        self.daemon = self.service = None
        self.panel = subprocess.Popen(
            [sys.argv[2], "--channels", "5", "--movies", "5", "--series", "1"],
            stdout=subprocess.PIPE, text=True)
        self.addCleanup(self.panel.communicate)
        self.addCleanup(self.panel.terminate)
        self.url = self.panel.stdout.readline().strip()
        self.addCleanup(self.stop_service)
        self.addCleanup(self.stop_daemon)

    # The processes

    def start_daemon(self, **environment):
        with open(self.home / "log", "a", encoding="utf-8") as log:
            self.daemon = subprocess.Popen(
                # As Python has it, it does not die of a file that can't grow.
                [sys.argv[1]], stderr=log, restore_signals=False,
                env=dict(os.environ, XDG_CONFIG_HOME=str(self.home / "config"),
                         XDG_CACHE_HOME=str(self.home / "cache"),
                         XDG_DATA_HOME=str(self.home / "data"), G_MESSAGES_DEBUG="lineupd",
                         **self.environment, **environment))
        wait_until(lambda: self.has_owner(NAME))

    def stop_daemon(self):
        if self.daemon is not None:
            self.daemon.send_signal(signal.SIGTERM)
            status = self.daemon.wait(SECONDS)
            self.assertEqual(
                status, 0, (self.home / "log").read_text(encoding="utf-8")[-2000:] if status else "")
            wait_until(lambda: not self.has_owner(NAME))

    def restart_daemon(self):
        self.stop_daemon()
        self.start_daemon()

    def start_service(self, kind=fake_secret_service.FakeSecretService, **parameters):
        self.service = kind(**parameters)

    def stop_service(self):
        if self.service is not None:
            self.service.stop()
            self.service = None

    # The daemon

    def has_owner(self, name):
        return self.bus.call_sync(
            "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner",
            GLib.Variant("(s)", (name,)), None, Gio.DBusCallFlags.NONE, -1).unpack()[0]

    def call(self, path, interface, method, arguments, callback=None):
        """Returns the reply; with a callback, goes on at once."""
        words = (NAME, path, f"{NAME}.{interface}", method, arguments, None, Gio.DBusCallFlags.NONE,
                 SECONDS * SLOWDOWN * 1000)
        if callback is not None:
            return self.bus.call(*words, None, callback)
        return self.bus.call_sync(*words).unpack()

    def refuse(self, error, *call):
        with self.assertRaises(GLib.GError) as raised:
            self.call(*call)
        self.assertEqual(Gio.dbus_error_get_remote_error(raised.exception), error)
        return str(raised.exception)

    def add(self, **settings):
        settings = {"url": self.url, "username": "user", "password": "secret", "auto-sync": False,
                    "guide": False, "validate": False, **settings}
        self.call(MANAGER, "Manager", "AddAccount", GLib.Variant(
            "(sa{sv})", ("home", {key: variant(value) for key, value in settings.items()})))

    def get(self, name, interface="Account"):
        return self.bus.call_sync(
            NAME, ACCOUNT, "org.freedesktop.DBus.Properties", "Get",
            GLib.Variant("(ss)", (f"{NAME}.{interface}", name)), None, Gio.DBusCallFlags.NONE,
            -1).unpack()[0]

    def start_sync(self):
        job, = self.call(ACCOUNT, "Account", "StartSync", GLib.Variant("(a{sv})", ({},)))
        return job

    def sync(self):
        """Returns the status, and the first step's error."""
        job = self.start_sync()
        wait_until(lambda: self.get("Job") == job and self.get("Status") not in ("syncing", "pending"))
        return self.get("Status"), self.get("Steps")[0].get("error-name", "")

    def stream(self):
        """Arguments for a call that needs the credentials."""
        return ACCOUNT, "Catalog", "GetStreamUrl", GLib.Variant(
            "(sxa{sv})", ("channels", self.channel, {}))

    def find_channel(self):
        items, _ = self.call(ACCOUNT, "Catalog", "ListItems",
                             GLib.Variant("(sa{sv}su)", ("channels", {}, "", 1)))
        self.channel = items[0]["id"]

    def list_files(self):
        return sorted(path.name for path in self.secrets.glob("*"))

    def count_log(self, text):
        return (self.home / "log").read_text(encoding="utf-8").count(text)

    def begin_locked(self):
        """With an account that has synced, and a daemon that does not have its credentials yet."""
        self.start_service()
        self.start_daemon()
        self.add()
        self.assertEqual(self.sync(), ("completed", ""))
        self.find_channel()
        self.service.lock()
        self.restart_daemon()

    def update(self, account, settings):
        return self.call(MANAGER, "Manager", "UpdateAccount", GLib.Variant(
            "(sa{sv})", (account, {name: variant(value) for name, value in settings.items()})))

    def read_state(self):
        return (self.home / "config" / "lineupd" / "state" / "home").read_text(encoding="utf-8")


def main():
    if sys.argv[-1] != "--session":
        # Again, on a bus of its own.
        return subprocess.run([*scratch_session.BUS, sys.executable, *sys.argv, "--session"],
                              check=False).returncode
    unittest.main(module="__main__", argv=[sys.argv[0], *sys.argv[3:-1]], verbosity=2)
    return 0
