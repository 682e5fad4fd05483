#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Credentials in keyrings that behave as KWallet and as KeePassXC do.

usage: test-keyring-kinds.py LINEUPD FAKE_PANEL
"""

import sys

from gi.repository import GLib

import fake_secret_service
from keyring_session import LEAKY, LOCKED, MANAGER, NAME, STORAGE, KeyringCase, main, variant, wait_until


class Kinds(KeyringCase):
    def test_kwallet(self):
        """A wallet that is open is; one that is closed later asks."""
        self.check_kwallet(needs_prompt=True)

    def test_kwallet_without_prompt(self):
        self.check_kwallet(needs_prompt=False)

    def check_kwallet(self, **parameters):
        self.start_service(fake_secret_service.FakeKWallet, **parameters)
        self.start_daemon()
        self.add()
        self.assertEqual(self.sync(), ("completed", ""))
        self.find_channel()
        self.assertEqual(self.list_files(), ["home.keyring"])
        self.assertEqual(self.service.prompts, 0)
        self.service.lock()
        self.assertIn("/user/secret/", self.call(*self.stream())[0])
        self.assertEqual(self.service.prompts, 1)
        self.service.lock()
        self.service.answer = "dismiss"
        self.refuse(LOCKED, *self.stream())
        self.assertEqual(self.service.prompts, 2)
        # Somebody else opens it.
        self.service.unlock()
        self.assertIn("/user/secret/", self.call(*self.stream())[0])
        self.assertEqual(self.service.prompts, 2)

    def test_kwallet_moved(self):
        """Files move when the wallet opens: at login, when somebody else opens it, and when there is one."""
        self.start_daemon()
        self.add()
        for locked, with_collection in ((False, True), (True, True), (False, False)):
            self.assertEqual(self.list_files(), ["home.secret"])
            self.start_service(
                fake_secret_service.FakeKWallet, locked=locked, with_collection=with_collection)
            self.assertEqual(self.sync(), ("completed", ""))
            if locked:
                self.assertEqual(self.list_files(), ["home.secret"])
                self.service.unlock()
            elif not with_collection:
                self.assertEqual(self.list_files(), ["home.secret"])
                self.service.create_collection()
            wait_until(lambda: self.list_files() == ["home.keyring"])
            self.assertEqual(self.service.prompts, 0)
            self.call(MANAGER, "Manager", "RemoveAccount", GLib.Variant("(s)", ("home",)))
            self.stop_service()
            wait_until(lambda: not self.has_owner(fake_secret_service.NAME))
            self.add()

    def test_kwallet_without_plugin(self):
        """What a keyring says of itself is told, and is no lock."""
        self.start_service(fake_secret_service.FakeKWallet)
        self.start_daemon()
        self.add()
        self.assertEqual(self.sync(), ("completed", ""))
        self.find_channel()
        self.service.failure = self.service.NO_PLUGIN
        self.restart_daemon()
        self.assertIn("libqca-qt5-2-plugins", self.refuse(STORAGE, *self.stream()))
        self.assertEqual(self.sync(), ("failed", STORAGE))
        self.assertIn("libqca-qt5-2-plugins", self.get("Steps")[0]["error-message"])
        self.assertIn("Refused=false", self.read_state())
        settings = {"url": self.url, "username": "user", "password": "secret", "validate": False}
        message = self.refuse(STORAGE, MANAGER, "Manager", "AddAccount", GLib.Variant(
            "(sa{sv})", ("cabin", {name: variant(value) for name, value in settings.items()})))
        self.assertIn("libqca-qt5-2-plugins", message)
        self.assertEqual(self.list_files(), ["home.keyring"])
        self.service.failure = None
        self.assertIn("/user/secret/", self.call(*self.stream())[0])

    def test_keepassxc(self):
        """That nothing is found in a database that is locked is no word of it."""
        self.environment = LEAKY
        self.start_service(fake_secret_service.FakeKeePassXC)
        self.start_daemon()
        self.add()
        self.assertEqual(self.sync(), ("completed", ""))
        self.find_channel()
        self.service.lock()
        self.assertIn("/user/secret/", self.call(*self.stream())[0])
        self.assertEqual(self.service.prompts, 1)
        self.service.lock()
        self.service.answer = "dismiss"
        self.refuse(LOCKED, *self.stream())
        self.restart_daemon()
        self.refuse(LOCKED, *self.stream())
        self.assertEqual(self.sync(), ("failed", LOCKED))
        self.assertIn("Refused=false", self.read_state())
        self.assertEqual(self.list_files(), ["home.keyring"])
        prompts = self.service.prompts
        self.service.unlock()
        self.assertIn("/user/secret/", self.call(*self.stream())[0])
        self.assertEqual(self.service.prompts, prompts)

        # Nor is it of what is to be deleted.
        self.service.lock()
        self.call(MANAGER, "Manager", "RemoveAccount", GLib.Variant("(s)", ("home",)))
        self.assertEqual(list(self.service.get_values()), ["home"])
        self.service.unlock()
        wait_until(lambda: self.list_files() == [])
        self.assertEqual(self.service.get_values(), {})

    def test_keepassxc_access(self):
        """A person may have to let each client have each item, too."""
        self.start_service(fake_secret_service.FakeKeePassXC, asks_access=True)
        self.start_daemon()
        self.add()
        self.assertEqual(self.sync(), ("completed", ""))
        self.find_channel()
        self.restart_daemon()
        self.service.answer = "dismiss"
        self.refuse(LOCKED, *self.stream())
        self.assertEqual(self.service.prompts, 1)
        self.service.answer = "accept"
        self.assertIn("/user/secret/", self.call(*self.stream())[0])
        self.assertEqual(self.service.prompts, 2)
        self.service.lock()
        self.restart_daemon()
        self.assertIn("/user/secret/", self.call(*self.stream())[0])
        self.assertEqual(self.service.prompts, 4)


sys.exit(main())
