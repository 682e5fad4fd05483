#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The conditions of this machine, beside a NetworkManager and a power profiles service that are
played on a system bus of their own.

usage: test-conditions.py WATCH_CONDITIONS
"""

import importlib.util
import os
import queue
import shutil
import subprocess
import sys
import threading
import unittest

import dbus
import dbusmock

SECONDS = 30
NETWORK_MANAGER = ("org.freedesktop.NetworkManager", "/org/freedesktop/NetworkManager")
# The service has been renamed: GLib as of Debian 12 knows it by the first name, as of Debian 13 by the
# second. Each is played for which there is a template, and that GLib looks at one of them is tested.
POWER_PROFILES = {
    "power_profiles_daemon": ("net.hadess.PowerProfiles", "/net/hadess/PowerProfiles"),
    "upower_power_profiles_daemon": ("org.freedesktop.UPower.PowerProfiles",
                                     "/org/freedesktop/UPower/PowerProfiles"),
}
CONNECTED, DISCONNECTED = 70, 20
METERED, UNMETERED = 1, 2

# A kernel without any network, then with a default route, then without again.
KERNEL = """
ip link set lo up
"$0" & pid=$!
read line && ip route add default dev lo
read line && ip route del default dev lo
read line && kill $pid && wait $pid
"""


class Watcher:
    """The program under test, and what it prints, which is waited for no longer than SECONDS."""

    def __init__(self, *words, **env):
        self.process = subprocess.Popen(words, env=dict(os.environ, **env), text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.printed = queue.Queue()
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        for line in self.process.stdout:
            self.printed.put(line.strip())

    def lines(self, count):
        return [self.printed.get(timeout=SECONDS) for _ in range(count)]

    def tell(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def wait(self):
        """Returns what it printed last, and its exit status."""
        status = self.process.wait(SECONDS)
        self.reader.join(SECONDS)
        rest = []
        while not self.printed.empty():
            rest.append(self.printed.get())
        return rest, status

    def end(self):
        self.process.terminate()
        return self.wait()


class Power:
    """All the services of power profiles that there are, which say the same."""

    def __init__(self, case, profile):
        self.case = case
        self.played = []
        for template, (name, path) in POWER_PROFILES.items():
            if importlib.util.find_spec(f"dbusmock.templates.{template}"):
                mock = case.play(template, {"ActiveProfile": profile}, name, path)
                self.played.append((mock, name, case.player))

    def change(self, profile):
        for mock, name, _ in self.played:
            self.case.change(mock, name, ActiveProfile=profile)

    def stop(self):
        for _, _, player in self.played:
            self.case.stop(player)


class OnABus(dbusmock.DBusTestCase):
    @classmethod
    def setUpClass(cls):
        cls.start_system_bus()
        cls.bus = cls.get_dbus(system_bus=True)

    def play(self, template, parameters, name, path):
        self.player, _ = self.spawn_server_template(template, parameters,
                                                    stdout=subprocess.DEVNULL)
        self.addCleanup(self.stop, self.player)
        return self.bus.get_object(name, path)

    def stop(self, process):
        process.terminate()
        process.wait(SECONDS)

    def play_network(self, state, metered):
        network = self.play("networkmanager", {"State": dbus.UInt32(state)}, *NETWORK_MANAGER)
        network.AddProperty(NETWORK_MANAGER[0], "Metered", dbus.UInt32(metered))
        return network

    def play_power(self, profile):
        return Power(self, profile)

    def change(self, mock, interface, **properties):
        mock.UpdateProperties(interface, properties, dbus_interface=dbusmock.MOCK_IFACE)

    def watch(self):
        watcher = Watcher(sys.argv[1])
        self.addCleanup(watcher.end)
        return watcher

    def test_beginning_and_changes(self):
        network = self.play_network(CONNECTED, METERED)
        power = self.play_power("power-saver")
        watcher = self.watch()
        self.assertEqual(sorted(watcher.lines(3)),
                         ["metered yes", "network-available yes", "power-saver yes"])

        power.change("balanced")
        self.assertEqual(watcher.lines(1), ["power-saver no"])
        # One more change that changes nothing here.
        power.change("performance")
        self.change(network, NETWORK_MANAGER[0], Metered=dbus.UInt32(UNMETERED))
        self.assertEqual(watcher.lines(1), ["metered no"])
        self.change(network, NETWORK_MANAGER[0], State=dbus.UInt32(DISCONNECTED))
        self.assertEqual(watcher.lines(1), ["network-available no"])
        self.change(network, NETWORK_MANAGER[0], State=dbus.UInt32(CONNECTED))
        self.assertEqual(watcher.lines(1), ["network-available yes"])
        power.change("power-saver")
        self.assertEqual(watcher.lines(1), ["power-saver yes"])
        self.assertEqual(watcher.end(), ([], 0))

    def test_no_network_at_first(self):
        network = self.play_network(DISCONNECTED, UNMETERED)
        self.play_power("power-saver")
        watcher = self.watch()
        self.assertEqual(watcher.lines(1), ["power-saver yes"])
        self.change(network, NETWORK_MANAGER[0], State=dbus.UInt32(CONNECTED))
        self.assertEqual(watcher.lines(1), ["network-available yes"])
        self.assertEqual(watcher.end(), ([], 0))

    def test_power_service_comes_and_goes(self):
        self.play_network(DISCONNECTED, UNMETERED)
        watcher = self.watch()
        power = self.play_power("balanced")
        power.change("power-saver")
        self.assertEqual(watcher.lines(1), ["power-saver yes"])
        power.stop()
        self.assertEqual(watcher.lines(1), ["power-saver no"])
        self.assertEqual(watcher.end(), ([], 0))


class WithoutABus(unittest.TestCase):
    def test_kernel_alone(self):
        separate = ("unshare", "--net", "--")
        if shutil.which("ip") is None or subprocess.run([*separate, "true"]).returncode != 0:
            self.skipTest("there is no network to play with here")
        watcher = Watcher(*separate, "bash", "-c", KERNEL, sys.argv[1],
                          DBUS_SYSTEM_BUS_ADDRESS="unix:path=/nonexistent")
        watcher.tell()
        self.assertEqual(watcher.lines(1), ["network-available yes"])
        watcher.tell()
        self.assertEqual(watcher.lines(1), ["network-available no"])
        watcher.tell()
        self.assertEqual(watcher.wait(), ([], 0))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
