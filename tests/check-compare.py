#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Fails where the benchmark that compares two commits draws other conclusions than its figures do, and where the
README's summary is too long or says other things than what it sums up.

usage: check-compare.py SOURCE
"""

import contextlib
import io
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "benchmark"))
sys.dont_write_bytecode = True
import compare_table  # noqa: E402

SIZES = [20, 200, 1000]
MOST_LINES = 12
PARTS = ("browsable", "ready", "rest", "cpu", "peak", "written", "size")


def make_figures():
    """Each twice: the newer daemon takes half of the older one's time and so on, but for what is told below."""
    figures = compare_table.Figures()
    for side, share in (("old", 1.0), ("new", 0.5)):
        for size in SIZES:
            for sync in compare_table.SYNCS:
                for part in PARTS:
                    for value in (size * share, size * share):
                        figures.add(side, size, f"{sync}.{part}", value)
            for name in compare_table.SHAPES + (compare_table.WHILE_SYNCING,):
                for milliseconds in range(1, 101):
                    figures.add(side, size, name, milliseconds * share)
                    figures.add(side, size, f"{name}, CPU", milliseconds * share)
    figures.add("peers", 200, "cpu", 300.0)
    figures.add("peers", 200, "wall", 300.0)
    figures.add("peers", 200, "peak", 300.0)
    return figures


def print_tables(figures):
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        whole = compare_table.print_tables(figures, SIZES)
    return whole, output.getvalue()


def find_row(text, what):
    rows = [line for line in text.splitlines() if line.startswith(f"| {what}")]
    assert len(rows) == 1, (what, rows)
    return [cell.strip() for cell in rows[0].strip("|").split("|")][1:]


def expect(text, what, *cells):
    found = find_row(text, what)
    assert found == list(cells), f"{what}: {found}, not {cells}"


def check_summary(source):
    readme = (source / "README.md").read_text(encoding="utf-8")
    whole = (source / "data" / "performance.md").read_text(encoding="utf-8").splitlines()
    section = readme.split("\n## Performance\n", 1)[1].split("\n## ", 1)[0]
    summary = [line for line in section.splitlines() if line.startswith("|")]
    assert 3 <= len(summary) <= MOST_LINES, f"README: {len(summary)} lines of figures"
    others = [line for line in summary if line not in whole]
    assert not others, f"README: not in data/performance.md: {others}"


def main():
    check_summary(pathlib.Path(sys.argv[1]))
    figures = make_figures()
    whole, text = print_tables(figures)
    assert whole, text
    # Of a ratio it is the ratio that counts, of what has a unit the newer value.
    expect(text, "first sync of 200 films", "0.25", "200 s", "100 s", "0.50", "**no**")
    expect(text, "bytes written in a first sync, 200", "0.50", "0.0002 MB", "0.0001 MB", "0.50", "yes")
    expect(text, "peak memory (VmHWM), 1,000", "32 MB", "0.001 MB", "0.0005 MB", "0.50", "yes")
    expect(text, "CPU per item, dearest", "1.3", "1", "1", "1.00", "yes")
    expect(text, "search of 1,000, p99: two words of a name", "0.50", "100 ms", "50 ms", "0.50", "yes")
    expect(text, "the same: with a filter that few pass", "10 ms", "100 ms", "50 ms", "0.50", "**no**")
    expect(text, "CPU of a first sync, 200, to that", "0.35", "0.6667", "0.3333", "0.50", "yes")

    # One dear size, a median in the middle, and what nobody has measured.
    for value in (3000.0, 3000.0, 3000.0):
        figures.add("new", 1000, "first.cpu", value)
    figures.values.pop(("new", 200, "tls.peak"))
    whole, text = print_tables(figures)
    assert not whole, text
    expect(text, "CPU per item, dearest", "1.3", "1", "6", "6.00", "**no**")
    expect(text, "CPU of a first sync, 1,000", "0.40", "1000 s", "3000 s", "3.00", "**no**")
    expect(text, "the same, 200 over TLS", "41 MB", "0.0002 MB", "–", "–", "not measured")
    return 0


sys.exit(main())
