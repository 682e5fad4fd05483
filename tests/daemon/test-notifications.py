#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a person is told on the desktop, by a notification service that is played.

usage: test-notifications.py LINEUPD FAKE_PANEL
"""

import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time
import unittest

import dbus
import dbusmock

SECONDS = 60
NAME = "io.github.lineupd.Lineup1"
MANAGER = "/io/github/lineupd/Lineup1"
ACCOUNT = MANAGER + "/accounts/home"
SERVICE = ("org.freedesktop.Notifications", "/org/freedesktop/Notifications")
PROPERTIES = "org.freedesktop.DBus.Properties"

DAY = 86400

WRONG_PASSWORD = 'account=body:{"user_info":{"auth":0}}'
NO_MOVIES = "get_vod_streams=body:[]"
SLOWDOWN = int(os.environ.get("LINEUP_TEST_SLOWDOWN", "1"))


def ends_in(days):
    end = int(time.time()) + days * DAY
    return 'account=body:{"user_info":{"auth":1,"status":"Active","exp_date":"%d"}}' % end


def wait_until(condition):
    end = time.monotonic() + SECONDS * SLOWDOWN
    while not condition():
        if time.monotonic() > end:
            raise AssertionError("waited in vain")
        time.sleep(0.02)


class Notifications(dbusmock.DBusTestCase):
    @classmethod
    def setUpClass(cls):
        cls.start_session_bus()
        cls.bus = cls.get_dbus(system_bus=False)

    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.home = pathlib.Path(scratch.name)
        self.daemon = self.panel = self.service = None
        self.port = 0
        self.addCleanup(self.stop_panel)
        self.addCleanup(self.stop_service)
        self.addCleanup(self.stop_daemon)
        self.start_panel()
        self.start_daemon()

    # The processes

    def start_daemon(self):
        with open(self.home / "log", "a", encoding="utf-8") as log:
            self.daemon = subprocess.Popen(
                [sys.argv[1]], stderr=log,
                env=dict(os.environ, XDG_CONFIG_HOME=str(self.home / "config"), TZ="UTC",
                         XDG_CACHE_HOME=str(self.home / "cache"),
                         XDG_DATA_HOME=str(self.home / "data")))
        wait_until(lambda: self.bus.name_has_owner(NAME))

    def stop_daemon(self):
        self.daemon.send_signal(signal.SIGTERM)
        self.assertEqual(self.daemon.wait(SECONDS), 0)

    def restart_daemon(self):
        self.stop_daemon()
        self.start_daemon()

    def start_panel(self, *faults):
        """Puts a panel with other faults in the place of the last one."""
        self.stop_panel()
        words = [word for fault in faults for word in ("--fault", fault)]
        self.panel = subprocess.Popen(
            [sys.argv[2], "--port", str(self.port), "--channels", "30", "--movies", "40",
             "--series", "1", *words], stdout=subprocess.PIPE, text=True)
        self.url = self.panel.stdout.readline().strip()
        self.port = int(self.url.rpartition(":")[2])

    def stop_panel(self):
        if self.panel is not None:
            self.panel.terminate()
            self.panel.communicate()

    def start_service(self, **parameters):
        self.service, _ = self.spawn_server_template("notification_daemon", parameters,
                                                     stdout=subprocess.DEVNULL)
        self.mock = dbus.Interface(self.bus.get_object(*SERVICE), dbusmock.MOCK_IFACE)

    def stop_service(self):
        if self.service is not None:
            self.service.terminate()
            self.service.wait(SECONDS)

    # The daemon

    def add_account(self, **settings):
        settings = {"url": self.url, "username": "user", "password": "secret",
                    "auto-sync": False, "guide": False, "validate": False, **settings}
        dbus.Interface(self.bus.get_object(NAME, MANAGER), NAME + ".Manager").AddAccount(
            "home", dbus.Dictionary(settings, signature="sv"))

    def get(self, name):
        account = self.bus.get_object(NAME, ACCOUNT)
        return account.Get(NAME + ".Account", name, dbus_interface=PROPERTIES)

    def sync(self, *faults):
        """Returns the bodies of what was told by a sync."""
        self.start_panel(*faults)
        before = len(self.get_told())
        account = self.bus.get_object(NAME, ACCOUNT)
        job = account.StartSync(dbus.Dictionary({}, signature="sv"),
                                dbus_interface=NAME + ".Account")
        wait_until(lambda: self.get("Job") == job and self.get("Status") != "syncing"
                   and self.get("Waiting") == "")
        return [str(arguments[4]) for arguments in self.get_told()[before:]]

    def get_told(self):
        """The arguments of all calls of Notify that the daemon has reason for by now.

        It asks the service first what that is able to do, so that each has to answer twice."""
        if self.service is None:
            return []
        self.get("Job")
        self.mock.GetCalls()
        self.get("Job")
        told = [arguments for _, arguments in self.mock.GetMethodCalls("Notify")]
        self.get("Job")
        return told

    # The tests

    def test_finished(self):
        self.start_service()
        self.add_account(notify=True, name='<b>Tom & "Jerry"</b>')
        self.assertEqual(self.sync(),
                         ["“&lt;b&gt;Tom &amp; &quot;Jerry&quot;&lt;/b&gt;” has 30 new channels,"
                          " 40 new movies and 1 new series."])
        first = self.get_told()[0]
        self.assertEqual(first[:4], ["lineupd", 0, "video-x-generic", "Sync finished"])
        self.assertEqual(first[5], [])
        self.assertEqual(dict(first[6]), {"desktop-entry": NAME, "category": "transfer.complete",
                                          "urgency": 0})
        self.assertEqual(first[7], -1)

        self.sync()
        second = self.get_told()[1]
        self.assertTrue(second[4].startswith("There is nothing new in"), second)
        self.assertEqual(second[1], 1)

        # Another service has other ids.
        self.stop_service()
        wait_until(lambda: not self.bus.name_has_owner(SERVICE[0]))
        self.start_service(capabilities="body")
        self.assertEqual(self.sync(), ['There is nothing new in “<b>Tom & "Jerry"</b>”.'])
        self.assertEqual(self.get_told()[0][1], 0)

    def test_not_wished(self):
        self.start_service()
        self.add_account()
        self.assertEqual(self.sync(), [])

    def test_long_name(self):
        self.start_service()
        self.add_account(notify=True, name="&" * 5000)
        self.assertTrue(self.sync()[0].startswith("“" + "&amp;" * 60 + "…” has "))

    def check_once(self, fault, pattern):
        """A matter is told once, also over a restart, and again after it was over."""
        self.start_service()
        self.add_account(name="Home")
        self.assertEqual(self.sync(), [])
        told = self.sync(fault)
        self.assertEqual(len(told), 1)
        self.assertTrue(re.fullmatch(pattern, told[0]), told)
        self.assertEqual(self.get_told()[0][6]["urgency"], 1)
        self.assertEqual(self.sync(fault), [])
        self.restart_daemon()
        self.assertEqual(self.sync(fault), [])
        self.assertEqual(self.sync(), [])
        self.restart_daemon()
        self.assertEqual(self.sync(fault), told)

    def test_wrong_password(self):
        self.check_once(
            WRONG_PASSWORD, "The panel does not accept the user name or the password of “Home”.")

    def test_ending(self):
        self.check_once(ends_in(5), r"The subscription of “Home” ends on \d+ \w+ \d{4}\.")

    def test_quarantine(self):
        self.check_once(NO_MOVIES, "“Home” suddenly has far fewer movies. What was there .*")

    def sync_guide(self):
        """Returns the bodies of what was told by a sync of the guide."""
        before = len(self.get_told())
        guide = self.bus.get_object(NAME, ACCOUNT)
        job = guide.StartGuideSync(dbus.Dictionary({}, signature="sv"), dbus_interface=NAME + ".Guide")
        wait_until(lambda: guide.Get(NAME + ".Guide", "GuideJob", dbus_interface=PROPERTIES) == job
                   and guide.Get(NAME + ".Guide", "GuideStatus", dbus_interface=PROPERTIES) == "completed")
        return [str(arguments[4]) for arguments in self.get_told()[before:]]

    def test_upgraded(self):
        """An account of a version that knew no guides is told of it, once."""
        self.start_service()
        self.add_account(name="Home")
        self.sync()
        self.stop_daemon()
        settings = self.home / "config" / "lineupd" / "accounts" / "home.conf"
        lines = settings.read_text(encoding="utf-8").splitlines(keepends=True)
        self.assertIn("Guide=false\n", lines)
        settings.write_text("".join(line for line in lines if line != "Guide=false\n"), encoding="utf-8")
        self.start_daemon()
        told = self.sync_guide()
        self.assertEqual(len(told), 1)
        self.assertTrue(re.fullmatch(r"The guide of “Home” is read by itself from now on\. That took [\d.]+\s.?B,"
                                     r" and can be turned off in the account&apos;s settings\.", told[0]), told)
        self.assertEqual(self.sync_guide(), [])
        self.restart_daemon()
        self.assertEqual(self.sync_guide(), [])

    def test_not_upgraded(self):
        """Who adds an account now knows of guides."""
        self.start_service()
        self.add_account(guide=True)
        self.sync()
        self.assertEqual(self.sync_guide(), [])

    def test_ends_when_added(self):
        self.start_service()
        self.start_panel(ends_in(5))
        self.add_account(validate=True)
        self.assertEqual(len(self.get_told()), 1)
        self.restart_daemon()
        self.assertEqual(self.sync(ends_in(5)), [])

    def test_removed(self):
        self.start_service()
        self.add_account()
        self.assertEqual(len(self.sync(WRONG_PASSWORD)), 1)
        dbus.Interface(self.bus.get_object(NAME, MANAGER), NAME + ".Manager").RemoveAccount("home")
        self.stop_daemon()
        self.assertEqual(os.listdir(self.home / "config" / "lineupd" / "state"), [])
        self.start_daemon()

    def test_nobody_there(self):
        self.add_account(notify=True)
        self.sync()
        self.sync(WRONG_PASSWORD)
        self.sync(ends_in(5))
        self.restart_daemon()
        self.sync(NO_MOVIES)
        self.assertFalse(self.bus.name_has_owner(SERVICE[0]))
        log = (self.home / "log").read_text(encoding="utf-8")
        self.assertNotIn("Notif", log)
        self.assertNotIn("told", log)
        # Somebody comes, and is told what still is so.
        self.start_service()
        self.assertEqual(len(self.sync(WRONG_PASSWORD)), 1)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
