#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The user unit as it is installed, under a real systemd.

usage: test-unit.py LINEUPD UNIT ACTIVATION FAKE_PANEL

A tool beside the clone starts a user manager of its own, of a user without rights, and runs this
script again under it. Skips where that can't be done.
"""

import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

NAME = "io.github.lineupd.Lineup1"
MANAGER = "/io/github/lineupd/Lineup1"
ACCOUNT = MANAGER + "/accounts/home"
UNIT = "lineupd.service"
NOBODY = 65534
SECONDS = 60
SLOWDOWN = int(os.environ.get("LINEUP_TEST_SLOWDOWN", "1"))
SKIPPED = 77
N_KILLS = 5

# Nothing of the unit is taken back; only what would take minutes is made shorter. The leak check of
# a sanitizer needs system calls that the unit forbids.
SHORTER = f"""
[Service]
RestartSec=100ms
WatchdogSec={2 * SLOWDOWN}
TimeoutAbortSec=5
Environment=ASAN_OPTIONS=detect_leaks=0
"""

failures = []


def check(what, good, detail=""):
    print(f"{'ok' if good else 'not ok'} - {what}", flush=True)
    if not good:
        failures.append(what)
        print(detail, file=sys.stderr, flush=True)


def wait_until(what, condition):
    end = time.monotonic() + SECONDS * SLOWDOWN
    while not condition():
        if time.monotonic() > end:
            check(what, False, "waited in vain")
            sys.exit(1)
        time.sleep(0.02)
    check(what, True)


def run(*words):
    result = subprocess.run(words, timeout=SECONDS * SLOWDOWN, capture_output=True, text=True,
                            check=False)
    return result.stdout.strip() if result.returncode == 0 else f"failed: {result.stderr.strip()}"


def call(path, interface, method, *arguments):
    return run("busctl", "--user", "call", NAME, path, f"{NAME}.{interface}", method, *arguments)


def get(interface, name):
    """A property, without its type; it starts the daemon if need be."""
    return run("busctl", "--user", "get-property", NAME, ACCOUNT, f"{NAME}.{interface}",
               name).partition(" ")[2]


def show(name):
    """What the manager knows of the unit."""
    return run("systemctl", "--user", "show", "--value", "--property", name, UNIT)


def get_pid():
    """0 while there is none, or while nobody can tell: systemctl asks by way of the bus."""
    pid = show("MainPID")
    return int(pid) if pid.isdigit() else 0


class Panel:
    def __init__(self):
        self.process = None
        self.port = 0

    def start(self, *words):
        """Puts another one in the place of the last, which has the same catalogue."""
        self.stop()
        self.process = subprocess.Popen(
            [str(pathlib.Path.home() / "fake-panel"), "--port", str(self.port), "--channels", "50",
             "--movies", "2000", "--series", "20", *words], stdout=subprocess.PIPE, text=True)
        url = self.process.stdout.readline().strip()
        self.port = int(url.rpartition(":")[2])
        return url

    def stop(self):
        if self.process is not None:
            self.process.terminate()
            self.process.communicate()


def start_sync():
    job = call(ACCOUNT, "Account", "StartSync", "a{sv}", "0").partition(" ")[2]
    return lambda: get("Account", "Job") == job and get("Account", "Status") != '"syncing"'


def start_slow_sync(panel):
    """Comes back in the middle of the movies."""
    panel.start("--rate", "50000")
    start_sync()
    wait_until("a sync is at the movies", lambda: get("Account", "Step") == '"movies"')


def get_memory():
    """All that has to be as before after a restart."""
    return [get("Account", name) for name in ("Status", "LastSync", "Steps")] + [
        get("Catalog", name) for name in ("Counts", "Generation")]


def check_activation(panel):
    check("it does not run yet", show("ActiveState") == "inactive", show("ActiveState"))
    url = panel.start()
    reply = call(MANAGER, "Manager", "AddAccount", "sa{sv}", "home", "4", "url", "s", url,
                 "username", "s", "user", "password", "s", "secret", "auto-sync", "b", "false")
    check("a call activates it", reply == f'o "{ACCOUNT}"', reply)
    check("as the unit", show("ActiveState") == "active" and get_pid() > 0, show("ActiveState"))
    status = dict(line.split(":\t", 1) for line in
                  pathlib.Path(f"/proc/{get_pid()}/status").read_text().splitlines())
    check("in its sandbox", (status["Seccomp"], status["NoNewPrivs"]) == ("2", "1"), status)
    wait_until("it syncs there", start_sync())
    check("completely", get("Account", "Status") == '"completed"', get("Account", "Steps"))
    found = call(ACCOUNT, "Catalog", "Search", "sa{sv}", "the", "1", "limit", "u", "1")
    check("and searches", found.startswith("aa{sv} 1 "), found)
    wait_until("the manager is told", lambda: "Idle" in show("StatusText"))


def check_kill(panel):
    memory = get_memory()
    start_slow_sync(panel)
    pid = get_pid()
    os.kill(pid, signal.SIGKILL)
    wait_until("it is started again when it was killed",
               lambda: get_pid() not in (0, pid) and show("ActiveState") == "active")
    check("with what it knew", get_memory() == memory, f"{memory}\n{get_memory()}")
    panel.start()
    wait_until("and syncs", start_sync())
    check("completely", get("Account", "Status") == '"completed"', get("Account", "Steps"))


def kill_and_await():
    pid = get_pid()
    os.kill(pid, signal.SIGKILL)
    wait_until("it is started again", lambda: get_pid() not in (0, pid))


def check_kills():
    """More often, and faster, than systemd allows by itself."""
    memory = get_memory()
    for _ in range(N_KILLS):
        kill_and_await()
    os.kill(get_pid(), signal.SIGKILL)
    # What was going on when it was killed may still be loaded when it is called first.
    wait_until("whoever calls then is answered, with what it knew", lambda: get_memory() == memory)
    check("and the unit has not failed", show("ActiveState") == "active", show("Result"))


def check_watchdog():
    memory = get_memory()
    pid = get_pid()
    os.kill(pid, signal.SIGSTOP)
    wait_until("it is started again when it hangs",
               lambda: get_pid() not in (0, pid) and show("ActiveState") == "active")
    check("with what it knew", get_memory() == memory, f"{memory}\n{get_memory()}")


def check_stop(panel):
    memory = get_memory()
    start_slow_sync(panel)
    begin = time.monotonic()
    stopped = run("systemctl", "--user", "stop", UNIT)
    took = time.monotonic() - begin
    check("it stops in the middle of a sync", stopped == "", stopped)
    check("quickly", took < 3 * SLOWDOWN, took)
    check("and well", (show("Result"), show("ExecMainStatus")) == ("success", "0"),
          show("Result") + show("ExecMainStatus"))
    check("for good", show("ActiveState") == "inactive", show("ActiveState"))
    check("its catalogue is as before", get_memory()[-2:] == memory[-2:],
          f"{memory}\n{get_memory()}")
    check("of the sync it knows", '"cancelled"' in get("Account", "Steps"), get("Account", "Steps"))
    panel.start()
    wait_until("and syncs", start_sync())
    check("completely", get("Account", "Status") == '"completed"', get("Account", "Steps"))


def check_all():
    panel = Panel()
    try:
        check_activation(panel)
        check_kill(panel)
        check_kills()
        check_watchdog()
        check_stop(panel)
    finally:
        panel.stop()
        run("systemctl", "--user", "stop", UNIT)
    return 1 if failures else 0


def install(home, daemon, unit, activation, fake_panel):
    """Puts all where that user's manager and bus look for it."""
    units = home / ".config" / "systemd" / "user"
    services = home / ".local" / "share" / "dbus-1" / "services"
    (units / f"{UNIT}.d").mkdir(parents=True)
    services.mkdir(parents=True)
    shutil.copy(daemon, home / "lineupd")
    shutil.copy(fake_panel, home / "fake-panel")
    shutil.copy(__file__, home / "test-unit.py")
    for source, target in ((unit, units / UNIT), (activation, services / f"{NAME}.service")):
        lines = pathlib.Path(source).read_text(encoding="utf-8").splitlines(keepends=True)
        for i, line in enumerate(lines):
            key, _, command = line.partition("=")
            if key in ("Exec", "ExecStart"):
                lines[i] = f"{key}={home}/{pathlib.Path(command.strip()).name}\n"
        target.write_text("".join(lines), encoding="utf-8")
    # The machine may have a keyring, which nobody is there to unlock.
    (services / "org.freedesktop.secrets.service").write_text(
        "[D-BUS Service]\nName=org.freedesktop.secrets\nExec=/bin/false\n", encoding="utf-8")
    (units / f"{UNIT}.d" / "shorter.conf").write_text(SHORTER, encoding="utf-8")


def main():
    if sys.argv[1:] == ["--under-systemd"]:
        return check_all()

    tool = pathlib.Path(os.environ.get("LINEUP_SHARED", "")) / "tools" / "systemd-user.sh"
    if not tool.is_file():
        print("There is no tool that starts a user manager")
        return SKIPPED
    with tempfile.TemporaryDirectory() as scratch:
        home = pathlib.Path(scratch)
        env = dict(os.environ, TEST_HOME=scratch, SYSTEMD_LOG="warning")
        if subprocess.run([tool, str(NOBODY), "true"], env=env, timeout=SECONDS,
                          check=False).returncode != 0:
            print("A user manager can't be started here")
            return SKIPPED
        install(home, *sys.argv[1:])
        return subprocess.run(
            [tool, str(NOBODY), "env", f"LINEUP_TEST_SLOWDOWN={SLOWDOWN}",
             "python3", str(home / "test-unit.py"), "--under-systemd"],
            env=env, check=False).returncode


sys.exit(main())
