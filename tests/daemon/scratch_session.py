# SPDX-License-Identifier: LGPL-2.1-or-later
"""A session bus of its own, with folders of its own, where the daemon is activated, beside a panel."""

import os
import pathlib
import subprocess
import tempfile

SECONDS = 60
NAME = "io.github.lineupd.Lineup1"

# What runs a command on a bus of its own.
CONFIGURATION = pathlib.Path(__file__).parent.parent / "bus.conf"
BUS = ["dbus-run-session", "--config-file", str(CONFIGURATION), "--"]


def run(daemon, fake_panel, script, *arguments):
    """Runs a script of bash there, which finds the panel's address in PANEL.

    Returns the finished process, with what it printed."""
    with tempfile.TemporaryDirectory() as scratch:
        home = pathlib.Path(scratch)
        for name in ("config", "cache", "data", "runtime"):
            (home / name).mkdir(mode=0o700)
        services = home / "data" / "dbus-1" / "services"
        services.mkdir(parents=True)
        (services / f"{NAME}.service").write_text(
            f"[D-BUS Service]\nName={NAME}\nExec={os.path.abspath(daemon)}\n", encoding="utf-8")
        configuration = CONFIGURATION.read_text(encoding="utf-8").replace(
            "</busconfig>", f"<servicedir>{services}</servicedir></busconfig>")
        (home / "bus.conf").write_text(configuration, encoding="utf-8")
        panel = subprocess.Popen(
            [fake_panel, "--channels", "50", "--movies", "50", "--series", "20"],
            stdout=subprocess.PIPE, text=True)
        try:
            env = dict(
                os.environ,
                HOME=scratch,
                PANEL=panel.stdout.readline().strip(),
                XDG_CONFIG_HOME=str(home / "config"),
                XDG_CACHE_HOME=str(home / "cache"),
                XDG_DATA_HOME=str(home / "data"),
                XDG_RUNTIME_DIR=str(home / "runtime"),
            )
            return subprocess.run(
                ["dbus-run-session", "--config-file", str(home / "bus.conf"), "--",
                 "bash", "-c", script, "bash", *arguments],
                env=env, timeout=SECONDS, capture_output=True, text=True, check=False)
        finally:
            panel.terminate()
            panel.wait()
