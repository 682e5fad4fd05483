#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Syncs that begin by themselves wait for a keyring that is locked or away, and ask nobody.

usage: test-keyring-waiting.py LINEUPD FAKE_PANEL Waiting.TEST
"""

import re
import sys

from gi.repository import GLib

import fake_secret_service
from keyring_session import ABSENT, AWAY, LOCKED, MANAGER, KeyringCase, main, variant, wait_until

# What was missed is made up for within five minutes of the start, by the account and by when it synced last:
# after this one in a minute.
LONG_AGO = 1000000106
DUE = 180


class Waiting(KeyringCase):
    def begin_due(self):
        """Starts the daemon anew, with a sync that begins by itself in a minute. Returns the last job."""
        self.stop_daemon()
        state = self.home / "config" / "lineupd" / "state" / "home"
        state.write_text(re.sub(r"(?m)^LastAttempt=.*", f"LastAttempt={LONG_AGO}",
                                state.read_text(encoding="utf-8")), encoding="utf-8")
        self.start_daemon()
        self.update("home", {"auto-sync": True, "unmetered-only": False})
        return self.get("Job")

    def check_locked(self, service):
        """What begins by itself waits while the keyring is closed, goes on when somebody opens it, and
        never asks."""
        self.start_service(service)
        self.start_daemon()
        self.add()
        self.assertEqual(self.sync(), ("completed", ""))
        self.service.lock()
        job = self.begin_due()
        wait_until(lambda: self.get("Waiting") == "keyring", DUE)
        self.assertIn("Refused=false", self.read_state())
        self.service.unlock()
        wait_until(lambda: self.get("Job") != job and self.get("Status") == "completed", DUE)
        self.assertEqual(self.service.prompts, 0)

    def test_kwallet(self):
        self.check_locked(fake_secret_service.FakeKWallet)

    def test_keepassxc(self):
        self.check_locked(fake_secret_service.FakeKeePassXC)

    def test_away(self):
        """A keyring that has credentials and is not there is no reason to write some to files."""
        self.start_service(fake_secret_service.FakeKeePassXC)
        self.start_daemon()
        self.add()
        self.assertEqual(self.sync(), ("completed", ""))
        items = self.service.items
        self.stop_service()
        self.restart_daemon()
        wait_until(lambda: self.count_log(AWAY) == 1)
        settings = {"url": self.url, "username": "user", "password": "secret", "validate": False}
        cabin = (MANAGER, "Manager", "AddAccount", GLib.Variant(
            "(sa{sv})", ("cabin", {name: variant(value) for name, value in settings.items()})))
        self.refuse(LOCKED, *cabin)
        self.refuse(LOCKED, MANAGER, "Manager", "UpdateAccount", GLib.Variant(
            "(sa{sv})", ("home", {"username": variant("user"), "password": variant("other"),
                                  "validate": variant(False)})))
        self.assertEqual(self.list_files(), ["home.keyring"])
        job = self.begin_due()
        wait_until(lambda: self.get("Waiting") == "keyring", DUE)
        self.assertEqual(self.count_log(ABSENT), 0)
        self.start_service(fake_secret_service.FakeKeePassXC)
        self.service.adopt(items)
        wait_until(lambda: self.get("Job") != job and self.get("Status") == "completed", DUE)
        self.call(*cabin)
        self.assertEqual(self.list_files(), ["cabin.keyring", "home.keyring"])


sys.exit(main())
