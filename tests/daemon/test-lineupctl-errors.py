#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Every error that the interface documents has words, and a status, in lineupctl.

usage: test-lineupctl-errors.py LINEUPCTL MANAGER_XML

A daemon is played that fails with whatever it is asked for.
"""

import json
import os
import re
import subprocess
import sys
import threading

import gi
gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

import ctl_session  # noqa: E402
from ctl_session import NAME, await_name  # noqa: E402
from gi_connection import connect  # noqa: E402

MANAGER = "/io/github/lineupd/Lineup1"
OBJECTS = """<node><interface name="org.freedesktop.DBus.ObjectManager">
<method name="GetManagedObjects"><arg direction="out" type="a{oa{sa{sv}}}"/></method>
</interface></node>"""

STATUSES = {
    "AuthFailed": 4, "AccountExpired": 4, "AccountExists": 7, "UnknownAccount": 3,
    "InvalidAccount": 2, "NotRunning": 7, "Cancelled": 7, "Offline": 5, "Timeout": 5,
    "Certificate": 5, "RateLimited": 5, "Server": 5, "MalformedData": 5, "NotFound": 3,
    "KeyringLocked": 8, "Disabled": 7, "Database": 8, "DiskFull": 8, "ShuttingDown": 7,
    "Storage": 8}

BUS = "org.freedesktop.DBus.Error"

# What fails with a name and with words of somebody's, what a person is told, what to do, and the
# status. All of it when an account was to be added, of which there is none then.
WORDS = {
    "program": (f"{NAME}.Error.AuthFailed",
                "The panel refuses this program: it answers with status 403 and a web page",
                "The panel refuses this program: it answers with status 403 and a web page.",
                "lineupctl add --user-agent", 4),
    "playlist": (f"{NAME}.Error.AuthFailed",
                 "The panel gives this account as a playlist only: it refuses",
                 "The panel gives this account as a playlist only: it refuses.",
                 "lineupctl add --type playlist", 4),
    "password": (f"{NAME}.Error.AuthFailed", "No", "user name or the password is wrong",
                 "Nothing was added. Add it again: lineupctl add", 4),
    "expired": (f"{NAME}.Error.AccountExpired", "The panel has banned the account",
                "(The panel has banned the account)", "Nothing was added", 4),
    "certificate": (f"{NAME}.Error.Certificate", "No", "can't be trusted",
                    "lineupctl add --accept-certificate", 5),
    "tls": (f"{NAME}.Error.Offline", "The panel speaks no TLS at this port",
            "(The panel speaks no TLS at this port)", "add it again", 5),
    "keyring": (f"{NAME}.Error.Storage", "The keyring does not work: it is on holiday",
                "The keyring does not work: it is on holiday.", "program that manages it", 8),
    "files": (f"{NAME}.Error.Storage", "home.conf: Permission denied",
              "(home.conf: Permission denied)", "log", 8),
    "denied": (f"{BUS}.AccessDenied", 'Rejected send message, 2 matched rules; type="method_call"',
               "The bus does not let this program talk to lineupd.", f"--talk-name={NAME}", 6),
    "limits": (f"{BUS}.LimitsExceeded", "No", "more at once", "Try again in a moment", 7),
    "spawn": (f"{BUS}.Spawn.ChildSignaled", "Signal 9", "neither runs nor can be started",
              "systemctl --user status lineupd", 6),
    "masked": ("org.freedesktop.systemd1.UnitMasked", "Unit lineupd.service is masked.",
               "Unit lineupd.service is masked", "systemctl --user status lineupd", 6),
    "bus_timeout": (f"{BUS}.Timeout", "No", "did not answer", "journalctl", 6),
}


def on_call(connection, sender, path, interface, method, arguments, invocation):
    if method == "GetManagedObjects":
        invocation.return_value(GLib.Variant("(a{oa{sa{sv}}})", ({},)))
    else:
        account, _ = arguments.unpack()
        if account in WORDS:
            invocation.return_dbus_error(*WORDS[account][:2])
            return
        name = "".join(word.capitalize() for word in account.split("_"))
        invocation.return_dbus_error(f"{NAME}.Error.{name}", "what the \x1b[31mdaemon says")


def on_get(connection, sender, path, interface, name):
    return {"Version": GLib.Variant("s", "0"), "ApiVersion": GLib.Variant("u", 1),
            "Features": GLib.Variant("as", []), "Busy": GLib.Variant("b", False)}[name]


def serve(xml):
    connection = connect()
    for text in (xml, OBJECTS):
        interface = Gio.DBusNodeInfo.new_for_xml(text).interfaces[0]
        connection.register_object(MANAGER, interface, on_call, on_get, None)
    Gio.bus_own_name_on_connection(connection, NAME, 0, None, None)
    threading.Thread(target=GLib.MainLoop().run, daemon=True).start()
    await_name(NAME)


def add(lineupctl, account, *more, env=None):
    return subprocess.run([lineupctl, "add", account, "--url", "http://host", *more],
                          input="user\nsecret\n", capture_output=True, text=True, env=env,
                          timeout=ctl_session.SECONDS, check=False)


def main():
    lineupctl, path = sys.argv[1:]
    with open(path, encoding="utf-8") as file:
        xml = file.read()
    check_absence(lineupctl)
    serve(xml)
    # Those that the interface documents, all of them.
    text = re.search(r"where NAME is one of (.*?)\. No\s+message", xml, flags=re.S).group(1)
    assert set(re.findall(r"`(\w+)`", text)) == set(STATUSES)

    sentences = set()
    for name, status in STATUSES.items():
        account = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
        plain, report = (add(lineupctl, account, *more) for more in ([], ["--json"]))
        assert plain.returncode == report.returncode == status, (name, plain)
        assert plain.stdout == report.stdout == ""
        assert re.match(r"lineupctl: ([A-Z]|lineupd ).*[.)]\n", plain.stderr), plain
        assert name not in plain.stderr and "\x1b" not in plain.stderr, plain
        sentences.add(plain.stderr)
        told = json.loads(report.stderr)
        assert told["error"] == f"{NAME}.Error.{name}"
        assert [told["message"], *([told["advice"]] if "advice" in told else [])] == \
            plain.stderr.removeprefix("lineupctl: ").splitlines()
    assert len(sentences) == len(STATUSES)

    for account, (_, _, words, advice, status) in WORDS.items():
        result = add(lineupctl, account)
        assert result.returncode == status, (account, result)
        sentence, told = result.stderr.removeprefix("lineupctl: ").splitlines()
        assert words in sentence and advice in told, (account, result)
        assert "settings" not in told and "matched rules" not in sentence, result


def check_absence(lineupctl):
    """Nobody is there; in a sandbox, that may be its doing."""
    for env, words, advice in (({}, "neither runs nor can be started", "Is it installed?"),
                               ({"FLATPAK_ID": "org.example.App"}, "The sandbox does not let",
                                f"--talk-name={NAME}")):
        result = add(lineupctl, "absent", env=dict(os.environ, **env))
        assert result.returncode == 6, result
        assert words in result.stderr and advice in result.stderr, result


ctl_session.on_own_bus(main)
