#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A daemon whose bus dies ends in a way that has systemd start it again; one that is asked to end does not.

usage: test-lost-bus.py LINEUPD
"""

import os
import pathlib
import signal
import subprocess
import sys
import tempfile

NAME = "io.github.lineupd.Lineup1"
SECONDS = 60 * int(os.environ.get("LINEUP_TEST_SLOWDOWN", "1"))
CONFIGURATION = pathlib.Path(__file__).parent.parent / "bus.conf"

# What systemd takes for a failure; see lineupd(1).
LOST_BUS = 3


def end_of(daemon_program, victim, number):
    """The status of a daemon after a signal to it, or to its bus."""
    with tempfile.TemporaryDirectory() as scratch:
        bus = subprocess.Popen(["dbus-daemon", f"--config-file={CONFIGURATION}", "--nofork",
                                "--print-address"], stdout=subprocess.PIPE, text=True)
        env = dict(os.environ, DBUS_SESSION_BUS_ADDRESS=bus.stdout.readline().strip(),
                   XDG_CONFIG_HOME=f"{scratch}/config", XDG_CACHE_HOME=f"{scratch}/cache")
        daemon = subprocess.Popen([daemon_program], env=env)
        try:
            subprocess.run(["gdbus", "wait", "--session", "--timeout", str(SECONDS), NAME], env=env,
                           check=True)
            {"bus": bus, "daemon": daemon}[victim].send_signal(number)
            return daemon.wait(SECONDS)
        finally:
            for process in (daemon, bus):
                if process.poll() is None:
                    process.kill()
                process.wait()


def main():
    good = True
    for victim, number, wanted in (("bus", signal.SIGKILL, LOST_BUS), ("bus", signal.SIGTERM, LOST_BUS),
                                   ("daemon", signal.SIGTERM, 0)):
        status = end_of(sys.argv[1], victim, number)
        print(f"{number.name} to the {victim}: {status}, {wanted} is wanted")
        good = good and status == wanted
    return 0 if good else 1


sys.exit(main())
