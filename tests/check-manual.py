#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Fails when a manual page has faults, names one that is not there, or leaves out what it is about.

usage: check-manual.py LINEUPD ACCOUNT_SOURCE REFERENCE… -- PAGE…
"""

import pathlib
import re
import subprocess
import sys

import manual_page

# Pages of other packages.
OTHERS = {"busctl(1)", "systemctl(1)", "mpv(1)"}


def find_options(program):
    """Every long option that a program's help names."""
    text = subprocess.run([program, "--help"], capture_output=True, text=True, check=True).stdout
    return set(re.findall(r"--[a-z][a-z-]*", text))


def find_keys(source):
    """The keys of an account's file."""
    return set(re.findall(r'\[PROP_\w+\] = "(\w+)"', pathlib.Path(source).read_text(encoding="utf-8")))


def find_defaults(source):
    """What the keys that are true or false are where the file says nothing of them."""
    text = pathlib.Path(source).read_text(encoding="utf-8")
    keys = dict(re.findall(r'\[(PROP_\w+)\] = "(\w+)"', text))
    return {keys[prop]: value.lower() for prop, value in re.findall(
        r'properties\[(PROP_\w+)\] = g_param_spec_boolean \(\s*"[\w-]+", NULL, NULL, (TRUE|FALSE), '
        r"construct\)", text)}


def find_titles(text):
    """What stands at the start of an entry: "--version", "-h, --help"."""
    lines = re.findall(r"^ {7}(\S.*)$", text, flags=re.M)
    return {word.split("=")[0] for line in lines for word in re.split(r",? ", line)}


def main():
    if not manual_page.can_render():
        print("There is no groff")
        return 77
    program, source, *paths = sys.argv[1:]
    reference, pages = paths[:paths.index("--")], paths[paths.index("--") + 1:]
    texts = {}
    faults = []

    for page in pages:
        text, complaints = manual_page.render(page)
        name, section = re.fullmatch(r"(.+)\.(\d)", pathlib.Path(page).name).groups()
        texts[f"{name}({section})"] = text
        if complaints:
            faults.append(f"{page}: {complaints.strip()}")
        if not text.startswith(f"{name.upper()}({section})"):
            faults.append(f"{page}: has another title")
    known = OTHERS | texts.keys() | {pathlib.Path(page).stem + "(5)" for page in reference}
    for name, text in texts.items():
        # A name may be parted at a hyphen, or between its words.
        for other in re.findall(r"\b([\w.-]+\(\d\))", re.sub("\u2010\n +", "", text)):
            if other not in known and other.lower() not in known:
                faults.append(f"{name}: there is no {other}")

    for what, name, wanted in (("option", "lineupd(1)", find_options(program)),
                               ("key", "lineupd.conf(5)", find_keys(source))):
        if not wanted:
            faults.append(f"{name}: no {what} was found to look for")
        for word in sorted(wanted - find_titles(texts[name])):
            faults.append(f"{name}: says nothing of the {what} {word}")
    defaults = find_defaults(source)
    if not defaults:
        faults.append("lineupd.conf(5): no default was found to look for")
    for key, value in defaults.items():
        if not re.search(rf"^ {{7}}{key}\s+{value},\s+unless\s+it\s+is\s", texts["lineupd.conf(5)"], flags=re.M):
            faults.append(f"lineupd.conf(5): {key} is {value} unless it is set")
    print("\n".join(faults) or f"{len(texts)} pages are in order")
    return 1 if faults else 0


sys.exit(main())
