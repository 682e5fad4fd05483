#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Fails when a room of the daemon, or what is a program or a library beside the interface, knows of something outside that belongs to others, when a file is in no room,
when a room logs under another name than its own, when a file is too short to stand alone, or when CONTRIBUTING's
table of rooms is not the build's.

usage: check-rooms.py SOURCES BUILD

What a room may know of other rooms the compiler says: each is a library with include directories of
its own. Which rooms there are, and which files are in them, is read from the build.
"""

import json
import pathlib
import re
import statistics
import sys

# What comes from outside, how it is told in code, and the rooms, or files, that may speak of it.
OUTSIDE = {
    "libsoup": (r"<libsoup/|\bsoup_|\bSoup[A-Z]", {"source/http"}),
    "json-glib": (r"<json-glib/|\bjson_(parser|node|object|array|reader|generator)_", {"source/xtream", "library/lineup-library-line.c"}),
    # An account's type chooses what is made of it, in one place.
    "Xtream": (r"(?i)xtream|player_api|json",
               {"source/xtream", "model/lineup-source-type.h", "library/lineup-library-line.h", "library/lineup-library-line.c",
                "application/lineup-source-factory.h", "application/lineup-source-factory.c"}),
    "liblzma": (r"<lzma\.h>|\blzma_", {"source"}),
    "SQLite": (r"<sqlite3\.h>|\bsqlite3_", {"storage", "index"}),
    "libsecret": (r"<libsecret/|\bsecret_(service|item|collection|value|attributes)_", {"secrets"}),
    # The domain of our errors is registered where it is made.
    "D-Bus": (r"\bGDBus|\bg_dbus_|\bG_DBUS|\bG_BUS_|\bg_bus_", {"base", "secrets", "bus"}),
}

MAX_ROOMS = 22

# Rooms that are the front of others: what is included of theirs shows nothing of what is behind them. Each of
# the rooms that includes it would else have to know of that, too.
FRONTS = {"catalogue"}
SHOWN = {"base", "model"}

# Lines below which a file needs a reason to be one, and those that its user may have with it.
SHORT = 60
MAX_MERGED = 400


def read_rooms(sources, build):
    """Names of the rooms, the files that are built into each, and the domains that they log in."""
    daemon = sources / "daemon"
    rooms = {}
    domains = {}
    targets = json.loads((build / "meson-info" / "intro-targets.json").read_text(encoding="utf-8"))
    for target in targets:
        folder = pathlib.Path(target["defined_in"]).parent
        if target["type"] != "static library" or daemon not in folder.parents:
            continue
        files = {pathlib.Path(path) for group in target["target_sources"] for path in group.get("sources", [])}
        room = folder.relative_to(daemon).as_posix()
        rooms.setdefault(room, set()).update(files)
        for group in target["target_sources"]:
            # The last one counts.
            domains.setdefault(room, set()).update(
                [argument for argument in group.get("parameters", []) if "G_LOG_DOMAIN=" in argument][-1:])
    return rooms, domains


def check_file(path, room):
    code = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return [f"{path}: {room}/ must not know of {name}: {match.group(0)}"
            for name, (pattern, allowed) in OUTSIDE.items()
            if not allowed & {room, f"{room}/{path.name}"}
            for match in re.finditer(pattern, code)]


def count_lines(path):
    return path.read_text(encoding="utf-8").count("\n")


def check_short(files):
    """What one file alone uses is a part of it, but for an interface, or where that would be long."""
    users = {}
    for path in files:
        for name in re.findall(r'^#include "(.+)\.h"', path.read_text(encoding="utf-8"), re.MULTILINE):
            if name != path.stem:
                users.setdefault(name, []).append(path)
    faults = []
    for path in (path for path in files if path.suffix == ".c" and count_lines(path) < SHORT):
        found = users.get(path.stem, [])
        if (len(found) == 1 and found[0].suffix == ".c" and found[0].parent == path.parent
                and "G_DEFINE_INTERFACE" not in path.read_text(encoding="utf-8")
                and count_lines(path) + count_lines(found[0]) <= MAX_MERGED):
            faults.append(f"{path}: has {count_lines(path)} lines, and {found[0].name} alone uses it")
    return faults


def check_domains(domains):
    return [f"daemon/{room}/meson.build: the room logs in {' and '.join(sorted(found))}"
            for room, found in domains.items()
            if found != {f'-DG_LOG_DOMAIN="lineupd-{room.replace("/", "-")}"'}]


def find_included(path):
    return re.findall(r'^#include "([^"]+)"', path.read_text(encoding="utf-8"), re.MULTILINE)


def check_fronts(daemon, rooms):
    """What other rooms, which are not inside of it, include of a front."""
    places = {path.name: path.parent.relative_to(daemon).as_posix() for path in daemon.rglob("*.h")}
    for path in daemon.rglob("*.[ch]"):
        room = path.parent.relative_to(daemon).as_posix()
        for name in find_included(path):
            front = places.get(name)
            if front not in FRONTS or room == front or room.startswith(f"{front}/"):
                continue
            for shown in find_included(daemon / front / name):
                if places.get(shown, front) not in SHOWN | {front}:
                    yield f"{daemon / front / name}: shows {shown} to {room}/"


def check_clients(sources):
    """What stands beside the interface takes no header from the daemon, whatever the build would let it have."""
    clients = sources / "dbus"
    own = {path.name for path in clients.rglob("*.h")}
    theirs = {path.name for path in (sources / "daemon").rglob("*.h")}
    for path in sorted(clients.rglob("*.[ch]")):
        for name in find_included(path):
            if "/" in name or name in theirs and not (path.parent / name).exists():
                yield f"{path}: includes {name}, which is the daemon's"
            elif name in own and path.parent.name == "liblineup" and not (path.parent / name).exists():
                yield f"{path}: includes {name}, which is no part of the library"


def check_table(sources, rooms):
    text = (sources / "CONTRIBUTING.md").read_text(encoding="utf-8")
    table = [name for row in re.findall(r"^\| (`[^|]*`) \|", text, re.MULTILINE)
             for name in re.findall(r"`([a-z/]+)/`", row)]
    return [f"CONTRIBUTING.md: {name}/ is {'no room' if name not in rooms else 'not there'}"
            for name in sorted(set(table) ^ set(rooms))]


def main():
    sources, build = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    daemon = sources / "daemon"
    rooms, domains = read_rooms(sources, build)
    faults = check_table(sources, rooms) + check_domains(domains) + sorted(set(check_fronts(daemon, rooms)))
    faults += check_clients(sources)
    if len(rooms) > MAX_ROOMS:
        faults.append(f"{len(rooms)} rooms are more than anybody keeps in mind")
    files = sorted(daemon.rglob("*.[ch]"))
    faults += check_short(files)
    for path in files:
        room = path.parent.relative_to(daemon).as_posix()
        if room in rooms:
            faults += check_file(path, room)
        if path != daemon / "main.c" and (
                room not in rooms or path.suffix == ".c" and path not in rooms[room]):
            faults.append(f"{path}: is in no room")
    median = statistics.median(count_lines(path) for path in files if path.suffix == ".c")
    print("\n".join(faults)
          or f"{len(files)} files in {len(rooms)} rooms know what they should; half of the .c files have {median:g} lines")
    return 1 if faults or not rooms else 0


sys.exit(main())
