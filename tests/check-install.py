#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Fails unless everything is installed where a distribution wants it, and nothing else.

usage: check-install.py MESON BUILD_FOLDER
"""

import json
import pathlib
import stat
import subprocess
import sys
import tempfile

NAME = "io.github.lineupd.Lineup1"

# Below the prefix, with what says for each folder where it is.
EXPECTED = {
    "bindir": ["lineupctl"],
    "libexecdir": ["lineupd"],
    "unitdir": ["lineupd.service"],
    "datadir": [
        "applications/io.github.lineupd.Player.desktop",
        "bash-completion/completions/lineupctl",
        f"dbus-1/services/{NAME}.service",
        "dbus-1/services/io.github.lineupd.Player.service",
        f"dbus-1/interfaces/{NAME}.Account.xml",
        f"dbus-1/interfaces/{NAME}.Catalog.xml",
        f"dbus-1/interfaces/{NAME}.Guide.xml",
        f"dbus-1/interfaces/{NAME}.Library.xml",
        f"dbus-1/interfaces/{NAME}.Manager.xml",
        "doc/lineupd/examples/library.js",
        "doc/lineupd/examples/library.py",
        "doc/lineupd/examples/player.c",
        "doc/lineupd/examples/player.py",
        "fish/vendor_completions.d/lineupctl.fish",
        f"gnome-shell/search-providers/{NAME}.search-provider.ini",
        f"krunner/dbusplugins/{NAME}.runner.desktop",
        "metainfo/io.github.lineupd.Player.metainfo.xml",
        "mpv/scripts/lineup.lua",
        "zsh/site-functions/_lineupctl",
    ],
    "localedir": ["de/LC_MESSAGES/lineupd.mo"],
    "mandir": [
        "man1/lineupctl.1",
        "man1/lineupd.1",
        f"man5/{NAME}.Account.5",
        f"man5/{NAME}.Catalog.5",
        f"man5/{NAME}.Guide.5",
        f"man5/{NAME}.Library.5",
        f"man5/{NAME}.Manager.5",
        "man5/lineupd.conf.5",
        "man7/lineupd-players.7",
    ],
}
PROGRAMS = {"bindir", "libexecdir"}

# The library for players.
EXPECTED |= {
    "libdir": ["liblineup-1.so", "liblineup-1.so.0", "liblineup-1.so.0.0.0", "pkgconfig/lineup-1.pc"],
    "includedir": [f"lineup-1/{name}.h" for name in (
        "lineup", "lineup-account", "lineup-client", "lineup-enums", "lineup-error", "lineup-item", "lineup-item-list",
        "lineup-job-tracker", "lineup-place", "lineup-place-list", "lineup-playback", "lineup-types")],
}

# What is only made where its tools are: with the first of each come the others.
OPTIONAL = [
    {"libdir": ["girepository-1.0/Lineup-1.0.typelib"], "datadir": ["gir-1.0/Lineup-1.0.gir"]},
    {"datadir": ["vala/vapi/lineup-1.vapi", "vala/vapi/lineup-1.deps"]},
]


def get_folders(meson, build):
    """Where each goes, as absolute paths."""
    options = json.loads(subprocess.run(
        [*meson, "introspect", "--buildoptions", build], capture_output=True, text=True,
        check=True).stdout)
    values = {option["name"]: option["value"] for option in options}
    prefix = pathlib.Path(values["prefix"])
    folders = {name: prefix / values[name] for name in EXPECTED if name in values}
    plan = json.loads(subprocess.run(
        [*meson, "introspect", "--installed", build], capture_output=True, text=True,
        check=True).stdout)
    # What systemd says, unless an option says otherwise: the one folder that has no name.
    folders["unitdir"] = next(pathlib.Path(path).parent for path in plan.values()
                              if path.endswith("/systemd/user/lineupd.service"))
    return folders


def main():
    *meson, build = sys.argv[1:]
    folders = get_folders(meson, build)
    expected = {str(folders[name] / path) for name, paths in EXPECTED.items() for path in paths}
    optional = [{str(folders[name] / path) for name, paths in group.items() for path in paths}
                for group in OPTIONAL]
    faults = []

    with tempfile.TemporaryDirectory() as scratch:
        subprocess.run([*meson, "install", "-C", build, "--no-rebuild", "--quiet", "--destdir", scratch],
                       check=True, stdout=subprocess.DEVNULL)
        found = {}
        for path in pathlib.Path(scratch).rglob("*"):
            if not path.is_dir():
                found["/" + str(path.relative_to(scratch))] = path.lstat().st_mode
        for group in optional:
            expected |= group if group & found.keys() else set()
        faults += [f"{path} is not installed" for path in sorted(expected - found.keys())]
        # A reference has a page for each function.
        pages = str(folders["datadir"] / "doc/lineup-1/")
        faults += [f"{path} should not be installed" for path in sorted(found.keys() - expected)
                   if not path.startswith(pages)]
        for path, mode in found.items():
            is_program = any(path.startswith(f"{folders[name]}/") for name in PROGRAMS)
            wanted = 0o755 if is_program or path.endswith(".so.0.0.0") else 0o644
            if stat.S_ISLNK(mode):
                continue
            if stat.S_IMODE(mode) != wanted:
                faults.append(f"{path} has mode {stat.S_IMODE(mode):o}")
        for path in found:
            text = (pathlib.Path(scratch) / path[1:]).read_bytes()
            if scratch.encode() in text:
                faults.append(f"{path} names the folder it was staged in")
            program = (folders["bindir"] / "lineupctl" if "Player" in path
                       else folders["libexecdir"] / "lineupd")
            if path.endswith(".service") and str(program).encode() not in text:
                faults.append(f"{path} starts another program")
    print("\n".join(faults) or f"{len(found)} files are where they belong")
    return 1 if faults or not found else 0


sys.exit(main())
