#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Every error that the interface documents has words, and a status, in lineupctl.

usage: test-lineupctl-errors.py LINEUPCTL MANAGER_XML

A daemon is played that fails with whatever it is asked for.
"""

import json
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


def on_call(connection, sender, path, interface, method, arguments, invocation):
    if method == "GetManagedObjects":
        invocation.return_value(GLib.Variant("(a{oa{sa{sv}}})", ({},)))
    else:
        account, _ = arguments.unpack()
        name = "".join(word.capitalize() for word in account.split("_"))
        invocation.return_dbus_error(f"{NAME}.Error.{name}", "what the \x1b[31mdaemon says")


def on_get(connection, sender, path, interface, name):
    return {"Version": GLib.Variant("s", "0"), "ApiVersion": GLib.Variant("u", 1),
            "Busy": GLib.Variant("b", False)}[name]


def serve(xml):
    connection = connect()
    for text in (xml, OBJECTS):
        interface = Gio.DBusNodeInfo.new_for_xml(text).interfaces[0]
        connection.register_object(MANAGER, interface, on_call, on_get, None)
    Gio.bus_own_name_on_connection(connection, NAME, 0, None, None)
    threading.Thread(target=GLib.MainLoop().run, daemon=True).start()
    await_name(NAME)


def main():
    lineupctl, path = sys.argv[1:]
    with open(path, encoding="utf-8") as file:
        xml = file.read()
    serve(xml)
    # Those that the interface documents, all of them.
    text = re.search(r"where NAME is one of (.*?)\. No\s+message", xml, flags=re.S).group(1)
    assert set(re.findall(r"`(\w+)`", text)) == set(STATUSES)

    sentences = set()
    for name, status in STATUSES.items():
        account = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
        command = [lineupctl, "add", account, "--url", "http://host"]
        plain, report = (
            subprocess.run([*command, *more], input="user\nsecret\n", capture_output=True,
                           text=True, timeout=ctl_session.SECONDS, check=False)
            for more in ([], ["--json"]))
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


ctl_session.on_own_bus(main)
