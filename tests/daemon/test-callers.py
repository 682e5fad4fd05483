#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""No caller keeps the others from being answered, whatever is asked for and not waited for.

usage: test-callers.py LINEUPD FAKE_PANEL
"""

import os
import sys
import threading
import time
import xml.etree.ElementTree

import callers_session as session

MOVIES = 3000

# Calls of one caller that are at work or wait, at most, as lineup-caller.h has it.
MOST_CALLS = 1024

# Of each type of arguments, one.
VALUES = {"s": "", "as": [], "a{sv}": {}, "b": False, "i": 0, "u": 1, "x": 1, "t": 1, "ax": [],
          "a(xa{sv})": [], "h": 0}


def check_deaf(daemon, member, signature, arguments):
    """Who reads no reply is the only one who gets none."""
    caller, deaf = session.Caller(), session.Raw()
    for _ in range(3000):
        deaf.send("home", member, signature, arguments)
    # As much was sent as ever will be, for now.
    session.wait_until("the end of work", lambda: is_at_rest(daemon))
    item = caller.list_items("home", limit=1)[0][0]
    assert caller.call("home", "GetItem", "(sx)", ("movies", item["id"]))[0] == item
    assert len(caller.call("home", "Search", "(sa{sv})", ("the", {}))[0]) > 0
    caller.call("home", "OpenSnapshot", "(s)", ("movies",))
    deaf.leave()
    caller.leave()
    print(f"ok - others are answered beside a caller who does not read what {member} replies")


def check_bound(daemon):
    """Calls beyond the bound are refused."""
    caller = session.Raw()
    # It begins few of them while it reads none of the replies.
    for _ in range(MOST_CALLS + 500):
        caller.send("home", "ListItems", session.LIST_ITEMS, ("movies", {}, "", 1000))
    n_refused, n_replied = 0, 0
    while n_refused < 400:
        error, _ = caller.receive_reply()
        assert error in (None, session.LIMITS_EXCEEDED), error
        n_refused += error is not None
        n_replied += error is None
        assert n_replied < 100, "it goes beyond the bound"
    caller.leave()
    print("ok - what is too much is refused")


class Greedy(threading.Thread):
    """Asks for much at once, and reads it as fast as it comes."""

    def __init__(self, n_calls):
        super().__init__(daemon=True)
        self.caller = session.Raw()
        self.n_calls = n_calls
        self.n_replied = 0
        self.began = threading.Event()

    def run(self):
        for _ in range(self.n_calls):
            self.caller.send("home", "ListItems", session.LIST_ITEMS, ("movies", {}, "", 200))
        for _ in range(self.n_calls):
            self.caller.receive_reply()
            self.n_replied += 1
            self.began.set()


def check_turns(daemon):
    """Of two callers, both are answered by turns, whoever has asked first and for more."""
    greedy, modest = Greedy(300), session.Caller()
    greedy.start()
    greedy.began.wait()
    before = greedy.n_replied
    for _ in range(10):
        modest.list_items("home", limit=1)
    passed = greedy.n_replied - before
    assert 0 < passed <= 100, passed
    modest.leave()
    greedy.join()
    assert greedy.n_replied == 300
    greedy.caller.leave()
    print(f"ok - ten calls took their turn among {passed} of 300")


def check_leaving(daemon):
    """What a caller has asked for ends when they leave."""
    gone, caller = session.Raw(), session.Caller()
    before = get_cpu_time(daemon)
    for _ in range(10):
        caller.list_items("home")
    ten = get_cpu_time(daemon) - before
    for _ in range(1000):
        gone.send("home", "ListItems", session.LIST_ITEMS, ("movies", {}, "", 1000))
    gone.receive_reply()
    gone.leave()
    # Somebody new comes after all that was left behind, and the daemon rests.
    caller.list_items("home")
    session.wait_until("the end of work", lambda: is_at_rest(daemon))
    spent = get_cpu_time(daemon) - before
    assert spent < 50 * ten, (spent, ten)
    caller.leave()
    print(f"ok - what is left behind of 1,000 calls ends: {spent:.2f} s of {100 * ten:.2f}")


def check_replaced(daemon):
    """A newer search with the same word ends the older one, of the same caller alone."""
    from gi.repository import GLib
    caller, other = session.Caller(), session.Caller()

    def search(somebody, text, word):
        options = {"replaces": GLib.Variant("s", word)} if word is not None else {}
        return somebody.begin("home", "Search", "(sa{sv})", (text, options))

    # Nothing begins before what was asked for first has been read.
    busy = [caller.begin("home", "ListItems", session.LIST_ITEMS, ("movies", {}, "", 1000))
            for _ in range(20)]
    calls = {
        "older": search(caller, "a", "box"),
        "middle": search(caller, "b", "box"),
        "elsewhere": search(caller, "c", "list"),
        "wordless": search(caller, "d", None),
        "foreign": search(other, "e", "box"),
        "newest": search(caller, "f", "box"),
        "wordless too": search(caller, "g", None),
    }
    session.wait_until("all replies", lambda: all(call.ended for call in [*busy, *calls.values()]))
    errors = {what: call.error for what, call in calls.items() if call.error is not None}
    assert errors == {"older": session.CANCELLED, "middle": session.CANCELLED}, errors
    assert all(call.error is None for call in busy)
    # One that has been answered is replaced without a trace.
    assert caller.end(search(caller, "h", "box")).error is None
    caller.leave()
    other.leave()
    print("ok - a newer search ends the older one with its word")


def find_methods(caller):
    """All methods that are ours: path, interface, name, types of arguments."""
    for path in (session.MANAGER, session.path_of("home"), session.SEARCH, session.RUNNER):
        text = caller.call(None, "Introspect", interface="org.freedesktop.DBus.Introspectable",
                           path=path)[0]
        for interface in xml.etree.ElementTree.fromstring(text).findall("interface"):
            if interface.get("name").startswith("org.freedesktop.DBus."):
                continue
            for method in interface.findall("method"):
                types = [arg.get("type") for arg in method.findall("arg")
                         if arg.get("direction", "in") == "in"]
                yield path, interface.get("name"), method.get("name"), types


def check_methods(daemon, fake_panel):
    """The bound is that of all methods: whichever is forgotten would be answered here."""
    from gi.repository import GLib
    silent = session.Panel(fake_panel, ["--latency", "60000"])
    caller, other = session.Caller(), session.Caller()
    additions = [caller.begin_adding(f"new{number}", silent.url) for number in range(MOST_CALLS)]
    methods = list(find_methods(caller))
    assert {"AddAccount", "UpdateAccount", "RemoveAccount", "StartSync", "ListItems", "GetStream",
            "ActivateResult", "LaunchSearch", "Run"} <= {method[2] for method in methods}, methods
    for path, interface, name, types in methods:
        signature = f"({''.join(types)})"
        values = tuple(VALUES[kind] for kind in types)
        error = caller.fail(None, name, signature, values, interface=interface, path=path)
        assert error == session.LIMITS_EXCEEDED, (name, error)
    error = caller.fail("home", "Set", "(ssv)", (f"{session.NAME}.Account", "Notify",
                                                 GLib.Variant("b", True)),
                        interface="org.freedesktop.DBus.Properties")
    assert error == session.LIMITS_EXCEEDED, error
    assert not any(call.ended for call in additions), [call.error for call in additions if call.ended]
    # Who asks for less is none the worse for it.
    other.call("home", "StartSync", "(a{sv})", ({},), interface=f"{session.NAME}.Account")
    caller.leave()
    other.leave()
    silent.end()
    print(f"ok - {len(methods)} methods have one bound")


def get_cpu_time(daemon):
    """Seconds."""
    with open(f"/proc/{daemon.process.pid}/stat", encoding="utf-8") as stat:
        fields = stat.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def is_at_rest(daemon):
    """Whether no thread of it runs, nor did for a while."""
    before = get_cpu_time(daemon)
    time.sleep(0.3)
    return get_cpu_time(daemon) == before


def main():
    if not session.is_inside():
        return session.run_inside()
    with session.start(sys.argv[1], sys.argv[2], "--movies", str(MOVIES), "--series", "30",
                       "--channels", "1500") as daemon:
        caller = session.Caller()
        caller.add("home", daemon.url)
        caller.sync("home")
        caller.leave()
        check_deaf(daemon, "OpenSnapshot", "(s)", ("channels",))
        check_deaf(daemon, "OpenIndex", "(sa{sv})", ("movies", {}))
        check_deaf(daemon, "ListItems", session.LIST_ITEMS, ("movies", {}, "", 1000))
        for check in (check_bound, check_turns, check_leaving, check_replaced):
            check(daemon)
        check_methods(daemon, sys.argv[2])
    return 0


sys.exit(main())
