#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Whatever a caller sends, the daemon answers with a name that is documented, and goes on.

usage: test-hostile-caller.py LINEUPD FAKE_PANEL

LINEUP_TEST_SEED has it send the same again, LINEUP_TEST_CALLS more or fewer of it.
"""

import math
import os
import random
import re
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree

import gi
gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

import scratch_session
from gi_connection import connect

NAME = "io.github.lineupd.Lineup1"
MANAGER = "/io/github/lineupd/Lineup1"
HOME = f"{MANAGER}/accounts/home"
ERRORS = {f"{NAME}.Error.{name}" for name in (
    "AuthFailed", "AccountExpired", "AccountExists", "UnknownAccount", "InvalidAccount",
    "NotRunning", "Cancelled", "Offline", "Timeout", "Certificate", "RateLimited", "Server",
    "MalformedData", "NotFound", "KeyringLocked", "Disabled", "Database", "DiskFull",
    "ShuttingDown", "Storage")}
SECONDS = 60
AT_ONCE = 40
MAX_RSS = 100 * 1024  # KiB; sanitizers keep what is freed
LONG = 200_000

TEXTS = ["", " ", "home", "movies", "channels", "series", "episodes", "name", "rating", "position",
         "uncategorized", "1", "-1", "0x10", "../../etc/passwd", "/", "a/b", "%s%n%x", "'; DROP TABLE",
         '"', "\\", "\n\r\t\x07\x1b[31m", "\u202e\u2066\u200f", "\ufeff", "\U0001f600" * 50,
         "e\u0301" * 100, "\ufffd", "NOT AND OR NEAR", "*" * 1000, "a " * 5000, "x" * LONG, "a" * 65]
KEYS = {"steps": "as", "force": "b", "accept-shrink": "b", "category": "s", "genre": "s",
        "year": "u", "year-min": "u", "year-max": "u", "min-rating": "d", "added-since": "t",
        "adult": "b", "sort": "s", "descending": "b", "fields": "as", "kinds": "as", "limit": "u",
        "refresh": "b", "format": "s", "start": "t", "duration": "u", "url": "s", "username": "s",
        "password": "s", "name": "s", "user-agent": "s", "auto-sync": "b", "sync-interval": "u",
        "unmetered-only": "b", "notify": "b", "live-format": "s", "fallback-urls": "as",
        "end": "t", "inhibit": "s",
        "accept-certificate": "s", "validate": "b", "": "s",
        "x" * 1000: "v", "\u202e": "u"}
NUMBERS = {
    "y": [0, 1, 255],
    "n": [-2**15, -1, 0, 2**15 - 1],
    "q": [0, 1, 2**16 - 1],
    "i": [-2**31, -1, 0, 1, 2**31 - 1],
    "u": [0, 1, 50, 1000, 1001, 2**31, 2**32 - 1],
    "x": [-2**63, -1, 0, 1, 7, 10**12, 2**63 - 1],
    "t": [0, 1, 10**9, 10**15, 2**63, 2**64 - 1],
    "d": [0.0, -0.0, 5.5, -1e308, 1e308, math.inf, -math.inf, math.nan],
}
TYPES = ["b", "s", "o", "g", "as", "a{sv}", "v", "(su)", "aas", "ay", "a{ss}", *NUMBERS]


class Caller:
    def __init__(self, seed, panel):
        self.random = random.Random(seed)
        # No test asks a host that is not its own.
        self.urls = [panel, "http://127.0.0.1:1", "", "http://", "http://[::1", "file:///etc/passwd",
                     "http://127.0.0.1:99999", "\n", "http://127.0.0.1:1/" + "x" * 5000]

    def make_text(self):
        if self.random.random() < 0.8:
            return self.random.choice(TEXTS)
        return "".join(chr(self.random.choice([self.random.randrange(1, 128),
                                               self.random.randrange(0xa0, 0xd800)]))
                       for _ in range(self.random.randrange(40)))

    def make(self, signature, depth=0):
        """A value of a complete type."""
        if signature in NUMBERS:
            return GLib.Variant(signature, self.random.choice(NUMBERS[signature]))
        if signature == "b":
            return GLib.Variant("b", self.random.random() < 0.5)
        if signature == "s":
            return GLib.Variant("s", self.make_text())
        if signature == "o":
            return GLib.Variant("o", self.random.choice(["/", HOME, MANAGER, "/a/b_c"]))
        if signature == "h":
            # Nothing is handed over with it.
            return GLib.Variant("h", self.random.choice([0, 1, -1, 2**31 - 1]))
        if signature == "g":
            return GLib.Variant("g", self.random.choice(["", "a{sv}", "(((u)))"]))
        if signature == "v":
            kind = self.random.choice(TYPES if depth < 4 else ["s", "u"])
            return GLib.Variant.new_variant(self.make(kind, depth + 1))
        if signature.startswith("("):
            return GLib.Variant.new_tuple(*(self.make(part, depth + 1)
                                            for part in split(signature[1:-1])))
        if signature == "a{sv}":
            return self.make_options(depth)
        count = self.random.choice([0, 1, 2, 5])
        element = signature[1:]
        if element.startswith("{"):
            pairs = [GLib.Variant.new_dict_entry(self.make(element[1], depth + 1),
                                                 self.make(element[2:-1], depth + 1))
                     for _ in range(count)]
            return GLib.Variant.new_array(GLib.VariantType(element), pairs)
        return GLib.Variant.new_array(GLib.VariantType(element),
                                      [self.make(element, depth + 1) for _ in range(count)])

    def make_options(self, depth):
        options = GLib.VariantBuilder(GLib.VariantType("a{sv}"))
        for _ in range(self.random.choice([0, 1, 2, 3, 8])):
            key = self.random.choice(list(KEYS))
            right = self.random.random() < 0.7
            value = self.make(KEYS[key] if right else self.random.choice(TYPES), depth + 1)
            if key == "url":
                value = GLib.Variant("s", self.random.choice(self.urls))
            options.add_value(GLib.Variant.new_dict_entry(
                GLib.Variant("s", key), GLib.Variant.new_variant(value)))
        return options.end()

    def make_arguments(self, signature):
        if self.random.random() < 0.2:
            signature = "".join(self.random.choice(TYPES)
                                for _ in range(self.random.randrange(4)))
        return GLib.Variant.new_tuple(*(self.make(part) for part in split(signature)))


def split(signature):
    """Complete types, one after another."""
    parts = []
    while signature:
        length = 1
        while not GLib.VariantType.string_is_valid(signature[:length]):
            length += 1
        parts.append(signature[:length])
        signature = signature[length:]
    return parts


def find_methods(connection, path):
    """All methods of an object and of those below it: path, interface, name, signature."""
    text = connection.call_sync(NAME, path, "org.freedesktop.DBus.Introspectable", "Introspect",
                                None, None, 0, SECONDS * 1000, None).unpack()[0]
    node = xml.etree.ElementTree.fromstring(text)
    for interface in node.findall("interface"):
        for method in interface.findall("method"):
            signature = "".join(arg.get("type") for arg in method.findall("arg")
                                if arg.get("direction", "in") == "in")
            yield path, interface.get("name"), method.get("name"), signature
    for child in node.findall("node"):
        yield from find_methods(connection, f"{path}/{child.get('name')}")


class Attack:
    """Calls in flight, and what has become of them."""

    def __init__(self):
        self.pending = 0
        self.names = {}
        self.wrong = set()

    def on_reply(self, connection, result, what):
        self.pending -= 1
        name = "replied"
        try:
            connection.call_with_unix_fd_list_finish(result)
        except GLib.Error as error:
            name = Gio.DBusError.get_remote_error(error) or f"local: {error.message}"
            if name not in ERRORS and not name.startswith("org.freedesktop.DBus.Error."):
                self.wrong.add(f"{what}: {name}")
        self.names[name] = self.names.get(name, 0) + 1

    def send(self, connection, path, interface, name, arguments):
        self.pending += 1
        connection.call_with_unix_fd_list(NAME, path, interface, name, arguments, None, 0,
                                          SECONDS * 1000, None, None, self.on_reply, name)

    def wait(self, most):
        while self.pending > most:
            GLib.MainContext.default().iteration(True)


def call(connection, path, interface, name, arguments=None):
    return connection.call_sync(NAME, path, interface, name, arguments, None, 0, SECONDS * 1000,
                                None).unpack()


def list_accounts(connection):
    objects = call(connection, MANAGER, "org.freedesktop.DBus.ObjectManager", "GetManagedObjects")[0]
    return [path.rsplit("/", 1)[1] for path in objects if path.startswith(f"{MANAGER}/accounts/")]


def add(connection, account, panel):
    call(connection, MANAGER, f"{NAME}.Manager", "AddAccount", GLib.Variant("(sa{sv})", (account, {
        "url": GLib.Variant("s", panel), "username": GLib.Variant("s", "user"),
        "password": GLib.Variant("s", "secret")})))


def get(connection, account, interface, name):
    return call(connection, f"{MANAGER}/accounts/{account}", "org.freedesktop.DBus.Properties",
                "Get", GLib.Variant("(ss)", (f"{NAME}.{interface}", name)))[0]


def await_sync(connection, account):
    deadline = time.monotonic() + SECONDS
    while get(connection, account, "Account", "Status") != "completed":
        assert time.monotonic() < deadline, "it does not sync"
        time.sleep(0.1)


def attack(caller, connections, methods, count):
    attack_ = Attack()
    for _ in range(count):
        connection = caller.random.choice(connections)
        path, interface, name, signature = caller.random.choice(methods)
        dice = caller.random.random()
        if dice < 0.05:
            name = caller.random.choice(["Nothing", "x" * 255, "get"])
        elif dice < 0.1:
            interface = caller.random.choice([f"{NAME}.Manager", f"{NAME}.Catalog", "a.b"])
        elif dice < 0.15:
            path = caller.random.choice(["/", MANAGER, f"{MANAGER}/accounts",
                                         f"{MANAGER}/accounts/nobody"])
        arguments = caller.make_arguments(signature)
        if dice > 0.97:
            # Somebody who does not wait for the answer.
            stranger = connect()
            stranger.call(NAME, path, interface, name, arguments, None, 0, -1, None, None, None)
            stranger.flush_sync(None)
            stranger.close_sync(None)
            continue
        attack_.send(connection, path, interface, name, arguments)
        attack_.wait(AT_ONCE)
    attack_.wait(0)
    return attack_


def check(daemon, panel, sanitized):
    seed = int(os.environ.get("LINEUP_TEST_SEED", random.randrange(2**32)))
    count = int(os.environ.get("LINEUP_TEST_CALLS", 2000))
    print(f"LINEUP_TEST_SEED={seed} LINEUP_TEST_CALLS={count}", flush=True)
    connections = [connect() for _ in range(3)]
    add(connections[0], "home", panel)
    await_sync(connections[0], "home")

    # It is for a person to take an account away, and what is random would not name it anyway.
    methods = [method for method in find_methods(connections[0], MANAGER)
               if method[2] != "RemoveAccount"]
    assert {"StartSync", "Search", "OpenSnapshot", "Set", "GetManagedObjects"} <= {
        method[2] for method in methods}, methods
    result = attack(Caller(seed, panel), connections, methods, count)
    for name, number in sorted(result.names.items(), key=lambda item: -item[1]):
        print(f"{number:6} {name}")
    assert not result.wrong, result.wrong
    assert result.names["replied"] > count / 20
    assert len(result.names) >= 5

    # It lives, is no larger than it should be, and works.
    assert daemon.poll() is None
    with open(f"/proc/{daemon.pid}/status", encoding="utf-8") as status:
        rss = int(re.search(r"VmRSS:\s*(\d+)", status.read()).group(1))
    print(f"{rss} KiB")
    assert sanitized or rss < MAX_RSS, rss
    for account in list_accounts(connections[0]):
        call(connections[0], MANAGER, f"{NAME}.Manager", "RemoveAccount",
             GLib.Variant("(s)", (account,)))
    assert not list_accounts(connections[0])
    add(connections[0], "home", panel)
    await_sync(connections[0], "home")
    items, _ = call(connections[0], HOME, f"{NAME}.Catalog", "ListItems",
                    GLib.Variant("(sa{sv}su)", ("movies", {}, "", 10)))
    assert len(items) == 10, items


def main():
    if len(sys.argv) == 3:
        # Again, on a bus of its own.
        return subprocess.run([*scratch_session.BUS, sys.executable, *sys.argv, "--session"],
                              check=False).returncode

    with tempfile.TemporaryDirectory() as scratch:
        env = dict(os.environ, XDG_CONFIG_HOME=f"{scratch}/config",
                   XDG_CACHE_HOME=f"{scratch}/cache")
        panel = subprocess.Popen([sys.argv[2], "--channels", "30", "--movies", "300", "--series",
                                  "30"], stdout=subprocess.PIPE, text=True)
        with open(f"{scratch}/log", "w", encoding="utf-8") as log:
            daemon = subprocess.Popen([sys.argv[1]], env=env, stdout=log, stderr=log)
        with open(sys.argv[1], "rb") as program:
            code = program.read()
        sanitized = b"__asan_init" in code or b"__tsan_init" in code
        try:
            subprocess.run(["gdbus", "wait", "--session", "--timeout", str(SECONDS), NAME],
                           check=True)
            check(daemon, panel.stdout.readline().strip(), sanitized)
        finally:
            daemon.terminate()
            panel.terminate()
            status = daemon.wait()
            panel.wait()
            with open(f"{scratch}/log", encoding="utf-8") as log:
                text = log.read()
            print(text[-3000:])
        assert status == 0, status
        # Only what went wrong is complained of, and nothing of it was our own fault.
        assert not re.search("CRITICAL|GLib-|(?<!lineupd-)secret|WARNING.*cancelled", text), text
    return 0


sys.exit(main())
