#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Installs the Debian package, uses it as a person does, and removes it without a trace.

usage: check.py PACKAGE FAKE_PANEL

Needs root. Nothing of it reaches the machine: the package goes into layers over its file systems
that only this process sees. A user without rights then has a real service manager, which a tool
beside the clone starts.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

NOBODY = 65534
SECONDS = 60
SKIPPED = 77
NAME = "io.github.lineupd.Lineup1"
MANAGER = "/io/github/lineupd/Lineup1"
ACCOUNT = MANAGER + "/accounts/home"
LAYERED = ["/usr", "/etc", "/var"]

# What dpkg and its triggers keep about packages, of whichever package.
BOOKKEEPING = ("/var/lib/dpkg/", "/var/log/", "/var/cache/", "/usr/share/applications/mimeinfo.cache",
               "/usr/share/glib-2.0/schemas/gschemas.compiled")

failures = []


def check(what, good, detail=""):
    print(f"{'ok' if good else 'not ok'} - {what}", flush=True)
    if not good:
        failures.append(what)
        print(detail, file=sys.stderr, flush=True)


def run(*words):
    result = subprocess.run(words, timeout=SECONDS, capture_output=True, text=True, check=False)
    return result.stdout.strip() if result.returncode == 0 else f"failed: {result.stderr.strip()}"


def call(path, interface, method, *arguments):
    return run("busctl", "--user", "call", NAME, path, f"{NAME}.{interface}", method, *arguments)


def get(interface, name):
    return run("busctl", "--user", "get-property", NAME, ACCOUNT, f"{NAME}.{interface}",
               name).partition(" ")[2]


def use():
    """As the user, on that user's bus."""
    panel = subprocess.Popen(
        [str(pathlib.Path.home() / "fake-panel"), "--port", "0", "--channels", "50", "--movies",
         "2000", "--series", "20"], stdout=subprocess.PIPE, text=True)
    try:
        url = panel.stdout.readline().strip()
        enabled = run("systemctl", "--user", "is-enabled", "lineupd.service")
        check("it starts with the session", enabled == "enabled", enabled)
        reply = call(MANAGER, "Manager", "AddAccount", "sa{sv}", "home", "3", "url", "s", url,
                     "username", "s", "user", "password", "s", "secret")
        check("the bus activates it", reply == f'o "{ACCOUNT}"', reply)
        state = run("systemctl", "--user", "is-active", "lineupd.service")
        check("as the unit", state == "active", state)
        end = time.monotonic() + SECONDS
        while get("Account", "Status") != '"completed"' and time.monotonic() < end:
            time.sleep(0.1)
        check("it syncs", get("Account", "Status") == '"completed"', get("Account", "Steps"))
        found = call(ACCOUNT, "Catalog", "Search", "sa{sv}", "the", "1", "limit", "u", "1")
        check("and searches", found.startswith("aa{sv} 1 "), found)
        found = run("busctl", "--user", "call", NAME, MANAGER + "/SearchProvider",
                    "org.gnome.Shell.SearchProvider2", "GetInitialResultSet", "as", "1", "the")
        check("so does the desktop", found.startswith("as 20 "), found)
        stopped = run("systemctl", "--user", "stop", "lineupd.service")
        check("it stops", stopped == "", stopped)
    finally:
        panel.terminate()
        panel.communicate()
    return 1 if failures else 0


def list_files():
    found = set()
    for top in LAYERED:
        for folder, folders, files in os.walk(top):
            found.update(os.path.join(folder, name) for name in folders + files)
    return {path for path in found if not path.startswith(BOOKKEEPING)}


def check_installed(package, installed):
    """All that came is the package's own."""
    listed = set(run("dpkg", "--listfiles", package).splitlines())
    # Where /lib is /usr/lib.
    listed |= {"/usr" + path for path in listed}
    # Switched on for all users, as other packages' units are.
    switches = {path for path in installed if path.startswith("/etc/systemd/user/")
                or path.startswith("/var/lib/systemd/deb-systemd-user-helper")}
    check("it installs what it lists", not installed - listed - switches,
          sorted(installed - listed - switches))
    check("and is switched on for all users", len(switches) > 0)
    for path in ("/usr/libexec/lineupd", "/usr/lib/systemd/user/lineupd.service",
                 f"/usr/share/dbus-1/services/{NAME}.service",
                 f"/usr/share/dbus-1/interfaces/{NAME}.Catalog.xml",
                 "/usr/share/man/man1/lineupd.1.gz",
                 f"/usr/share/man/man5/{NAME}.Catalog.5.gz",
                 f"/usr/share/gnome-shell/search-providers/{NAME}.search-provider.ini",
                 f"/usr/share/krunner/dbusplugins/{NAME}.runner.desktop",
                 "/usr/share/applications/io.github.lineupd.Player.desktop",
                 "/usr/share/metainfo/io.github.lineupd.Player.metainfo.xml",
                 "/usr/share/locale/de/LC_MESSAGES/lineupd.mo",
                 "/usr/share/doc/lineupd/examples/player.py"):
        check(f"{path} is there", path in installed)


def try_package(tool, package, fake_panel, layers):
    for top in LAYERED:
        upper, work = (pathlib.Path(layers) / (kind + top.replace("/", "-"))
                       for kind in ("upper", "work"))
        upper.mkdir()
        work.mkdir()
        subprocess.run(["mount", "-t", "overlay", "overlay", "-o",
                        f"lowerdir={top},upperdir={upper},workdir={work}", top], check=True)
    name = run("dpkg-deb", "--field", package, "Package")
    run("dpkg", "--purge", name)
    before = list_files()

    result = run("dpkg", "--install", package)
    check("it installs", not result.startswith("failed"), result)
    check_installed(name, list_files() - before)

    with tempfile.TemporaryDirectory() as scratch:
        home = pathlib.Path(scratch)
        shutil.copy(fake_panel, home / "fake-panel")
        shutil.copy(__file__, home / "check.py")
        env = dict(os.environ, TEST_HOME=scratch, SYSTEMD_LOG="warning")
        used = subprocess.run([tool, str(NOBODY), "python3", str(home / "check.py"), "--use"],
                              env=env, check=False).returncode
        check("a user's service manager runs it", used == 0)

        result = run("dpkg", "--purge", name)
        check("it is removed", not result.startswith("failed"), result)
        left = list_files() ^ before
        check("without a trace", not left, sorted(left))
        kept = [path for path in (".config/lineupd/accounts/home.conf", ".cache/lineupd/home.db")
                if not (home / path).is_file()]
        check("but what is the user's", not kept, kept)
    return 1 if failures else 0


def main():
    if sys.argv[1:] == ["--use"]:
        return use()
    if sys.argv[1] == "--layered":
        with tempfile.TemporaryDirectory() as layers:
            subprocess.run(["mount", "-t", "tmpfs", "tmpfs", layers], check=True)
            try:
                return try_package(*sys.argv[2:], layers)
            finally:
                subprocess.run(["umount", "--lazy", layers], check=False)

    package, fake_panel = (os.path.abspath(path) for path in sys.argv[1:])
    tool = pathlib.Path(os.environ.get("LINEUP_SHARED", "")) / "tools" / "systemd-user.sh"
    if os.geteuid() != 0 or not tool.is_file():
        print("This takes root, and a tool that starts a user manager")
        return SKIPPED
    return subprocess.run(["unshare", "--mount", "--propagation", "private", sys.executable, __file__,
                           "--layered", str(tool), package, fake_panel], check=False).returncode


sys.exit(main())
