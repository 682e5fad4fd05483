#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Fails on habits that no compiler tells of.

usage: check-source.py FOLDER…
"""

import pathlib
import re
import sys

LICENSE = "SPDX-License-Identifier: LGPL-2.1-or-later"
MAX_LINES = 700

EVERYWHERE = {
    r"\bgoto\b": "goto",
    r"\bsprintf \(|\bstrcpy \(|\bstrcat \(": "an unbounded copy",
}
IN_DAEMON = {
    r"\bg_main_context_iteration\b|\bg_main_loop_run\b(?! \(loop\))": "a nested main loop",
}

# What leaves statements behind in the middle of their rows: see LineupRows. The tokenizer has a
# statement for a moment, before there is a connection of ours.
STEPPING = r"\bsqlite3_(step|reset|bind_\w+)\b|(?<!\()\bLineupRows \w+ ="
MAY_STEP = {"lineup-statement.c", "lineup-database.c", "lineup-tokenizer.c"}

# What is done in one file only, so that no other forgets what may be wrong with a file, or with a
# number that comes from outside: each pattern, what it is, and the files that may.
IN_ONE_PLACE = [
    (r"\bg_key_file_get_(integer|int64|uint64|double)\b", "a number read past lineup-key-file", {"lineup-key-file.c"}),
    (r"\bg_key_file_load_from_\w+", "a key file loaded past lineup-key-file", {"lineup-key-file.c"}),
    (
        r"\bg_file_(get|set)_contents\w*|\bg_file_(load|replace)_contents\w*|\bg_file_read\b",
        "a file read or written past lineup-file",
        {"lineup-file.c"},
    ),
    (r"\bg_mutex_(un)?lock \(", "a lock that outlives its scope: see GMutexLocker", {"lineup-byte-queue.c"}),
    (r"\bXXH_?[A-Z0-9]", "a hash made past lineup-hash", {"lineup-hash.c"}),
    (r"[a-z_\])] \* G_USEC_PER_SEC|G_USEC_PER_SEC \* [a-z(]", "seconds that may overflow", {"lineup-clock.c"}),
    (r"\blineup_clock_get_real_time \([^()]*\) / ", "seconds past lineup_clock_get_seconds()", {"lineup-clock.c"}),
]
# What a room does in another way than others.
IN_ROOMS = {
    "index": [(r"\blineup_database_fail_damaged\b", "an index can be made again: see lineup_database_fail_set_damaged()")],
}
# How no comment begins.
PRONOUN = r"/\*+ +(It|They|This|That|These|Those) "

# What comments are not to say, and what says it.
IN_COMMENTS = [
    (r"\b[Tt]akes? (\S+ ){1,5}over\b", "what is taken over is called owned_…"),
]
IN_TESTS = {r"\b(sleep|usleep|g_usleep) \(": "a sleep"}

# How the comment of a number begins that is #defined: with what it counts, or what sort of number it is.
UNITS = set("""
Addresses Attempts Bits Brackets Bytes Callers Calls Categories Changes Channels Characters Code Columns Connections Days
Descriptor Descriptors Digits Elements Fields Files Hours Identifiers Ids Items Keys Leases Leaves Letters Levels Marks Matches Microseconds
Milliseconds Minutes Mode Modes Moves Niceness Notes Number Numbers Owners Parameters Places Programmes Questions Rating Ratio
Redirects Rows Searches Seasons Seconds Sets Share Status Steps Syncs Terms Texts Thousandths Threads Tier Times Tokens
Tries Unix Version Windows Wordings Words Years
""".split())
# A #define that is a number, unless it is a count that says by its name of what.
NUMBER = r"#define (?!(?:\w+_)?N_)(\w+) +(?!.*\{)(?=.*(?:\b\d|G_TIME_SPAN_|G_USEC_PER_SEC))"


def enclosing_arguments(code, position):
    """The argument list around a position, without nested text being cut."""
    depth = 0
    start = position
    while start > 0:
        start -= 1
        if code[start] == ")":
            depth += 1
        elif code[start] == "(":
            if depth == 0:
                break
            depth -= 1
        elif code[start] in ";{}" and depth == 0:
            return ""
    depth = 0
    end = start
    while end < len(code):
        if code[end] == "(":
            depth += 1
        elif code[end] == ")":
            depth -= 1
            if depth == 0:
                break
        end += 1
    return code[start:end]


def split_arguments(code, opening):
    """The arguments of a call, by the position of its opening parenthesis."""
    depth = 0
    arguments = [""]
    for character in code[opening:]:
        depth += (character in "([{") - (character in ")]}")
        if depth == 0:
            break
        if character == "," and depth == 1:
            arguments.append("")
        else:
            arguments[-1] += character
    return [argument.strip(" \n(") for argument in arguments]


def check_stolen(path, code):
    """Arguments are evaluated in any order: what one steals, another can't use."""
    for match in re.finditer(r"g_steal_pointer \(&(\w+)\)", code):
        arguments = enclosing_arguments(code, match.start())
        others = arguments.replace(match.group(0), "")
        if re.search(rf"(?<![>.\w]){match.group(1)}\b(?!->)", others):
            line = code.count("\n", 0, match.start()) + 1
            yield f"{path}:{line}: {match.group(1)} is stolen and used in one call"


