#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A guide on a network that costs money, which a NetworkManager that is played says.

usage: test-guide-metered.py LINEUPD FAKE_PANEL
"""

import os
import subprocess
import sys
import tempfile
import time
import unittest

import dbus
import dbusmock

SECONDS = 60
SLOWDOWN = int(os.environ.get("LINEUP_TEST_SLOWDOWN", "1"))
NAME = "io.github.lineupd.Lineup1"
MANAGER = "/io/github/lineupd/Lineup1"
ACCOUNT = MANAGER + "/accounts/home"
PROPERTIES = "org.freedesktop.DBus.Properties"
NETWORK_MANAGER = ("org.freedesktop.NetworkManager", "/org/freedesktop/NetworkManager")
CONNECTED = dbus.UInt32(70)
METERED, UNMETERED = dbus.UInt32(1), dbus.UInt32(2)


def wait_until(condition):
    end = time.monotonic() + SECONDS * SLOWDOWN
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


class Metered(dbusmock.DBusTestCase):
    @classmethod
    def setUpClass(cls):
        cls.start_system_bus()
        cls.start_session_bus()
        cls.bus = cls.get_dbus(system_bus=False)

    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        manager, _ = self.spawn_server_template("networkmanager", {"State": CONNECTED},
                                                stdout=subprocess.DEVNULL)
        self.addCleanup(self.end, manager)
        self.network = self.get_dbus(system_bus=True).get_object(*NETWORK_MANAGER)
        self.network.AddProperty(NETWORK_MANAGER[0], "Metered", METERED)
        panel = subprocess.Popen([sys.argv[2], "--channels", "30", "--movies", "1", "--series", "1"],
                                 stdout=subprocess.PIPE, text=True)
        self.addCleanup(panel.communicate)
        self.addCleanup(panel.terminate)
        self.url = panel.stdout.readline().strip()
        daemon = subprocess.Popen([sys.argv[1]], env=dict(
            os.environ, GIO_USE_NETWORK_MONITOR="networkmanager",
            **{f"XDG_{kind}_HOME": f"{scratch.name}/{kind}" for kind in ("CONFIG", "CACHE", "DATA")}))
        self.addCleanup(self.end, daemon)
        wait_until(lambda: self.bus.name_has_owner(NAME))

    def end(self, process):
        process.terminate()
        process.wait(SECONDS)

    def add(self, **settings):
        """Adds an account whose catalogue has been read, as somebody asked for that."""
        settings = {"url": self.url, "username": "user", "password": "secret", "auto-sync": False,
                    "validate": False, **settings}
        dbus.Interface(self.bus.get_object(NAME, MANAGER), NAME + ".Manager").AddAccount(
            "home", dbus.Dictionary(settings, signature="sv"))
        self.account = self.bus.get_object(NAME, ACCOUNT)
        self.account.StartSync(dbus.Dictionary({}, signature="sv"), dbus_interface=NAME + ".Account")
        wait_until(lambda: self.get("Account", "Status") == "completed")

    def get(self, interface, name):
        return self.account.Get(f"{NAME}.{interface}", name, dbus_interface=PROPERTIES)

    def test_waits(self):
        self.add()
        wait_until(lambda: self.get("Guide", "GuideWaiting") == "metered")
        self.assertEqual(self.get("Guide", "GuideStatus"), "pending")
        self.network.UpdateProperties(NETWORK_MANAGER[0], {"Metered": UNMETERED},
                                      dbus_interface=dbusmock.MOCK_IFACE)
        # It is not hurried: many may have waited for that.
        wait_until(lambda: self.get("Guide", "GuideWaiting") == "")
        self.assertLess(self.get("Guide", "NextGuideSync"), time.time() + 5 * 60)

    def test_asked(self):
        """What somebody asks for does not wait."""
        self.add()
        wait_until(lambda: self.get("Guide", "GuideWaiting") == "metered")
        self.account.StartGuideSync(dbus.Dictionary({}, signature="sv"), dbus_interface=NAME + ".Guide")
        wait_until(lambda: self.get("Guide", "GuideStatus") == "completed")

    def test_as_the_account_says(self):
        self.add(**{"unmetered-only": False})
        wait_until(lambda: self.get("Guide", "GuideStatus") == "completed")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
