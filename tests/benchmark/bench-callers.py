#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a caller waits for while another one has asked for everything at once, and what that takes.

usage: bench-callers.py LINEUPD FAKE_PANEL [CALLS]

Who measures is a process of its own. The whole session has as many processes and threads as the unit
gives the daemon alone.
"""

import pathlib
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "daemon"))
import callers_session as session  # noqa: E402

MIB = 1024 * 1024
PAGE = 1000

# What is aimed at, under nothing else.
MOST_MS = 50
MOST_MIB = 64
GIVEN_BACK = 10


def probe(number):
    """Calls until somebody closes the input; prints milliseconds, a line each."""
    import select
    from gi.repository import GLib
    import gi_connection
    connection = gi_connection.connect()
    arguments = GLib.Variant("(sx)", ("movies", int(number)))
    while not select.select([sys.stdin], [], [], 0.01)[0]:
        begin = time.monotonic()
        connection.call_sync(session.NAME, session.path_of("home"), f"{session.NAME}.Catalog", "GetItem",
                             arguments, None, 0, session.SECONDS * 1000, None)
        print(1000 * (time.monotonic() - begin))


def begin_probe(number):
    return subprocess.Popen([sys.executable, __file__, "--probe", str(number)], text=True,
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def tell(what, process):
    """Prints what a probe has found, and returns the 99th percentile."""
    times = sorted(float(line) for line in process.communicate()[0].split())
    at = [times[int(len(times) * part)] for part in (0.5, 0.9, 0.99)]
    print(f"GetItem {what}: {at[0]:.1f} ms median, {at[1]:.1f} ms 90 %, {at[2]:.1f} ms 99 %, "
          f"{times[-1]:.1f} ms at most, of {len(times)}", flush=True)
    return at[2]


def measure(daemon, n_calls):
    caller = session.Caller()
    caller.add("home", daemon.url)
    caller.sync("home")
    number = caller.list_items("home", limit=1)[0][0]["id"]

    alone = begin_probe(number)
    time.sleep(3)
    tell("alone", alone)
    idle = daemon.get_memory("VmRSS")
    daemon.reset_peak()

    many = session.Raw()
    process = begin_probe(number)
    # It has begun when it has been answered.
    first = process.stdout.readline()
    assert first
    begin = time.monotonic()
    for _ in range(n_calls):
        many.send("home", "ListItems", session.LIST_ITEMS, ("movies", {}, "", PAGE))
    n_bytes = 0
    for _ in range(n_calls):
        error, size = many.receive_reply()
        assert error is None, error
        n_bytes += size
    seconds = time.monotonic() - begin
    worst = tell("meanwhile", process)
    peak = (daemon.get_memory("VmHWM") - idle) / MIB
    print(f"{n_calls} pages of {PAGE} items, {n_bytes / MIB:.0f} MiB, took {seconds:.1f} s and {peak:.1f} "
          f"MiB over {idle / MIB:.1f} idle", flush=True)
    time.sleep(GIVEN_BACK)
    print(f"{(daemon.get_memory('VmRSS') - idle) / MIB:.1f} MiB more {GIVEN_BACK} s later")
    if worst > MOST_MS or peak > MOST_MIB:
        print(f"aimed at: {MOST_MS} ms and {MOST_MIB} MiB")


def main():
    if sys.argv[1] == "--probe":
        probe(sys.argv[2])
        return 0
    if not session.is_inside():
        return session.run_inside(limited=True)
    n_calls = int(sys.argv[3]) if len(sys.argv) == 5 else 1000
    with session.start(sys.argv[1], sys.argv[2], "--movies", "5000", "--series", "0", "--channels",
                       "0") as daemon:
        measure(daemon, n_calls)
    return 0


sys.exit(main())
