#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Credentials in KeePassXC itself, which runs without a screen.

usage: test-keepassxc.py LINEUPD FAKE_PANEL

Skipped where it is not installed, unless LINEUP_KEEPASSXC=required.
"""

import os
import shutil
import subprocess
import sys
import unittest

from gi.repository import Gio, GLib

import fake_secret_service
from keyring_session import ACCOUNT, LEAKY, LOCKED, MANAGER, SECONDS, KeyringCase, main, wait_until

SERVICE = fake_secret_service.NAME
ROOT = fake_secret_service.ROOT
PASSWORD = "open sesame"

# A database is a Secret Service only where it says which of its groups is exposed.
DATABASE = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<KeePassFile>
 <Meta>
  <Generator>KeePassXC</Generator>
  <CustomData><Item>
   <Key>FDO_SECRETS_EXPOSED_GROUP</Key><Value>{00112233-4455-6677-8899-aabbccddeeff}</Value>
  </Item></CustomData>
 </Meta>
 <Root><Group>
  <UUID>ABEiM0RVZneImaq7zN3u/w==</UUID><Name>Root</Name><IsExpanded>True</IsExpanded>
 </Group></Root>
</KeePassFile>
"""

# There is nobody to confirm anything, but where a test wants to see what comes of that.
SETTINGS = """[General]
ConfigVersion=2
UpdateCheckMessageShown=true
[GUI]
CheckForUpdates=false
[FdoSecrets]
Enabled=true
ConfirmAccessItem={confirms}
ConfirmDeleteItem=false
"""


@unittest.skipIf(shutil.which("keepassxc") is None and os.environ.get("LINEUP_KEEPASSXC") != "required",
                 "There is no KeePassXC")
class KeePassXC(KeyringCase):
    environment = LEAKY

    def setUp(self):
        super().setUp()
        self.keepassxc = None
        self.database = self.home / "database.kdbx"
        # Its single instance has its lock in the folder for temporary files: one that runs elsewhere would be
        # handed the database.
        self.env = dict(
            os.environ, QT_QPA_PLATFORM="offscreen", HOME=str(self.home),
            **{f"XDG_{kind}_HOME": str(self.home / "keepassxc") for kind in ("CONFIG", "DATA", "CACHE")},
            XDG_RUNTIME_DIR=str(self.home / "runtime"), TMPDIR=str(self.home / "runtime"))
        (self.home / "runtime").mkdir(mode=0o700)
        (self.home / "keepassxc" / "keepassxc").mkdir(parents=True)
        (self.home / "database.xml").write_text(DATABASE, encoding="utf-8")
        subprocess.run(["keepassxc-cli", "import", "-p", str(self.home / "database.xml"), str(self.database)],
                       input=f"{PASSWORD}\n{PASSWORD}\n", text=True, env=self.env, check=True,
                       capture_output=True)
        self.addCleanup(self.stop_keepassxc)

    def start_keepassxc(self, confirms=False):
        """With its database open."""
        (self.home / "keepassxc" / "keepassxc" / "keepassxc.ini").write_text(
            SETTINGS.format(confirms=str(confirms).lower()), encoding="utf-8")
        self.keepassxc = subprocess.Popen(
            ["keepassxc", "--pw-stdin", str(self.database)], env=self.env, stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.keepassxc.stdin.write(f"{PASSWORD}\n".encode())
        self.keepassxc.stdin.close()
        wait_until(self.is_open)

    def stop_keepassxc(self):
        if self.keepassxc is not None:
            # It saves what it has; but one that asks a person does not end when it is told to.
            self.keepassxc.terminate()
            try:
                self.keepassxc.wait(SECONDS / 4)
            except subprocess.TimeoutExpired:
                self.keepassxc.kill()
                self.keepassxc.wait()
            self.keepassxc = None
            wait_until(lambda: not self.has_owner(SERVICE))

    def ask(self, path, interface, method, arguments):
        return self.bus.call_sync(SERVICE, path, interface, method, arguments, None,
                                  Gio.DBusCallFlags.NONE, -1).unpack()

    def find_collection(self):
        return self.ask(ROOT, "org.freedesktop.Secret.Service", "ReadAlias",
                        GLib.Variant("(s)", ("default",)))[0]

    def read(self, name):
        return self.ask(self.find_collection(), "org.freedesktop.DBus.Properties", "Get",
                        GLib.Variant("(ss)", ("org.freedesktop.Secret.Collection", name)))[0]

    def is_locked(self):
        return self.read("Locked")

    def is_open(self):
        """As it starts, its alias leads to a collection that is not there yet, or no longer."""
        if not self.has_owner(SERVICE) or self.find_collection() == "/":
            return False
        try:
            return not self.is_locked()
        except GLib.Error as error:
            if Gio.DBusError.get_remote_error(error) != "org.freedesktop.DBus.Error.UnknownObject":
                raise
            return False

    def lock(self):
        _, prompt = self.ask(ROOT, "org.freedesktop.Secret.Service", "Lock",
                             GLib.Variant("(ao)", ([self.find_collection()],)))
        self.ask(prompt, "org.freedesktop.Secret.Prompt", "Prompt", GLib.Variant("(s)", ("",)))
        wait_until(self.is_locked)

    def begin(self):
        self.start_daemon()
        self.add()
        self.assertEqual(self.list_files(), ["home.keyring"])
        self.assertEqual(self.sync(), ("completed", ""))
        self.find_channel()

    def test_open(self):
        """It keeps, gives, and forgets."""
        self.start_keepassxc()
        self.begin()
        self.restart_daemon()
        self.assertIn("/user/secret/", self.call(*self.stream())[0])
        self.update("home", {"password": "other", "validate": False})
        self.assertIn("/user/other/", self.call(*self.stream())[0])
        wait_until(lambda: len(self.read("Items")) == 1)
        self.call(MANAGER, "Manager", "RemoveAccount", GLib.Variant("(s)", ("home",)))
        wait_until(lambda: self.read("Items") == [] and self.list_files() == [])

    def test_locked(self):
        """Locked while the daemon runs, and before: that nothing is found is no word of it."""
        self.start_keepassxc()
        self.begin()
        self.lock()
        self.refuse(LOCKED, *self.stream())
        self.restart_daemon()
        self.refuse(LOCKED, *self.stream())
        # A sync has more patience than a test.
        self.start_sync()
        self.call(ACCOUNT, "Account", "Cancel", None)
        wait_until(lambda: self.get("Status") != "syncing")
        self.assertIn("Refused=false", self.read_state())
        self.assertEqual(self.list_files(), ["home.keyring"])

    def test_away(self):
        """It ends, and comes back."""
        self.start_keepassxc()
        self.begin()
        self.stop_keepassxc()
        self.refuse(LOCKED, *self.stream())
        self.start_keepassxc()
        self.assertIn("/user/secret/", self.call(*self.stream())[0])

    def test_moved(self):
        """Files move when it comes."""
        self.start_daemon()
        self.add()
        self.assertEqual(self.list_files(), ["home.secret"])
        self.start_keepassxc()
        wait_until(lambda: self.list_files() == ["home.keyring"])
        self.assertEqual(len(self.read("Items")), 1)

    def test_access(self):
        """A client that a person has not let have an item yet does not get it, which is no refusal."""
        self.start_keepassxc(confirms=True)
        self.begin()
        self.restart_daemon()
        self.refuse(LOCKED, *self.stream())
        self.assertIn("Refused=false", self.read_state())


sys.exit(main())
