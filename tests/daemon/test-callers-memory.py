#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""One caller who asks for everything at once costs little memory, which is given back.

usage: test-callers-memory.py LINEUPD FAKE_PANEL

The session has as many processes and threads as the unit gives the daemon alone.
"""

import sys
import time

import callers_session as session

CALLS = 1000
PAGE = 1000
MIB = 1024 * 1024

# So many are waited for: from the first ones on it is always the same.
REPLIES = 200

# Over what it takes idle.
MOST = 32 * MIB
MOST_AFTERWARDS = 8 * MIB
GIVEN_BACK = 10


def rest(daemon):
    """Waits until memory is no more given back, and returns what is taken."""
    lowest, since = daemon.get_memory("VmRSS"), time.monotonic()
    while time.monotonic() < since + 3:
        time.sleep(0.1)
        if daemon.get_memory("VmRSS") < lowest:
            lowest, since = daemon.get_memory("VmRSS"), time.monotonic()
    return lowest


def check(daemon, sanitized):
    caller = session.Caller()
    caller.add("home", daemon.url)
    caller.sync("home")
    items, _ = caller.list_items("home")
    assert len(items) == PAGE
    idle = rest(daemon)
    daemon.reset_peak()

    many = session.Raw()
    for _ in range(CALLS):
        many.send("home", "ListItems", session.LIST_ITEMS, ("movies", {}, "", PAGE))
    n_bytes = 0
    for _ in range(REPLIES):
        error, size = many.receive_reply()
        assert error is None, error
        n_bytes += size
    peak = daemon.get_memory("VmHWM")
    print(f"{idle / MIB:.1f} MiB idle, {(peak - idle) / MIB:.1f} more for {CALLS} calls at once, "
          f"of which {REPLIES} were replied to with {n_bytes / REPLIES / MIB:.2f} MiB each")
    assert sanitized or peak - idle <= MOST, peak - idle
    many.leave()

    deadline = time.monotonic() + GIVEN_BACK
    while time.monotonic() < deadline and daemon.get_memory("VmRSS") > idle + MOST_AFTERWARDS:
        time.sleep(0.1)
    after = daemon.get_memory("VmRSS")
    print(f"{(after - idle) / MIB:.1f} MiB more afterwards")
    assert sanitized or after <= idle + MOST_AFTERWARDS, after - idle


def main():
    if not session.is_inside():
        return session.run_inside(limited=True)
    with session.start(sys.argv[1], sys.argv[2], "--movies", "5000", "--series", "0", "--channels",
                       "0") as daemon:
        check(daemon, session.is_sanitized(sys.argv[1]))
    return 0


sys.exit(main())
