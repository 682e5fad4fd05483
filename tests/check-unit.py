#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Has systemd read the user unit, and fails on anything that it says, or if its sandbox got wider.

usage: check-unit.py UNIT LINEUPD
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile


# What systemd-analyze finds to be in order, at least, of the many things that it looks at. The others a
# user's service manager can't take away, or only with a user namespace, which not every system lets it
# have: capabilities that it does not have anyway, and views of the file system.
IN_ORDER = 30


def is_tight(unit):
    result = subprocess.run(["systemd-analyze", "security", "--offline=true", "--json=short", unit],
                            capture_output=True, text=True, check=True)
    checks = json.loads(result.stdout)
    in_order = [check["name"] for check in checks if check["set"]]
    print(f"{len(in_order)} of {len(checks)} things are in order: {', '.join(in_order)}")
    return len(in_order) >= IN_ORDER


def main():
    unit, daemon = sys.argv[1:]
    if shutil.which("systemd-analyze") is None:
        print("There is no systemd-analyze")
        return 77

    with tempfile.TemporaryDirectory() as scratch:
        # As installed, but for the daemon, which is where it was built.
        text = pathlib.Path(unit).read_text(encoding="utf-8")
        copy = pathlib.Path(scratch) / "lineupd.service"
        copy.write_text(
            re.sub(r"^ExecStart=.*$", f"ExecStart={os.path.abspath(daemon)}", text, flags=re.M),
            encoding="utf-8")
        result = subprocess.run(
            ["systemd-analyze", "--user", "verify", str(copy)],
            env=dict(os.environ, XDG_RUNTIME_DIR=scratch),
            capture_output=True, text=True, check=False)
        tight = is_tight(str(copy))
    # It returns 0 for keys that it does not know, and only says so.
    output = result.stdout + result.stderr
    print(output or "systemd has nothing to say")
    return 1 if result.returncode != 0 or output.strip() or not tight else 0


sys.exit(main())
