#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Fails when a room of the daemon includes what it must not know."""

import pathlib
import re
import sys

# What each room may include of the others; its own headers and those of daemon/ itself, the words
# that all rooms speak, go without saying.
ROOMS = {
    "accounts": set(),
    "panel": set(),
    "catalogue": set(),
    "sync": {"panel", "catalogue"},
    "bus": {"accounts", "catalogue", "sync"},
}

# The words that all rooms speak. The rest of daemon/ puts the rooms together and is above them.
WORDS = {
    "lineup-clock.h", "lineup-deadline.h", "lineup-details.h", "lineup-error.h", "lineup-file.h",
    "lineup-foreign-call.h", "lineup-item.h", "lineup-item-source.h", "lineup-key-file.h",
    "lineup-list.h", "lineup-log.h", "lineup-names.h", "lineup-state-file.h",
    "lineup-system-clock.h", "lineup-typed-text.h",
}

# The composition, which only the bus translates.
COMPOSITION = {
    "lineup-application.h", "lineup-desktop-search.h", "lineup-details-keeper.h",
    "lineup-launcher.h", "lineup-notifications.h", "lineup-playable.h", "lineup-roster.h",
    "lineup-stream-lookup.h", "lineup-subscription.h",
}

# Headers that the build makes for a room.
GENERATED = {
    "bus": {"lineup-desktop-skeletons.h", "lineup-skeletons.h", "lineup-version.h"},
    "catalogue": {"lineup-sql.h"},
}

# Outside headers, and text, that belong to one room.
HTTP = r"<libsoup/|soup_"
JSON = r"<json-glib/|json_(parser|node|object|array|reader|generator)_"
SQL = r"<sqlite3\.h>|sqlite3_"
DBUS = r"GDBus|g_dbus_|G_DBUS|G_BUS_|g_bus_"
FORBIDDEN = {
    "accounts": (HTTP, JSON, SQL, DBUS),
    "panel": (SQL, DBUS),
    "catalogue": (HTTP, DBUS),
    "sync": (HTTP, JSON, SQL, DBUS),
    "bus": (HTTP, JSON, SQL),
}


def check_file(path, room):
    faults = []
    text = path.read_text(encoding="utf-8")
    code = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    for header in re.findall(r'#include "([^"]+)"', code):
        folder, _, _ = header.rpartition("/")
        if folder == "":
            allowed = WORDS | GENERATED.get(room, set())
            if room == "bus":
                allowed |= COMPOSITION
            if header not in allowed:
                faults.append(f"{path}: {room}/ must not include {header}")
        elif folder != room and folder not in ROOMS[room]:
            faults.append(f"{path}: {room}/ must not know {folder}/")
    for pattern in FORBIDDEN[room]:
        for match in re.finditer(pattern, code):
            faults.append(f"{path}: {room}/ must not know of {match.group(0)}")
    return faults


def main():
    daemon = pathlib.Path(sys.argv[1])
    faults = []
    n_files = 0
    for room in sorted(ROOMS):
        for path in sorted((daemon / room).glob("*.[ch]")):
            n_files += 1
            faults += check_file(path, room)
    rooms = {entry.name for entry in daemon.iterdir() if entry.is_dir()}
    for room in sorted(rooms - set(ROOMS)):
        faults.append(f"{daemon / room}: a room that nobody has told what it may know")
    print("\n".join(faults) or f"{n_files} files know what they should")
    return 1 if faults or n_files == 0 else 0


sys.exit(main())
