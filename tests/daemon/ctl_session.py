# SPDX-License-Identifier: LGPL-2.1-or-later
"""lineupctl beside a daemon and a panel, on a bus and with folders of their own."""

import contextlib
import json
import os
import pathlib
import pty
import re
import select
import shlex
import signal
import subprocess
import sys
import tempfile
import time

import scratch_session

SECONDS = 60
NAME = "io.github.lineupd.Lineup1"
PLAYER = "io.github.lineupd.Player"


def on_own_bus(main):
    """Runs main() of a test, on a session bus of its own."""
    if os.environ.get("LINEUP_TEST_BUS") != "own":
        os.execvpe(scratch_session.BUS[0], [*scratch_session.BUS, sys.executable, *sys.argv],
                   dict(os.environ, LINEUP_TEST_BUS="own"))
    main()


def wait_until(condition, what):
    deadline = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < deadline, f"never: {what}"
        time.sleep(0.02)


def await_name(name):
    subprocess.run(["gdbus", "wait", "--session", "--timeout", str(SECONDS), name], check=True)


def call(destination, path, method, *arguments):
    subprocess.run(["gdbus", "call", "--session", "--dest", destination, "--object-path", path,
                    "--method", method, *arguments], check=True, stdout=subprocess.DEVNULL)


def call_shell(method, *arguments):
    """As GNOME Shell does, of the daemon."""
    call(NAME, "/io/github/lineupd/Lineup1/SearchProvider",
         f"org.gnome.Shell.SearchProvider2.{method}", *arguments)


class Terminal:
    """A program at a terminal, and what it has written there."""

    def __init__(self, command, env, columns):
        self.text = ""
        self.process, self.file = pty.fork()
        if self.process == 0:
            os.execvpe(command[0], command, env)
        self.resize(columns)

    def resize(self, columns):
        import fcntl
        import struct
        import termios
        fcntl.ioctl(self.file, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))

    def type(self, text):
        os.write(self.file, text.encode())

    def read(self):
        """Whether there is more to come."""
        if select.select([self.file], [], [], SECONDS)[0]:
            try:
                data = os.read(self.file, 65536)
            except OSError:
                return False
            self.text += data.decode("utf-8", "replace")
            return bool(data)
        raise AssertionError(f"nothing more than {self.text!r}")

    def expect(self, pattern):
        while not re.search(pattern, self.text):
            assert self.read(), f"no {pattern} in {self.text!r}"

    def wait(self):
        while self.read():
            pass
        os.close(self.file)
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])


class Session:
    def __init__(self, lineupctl, scratch, env, panel):
        self.lineupctl = lineupctl
        self.scratch = scratch
        self.env = env
        self.panel = panel

    def run(self, *arguments, typed="", env=None):
        return subprocess.run([self.lineupctl, *arguments], input=typed, env={**self.env, **(env or {})},
                              timeout=SECONDS, capture_output=True, text=True, check=False)

    def ok(self, *arguments, typed="", env=None):
        """What it prints, where it is to succeed."""
        result = self.run(*arguments, typed=typed, env=env)
        assert result.returncode == 0, (arguments, result)
        return result.stdout

    def json(self, *arguments, typed=""):
        return [json.loads(line) for line in
                self.ok(*arguments, "--json", typed=typed).splitlines()]

    def fails(self, status, words, *arguments, typed=""):
        """Checks how it fails, and that a person and a program can tell why."""
        result = self.run(*arguments, typed=typed)
        assert result.returncode == status, (arguments, result)
        assert words in result.stderr, (arguments, result)
        report = json.loads(self.run("--json", *arguments, typed=typed).stderr)
        assert words in report["message"] + report.get("advice", ""), report

    def terminal(self, *arguments, columns=100, env=None):
        return Terminal([self.lineupctl, *arguments],
                        {**self.env, "TERM": "xterm", **(env or {})}, columns)

    def start_service(self):
        """What the bus would start as the player."""
        service = subprocess.Popen([self.lineupctl, "service"], env=self.env)
        await_name(PLAYER)
        return service

    def add(self, account, *options):
        self.ok("add", account, "--url", self.panel, *options, typed="user\nsecret\n")

    def add_synced(self, account):
        self.add(account)
        self.ok("sync", account, "--watch")


@contextlib.contextmanager
def open_session(lineupctl, daemon, fake_panel, *panel_options):
    with tempfile.TemporaryDirectory() as folder:
        scratch = pathlib.Path(folder)
        for name in ("config", "cache", "runtime"):
            (scratch / name).mkdir(mode=0o700)
        env = dict(os.environ, HOME=folder, LC_ALL="C.UTF-8", TZ="UTC",
                   XDG_CONFIG_HOME=str(scratch / "config"), XDG_CACHE_HOME=str(scratch / "cache"),
                   XDG_RUNTIME_DIR=str(scratch / "runtime"))
        panel = subprocess.Popen([fake_panel, *panel_options], stdout=subprocess.PIPE, text=True)
        with open(scratch / "log", "w", encoding="utf-8") as log:
            process = subprocess.Popen([*shlex.split(os.environ.get("LINEUPD_WRAPPER", "")), daemon],
                                       env=env, stdout=log, stderr=log)
        try:
            await_name(NAME)
            yield Session(os.path.abspath(lineupctl), scratch, env,
                          panel.stdout.readline().strip())
        finally:
            for child in (process, panel):
                child.send_signal(signal.SIGTERM)
                child.wait()
            print((scratch / "log").read_text(encoding="utf-8")[-3000:])
        # Whoever looks over its memory has a say at the end, unless a test has killed it.
        assert process.returncode in (0, -signal.SIGKILL), process.returncode
