#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""User names and passwords are in their files, in requests, and in what GetStreamUrl() replies: nowhere
else, whatever goes wrong. With a Secret Service they are there and in what is said to it, and in no
file. (This one speaks in the clear; what GNOME's is told nobody can read, see test-keyring.py.)

usage: test-secrets.py LINEUPD FAKE_PANEL [--keyring]
"""

import base64
import json
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

import scratch_session

NAME = "io.github.lineupd.Lineup1"
SERVICE = "org.freedesktop.secrets"
MANAGER = "/io/github/lineupd/Lineup1"
SECONDS = 60

# With what has to be escaped in a query, in a path and in markup.
USER = "Ursula+&Q7x"
PASSWORD = "pW/0rd%#~k9z"
WRONG = "wr0ng/One%j3"
SECRETS = [USER, PASSWORD, WRONG]

# What the panels of the accounts do; each of them would love to tell what it was asked with.
FAULTS = {
    "good": [],
    "refused": ["account=status:401"],
    "banned": ["account=status:403;body:" + PASSWORD],
    "denied": ['account=body:{"user_info":{"auth":0,"message":"' + PASSWORD + '"}}'],
    "talkative": ['get_live_streams=body:{"error":"' + USER + " " + PASSWORD + '"}',
                  'get_vod_streams=body:<p>' + PASSWORD + "</p>",
                  'get_series=body:{"' + PASSWORD + '":1}',
                  'get_vod_categories=body:[{"category_id":1]' + PASSWORD],
    "broken": ["get_live_streams=status:500;body:" + PASSWORD, "get_vod_streams=cut:head",
               "get_series=reset:100", "get_series_categories=status:429",
               "get_vod_info=status:500", "get_live_categories=status:461"],
    "elsewhere": ["get_live_streams=redirect:http://127.0.0.1:1/" + urllib.parse.quote(PASSWORD, ""),
                  "get_vod_streams=redirect:https://127.0.0.1:1/x?password=" +
                  urllib.parse.quote(PASSWORD, ""),
                  "get_series=redirect:ftp://" + USER + "@127.0.0.1/"],
    "silent": ["get_live_streams=delay:forever"],
}


def get_forms(secret):
    """All that a secret may look like when it is written down."""
    data = secret.encode()
    forms = {secret, urllib.parse.quote(secret, ""), urllib.parse.quote(secret),
             urllib.parse.quote_plus(secret), secret.replace("&", "&amp;"),
             secret.replace("/", "\\/"), secret.encode("unicode_escape").decode(),
             base64.b64encode(data).decode().rstrip("="),
             base64.urlsafe_b64encode(data).decode().rstrip("=")}
    return [form.encode() for form in forms] + [
        form.encode().lower() for form in forms if "%" in form]


def find(data):
    return [form for secret in SECRETS for form in get_forms(secret) if form in data]


def busctl(*arguments, check=True):
    return subprocess.run(["busctl", "--user", *arguments], timeout=SECONDS, capture_output=True,
                          check=check)


def call(path, interface, method, *arguments, check=False):
    """What came back, whether it is a reply or an error."""
    result = busctl("call", NAME, path, f"{NAME}.{interface}", method, *arguments, check=check)
    return result.stdout + result.stderr


def settings(**values):
    """Arguments for a{sv}; a value is text, or a pair of a type and text."""
    arguments = ["sa{sv}", values.pop("id"), str(len(values))]
    for key, value in values.items():
        kind, text = value if isinstance(value, tuple) else ("s", value)
        arguments += [key.replace("_", "-"), kind, text]
    return arguments


def add(account, url, **more):
    return call(MANAGER, "Manager", "AddAccount", *settings(
        id=account, url=url, username=USER, password=PASSWORD, validate=("b", "false"),
        auto_sync=("b", "false"), **more))


def update(account, **values):
    return call(MANAGER, "Manager", "UpdateAccount", *settings(id=account, **values))


def await_end(account):
    deadline = time.monotonic() + SECONDS
    while b"false" not in busctl("get-property", NAME, MANAGER, f"{NAME}.Manager", "Busy").stdout:
        assert time.monotonic() < deadline, f"{account} does not end"
        time.sleep(0.1)


def sync(account):
    path = f"{MANAGER}/accounts/{account}"
    call(path, "Account", "StartSync", "a{sv}", "0", check=True)
    if account == "silent":
        time.sleep(0.5)
        call(path, "Account", "Cancel")
    await_end(account)


class Panel:
    def __init__(self, program, log, faults):
        self.process = subprocess.Popen(
            [program, "--movies", "30", "--log", "--username", USER, "--password", PASSWORD,
             *[f"--fault={fault}" for fault in faults]],
            stdout=subprocess.PIPE, stderr=log)
        self.url = self.process.stdout.readline().decode().strip()


def run_all(panels):
    """Everything that can go wrong with credentials at hand. Returns what callers were told."""
    told = []
    for account, panel in panels.items():
        told.append(add(account, panel.url))
        assert account.encode() in told[-1], told[-1]
        sync(account)
        told.append(call(f"{MANAGER}/accounts/{account}", "Catalog", "GetDetails", "sxa{sv}",
                         "movies", "1", "0"))
        told.append(call(f"{MANAGER}/accounts/{account}", "Catalog", "GetStreamUrl", "sxa{sv}",
                         "movies", "999999", "0"))

    good = panels["good"].url
    host = good.removeprefix("http://")
    user, password = urllib.parse.quote(USER, ""), urllib.parse.quote(PASSWORD, "")
    told.append(add("away", "http://127.0.0.1:1"))
    sync("away")
    # Credentials in addresses, good and bad.
    for i, url in enumerate([f"{good}/get.php?username={user}&password={password}",
                             f"http://{user}:{password}@{host}",
                             f"ftp://{user}:{password}@{host}",
                             f"http://{host}:99999999/?password={password}",
                             f"http://[{password}]/", f"http://{password}.invalid:x/"]):
        told.append(call(MANAGER, "Manager", "AddAccount", *settings(
            id=f"pasted{i}", url=url, auto_sync=("b", "false"))))
        told.append(update("good", url=url))
    told.append(call(MANAGER, "Manager", "AddAccount", *settings(
        id="wrong", url=good, username=USER, password=WRONG)))
    told.append(update("good", username=USER, password=WRONG))
    told.append(update("good", password=WRONG, validate=("b", "false")))
    sync("good")
    told.append(update("good", password=PASSWORD))
    # Where nothing of the sort is expected.
    told.append(call(MANAGER, "Manager", "AddAccount", *settings(
        id=PASSWORD, url=good, username=USER, password=PASSWORD)))
    told.append(call(MANAGER, "Manager", "AddAccount", *settings(
        id="typed", url=good, username=("as", "1"), password=PASSWORD)))
    told.append(call(MANAGER, "Manager", "UpdateAccount", *settings(
        id="nobody", username=USER, password=PASSWORD)))
    return told


class Journal:
    """Hears what the journal would: all fields of all entries. For the super user, in a mount namespace
    of its own, as the journal's place is known to GLib alone."""

    PLACE = pathlib.Path("/run/systemd/journal")

    def __init__(self):
        subprocess.run(["mount", "-t", "tmpfs", "none", "/run"], check=True)
        self.PLACE.mkdir(parents=True)
        self.stream = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.stream.bind(f"{self.PLACE}/stdout")
        self.stream.listen()
        self.entries = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.entries.bind(f"{self.PLACE}/socket")
        self.output = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.output.connect(f"{self.PLACE}/stdout")
        self.heard = []
        threading.Thread(target=self.listen, daemon=True).start()

    @staticmethod
    def is_possible():
        return os.geteuid() == 0 and subprocess.run(
            ["unshare", "--mount", "mount", "-t", "tmpfs", "none", "/run"], check=False,
            capture_output=True).returncode == 0

    def listen(self):
        while True:
            self.heard.append(self.entries.recv(1 << 20))

    def read(self):
        return b"\n".join(self.heard)


def is_confidential(line):
    """The daemon is told secrets, after all, and tells them the Secret Service."""
    message = json.loads(line)
    return (message["type"] == "method_call" and message.get("destination") == NAME
            or SERVICE_NAMES & {message.get("sender"), message.get("destination")})


SERVICE_NAMES = {SERVICE}


def start_service():
    # What it needs of Python not everybody has.
    import fake_secret_service
    service = fake_secret_service.FakeSecretService()
    reply = busctl("call", "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                   "GetNameOwner", "s", SERVICE, check=True).stdout.decode()
    SERVICE_NAMES.add(reply.split('"')[1])
    return service


def get_kept(service):
    """As in a key file, in which a backslash is two."""
    return "\n".join(service.get_values().values()).replace("\\\\", "\\").encode()


def read_files(folder):
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix != ".secret":
            yield str(path), path.read_bytes()


def check(daemon, panels, scratch, journal, service):
    with open(f"{scratch}/bus", "wb") as bus:
        monitor = subprocess.Popen(["busctl", "--user", "--json=short", "monitor"], stdout=bus)
    # It is there when it hears what is said.
    while NAME.encode() not in pathlib.Path(f"{scratch}/bus").read_bytes():
        busctl("get-property", NAME, MANAGER, f"{NAME}.Manager", "Version")
        time.sleep(0.1)

    places = {f"told {i}": told for i, told in enumerate(run_all(panels))}
    places["objects"] = busctl("call", NAME, MANAGER, "org.freedesktop.DBus.ObjectManager",
                               "GetManagedObjects").stdout
    # It has written all that was said before this, and perhaps a part of a line after it.
    while b"nobody_of_this_name" not in pathlib.Path(f"{scratch}/bus").read_bytes():
        call(MANAGER, "Manager", "RemoveAccount", "s", "nobody_of_this_name")
    monitor.terminate()
    monitor.wait()
    # All that goes over the bus, with everybody.
    said = [line for line in pathlib.Path(f"{scratch}/bus").read_bytes().split(b"\n")[:-1]
            if line.startswith(b"{") and not is_confidential(line)]
    assert len(said) > 100, said
    places["bus"] = b"\n".join(said)
    places["log"] = pathlib.Path(f"{scratch}/log").read_bytes()
    if journal is not None:
        places["journal"] = journal.read()
        assert b"LINEUP_ACCOUNT=talkative\n" in places["journal"], places["journal"]
        places["log"] += places["journal"]
    assert b"sync begins" in places["log"] and b"does not accept" in places["bus"]
    places["command line"] = pathlib.Path(f"/proc/{daemon.pid}/cmdline").read_bytes()
    places["environment"] = pathlib.Path(f"/proc/{daemon.pid}/environ").read_bytes()
    files = dict(read_files(pathlib.Path(scratch) / "config"))
    files.update(read_files(pathlib.Path(scratch) / "cache"))
    assert any(path.endswith("good.db") for path in files), files.keys()
    assert any(path.endswith("good.conf") for path in files), files.keys()
    places.update(files)

    found = {place: find(data) for place, data in places.items() if find(data)}
    assert not found, found

    # They are where they have to be, so they would have been found elsewhere.
    secrets = b"".join(path.read_bytes()
                       for path in (pathlib.Path(scratch) / "config").rglob("*.secret"))
    if service is not None:
        assert secrets == b"", secrets
        secrets = get_kept(service)
    assert find(secrets), secrets
    url = call(f"{MANAGER}/accounts/talkative", "Catalog", "GetStreamUrl", "sxa{sv}", "movies", "1",
               "0")
    movies = call(f"{MANAGER}/accounts/good", "Catalog", "ListItems", "sa{sv}su", "movies", "0", "",
                  "1")
    movie = movies.split(b'"id" x ')[1].split()[0].decode()
    url = call(f"{MANAGER}/accounts/good", "Catalog", "GetStreamUrl", "sxa{sv}", "movies", movie, "0")
    assert len(find(url)) >= 2, url
    for secret in SECRETS:
        assert all(find(b"x" + form + b"x") for form in get_forms(secret))

    # With an account goes all that was its own.
    objects = busctl("tree", "--list", NAME).stdout.decode().split()
    for path in objects:
        if path.startswith(f"{MANAGER}/accounts/"):
            call(MANAGER, "Manager", "RemoveAccount", "s", path.rsplit("/", 1)[1], check=True)
    left = [path for path in (pathlib.Path(scratch) / "config").rglob("*.secret")]
    assert not left, left
    if service is not None:
        assert not get_kept(service), get_kept(service)


def main():
    if "--session" not in sys.argv:
        # Again, on a bus of its own.
        journal = Journal.is_possible()
        return subprocess.run(
            [*(["unshare", "--mount"] if journal else []), *scratch_session.BUS, sys.executable,
             *sys.argv, "--session", *(["--journal"] if journal else [])], check=False).returncode

    journal = Journal() if "--journal" in sys.argv else None
    service = start_service() if "--keyring" in sys.argv else None
    print("What the journal gets to know", "is heard" if journal is not None else "nobody hears")
    with tempfile.TemporaryDirectory() as scratch:
        env = dict(os.environ, XDG_CONFIG_HOME=f"{scratch}/config",
                   XDG_CACHE_HOME=f"{scratch}/cache", G_MESSAGES_DEBUG="all")
        with open(f"{scratch}/log", "wb") as log, open(f"{scratch}/panels", "wb") as requests:
            panels = {account: Panel(sys.argv[2], requests, faults)
                      for account, faults in FAULTS.items()}
            daemon = subprocess.Popen([sys.argv[1]], env=env, stdout=log,
                                      stderr=journal.output if journal is not None else log)
        try:
            subprocess.run(["gdbus", "wait", "--session", "--timeout", str(SECONDS), NAME],
                           check=True)
            check(daemon, panels, scratch, journal, service)
        finally:
            daemon.terminate()
            for panel in panels.values():
                panel.process.terminate()
                panel.process.wait()
            status = daemon.wait()
            if service is not None:
                service.stop()
            print(pathlib.Path(f"{scratch}/log").read_text(encoding="utf-8")[-4000:])
        assert status == 0, status
    return 0


sys.exit(main())
