#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Credentials in a keyring that opens, locks, hangs, comes and goes.

usage: test-keyring.py LINEUPD FAKE_PANEL
"""

import os
import resource
import shutil
import subprocess
import sys
import time

from gi.repository import Gio, GLib

import fake_secret_service
from keyring_session import (
    ABSENT, ACCOUNT, LOCKED, MANAGER, MOVED, NAME, SLOWDOWN, STORAGE, KeyringCase, main, variant,
    wait_until)


class Keyring(KeyringCase):
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

    def test_guides(self):
        """Addresses of guides lie beside the credentials, and wait with them."""
        address = "http://me:hush@127.0.0.1:9/guide.xml?key=hidden"
        source = ACCOUNT, "Guide", "AddSource", GLib.Variant("(a{sv})", ({"url": variant(address)},))
        guide_sync = ACCOUNT, "Guide", "StartGuideSync", GLib.Variant("(a{sv})", ({},))
        self.begin_locked()
        self.service.answer = "dismiss"
        self.refuse(LOCKED, *source)
        self.assertEqual(self.list_sources(), {"panel": ""})
        self.service.answer = "accept"
        added, = self.call(*source)
        self.assertIn(address.partition("@")[2], self.service.get_values()["home-guide"])
        self.assertEqual([name for name in self.list_files() if "secret" in name], [])
        for path in self.home.glob("**/*"):
            if path.is_file():
                self.assertNotIn(b"hush", path.read_bytes(), path)
                self.assertNotIn(b"hidden", path.read_bytes(), path)

        # Nobody opens it: what is not known of an address is no fault of the source.
        self.service.lock()
        self.restart_daemon()
        self.service.answer = "dismiss"
        self.call(*guide_sync)
        wait_until(lambda: self.list_sources() == {"panel": LOCKED, added: LOCKED})
        # What is asked for while a job runs joins it.
        wait_until(lambda: self.get("GuideStatus", "Guide") == "failed")
        self.service.answer = "accept"
        self.call(*guide_sync)
        wait_until(lambda: self.list_sources()[added] == NAME + ".Error.Offline")
        self.call(ACCOUNT, "Guide", "RemoveSource", GLib.Variant("(s)", (added,)))
        wait_until(lambda: "home-guide" not in self.service.get_values())
        self.call(MANAGER, "Manager", "RemoveAccount", GLib.Variant("(s)", ("home",)))
        self.assertEqual(self.service.get_values(), {})

    def list_sources(self):
        """Names of errors, by the sources' ids."""
        sources, = self.call(ACCOUNT, "Guide", "ListSources", GLib.Variant("(a{sv})", ({},)))
        return {source["id"]: source["error-name"] for source in sources}

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

        self.bus.call_sync(
            fake_secret_service.NAME, fake_secret_service.ROOT, "org.freedesktop.Secret.Service",
            "Lock", GLib.Variant("(ao)", ([fake_secret_service.COLLECTION],)), None,
            Gio.DBusCallFlags.NONE, -1)
        self.refuse(LOCKED, *self.stream())
        self.stop_daemon()
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

    def test_two_configurations(self):
        """Each has an account of this id, and its own item."""
        config, other = self.home / "config", self.home / "other"
        self.start_service()
        self.start_daemon()
        self.add()
        self.assertEqual(self.sync(), ("completed", ""))
        self.find_channel()
        self.stop_daemon()
        config.rename(other)
        self.start_daemon()
        self.add(password="another", validate=False)
        self.assertEqual(len(self.service.items), 2)
        self.call(MANAGER, "Manager", "RemoveAccount", GLib.Variant("(s)", ("home",)))
        item, = self.service.items.values()
        self.assertIn("Password=secret", item.value)
        self.stop_daemon()
        shutil.rmtree(config)
        other.rename(config)
        self.start_daemon()
        # Of the catalogue there is one for both.
        self.assertEqual(self.sync(), ("completed", ""))
        self.assertIn("/user/secret/", self.call(*self.stream())[0])

    def test_older(self):
        """What an older version has kept has no mark."""
        self.start_service()
        self.start_daemon()
        self.add()
        self.assertEqual(self.sync(), ("completed", ""))
        self.find_channel()
        self.stop_daemon()
        self.service.remove_attribute("mark")
        (self.secrets / "home.keyring").write_text("[Keyring]\nForget=false\n", encoding="utf-8")
        # Somebody else's, of the same id.
        mine, = self.service.items.values()
        theirs = fake_secret_service.Item({**mine.attributes, "mark": "theirs"}, "Theirs", "theirs")
        self.service.adopt({fake_secret_service.COLLECTION + "/theirs": theirs})
        self.start_daemon()
        self.assertIn("/user/secret/", self.call(*self.stream())[0])
        self.update("home", {"password": "other", "validate": False})
        self.assertIn("/user/other/", self.call(*self.stream())[0])
        self.assertEqual(sorted(item.attributes["account"] for item in self.service.items.values()),
                         ["home", "home-2"])
        self.call(MANAGER, "Manager", "RemoveAccount", GLib.Variant("(s)", ("home",)))
        self.assertEqual(list(self.service.items.values()), [theirs])

    def test_session_lost(self):
        """Whatever is asked goes out once more, in another session."""
        self.start_daemon()
        self.add()
        self.assertEqual(self.list_files(), ["home.secret"])
        self.start_service(n_lost=1)
        wait_until(lambda: self.list_files() == ["home.keyring"])
        self.assertEqual(self.service.get_values(),
                         {"home": "[Credentials]\nUsername=user\nPassword=secret\n"})
        self.assertEqual(self.sync(), ("completed", ""))
        self.find_channel()

        self.service.n_lost = self.service.n_sessions
        self.assertIn("/user/secret/", self.call(*self.stream())[0])
        self.service.n_lost = self.service.n_sessions
        self.update("home", {"password": "other", "validate": False})
        self.assertIn("/user/other/", self.call(*self.stream())[0])

    def test_ready_late(self):
        """One that has its name before it can do anything is asked again, by and by."""
        self.start_daemon()
        self.add()
        self.start_service(failure=("org.freedesktop.DBus.Error.UnknownObject", "No such object"))
        wait_until(lambda: self.service.calls > 2 and
                   self.count_log("there is a keyring of no use") == 1)
        self.service.failure = None
        wait_until(lambda: self.list_files() == ["home.keyring"])

    def test_confidential(self):
        """What a keyring says may be what it was told."""
        self.start_service()
        self.start_daemon()
        self.service.create_failure = ("org.example.Error.Bad", "can't keep Password=topsecret")
        settings = {"url": self.url, "username": "user", "password": "topsecret", "validate": False}
        message = self.refuse(STORAGE, MANAGER, "Manager", "AddAccount", GLib.Variant(
            "(sa{sv})", ("home", {name: variant(value) for name, value in settings.items()})))
        self.assertNotIn("topsecret", message)
        self.assertEqual(self.count_log("topsecret"), 0)


sys.exit(main())
