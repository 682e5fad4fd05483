#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Fails when a manual page has faults, names one that is not there, or leaves out what it is about.

usage: check-manual.py LINEUPD SETTINGS REFERENCE… -- PAGE…
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


def read_settings(program):
    """The table of an account's settings, as lineup-print-settings has it."""
    names = ("name", "key", "type", "habit", "default", "min", "max", "choices")
    text = subprocess.run([program], capture_output=True, text=True, check=True).stdout
    return [dict(zip(names, line.split("\t"), strict=True)) for line in text.splitlines()]


def find_entry(text, title):
    """What a page says of an option or a key, on one line."""
    entry = re.search(rf"^ {{7}}{title}\b(.*\n(?:(?: {{8}}.*)?\n)*)", text, flags=re.M)
    return " ".join(entry[1].split()) if entry else ""


def check_settings(settings, texts):
    """What pages say of the ranges and defaults of settings, and do not."""
    for setting in settings:
        key, default = setting["key"], setting["default"]
        entry = find_entry(texts["lineupd.conf(5)"], key)
        if setting["type"] == "switch" and setting["habit"] and not entry.startswith(f"{default}, unless it is "):
            yield f"lineupd.conf(5): {key} is {default} unless it is set"
        if setting["type"] == "number":
            told = f"{setting['min']} to {setting['max']}; {default} unless set"
            if told not in entry:
                yield f"lineupd.conf(5): {key} is {told}"
            told = f"from {setting['min']}; {default} by default"
            if told not in find_entry(texts["lineupctl(1)"], "--" + setting["name"]):
                yield f"lineupctl(1): --{setting['name']} is {told}"
        for choice in setting["choices"].split():
            if not re.search(rf"\b{choice}\b", entry):
                yield f"lineupd.conf(5): {key} can be {choice}"


def find_titles(text):
    """What stands at the start of an entry: "--version", "-h, --help"."""
    lines = re.findall(r"^ {7}(\S.*)$", text, flags=re.M)
    return {word.split("=")[0] for line in lines for word in re.split(r",? ", line)}


def main():
    if not manual_page.can_render():
        print("There is no groff")
        return 77
    program, settings, *paths = sys.argv[1:]
    reference, pages = paths[:paths.index("--")], paths[paths.index("--") + 1:]
    settings = read_settings(settings)
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
                               ("key", "lineupd.conf(5)", {setting["key"] for setting in settings} - {""})):
        if not wanted:
            faults.append(f"{name}: no {what} was found to look for")
        for word in sorted(wanted - find_titles(texts[name])):
            faults.append(f"{name}: says nothing of the {what} {word}")
    if not {"text", "switch", "number", "list"} <= {setting["type"] for setting in settings}:
        faults.append("lineupd.conf(5): no setting of some type was found to look for")
    faults += check_settings(settings, texts)
    print("\n".join(faults) or f"{len(texts)} pages are in order")
    return 1 if faults else 0


sys.exit(main())
