#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Credentials in KWallet itself, which runs without a screen.

usage: test-kwallet.py LINEUPD FAKE_PANEL

Skipped where it is not installed, unless LINEUP_KWALLET=required.
"""

import os
import shutil
import subprocess
import sys
import unittest

from gi.repository import Gio, GLib

import fake_secret_service
from keyring_session import LOCKED, MANAGER, KeyringCase, main, wait_until

KWALLET = "org.kde.kwalletd5"
WALLET = "kdewallet"

# As the login makes it of a password.
HASH = bytes(range(56))

SETTINGS = """[Wallet]
Enabled=true
First Use=false
Default Wallet=kdewallet
[org.freedesktop.secrets]
apiEnabled=true
"""


@unittest.skipIf(shutil.which("kwalletd5") is None and os.environ.get("LINEUP_KWALLET") != "required",
                 "There is no KWallet")
class KWallet(KeyringCase):
    # Where KWallet goes away while it asks a person, libsecret 0.20 returns an error that is none, with
    # a critical. Nobody waits for what it returns then.
    environment = {"G_DEBUG": ""}

    def setUp(self):
        super().setUp()
        self.kwallet = None
        self.env = dict(
            os.environ, QT_QPA_PLATFORM="offscreen", HOME=str(self.home),
            **{f"XDG_{kind}_HOME": str(self.home / "kwallet") for kind in ("CONFIG", "DATA", "CACHE")},
            XDG_RUNTIME_DIR=str(self.home / "runtime"))
        (self.home / "runtime").mkdir(mode=0o700)
        (self.home / "kwallet").mkdir()
        (self.home / "kwallet" / "kwalletrc").write_text(SETTINGS, encoding="utf-8")
        self.addCleanup(self.stop_kwallet)
        # The session that makes it has no collection yet.
        self.start_kwallet()
        self.stop_kwallet()

    def start_kwallet(self):
        """With its wallet open, as at login."""
        self.kwallet = subprocess.Popen(
            ["kwalletd5"], env=self.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_until(lambda: self.has_owner(KWALLET) and self.has_owner(fake_secret_service.NAME))
        self.open()

    def stop_kwallet(self):
        if self.kwallet is not None:
            self.kwallet.kill()
            self.kwallet.wait()
            self.kwallet = None
            wait_until(lambda: not self.has_owner(fake_secret_service.NAME))

    def ask(self, method, arguments):
        return self.bus.call_sync(KWALLET, "/modules/kwalletd5", "org.kde.KWallet", method, arguments,
                                  None, Gio.DBusCallFlags.NONE, -1).unpack()

    def is_open(self):
        return self.ask("isOpen", GLib.Variant("(s)", (WALLET,)))[0]

    def open(self):
        self.ask("pamOpen", GLib.Variant("(sayi)", (WALLET, HASH, 0)))
        wait_until(self.is_open)

    def close(self):
        self.ask("close", GLib.Variant("(sb)", (WALLET, True)))
        wait_until(lambda: not self.is_open())

    def test_open(self):
        self.start_kwallet()
        self.start_daemon()
        self.add()
        self.assertEqual(self.list_files(), ["home.keyring"])
        self.assertEqual(self.sync(), ("completed", ""))
        self.find_channel()
        self.restart_daemon()
        self.assertIn("/user/secret/", self.call(*self.stream())[0])
        self.update("home", {"password": "other", "validate": False})
        self.assertIn("/user/other/", self.call(*self.stream())[0])
        self.close()
        self.refuse(LOCKED, *self.stream())
        # It does not open while it asks a person.
        self.stop_kwallet()
        self.start_kwallet()
        self.assertIn("/user/other/", self.call(*self.stream())[0])
        self.call(MANAGER, "Manager", "RemoveAccount", GLib.Variant("(s)", ("home",)))
        wait_until(lambda: self.list_files() == [])

    def test_moved(self):
        """Files move when it is opened."""
        self.start_daemon()
        self.add()
        self.assertEqual(self.list_files(), ["home.secret"])
        self.start_kwallet()
        wait_until(lambda: self.list_files() == ["home.keyring"])


sys.exit(main())
