#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Fails when lineupctl's help does not fit a screen, or its manual page or completion tell otherwise.

usage: check-lineupctl.py LINEUPCTL PAGE
"""

import re
import subprocess
import sys

import manual_page

COLUMNS = 80
LINES = 24


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


def main():
    lineupctl, page = sys.argv[1:]
    faults = []
    overview = run(lineupctl, "--help")
    commands = re.findall(r"^  ([a-z]+)((?: [\[A-Z]\S*)*)  ", overview, flags=re.M)
    usages = {name: (name + arguments).strip() for name, arguments in commands}
    helps = {name: run(lineupctl, name, "--help") for name in usages}
    for text in [overview, *helps.values()]:
        if text.count("\n") > LINES or any(len(line) > COLUMNS for line in text.split("\n")):
            faults.append(f"does not fit a screen:\n{text}")

    offered = run(lineupctl, "complete", "--", "").splitlines()
    if [line.split("\t")[0] for line in offered] != list(usages):
        faults.append(f"completes other commands than there are: {offered}")
    general = find_options(overview)
    for name, text in helps.items():
        options = {option.split("=")[0] for option in find_options(text) | general}
        completed = {line.split("\t")[0] for line in
                     run(lineupctl, "complete", "--", name, "--").splitlines()}
        if completed != options:
            faults.append(f"{name}: completes {completed ^ options} or not")

    keys = [line.split("\t")[0] for line in
            run(lineupctl, "complete", "--", "settings", "").splitlines()]
    faults += [f"settings --help does not tell of {key}" for key in keys
               if not re.search(rf"\b{key}\b", helps["settings"])]

    if manual_page.can_render():
        rendered, complaints = manual_page.render(page)
        faults += complaints.splitlines()
        titles = dict(re.findall(r"^   (([a-z]+)(?: .*)?)\n", rendered, flags=re.M))
        titles = {name: title for title, name in titles.items()}
        for name, usage in usages.items():
            if titles.get(name) != usage:
                faults.append(f"{page}: {usage} is not there")
        told = find_options(rendered)
        there = general.union(*map(find_options, helps.values()))
        if told != there:
            faults.append(f"{page}: {sorted(told ^ there)} are there or not")
        faults += [f"{page}: setting {key} is not there" for key in keys
                   if not re.search(rf"\b{key}\b", rendered)]
        statuses = set(re.findall(r"^       (\d+) +\S", rendered, flags=re.M))
        for status in re.findall(r"\b(\d+) [a-z]", overview.partition("Exit status:")[2]):
            if status not in statuses:
                faults.append(f"{page}: status {status} is not there")

    print("\n".join(faults) or f"{len(usages)} commands are told of alike")
    return 1 if faults or len(usages) < 10 else 0


sys.exit(main())