def check_comments(path, text):
    for comment in re.finditer(r"/\*.*?\*/", text, flags=re.DOTALL):
        line = text.count("\n", 0, comment.start()) + 1
        words = re.sub(r"\n\s*\*?", " ", comment.group(0))
        if re.match(PRONOUN, words):
            yield f"{path}:{line}: a comment begins with a pronoun, not with what it is about"
        for pattern, name in IN_COMMENTS:
            if re.search(pattern, words):
                yield f"{path}:{line}: {name}"


def check_cancellables(path, text, code):
    """Whoever can't end something is told why, on the line above."""
    lines = text.split("\n")
    for match in re.finditer(r"(?<=[\s(!])lineup_\w+_async \(", code):
        line = code.count("\n", 0, match.start())
        is_call = not code[:match.start()].endswith("\n")
        arguments = split_arguments(code, match.end() - 1)
        if is_call and arguments[-3:-2] == ["NULL"] and not lines[line - 1].endswith("*/"):
            yield f"{path}:{line + 1}: there is no cancellable, and no comment above says why"


def check_units(path, text):
    """Nobody has to guess whether a number counts bytes or seconds."""
    defines = r"(?:/\*\*?((?:[^*]|\*(?!/))*)\*/\n)?((?:#define (?:.*\\\n)*.*\n)+)"
    for group in re.finditer(defines, text):
        comment = re.sub(r"\n \* \w+:\n \*", "", group.group(1) or "")
        unit = re.match(r"[\s*]*(\w*)", comment).group(1)
        for define in re.finditer(r"#define (?:.*\\\n)*.*", group.group(2)):
            number = re.match(NUMBER, re.sub(r'"(?:[^"\\]|\\.)*"|\\\n', "", define.group(0)))
            if number and unit not in UNITS:
                line = text.count("\n", 0, group.start(2) + define.start()) + 1
                yield f"{path}:{line}: no comment of {number.group(1)} begins with its unit"


def check_asynchronous(path, code):
    """Whoever begins something can end it, and what can't be begun leaves no task behind."""
    if path.suffix == ".h":
        for match in re.finditer(r"\b(\w+_async)\)?\s*\(([^;{]*?)\)\s*;", code):
            if "GAsyncReadyCallback" in match.group(2) and "GCancellable" not in match.group(2):
                line = code.count("\n", 0, match.start()) + 1
                yield f"{path}:{line}: {match.group(1)} has no cancellable"
        return
    for match in re.finditer(r"^\w+_async \([^;{]*\)\n\{\n.*?^\}\n", code, flags=re.MULTILINE | re.DOTALL):
        task = match.group(0).find("g_task_new (")
        if task != -1 and "g_return_if_fail" in match.group(0)[task:]:
            line = code.count("\n", 0, match.start() + task) + 1
            yield f"{path}:{line}: a task is made before what it takes is looked at"


def check_file(path, is_test):
    text = path.read_text(encoding="utf-8")
    code = re.sub(r"/\*.*?\*/", lambda m: "\n" * m.group(0).count("\n"), text, flags=re.DOTALL)
    if LICENSE not in text.split("\n", 1)[0]:
        yield f"{path}: the first line does not name the licence"
    if not is_test and text.count("\n") > MAX_LINES:
        yield f"{path}: longer than {MAX_LINES} lines"
    for pattern, name in (EVERYWHERE | (IN_TESTS if is_test else IN_DAEMON)).items():
        for match in re.finditer(pattern, code):
            yield f"{path}:{code.count(chr(10), 0, match.start()) + 1}: {name}"
    if not is_test and path.name not in MAY_STEP:
        for match in re.finditer(STEPPING, code):
            yield f"{path}:{code.count(chr(10), 0, match.start()) + 1}: {match.group(0)} by hand"
    if not is_test and "daemon" in path.parts:
        for pattern, name, may in IN_ONE_PLACE:
            for match in re.finditer(pattern, "" if path.name in may else code):
                yield f"{path}:{code.count(chr(10), 0, match.start()) + 1}: {name}"
    for pattern, name in IN_ROOMS.get("" if is_test else path.parent.name, []):
        for match in re.finditer(pattern, code):
            yield f"{path}:{code.count(chr(10), 0, match.start()) + 1}: {name}"
    yield from check_stolen(path, code)
    yield from check_comments(path, text)
    if not is_test:
        yield from check_asynchronous(path, code)
        yield from check_cancellables(path, text, code)
        yield from check_units(path, text)


def main():
    faults = []
    n_files = 0
    for folder in map(pathlib.Path, sys.argv[1:]):
        for path in sorted(folder.rglob("*.[ch]")):
            n_files += 1
            faults += check_file(path, folder.name == "tests")
    print("\n".join(faults) or f"{n_files} files are as they should be")
    return 1 if faults or n_files == 0 else 0


sys.exit(main())
