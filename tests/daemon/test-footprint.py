#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the daemon writes: in its two folders and nowhere else, for its owner alone from the first
moment, whatever it is started with.

usage: test-footprint.py LINEUPD FAKE_PANEL

strace sees all calls of all libraries.
"""

import os
import pathlib
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import time

import scratch_session

NAME = "io.github.lineupd.Lineup1"
MANAGER = "/io/github/lineupd/Lineup1"
ACCOUNT = MANAGER + "/accounts/home"
SECONDS = 60
SKIPPED = 77
SLOWDOWN = int(os.environ.get("LINEUP_TEST_SLOWDOWN", "1"))

# All calls that make, name, change the rights of, or take away a file.
CALLS = ("open,openat,openat2,creat,mkdir,mkdirat,mknod,mknodat,rename,renameat,renameat2,link,linkat,"
         "symlink,symlinkat,unlink,unlinkat,rmdir,chmod,fchmod,fchmodat,truncate,umask")

# Nothing is kept of what is written there.
DEVICES = {"/dev/null"}

failures = []


def check(what, good, detail=""):
    print(f"{'ok' if good else 'not ok'} - {what}", flush=True)
    if not good:
        failures.append(what)
        print(detail, file=sys.stderr, flush=True)


def busctl(*arguments):
    return subprocess.run(["busctl", "--user", *arguments], timeout=SECONDS * SLOWDOWN,
                          capture_output=True, text=True, check=True).stdout.strip()


def call(path, interface, method, *arguments):
    return busctl("call", NAME, path, f"{NAME}.{interface}", method, *arguments)


def get(name):
    return busctl("get-property", NAME, ACCOUNT, f"{NAME}.Account", name).partition(" ")[2]


def wait_until(what, condition):
    end = time.monotonic() + SECONDS * SLOWDOWN
    while not condition():
        assert time.monotonic() < end, f"never: {what}"
        time.sleep(0.05)


def sync():
    job = call(ACCOUNT, "Account", "StartSync", "a{sv}", "0").partition(" ")[2]
    wait_until("the end of a sync",
               lambda: get("Job") == job and get("Status") not in ('"syncing"', '"pending"'))


def find_id(kind):
    page = call(ACCOUNT, "Catalog", "ListItems", "sa{sv}su", kind, "1", "fields", "as", "1", "id", "", "1")
    return re.search(r'"id" x (\d+)', page).group(1)


def live(url):
    """Much of what can happen to an account."""
    call(MANAGER, "Manager", "AddAccount", "sa{sv}", "home", "4", "url", "s", url, "username", "s",
         "user", "password", "s", "secret", "auto-sync", "b", "false")
    sync()
    call(ACCOUNT, "Catalog", "Search", "sa{sv}", "the", "0")
    call(ACCOUNT, "Catalog", "GetDetails", "sxa{sv}", "movies", find_id("movies"), "0")
    call(ACCOUNT, "Catalog", "OpenSnapshot", "s", "movies")
    busctl("set-property", NAME, ACCOUNT, f"{NAME}.Account", "SyncInterval", "u", "720")
    call(MANAGER, "Manager", "UpdateAccount", "sa{sv}", "home", "2", "password", "s", "secret",
         "name", "s", "At home")
    call(ACCOUNT, "Account", "StartSync", "a{sv}", "1", "force", "b", "true")
    wait_until("the end of a sync", lambda: get("Status") == '"completed"')
    call(ACCOUNT, "Account", "ClearCache")
    sync()


def damage_and_leave(database):
    """The damaged file is set aside; then nothing of the account is left."""
    with open(database, "r+b") as file:
        file.write(b"no database" * 100)
    sync()
    call(MANAGER, "Manager", "RemoveAccount", "s", "home")


def parse(log):
    """Every call that succeeded: its name, and its arguments with paths as strace shows them."""
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        match = re.match(r"\d+ +(\w+)\((.*)\) += (\S+)", line)
        if match and not match.group(3).startswith("-"):
            yield match.groups()


def find_paths(arguments):
    """Names of files, those that are relative after the folder they are relative to."""
    paths = []
    for folder, name in re.findall(r'(?:(?:AT_FDCWD|\d+)<([^>]*)>, )?"((?:[^"\\]|\\.)*)"', arguments):
        paths.append(os.path.normpath(os.path.join(folder or "/", name)))
    return paths


def check_calls(log, folders):
    outside, wide = [], []
    masked = False
    n_made = 0
    for name, arguments, result in parse(log):
        if name == "umask":
            masked = arguments == "077"
            continue
        makes = name not in ("open", "openat", "openat2") or "O_CREAT" in arguments
        if not makes and "O_WRONLY" not in arguments and "O_RDWR" not in arguments:
            continue
        n_made += makes
        paths = find_paths(arguments) or re.findall(r"<(/[^>]*)>", arguments)
        for path in paths:
            below = any(path == folder or path.startswith(folder + "/") for folder in folders)
            # The folders above ours are made, too.
            above = name in ("mkdir", "mkdirat") and any(
                folder.startswith(path + "/") for folder in folders)
            if not below and not above and path not in DEVICES:
                outside.append(f"{name}({arguments}) = {result}")
        modes = re.findall(r"\b0[0-7]{3}\b", arguments)
        if name in ("chmod", "fchmod", "fchmodat"):
            wide += [arguments for mode in modes if int(mode, 8) & 0o077]
        elif makes and modes and not masked:
            wide.append(f"{name}({arguments}), before umask")
    check("strace has seen much", n_made > 50, n_made)
    check("nothing is written elsewhere", not outside, "\n".join(outside))
    check("nobody else could ever read it", not wide, "\n".join(wide))


def check_modes(folders):
    """Everything that is there, at the end."""
    wrong = []
    for folder in folders:
        for path in [pathlib.Path(folder), *pathlib.Path(folder).rglob("*")]:
            mode = stat.S_IMODE(path.lstat().st_mode)
            if mode != (0o700 if path.is_dir() else 0o600):
                wrong.append(f"{path}: {mode:o}")
    check("all is for its owner alone", not wrong, "\n".join(wrong))


def run(daemon, panel, scratch, mask):
    """One life of the daemon, with a mask for files that it inherits."""
    home = pathlib.Path(scratch) / f"{mask:o}"
    home.mkdir()
    config, cache = (home / name / "lineupd" for name in ("config", "cache"))
    # From a backup, say.
    config.mkdir(parents=True)
    config.chmod(0o755)
    # On another disk, say.
    elsewhere = home / "disk"
    elsewhere.mkdir(mode=0o700)
    cache.parent.mkdir()
    cache.symlink_to(elsewhere)
    env = dict(os.environ, HOME=str(home), XDG_CONFIG_HOME=str(config.parent),
               XDG_CACHE_HOME=str(cache.parent), TMPDIR=str(home / "tmp"))
    # What a unit or a test may set is not to be relied on.
    for name in ("GSETTINGS_BACKEND", "GIO_USE_VFS", "GIO_USE_PROXY_RESOLVER"):
        env.pop(name, None)
    log = home / "calls"
    folders = [str(config), str(cache), str(elsewhere)]
    with open(home / "log", "w", encoding="utf-8") as messages:
        process = subprocess.Popen(
            ["strace", "-f", "-qq", "-y", "-s", "4096", "-o", str(log), "-e", f"trace={CALLS}", daemon],
            env=env, stdout=messages, stderr=messages, umask=mask)
    try:
        subprocess.run(["gdbus", "wait", "--session", "--timeout", str(SECONDS * SLOWDOWN), NAME],
                       check=True)
        live(panel)
        check_modes(folders[:1] + folders[2:])
        damage_and_leave(elsewhere / "home.db")
        check_modes(folders[:1] + folders[2:])
    finally:
        # It is strace's child, and strace ends with it.
        pid = busctl("call", "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                     "GetConnectionUnixProcessID", "s", NAME).split()[1]
        os.kill(int(pid), 15)
        process.wait(SECONDS * SLOWDOWN)
        print((home / "log").read_text(encoding="utf-8")[-2000:], file=sys.stderr)
    check_calls(log, folders)
    check("no temporary files were wanted", not (home / "tmp").exists())


def main():
    if len(sys.argv) == 3:
        if shutil.which("strace") is None or subprocess.run(
                ["strace", "-qq", "-o", "/dev/null", "true"], check=False).returncode != 0:
            print("strace is not there, or may not look")
            return SKIPPED
        # Again, on a bus of its own.
        return subprocess.run([*scratch_session.BUS, sys.executable, *sys.argv, "--session"],
                              check=False).returncode

    daemon, fake_panel = map(os.path.abspath, sys.argv[1:3])
    panel = subprocess.Popen([fake_panel, "--channels", "200", "--movies", "3000", "--series", "50"],
                             stdout=subprocess.PIPE, text=True)
    url = panel.stdout.readline().strip()
    try:
        with tempfile.TemporaryDirectory() as scratch:
            for mask in (0o000, 0o777):
                run(daemon, url, scratch, mask)
    finally:
        panel.terminate()
        panel.communicate()
    return 1 if failures else 0


sys.exit(main())
