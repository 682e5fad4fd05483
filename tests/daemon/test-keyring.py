#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Credentials in a keyring that opens, locks, hangs, comes and goes.

usage: test-keyring.py LINEUPD FAKE_PANEL
"""

import os
import pathlib
import resource
import shutil
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
SECONDS = 60
SLOWDOWN = int(os.environ.get("LINEUP_TEST_SLOWDOWN", "1"))

ABSENT = "there is no keyring"
MOVED = "to the keyring"


def wait_until(condition):
    end = time.monotonic() + SECONDS * SLOWDOWN
    while not condition():
        if time.monotonic() > end:
            raise AssertionError("waited in vain")
        time.sleep(0.02)


def variant(value):
    return GLib.Variant({bool: "b", str: "s", int: "u"}[type(value)], value)


class Keyring(unittest.TestCase):
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
                         XDG_CACHE_HOME=str(self.home / "cache"), G_MESSAGES_DEBUG="lineupd",
                         **environment))
        wait_until(lambda: self.has_owner(NAME))

    def stop_daemon(self):
        if self.daemon is not None:
            self.daemon.send_signal(signal.SIGTERM)
            self.assertEqual(self.daemon.wait(SECONDS), 0)
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
                    "validate": False, **settings}
        self.call(MANAGER, "Manager", "AddAccount", GLib.Variant(
            "(sa{sv})", ("home", {key: variant(value) for key, value in settings.items()})))

    def get(self, name):
        return self.bus.call_sync(
            NAME, ACCOUNT, "org.freedesktop.DBus.Properties", "Get",
            GLib.Variant("(ss)", (NAME + ".Account", name)), None, Gio.DBusCallFlags.NONE,
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

    # The tests

    def test_kept(self):
        self.start_service()
        self.start_daemon()
        self.add()
        item, = self.service.items.values()
        self.assertEqual(item.attributes, {"account": "home", "xdg:schema": NAME,
                                           "mark": item.attributes["mark"]})
        self.assertIn("home", item.label)
        self.assertIn("secret", item.value)
        self.assertEqual(self.list_files(), ["home.keyring"])
        self.assertNotIn("secret", (self.secrets / "home.keyring").read_text(encoding="utf-8"))
        self.assertEqual(self.sync(), ("completed", ""))
        self.find_channel()
        self.restart_daemon()
        self.assertIn("/user/secret/", self.call(*self.stream())[0])
        self.assertEqual(self.service.prompts, 0)

        # Other credentials lie beside these until they are valid.
        self.call(MANAGER, "Manager", "UpdateAccount", GLib.Variant(
            "(sa{sv})", ("home", {"password": variant("other"), "validate": variant(False)})))
        wait_until(lambda: len(self.service.items) == 1)
        value, = self.service.get_values().values()
        self.assertIn("other", value)
        self.assertIn("/user/other/", self.call(*self.stream())[0])

        self.call(MANAGER, "Manager", "RemoveAccount", GLib.Variant("(s)", ("home",)))
        self.assertEqual(self.service.get_values(), {})
        self.assertEqual(self.list_files(), [])
        self.assertEqual(self.count_log(ABSENT), 0)

    def test_moved(self):
        self.start_daemon()
        self.add()
        self.assertEqual(self.list_files(), ["home.secret"])
        self.assertEqual(self.count_log(ABSENT), 1)
        self.assertEqual(self.sync(), ("completed", ""))
        self.find_channel()
        self.restart_daemon()
        wait_until(lambda: self.count_log(ABSENT) == 2)

        self.start_service()
        wait_until(lambda: self.list_files() == ["home.keyring"])
        self.assertIn("secret", self.service.get_values()["home"])
        self.assertIn("/user/secret/", self.call(*self.stream())[0])
        self.restart_daemon()
        self.assertIn("/user/secret/", self.call(*self.stream())[0])
        self.assertEqual(self.count_log(MOVED), 1)

        # It is gone with the credentials: that is no refusal of the panel's.
        self.stop_service()
        self.restart_daemon()
        self.refuse(LOCKED, *self.stream())
        self.assertEqual(self.sync(), ("failed", LOCKED))

    def test_moved_when_unlocked(self):
        self.start_daemon()
        self.add()
        self.start_service(locked=True)
        # The file does for as long.
        self.assertEqual(self.sync(), ("completed", ""))
        self.assertEqual(self.list_files(), ["home.secret"])
        self.assertEqual(self.service.get_values(), {})
        self.service.unlock()
        wait_until(lambda: self.list_files() == ["home.keyring"])
        self.assertEqual(self.service.prompts, 0)

    def test_no_collection(self):
        self.start_service(with_collection=False)
        self.start_daemon()
        self.add()
        self.assertEqual(self.list_files(), ["home.secret"])
        self.assertEqual(self.count_log(ABSENT), 1)
        self.service.create_collection()
        wait_until(lambda: self.list_files() == ["home.keyring"])
        self.assertIn("secret", self.service.get_values()["home"])

    def test_not_kept(self):
        """What can't be read back stays where it is."""
        self.start_daemon()
        self.add()
        self.start_service()
        self.service.forgetful = True
        self.restart_daemon()
        wait_until(lambda: self.count_log("stay where they are") >= 1)
        self.assertIn("home.secret", self.list_files())
        self.assertEqual(self.sync(), ("completed", ""))
        self.find_channel()
        self.refuse(LOCKED, MANAGER, "Manager", "UpdateAccount", GLib.Variant(
            "(sa{sv})", ("home", {"password": variant("other"), "validate": variant(False)})))
        self.assertIn("/user/secret/", self.call(*self.stream())[0])
        self.service.forgetful = False
        self.restart_daemon()
        wait_until(lambda: "home.secret" not in self.list_files())
        self.assertEqual(list(self.service.get_values()), ["home"])
        self.assertIn("/user/secret/", self.call(*self.stream())[0])

    def test_cut_off(self):
        """A file beside an item is the newer of the two; what is marked to be forgotten is."""
        self.begin_locked()
        self.stop_daemon()
        self.service.unlock()
        (self.secrets / "home.secret").write_text(
            "[Credentials]\nUsername=user\nPassword=newer\n", encoding="utf-8")
        self.start_daemon()
        wait_until(lambda: self.list_files() == ["home.keyring"])
        self.assertIn("newer", self.service.get_values()["home"])
        self.assertIn("/user/newer/", self.call(*self.stream())[0])

        self.stop_daemon()
        mark = self.secrets / "home.keyring"
        mark.write_text(mark.read_text(encoding="utf-8").replace("=false", "=true"), encoding="utf-8")
        self.start_daemon()
        wait_until(lambda: self.list_files() == [])
        self.assertEqual(self.service.get_values(), {})
        self.refuse(NAME + ".Error.AuthFailed", *self.stream())

    def test_unlocked(self):
        self.begin_locked()
        self.assertEqual(self.sync(), ("completed", ""))
        self.assertEqual(self.service.prompts, 1)
        self.service.lock()
        # What the daemon needs for a sync, it has.
        self.assertEqual(self.sync(), ("completed", ""))
        self.assertEqual(self.service.prompts, 1)
        self.assertIn("/user/secret/", self.call(*self.stream())[0])
        self.assertEqual(self.service.prompts, 2)

    def test_dismissed(self):
        self.begin_locked()
        self.service.answer = "dismiss"
        self.assertEqual(self.sync(), ("failed", LOCKED))
        self.refuse(LOCKED, *self.stream())
        self.assertEqual(self.service.prompts, 2)
        message = self.refuse(LOCKED, MANAGER, "Manager", "UpdateAccount", GLib.Variant(
            "(sa{sv})", ("home", {"password": variant("other"), "validate": variant(False)})))
        self.assertNotIn("other", message)
        self.service.answer = "accept"
        self.assertIn("/user/secret/", self.call(*self.stream())[0])

    def test_cancelled(self):
        self.begin_locked()
        self.service.answer = "none"
        self.start_sync()
        wait_until(lambda: self.service.prompts == 1)
        self.assertEqual(self.get("Status"), "syncing")
        begin = time.monotonic()
        self.call(ACCOUNT, "Account", "Cancel", None)
        self.assertLess(time.monotonic() - begin, SLOWDOWN)
        wait_until(lambda: self.service.dismissed == 1)
        self.assertEqual(self.get("Status"), "failed")

    def test_joined(self):
        """However many wait, one question is asked at a time."""
        self.begin_locked()
        self.service.answer = "none"
        urls = []
        for _ in range(3):
            self.call(*self.stream(), callback=lambda bus, result: urls.append(
                bus.call_finish(result).unpack()[0]))
        wait_until(lambda: self.service.prompts == 1)
        self.start_sync()
        self.get("Status")
        self.assertEqual(self.service.prompts, 1)
        self.service.invoke(self.service.complete, True)
        context = GLib.MainContext.default()
        wait_until(lambda: context.iteration(False) or len(urls) == 3)
        wait_until(lambda: self.get("Status") == "completed")
        self.assertEqual(self.service.prompts, 1)

    def test_removed(self):
        """An item that can't be deleted yet is not used any more."""
        self.begin_locked()
        self.call(MANAGER, "Manager", "RemoveAccount", GLib.Variant("(s)", ("home",)))
        self.assertEqual(self.service.prompts, 0)
        self.assertEqual(list(self.service.get_values()), ["home"])
        self.stop_daemon()
        accounts = self.home / "config" / "lineupd" / "accounts"
        (accounts / "home.conf").write_text(f"[Account]\nUrl={self.url}\n", encoding="utf-8")
        self.start_daemon()
        self.assertEqual(self.sync(), ("failed", NAME + ".Error.AuthFailed"))
        self.service.unlock()
        wait_until(lambda: self.list_files() == [])
        self.assertEqual(self.service.get_values(), {})

    def test_ended_while_asked(self):
        """Nobody waits for a person at the end: what needed the keyring is told so."""
        self.start_service()
        self.start_daemon()
        self.add()
        self.service.lock()
        self.restart_daemon()
        self.service.answer = "none"
        self.get("Status")
        errors = []

        def on_replied(bus, result):
            with self.assertRaises(GLib.GError) as raised:
                bus.call_finish(result)
            errors.append(Gio.dbus_error_get_remote_error(raised.exception))
        settings = {"url": variant(self.url), "username": variant("user"),
                    "password": variant("new"), "validate": variant(False)}
        self.call(MANAGER, "Manager", "AddAccount",
                  GLib.Variant("(sa{sv})", ("cabin", settings)), callback=on_replied)
        self.call(MANAGER, "Manager", "UpdateAccount",
                  GLib.Variant("(sa{sv})", ("home", settings)), callback=on_replied)
        wait_until(lambda: self.service.prompts == 1)
        self.stop_daemon()
        self.daemon = None
        context = GLib.MainContext.default()
        wait_until(lambda: context.iteration(False) or len(errors) == 2)
        self.assertEqual(errors, [NAME + ".Error.ShuttingDown"] * 2)
        self.assertEqual(self.list_files(), ["home.keyring"])
        self.assertEqual(list((self.home / "config" / "lineupd" / "unfinished").iterdir()), [])

    def test_removed_without_room(self):
        """That nothing can be written any more is no reason to keep anything."""
        self.start_service()
        self.start_daemon()
        self.add()
        resource.prlimit(self.daemon.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
        self.call(MANAGER, "Manager", "RemoveAccount", GLib.Variant("(s)", ("home",)))
        self.assertEqual(self.list_files(), [])
        self.assertEqual(self.service.get_values(), {})
        resource.prlimit(self.daemon.pid, resource.RLIMIT_FSIZE,
                         (resource.RLIM_INFINITY, resource.RLIM_INFINITY))

    def test_removed_while_hung(self):
        """A removal does not wait for a keyring that hangs: what is left of it there goes when it answers,
        or at the next start."""
        self.start_service()
        self.start_daemon()
        self.add()
        self.service.hangs = True
        begin = time.monotonic()
        self.call(MANAGER, "Manager", "RemoveAccount", GLib.Variant("(s)", ("home",)))
        self.assertLess(time.monotonic() - begin, 5 * SLOWDOWN)
        self.assertEqual(list((self.home / "config" / "lineupd" / "accounts").iterdir()), [])
        self.assertEqual(list((self.home / "config" / "lineupd" / "unfinished").iterdir()), [])
        mark = self.secrets / "home.keyring"
        self.assertIn("Forget=true", mark.read_text(encoding="utf-8"))
        self.assertEqual(list(self.service.get_values()), ["home"])
        self.stop_daemon()
        self.service.hangs = False
        self.start_daemon()
        wait_until(lambda: self.list_files() == [])
        self.assertEqual(self.service.get_values(), {})

    def test_other_configuration(self):
        """What another configuration keeps in the same keyring is not touched: an addition that
        was noted, and came no further, is undone."""
        self.start_service()
        self.start_daemon()
        self.add()
        self.assertEqual(self.sync(), ("completed", ""))
        self.stop_daemon()
        config, other = self.home / "config", self.home / "other"
        config.rename(other)
        note = config / "lineupd" / "unfinished" / "home"
        note.parent.mkdir(parents=True)
        note.write_text("[Unfinished]\nSettings=\n", encoding="utf-8")
        self.start_daemon()
        self.assertFalse(note.exists())
        self.stop_daemon()
        self.assertEqual(list(self.service.get_values()), ["home"])
        shutil.rmtree(config)
        other.rename(config)
        self.start_daemon()
        self.assertEqual(self.sync(), ("completed", ""))

    def test_stale(self):
        """Credentials that a change has left go when the keyring is opened that has them."""
        self.start_service()
        self.start_daemon()
        self.add()
        self.call(MANAGER, "Manager", "UpdateAccount", GLib.Variant(
            "(sa{sv})", ("home", {"password": variant("other"), "validate": variant(False)})))
        self.assertEqual(list(self.service.get_values()), ["home-2"])
        self.stop_daemon()
        # As if it had been killed before it could delete them.
        new = next(iter(self.service.items.values()))
        old = fake_secret_service.Item({"xdg:schema": NAME, "account": "home"}, new.label, new.value)
        self.service.adopt({fake_secret_service.COLLECTION + "/old": old})
        (self.secrets / "home.keyring").write_text("[Keyring]\nForget=false\n", encoding="utf-8")
        self.service.lock()
        self.start_daemon()
        self.get("Status")
        self.assertEqual(sorted(self.service.get_values()), ["home", "home-2"])
        self.service.unlock()
        wait_until(lambda: self.list_files() == ["home-2.keyring"])
        self.assertEqual(list(self.service.get_values()), ["home-2"])

    def test_hung(self):
        self.begin_locked()
        self.service.hangs = True
        self.restart_daemon()
        done = []

        def on_replied(bus, result):
            try:
                bus.call_finish(result)
            except GLib.GError as error:
                done.append(Gio.dbus_error_get_remote_error(error))
        self.call(*self.stream(), callback=on_replied)
        # The daemon does not mind.
        self.assertEqual(self.get("Status"), "completed")
        self.start_sync()
        self.call(ACCOUNT, "Account", "Cancel", None)
        context = GLib.MainContext.default()
        wait_until(lambda: context.iteration(False) or done)
        self.assertEqual(done, [LOCKED])

    def test_gnome(self):
        """Debian's own, which has its prompts made by programs that are not here."""
        if shutil.which("gnome-keyring-daemon") is None:
            self.skipTest("There is no GNOME Keyring")
        for name in ("keyring", "runtime"):
            (self.home / name).mkdir(mode=0o700)
        keyring = subprocess.Popen(
            ["gnome-keyring-daemon", "--foreground", "--components=secrets", "--unlock"],
            env=dict(os.environ, HOME=str(self.home / "keyring"),
                     XDG_DATA_HOME=str(self.home / "keyring"),
                     XDG_RUNTIME_DIR=str(self.home / "runtime")),
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(keyring.wait)
        self.addCleanup(keyring.terminate)
        keyring.stdin.write(b"open sesame")
        keyring.stdin.close()
        wait_until(lambda: self.has_owner(fake_secret_service.NAME))
        self.start_daemon()
        self.add()
        self.assertEqual(self.list_files(), ["home.keyring"])
        self.assertEqual(self.sync(), ("completed", ""))
        self.find_channel()
        self.restart_daemon()
        self.assertIn("/user/secret/", self.call(*self.stream())[0])

        self.stop_daemon()
        self.bus.call_sync(
            fake_secret_service.NAME, fake_secret_service.ROOT, "org.freedesktop.Secret.Service",
            "Lock", GLib.Variant("(ao)", ([fake_secret_service.COLLECTION],)), None,
            Gio.DBusCallFlags.NONE, -1)
        self.start_daemon()
        self.assertEqual(self.sync(), ("failed", LOCKED))
        self.refuse(LOCKED, *self.stream())
        self.call(MANAGER, "Manager", "RemoveAccount", GLib.Variant("(s)", ("home",)))

    def test_gone(self):
        """The service dies while its question is on the screen, and another one comes."""
        self.begin_locked()
        # libsecret 0.20 has a complaint of its own about a prompt that vanishes.
        self.stop_daemon()
        self.start_daemon(G_DEBUG="")
        self.service.answer = "none"
        job = self.start_sync()
        wait_until(lambda: self.service.prompts == 1)
        items = self.service.items
        self.stop_service()
        wait_until(lambda: self.get("Status") == "failed" and self.get("Job") == job)
        self.assertEqual(self.get("Steps")[0]["error-name"], LOCKED)
        self.start_service()
        self.service.adopt(items)
        self.assertEqual(self.sync(), ("completed", ""))


def main():
    if sys.argv[-1] != "--session":
        # Again, on a bus of its own.
        return subprocess.run([*scratch_session.BUS, sys.executable, *sys.argv, "--session"],
                              check=False).returncode
    unittest.main(argv=[sys.argv[0], *sys.argv[3:-1]], verbosity=2)
    return 0


sys.exit(main())
