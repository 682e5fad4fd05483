#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Fails when lineupctl's help does not fit a screen, or its manual page or completion tell otherwise.

usage: check-lineupctl.py LINEUPCTL PAGE HEADER_OF_STATUSES
"""

import pathlib
import re
import subprocess
import sys

import manual_page

COLUMNS = 80
LINES = 34  # as many commands as there are by now


def run(*command):
    result = subprocess.run(command, env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"},
                            capture_output=True, text=True, check=False)
    if result.returncode != 0 or result.stderr:
        sys.exit(f"{command} fails: {result}")
    return result.stdout


def find_options(text):
    """Names and arguments of options, each where it is told of, not where it is spoken of."""
    lines = re.findall(r"^ +((?:-\w, )?--.*?)(?:  .*)?$", text, flags=re.M)
    return {option for line in lines for option in re.findall(r"--[\w-]+(?:=\S+?)?(?=,|$)", line)}


def read_help(lineupctl, name):
    """What there is to know of a command, and of its parts, by their names."""
    text = run(lineupctl, *name.split(), "--help")
    helps = {name: text}
    for part in re.findall(rf"^  ({name} [a-z]+)  ", text, flags=re.M):
        helps.update(read_help(lineupctl, part))
    return helps


def main():
    lineupctl, page, header = sys.argv[1:]
    faults = []
    overview = run(lineupctl, "--help")
    commands = re.findall(r"^  ([a-z]+)((?: [\[A-Z]\S*)*)  ", overview, flags=re.M)
    helps = {}
    for name, _ in commands:
        helps.update(read_help(lineupctl, name))
    usages = {name: text.partition("\n")[0].removeprefix("Usage: lineupctl ").replace(" [OPTION...]", "").strip()
              for name, text in helps.items()}
    faults += [f"{name + arguments} is not what its help says" for name, arguments in commands
               if usages[name] != name + arguments]
    for text in [overview, *helps.values()]:
        if text.count("\n") > LINES or any(len(line) > COLUMNS for line in text.split("\n")):
            faults.append(f"does not fit a screen:\n{text}")

    offered = run(lineupctl, "complete", "--", "").splitlines()
    if [line.split("\t")[0] for line in offered] != [name for name, _ in commands]:
        faults.append(f"completes other commands than there are: {offered}")
    general = find_options(overview)
    for name, text in helps.items():
        options = {option.split("=")[0] for option in find_options(text) | general}
        completed = {line.split("\t")[0] for line in
                     run(lineupctl, "complete", "--", *name.split(), "--").splitlines()}
        if completed != options:
            faults.append(f"{name}: completes {completed ^ options} or not")

    keys = [line.split("\t")[0] for line in
            run(lineupctl, "complete", "--", "settings", "").splitlines()]
    faults += [f"settings --help does not tell of {key}" for key in keys
               if not re.search(rf"\b{key}\b", helps["settings"])]

    if manual_page.can_render():
        rendered, complaints = manual_page.render(page)
        faults += complaints.splitlines()
        titles = re.findall(r"^   (\S.*)\n", rendered, flags=re.M)
        faults += [f"{page}: {usage} is not there" for usage in usages.values() if usage not in titles]
        told = find_options(rendered)
        there = general.union(*map(find_options, helps.values()))
        if told != there:
            faults.append(f"{page}: {sorted(told ^ there)} are there or not")
        faults += [f"{page}: setting {key} is not there" for key in keys
                   if not re.search(rf"\b{key}\b", rendered)]
        statuses = set(re.findall(r"^       (\d+) +\S", rendered, flags=re.M))
        there = re.findall(r"^ +LINEUP_CTL_EXIT_\w+ = (\d+),", pathlib.Path(header).read_text(encoding="utf-8"), flags=re.M)
        if not there or statuses != set(there):
            faults.append(f"{page}: statuses {sorted(statuses ^ set(there))} are there or not")

    print("\n".join(faults) or f"{len(usages)} commands are told of alike")
    return 1 if faults or len(usages) < 10 else 0


sys.exit(main())
