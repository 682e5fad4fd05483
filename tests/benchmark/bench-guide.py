#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a guide costs, beside what could not be cheaper and what others pay, in Markdown.

usage: bench-guide.py GUIDE_PROCESS [--short] [--runs N] [--peers [FOLDER]] [--folder FOLDER]
                      [--daemon LINEUPD FAKE_PANEL]

Made-up guides of real titles, of 127 MB and of 1 GB, come over HTTP from the loopback interface. Each import and
each floor is a process of its own, guide-process; so are the peers, which are what `npm install saxes
better-sqlite3@12` brings into a folder that is gone afterwards, or has brought into one that is named. It needs
LINEUP_SHARED, 8 GB of disk and some ten minutes; the guides stay in FOLDER if there is one. A daemon reads guides of
today, and is called meanwhile. Times of processors count, and only as ratios within a run: those of the tables are
medians.
"""

import argparse
import collections
import contextlib
import gzip
import html
import json
import math
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import guide_server

MB = 1e6
SKIPPED = 77

# Channels and programmes.
FULL = {"normal": (3000, 200000), "large": (20000, 1650000)}
SHORT = {"normal": (100, 6000), "large": (400, 24000)}

# What is imported before anything is measured.
SMALL = '''<tv><channel id="small"/><programme start="20260101" channel="small"><title>Small</title></programme></tv>'''

# Unix seconds when the guides begin, and how much later a day on is: what begins the day before is left out then.
BEGIN = 1767225600
LATER = 12 * 60 * 60
TODAY = "2026-01-01"

PEERS = ("saxes@6", "better-sqlite3@12")
NO_CHANGE = {"added": 0, "changed": 0, "removed": 0, "unchanged": True}


def say(text):
    print(text, file=sys.stderr, flush=True)


# Guides


class Guides:
    """Files in a folder, each made when it is needed first."""

    def __init__(self, folder, tools, is_short):
        self.folder = pathlib.Path(folder)
        self.tools = tools
        self.is_short = is_short
        self.sizes = SHORT if is_short else FULL

    def _run(self, tool, *arguments):
        # Titles are chosen by hashes of texts.
        env = dict(os.environ, PYTHONHASHSEED="0")
        subprocess.run([sys.executable, self.tools / tool, *map(str, arguments)], check=True, env=env,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def _make(self, name, make):
        path = self.folder / name
        if not path.exists():
            say(f"making {name}")
            make(path)
        return path

    def get(self, size):
        """All of it."""
        channels, programmes = self.sizes[size]
        name = f"{channels}-{programmes}.xml"
        return self._make(name, lambda path: self._run("gen_xmltv.py", path, "--channels", channels, "--programmes",
                                                       programmes))

    def get_today(self, size):
        """The same, but that it begins today."""
        channels, programmes = self.sizes[size]
        day = 24 * 60 * 60
        today = int(time.time()) // day * day
        return self._make(f"{channels}-{programmes}-{today}.xml",
                          lambda path: self._run("gen_xmltv.py", path, "--channels", channels, "--programmes",
                                                 programmes, "--t0", today))

    def get_small(self):
        return self._make("small.xml", lambda path: path.write_text(SMALL, encoding="utf-8"))

    def get_packed(self, size):
        def pack(path):
            with open(self.get(size), "rb") as plain, gzip.open(path, "wb", 6) as packed:
                shutil.copyfileobj(plain, packed, 1 << 20)

        return self._make(self.get(size).name + ".gz", pack)

    def get_days(self, size):
        """The first days of it, and the same a day on."""
        first, later = self.get(size).with_suffix(".first.xml"), self.get(size).with_suffix(".later.xml")
        self._make(later.name, lambda path: self._run("roll_xmltv.py", self.get(size), first, path))
        return first, later

    def get_channels(self, size):
        """The ids of all channels, a line each."""
        def collect(path):
            with open(self.get(size), encoding="utf-8") as guide, open(path, "w", encoding="utf-8") as ids:
                for line in guide:
                    found = re.match(r'\s*<channel id="([^"]*)"', line)
                    if found:
                        ids.write(html.unescape(found.group(1)) + "\n")
                    elif "<programme" in line:
                        break

        return self._make(self.get(size).name + ".ids", collect)


# Measuring


class Bench:
    def __init__(self, process, guides, url):
        self.process = process
        self.guides = guides
        self.url = url
        self.values = collections.defaultdict(list)

    def add(self, name, value):
        self.values[name].append(value)

    def get(self, name):
        """The median, NaN if there is none."""
        return statistics.median(self.values[name]) if name in self.values else math.nan

    def _run(self, *arguments):
        output = subprocess.run([self.process, *map(str, arguments)], check=True, stdout=subprocess.PIPE).stdout
        return json.loads(output)

    def _import(self, name, size, path, folder, now=BEGIN, **expected):
        cost = self._run("import", f"{self.url}/{path.name}", folder, self.guides.get_channels(size), now,
                         f"{self.url}/{self.guides.get_small().name}")
        cost["memory"] = cost["peak"] - cost["idle"]
        assert cost["rejected"] == 0 and expected.items() <= cost.items(), (name, cost)
        for part in ("cpu", "memory", "written", "size"):
            self.add(f"{name} {part}", cost[part])
        return cost

    def _floor(self, name, *arguments):
        cost = self._run(*arguments)["cpu"]
        self.add(f"{name} cpu", cost)
        return cost

    def _ratio(self, name, value, floor):
        self.add(name, value / floor)

    def measure_loads(self, size):
        """From nothing, and the same again, plain and packed."""
        guide, packed = self.guides.get(size), self.guides.get_packed(size)
        programmes = self.guides.sizes[size][1]
        split = self._floor(f"{size} split", "split", guide)
        discard = self._floor(f"{size} discard", "discard", f"{self.url}/{guide.name}")
        inflate = self._floor(f"{size} inflate", "inflate", f"{self.url}/{packed.name}")
        with tempfile.TemporaryDirectory() as folder:
            first = self._import(f"{size} first", size, guide, folder, added=programmes)
            again = self._import(f"{size} again", size, guide, folder, **NO_CHANGE)
            packed_again = self._import(f"{size} packed", size, packed, folder, **NO_CHANGE)
        self._ratio(f"{size} first/split", first["cpu"], split)
        self._ratio(f"{size} again/discard", again["cpu"], discard)
        self._ratio(f"{size} packed/inflate", packed_again["cpu"], inflate)
        return first, again

    def measure_days(self, size):
        first_days, later_days = self.guides.get_days(size)
        with tempfile.TemporaryDirectory() as folder:
            first = self._import(f"{size} days", size, first_days, folder)
            later = self._import(f"{size} later", size, later_days, folder, BEGIN + LATER, removed=0)
        assert later["added"] > 0, later
        self._ratio(f"{size} later/days", later["cpu"], first["cpu"])

    def measure_peers(self, modules, first, again):
        script = pathlib.Path(__file__).with_name("import-guide-as-peers.js")
        guide = self.guides.get("normal")
        with tempfile.TemporaryDirectory() as folder:
            for name, own in (("first", first), ("again", again)):
                output = subprocess.run(["node", script, modules, guide, f"{folder}/peers.db", TODAY], check=True,
                                        stdout=subprocess.PIPE).stdout
                cost = json.loads(output)
                self.add(f"peers {name} cpu", cost["cpu"])
                self._ratio(f"{name}/peers", own["cpu"], cost["cpu"])

    def get_percentile(self, name, percent):
        values = sorted(self.values.get(name, []))
        return values[min(len(values) * percent // 100, len(values) - 1)] if values else math.nan

    def measure_daemon(self, program, panel):
        # PyGObject belongs to the distribution's own Python.
        import guide_daemon  # pylint: disable=import-outside-toplevel

        guide_daemon.measure(program, panel, self.guides, self.add)
        self._ratio("daemon first/split", self.values["daemon first cpu"][-1], self.values["normal split cpu"][-1])

    def measure(self, modules):
        first, again = self.measure_loads("normal")
        large, _ = self.measure_loads("large")
        self._ratio("large/normal", large["cpu"], first["cpu"])
        self.measure_days("normal")
        self.measure_days("large")
        if modules is not None:
            self.measure_peers(modules, first, again)


@contextlib.contextmanager
def install_peers(folder):
    """Their folder of modules: what is in one that is named, None where they are not wanted, or not to be had."""
    if folder or folder is None or shutil.which("npm") is None:
        yield pathlib.Path(folder, "node_modules") if folder else None
        return
    with tempfile.TemporaryDirectory() as folder:
        say(f"installing {' and '.join(PEERS)}")
        # Some versions of npm compile nothing unless they are told whose code that is.
        manifest = {"private": True, "allowScripts": {"better-sqlite3": True}}
        pathlib.Path(folder, "package.json").write_text(json.dumps(manifest), encoding="utf-8")
        for command in (("install", "--no-audit", "--no-fund", *PEERS), ("rebuild", "better-sqlite3")):
            subprocess.run(["npm", *command], cwd=folder, check=True, stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL)
        yield pathlib.Path(folder, "node_modules")


# Telling


def print_row(what, at_most, value, unit=""):
    reached = "not measured"
    if not math.isnan(value):
        reached = "yes" if value <= at_most else "**no**"
    measured = "–" if math.isnan(value) else f"{value:.3g} {unit}".strip()
    print(f"| {what} | {f'{at_most:.3g} {unit}'.strip()} | {measured} | {reached} |")


def describe_size(bench, size):
    length = bench.guides.get(size).stat().st_size
    return f"{length / 1e9:.2g} GB" if length >= 1e9 else f"{length / MB:.3g} MB"


def print_limits(bench):
    normal, large = (describe_size(bench, size) for size in ("normal", "large"))
    print("| | at most | measured | reached |\n|:---|---:|---:|:---|")
    print_row(f"first load of {normal}, CPU, to splitting the file alone", 20, bench.get("normal first/split"), "×")
    print_row(f"the same of {large}, CPU, to that of {normal}", 10, bench.get("large/normal"), "×")
    for what, name, at_most in ((f"first load of {normal}", "normal first", 16),
                                (f"first load of {large}", "large first", 24),
                                (f"a day on of {large}", "large later", 40)):
        print_row(f"memory over idle, {what}", at_most, bench.get(f"{name} memory") / MB, "MB")
    print_row(f"{large} unchanged, CPU, to libsoup discarding it", 1.5, bench.get("large again/discard"), "×")
    print_row("the same, gzip, to inflating it, too", 1.5, bench.get("large packed/inflate"), "×")
    print_row(f"{large} unchanged, written", 64, bench.get("large again written") / 1024, "KiB")
    print_row(f"a day on of {normal}, CPU, to a first load", 1.5, bench.get("normal later/days"), "×")
    print_row(f"a day on of {large}, CPU, to a first load", 1.5, bench.get("large later/days"), "×")
    print_row(f"first load of {normal}, CPU, to the peers' way", 1 / 20, bench.get("first/peers"), "×")
    print_row("the same again, unchanged", 1 / 60, bench.get("again/peers"), "×")
    print_row(f"first load of {normal} by the daemon, CPU, to splitting the file alone", 20,
              bench.get("daemon first/split"), "×")
    print_row(f"memory of the daemon over idle, first load of {normal}", 16, bench.get("daemon first memory") / MB,
              "MB")
    print_calls(bench)


def print_calls(bench):
    """The 99th percentiles of calls, to that of pages of a list."""
    for state, what in (("idle", "idle"), ("busy", "while another guide is read")):
        floor = bench.get_percentile(f"{state} ListItems", 99)
        for name, call, at_most in (("ListNow", "ListNow of 100 channels", 1.5),
                                    ("ListProgrammes", "a grid of 50 channels and 3 hours", 2),
                                    ("SearchProgrammes", "a search", 2)):
            print_row(f"{call}, p99, to that of ListItems of 100, {what}", at_most,
                      bench.get_percentile(f"{state} {name}", 99) / floor, "×")


def print_times(bench):
    if "idle ListItems" not in bench.values:
        return
    print("\n| | calls | median ms | p99 ms |\n|:---|---:|---:|---:|")
    for state in ("idle", "busy"):
        for name in ("ListItems", "ListNow", "ListProgrammes", "SearchProgrammes"):
            key = f"{state} {name}"
            print(f"| {name}, {state} | {len(bench.values[key])} | {bench.get(key):.2f} | "
                  f"{bench.get_percentile(key, 99):.2f} |")


def print_costs(bench):
    print("\n| | CPU s | memory MB | written MB | database MB |\n|:---|---:|---:|---:|---:|")
    for size in ("normal", "large"):
        guide = describe_size(bench, size)
        for name, what in (("split", "split alone"), ("discard", "libsoup, discard"),
                           ("inflate", "libsoup, gzip, inflate, discard")):
            print(f"| {guide}: {what} | {bench.get(f'{size} {name} cpu'):.3f} | | | |")
        for name, what in (("first", "first load"), ("again", "unchanged"), ("packed", "unchanged, gzip"),
                           ("days", "first days"), ("later", "a day on")):
            cpu, memory, written, size_of = (bench.get(f"{size} {name} {part}")
                                             for part in ("cpu", "memory", "written", "size"))
            print(f"| {guide}: {what} | {cpu:.3f} | {memory / MB:.1f} | {written / MB:.2f} | {size_of / MB:.1f} |")
    for name, what in (("first", "first load"), ("again", "unchanged")):
        if f"daemon {name} cpu" in bench.values:
            cpu, memory, written = (bench.get(f"daemon {name} {part}") for part in ("cpu", "memory", "written"))
            print(f"| {describe_size(bench, 'normal')}: the daemon, {what} | {cpu:.3f} | {memory / MB:.1f} | "
                  f"{written / MB:.2f} | |")
    for name in ("first", "again"):
        if f"peers {name} cpu" in bench.values:
            print(f"| {describe_size(bench, 'normal')}: the peers' way, {name} | "
                  f"{bench.get(f'peers {name} cpu'):.1f} | | | |")


def print_machine(options, sizes):
    numbers = ", ".join(f"{programmes:,} programmes of {channels:,} channels"
                        for channels, programmes in sizes.values())
    print(f"{time.strftime('%Y-%m-%d')}: {numbers}. {os.cpu_count()} cores; Linux {os.uname().release}; load average "
          f"{os.getloadavg()[0]:.1f} in the end. Medians of {options.runs} runs; 1 MB is 1,000,000 bytes.\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("process", help="guide-process, as it was built")
    parser.add_argument("--short", action="store_true", help="guides of a hundredth of the size, to see that it works")
    parser.add_argument("--runs", type=int, default=3, help="(default: 3)")
    parser.add_argument("--peers", nargs="?", const="", metavar="FOLDER",
                        help="measure what others use, too; it is fetched, or is in a folder")
    parser.add_argument("--daemon", nargs=2, metavar=("LINEUPD", "FAKE_PANEL"), help="measure a daemon, too")
    parser.add_argument("--folder", help="where the guides are, or are made and stay")
    options = parser.parse_args()
    shared = os.environ.get("LINEUP_SHARED")
    if shared is None or not pathlib.Path(shared, "tools").is_dir():
        say("there are no tools that make guides")
        return SKIPPED
    with contextlib.ExitStack() as stack:
        folder = options.folder or stack.enter_context(tempfile.TemporaryDirectory())
        modules = stack.enter_context(install_peers(options.peers))
        url = stack.enter_context(guide_server.serve(folder))
        guides = Guides(folder, pathlib.Path(shared, "tools"), options.short)
        bench = Bench(options.process, guides, url)
        for i in range(options.runs):
            say(f"run {i + 1} of {options.runs}")
            bench.measure(modules)
            if options.daemon is not None:
                bench.measure_daemon(*options.daemon)
        print_machine(options, guides.sizes)
        print_limits(bench)
        print_costs(bench)
        print_times(bench)
    return 0


sys.exit(main())
