#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Fails when a library is not what players were built with: when a function is gone, or its types are others.

usage: check-abi.py [--write] LIBRARY SYMBOLS DUMP HEADERS

What is new has to be written down, too: with --write, that is done. abidiff compares types where it is installed.
"""

import pathlib
import re
import shutil
import subprocess
import sys

# Bits of abidiff's status that tell of its own failure, and of a change.
FAILED = 1 | 2
CHANGED = 4 | 8


def find_symbols(library):
    text = subprocess.run(["nm", "-D", "--defined-only", library], capture_output=True, text=True, check=True).stdout
    return sorted(re.findall(r"^\w+ [A-Z] (\w+)$", text, flags=re.M))


def check_symbols(found, path):
    written = path.read_text(encoding="utf-8").split()
    for name in sorted(set(written) - set(found)):
        yield f"{name} is gone, without which players don't start"
    for name in sorted(set(found) - set(written)):
        yield f"{name} is new: is it meant to be there for ever? Then have this program write it down"
    for name in found:
        if not re.match(r"lineup_", name):
            yield f"{name} is not ours to define"


def check_types(library, dump, headers):
    result = subprocess.run(["abidiff", "--no-added-syms", "--headers-dir2", headers, dump, library],
                            capture_output=True, text=True, check=False)
    if result.returncode & FAILED:
        yield f"abidiff failed: {result.stderr or result.stdout}"
    elif result.returncode & CHANGED:
        yield result.stdout


def main():
    arguments = sys.argv[1:]
    write = arguments[0] == "--write"
    library, symbols, dump, headers = map(pathlib.Path, arguments[write:])
    found = find_symbols(library)
    if write:
        symbols.write_text("\n".join(found) + "\n", encoding="utf-8")
        subprocess.run(["abidw", "--no-show-locs", "--no-comp-dir-path", "--no-corpus-path", "--drop-private-types",
                        "--headers-dir", headers, "--out-file", dump, library], check=True)
        return 0
    faults = list(check_symbols(found, symbols))
    has_types = ".debug_info" in subprocess.run(
        ["readelf", "-S", "--wide", library], capture_output=True, text=True, check=True).stdout
    compared = bool(shutil.which("abidiff")) and has_types
    if compared:
        faults += check_types(library, dump, headers)
    print("\n".join(faults) or f"{len(found)} functions are there"
          + (", with the types that they had" if compared else ""))
    return 1 if faults or not found else 0


sys.exit(main())
