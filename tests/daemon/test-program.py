#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The daemon as a program: its options, a second instance, what it tells the service manager.

usage: test-program.py LINEUPD FAKE_PANEL
"""

import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile

import scratch_session

NAME = "io.github.lineupd.Lineup1"
MANAGER = "/io/github/lineupd/Lineup1"
SECONDS = 60

failures = []


def check(what, good, detail=""):
    print(f"{'ok' if good else 'not ok'} - {what}")
    if not good:
        failures.append(what)
        print(detail, file=sys.stderr)


def run(*words, env=None):
    return subprocess.run(words, env=env, timeout=SECONDS, capture_output=True, text=True,
                          check=False)


def check_options(daemon):
    version = run(daemon, "--version")
    check("--version", version.returncode == 0 and version.stdout.startswith("lineupd "),
          version.stdout)
    usage = run(daemon, "--help")
    check("--help", usage.returncode == 0 and "over D-Bus" in usage.stdout, usage.stdout)
    check("--help fits a screen", len(usage.stdout.splitlines()) <= 24, usage.stdout)
    for word in ("--no-such-option", "a-word"):
        refused = run(daemon, word)
        check(f"{word} is refused", refused.returncode == 1 and refused.stderr.startswith("lineupd:"),
              refused.stderr)


def receive_until(notify, text):
    """All that the daemon tells, up to what has @text in it."""
    told = []
    while True:
        told.append(notify.recv(4096).decode())
        if text in told[-1]:
            return told


def check_service(daemon, env, notify, url):
    first = subprocess.Popen([daemon], env=env, stderr=subprocess.PIPE, text=True)
    run("gdbus", "wait", "--session", "--timeout", "30", NAME)

    second = run(daemon, env=dict(env, NOTIFY_SOCKET=""))
    check("a second instance ends", second.returncode == 1, second.stderr)
    check("and says why", "lineupd: Another lineupd is running\n" in second.stderr, second.stderr)

    elsewhere = tempfile.mkdtemp()
    other = run(daemon, env=dict(env, NOTIFY_SOCKET="", XDG_CONFIG_HOME=elsewhere))
    check("a second instance with other files ends", other.returncode == 1, other.stderr)
    check("and says that the name is taken", NAME in other.stderr, other.stderr)

    check("the watchdog is fed", "WATCHDOG=1" in receive_until(notify, "WATCHDOG=1")[-1])
    run("busctl", "--user", "call", NAME, MANAGER, f"{NAME}.Manager", "AddAccount", "sa{sv}",
        "home", "3", "url", "s", url, "username", "s", "user", "password", "s", "pass-w0rd")
    told = receive_until(notify, "completed")
    check("STATUS= tells of a sync", any("STATUS=Syncing home: " in line for line in told), told)
    check("STATUS= tells of its end", told[-1].startswith("STATUS=Idle"), told)

    first.send_signal(signal.SIGTERM)
    told = receive_until(notify, "STOPPING=1")
    check("STOPPING=1 tells of the end", True)
    check("SIGTERM ends it well", first.wait(SECONDS) == 0)
    log = first.stderr.read()
    check("the log says that it was ready", "is ready" in log, log)
    check("and in which room a sync begins", "lineupd-sync-Message: " in log, log)
    check("no secret is in it", "pass-w0rd" not in log and "username=" not in log, log)


def main():
    if len(sys.argv) == 3:
        # Again, on a bus of its own.
        return subprocess.run([*scratch_session.BUS, sys.executable, *sys.argv, "--session"],
                              timeout=3 * SECONDS, check=False).returncode

    daemon, fake_panel = map(os.path.abspath, sys.argv[1:3])
    check_options(daemon)
    nobody = run(daemon, env=dict(os.environ, DBUS_SESSION_BUS_ADDRESS="unix:path=/nonexistent"))
    check("without a bus it ends", nobody.returncode == 1 and nobody.stderr.startswith("lineupd:"),
          nobody.stderr)

    with tempfile.TemporaryDirectory() as scratch:
        home = pathlib.Path(scratch)
        notify = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        notify.bind(str(home / "notify"))
        notify.settimeout(SECONDS)
        env = dict(os.environ, XDG_CONFIG_HOME=str(home / "config"),
                   XDG_CACHE_HOME=str(home / "cache"), NOTIFY_SOCKET=str(home / "notify"),
                   WATCHDOG_USEC="200000", G_MESSAGES_DEBUG="all")
        env.pop("WATCHDOG_PID", None)
        panel = subprocess.Popen([fake_panel, "--channels", "20", "--movies", "20", "--series", "5",
                                  "--password", "pass-w0rd"],
                                 stdout=subprocess.PIPE, text=True)
        try:
            check_service(daemon, env, notify, panel.stdout.readline().strip())
        finally:
            panel.terminate()
            panel.wait()
    return 1 if failures else 0


sys.exit(main())
