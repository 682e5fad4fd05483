#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Has systemd read the user unit, and fails on anything that it says.

usage: check-unit.py UNIT LINEUPD
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile


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
    # It returns 0 for keys that it does not know, and only says so.
    output = result.stdout + result.stderr
    print(output or "systemd has nothing to say")
    return 1 if result.returncode != 0 or output.strip() else 0


sys.exit(main())
