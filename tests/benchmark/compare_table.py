# SPDX-License-Identifier: LGPL-2.1-or-later
"""Two daemons side by side: what was measured of each, and what the newer one is to reach."""

import collections
import math
import statistics

MB = 1e6

# What is typed. Of names, the first words.
TWO_WORDS = ("two words of a name", "two words of a plot")
OTHER_SHAPES = ("one letter", "two letters", "three letters", "a word", "a word and a letter")
FILTERED = "with a filter that few pass"
SHAPES = OTHER_SHAPES + TWO_WORDS + (FILTERED,)
WHILE_SYNCING = "while another account syncs"

SYNCS = {"first": "first sync", "unchanged": "unchanged", "changed": "1 % changed", "tls": "first sync, TLS"}

# What can be browsed before.
AGAIN = ("unchanged", "changed")


class Figures:
    """All that was measured, by side (`old`, `new` or `peers`), number of films and name."""

    def __init__(self):
        self.values = collections.defaultdict(list)

    def add(self, side, size, name, value):
        self.values[side, size, name].append(value)

    def add_all(self, side, size, name, cost):
        for part, value in cost.items():
            self.add(side, size, f"{name}.{part}", value)

    def get(self, side, size, name):
        """The median, or NaN if there is none."""
        values = self.values.get((side, size, name))
        return statistics.median(values) if values else math.nan

    def count(self, side, size, name):
        return len(self.values.get((side, size, name), []))

    def percentile(self, side, size, name, percent):
        values = sorted(self.values.get((side, size, name), []))
        return values[min(len(values) * percent // 100, len(values) - 1)] if values else math.nan


class Row:
    """A limit: of the newer value itself where there is a unit for it, else of its ratio to the older."""

    def __init__(self, what, at_most, old, new, unit="", is_ratio=True):
        self.what = what
        self.at_most = at_most
        self.old = old
        self.new = new
        self.unit = unit
        self.is_ratio = is_ratio

    @property
    def is_measured(self):
        return not math.isnan(self.new) and not (self.is_ratio and math.isnan(self.ratio))

    @property
    def ratio(self):
        return self.new / self.old if self.old else math.nan

    def _format(self, value):
        return "–" if math.isnan(value) else f"{value:.4g} {self.unit}".strip()

    def print(self):
        at_most = f"{self.at_most:.2f}" if self.is_ratio else self._format(self.at_most)
        reached = "not measured"
        if self.is_measured:
            reached = "yes" if (self.ratio if self.is_ratio else self.new) <= self.at_most else "**no**"
        ratio = "–" if math.isnan(self.ratio) else f"{self.ratio:.2f}"
        print(f"| {self.what} | {at_most} | {self._format(self.old)} | {self._format(self.new)} | {ratio} | "
              f"{reached} |")


def get_spread(figures, side, sizes):
    """Processor's time of an item, of the dearest size to the cheapest."""
    costs = [figures.get(side, size, "first.cpu") / size for size in sizes]
    return max(costs) / min(costs) if not math.isnan(sum(costs)) else math.nan


def make_rows(figures, sizes):
    """The limits; of `sizes`, the middle one and the largest are looked at more closely."""
    normal, large = sizes[len(sizes) // 2], sizes[-1]

    def compare(what, at_most, size, name, unit, scale=1.0, is_ratio=True):
        old, new = (figures.get(side, size, name) / scale for side in ("old", "new"))
        return Row(what, at_most, old, new, unit, is_ratio)

    def compare_searches(what, at_most, name, size, is_ratio=True):
        old, new = (figures.percentile(side, size, name, 99) for side in ("old", "new"))
        return Row(what, at_most, old, new, "ms", is_ratio)

    yield compare(f"first sync of {normal:,} films, wall until it can be browsed", 0.25, normal, "first.browsable", "s")
    yield compare("the same, wall until everything is ready", 0.35, normal, "first.ready", "s")
    for size in sorted({normal, large}):
        yield compare(f"CPU of a first sync, {size:,}", 0.40, size, "first.cpu", "s")
    if len(sizes) > 1:
        yield Row(f"CPU per item, dearest to cheapest of {', '.join(f'{size:,}' for size in sizes)}", 1.3,
                  get_spread(figures, "old", sizes), get_spread(figures, "new", sizes), is_ratio=False)
    for size in sorted({normal, large}):
        yield compare(f"bytes written in a first sync, {size:,}", 0.50, size, "first.written", "MB", MB)
        yield compare(f"database, {size:,}", 0.90, size, "first.size", "MB", MB)
    for size in sorted({normal, large}):
        yield compare(f"peak memory (VmHWM), {size:,} over HTTP", 32, size, "first.peak", "MB", MB, is_ratio=False)
    yield compare(f"the same, {normal:,} over TLS", 41, normal, "tls.peak", "MB", MB, is_ratio=False)
    yield compare(f"unchanged sync, {normal:,}, CPU", 0.45, normal, "unchanged.cpu", "s")
    yield compare(f"1 % changed, {normal:,}, CPU", 0.65, normal, "changed.cpu", "s")
    yield compare("the same, written", 0.75, normal, "changed.written", "MB", MB)
    for shape in TWO_WORDS:
        yield compare_searches(f"search of {large:,}, p99: {shape}", 0.50, shape, large)
    for shape in OTHER_SHAPES:
        yield compare_searches(f"the same: {shape}", 0.95, shape, large)
    yield compare_searches(f"the same: {FILTERED}", 10, FILTERED, large, is_ratio=False)
    yield compare_searches(f"one searching and one syncing, {normal:,}: p99 of searches", 10, WHILE_SYNCING, normal,
                           is_ratio=False)
    peers = figures.get("peers", normal, "cpu")
    yield Row(f"CPU of a first sync, {normal:,}, to that of the peers' way", 0.35,
              figures.get("old", normal, "first.cpu") / peers, figures.get("new", normal, "first.cpu") / peers,
              is_ratio=False)


def print_syncs(figures, sizes):
    print("\n| films | what | daemon | browsable s | ready s | at rest s | CPU s | peak MB | written MB | database MB |")
    print("|---:|:---|:---|---:|---:|---:|---:|---:|---:|---:|")
    for size in sizes:
        for name, title in SYNCS.items():
            for side in ("old", "new"):
                if figures.count(side, size, f"{name}.cpu") == 0:
                    continue
                costs = [f"{figures.get(side, size, f'{name}.{part}') / scale:.{digits}f}" for part, scale, digits in (
                    ("browsable", 1, 2), ("ready", 1, 2), ("rest", 1, 2), ("cpu", 1, 3), ("peak", MB, 1),
                    ("written", MB, 2), ("size", MB, 1))]
                if name in AGAIN:
                    costs[0] = "–"
                print(f"| {size:,} | {title} | {side} | {' | '.join(costs)} |")
        if figures.count("peers", size, "cpu") > 0:
            wall, cpu, peak = (figures.get("peers", size, part) for part in ("wall", "cpu", "peak"))
            print(f"| {size:,} | the peers' way | – | {wall:.2f} | {wall:.2f} | {wall:.2f} | {cpu:.3f} | {peak / MB:.1f} "
                  "| – | – |")


def print_searches(figures, sizes):
    print("\n| films | typed | daemon | calls | median ms | p99 ms | at most ms | median CPU ms | p99 CPU ms |")
    print("|---:|:---|:---|---:|---:|---:|---:|---:|---:|")
    for size in sizes:
        for name in SHAPES + (WHILE_SYNCING,):
            for side in ("old", "new"):
                count = figures.count(side, size, name)
                if count == 0:
                    continue
                times = [f"{figures.percentile(side, size, key, percent):.2f}" for key, percent in (
                    (name, 50), (name, 99), (name, 100), (f"{name}, CPU", 50), (f"{name}, CPU", 99))]
                print(f"| {size:,} | {name} | {side} | {count} | {' | '.join(times)} |")


def print_tables(figures, sizes):
    """Returns whether everything was measured that there is a limit for."""
    rows = list(make_rows(figures, sizes))
    print("| | at most | old | new | new to old | reached |")
    print("|:---|---:|---:|---:|---:|:---|")
    for row in rows:
        row.print()
    print_syncs(figures, sizes)
    print_searches(figures, sizes)
    return all(row.is_measured for row in rows)
