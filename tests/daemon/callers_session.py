# SPDX-License-Identifier: LGPL-2.1-or-later
"""The daemon beside callers of all kinds, on a bus that is soon full."""

import contextlib
import json
import os
import pathlib
import re
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import time

import scratch_session

NAME = "io.github.lineupd.Lineup1"
MANAGER = "/io/github/lineupd/Lineup1"
SEARCH = f"{MANAGER}/SearchProvider"
RUNNER = f"{MANAGER}/Runner"
SECONDS = 60 * int(os.environ.get("LINEUP_TEST_SLOWDOWN", "1"))
LIMITS_EXCEEDED = "org.freedesktop.DBus.Error.LimitsExceeded"
INVALID_ARGS = "org.freedesktop.DBus.Error.InvalidArgs"
CANCELLED = f"{NAME}.Error.Cancelled"
LIST_ITEMS = "(sa{sv}su)"

TESTS = pathlib.Path(__file__).resolve().parent.parent
CONFIGURATION = "tight-bus.conf"

# Somebody without privileges, for whom limits of the system hold.
NOBODY = 65534
PROCESSES = 64


def is_inside():
    return sys.argv[-1] == "--session"


def copy_for_nobody(home):
    """Copies what runs to where somebody without privileges can read it. Returns the test and what it
    is called with."""
    tests = home / "tests"
    for source in [TESTS / CONFIGURATION, *TESTS.glob("*/*.py")]:
        target = tests / source.relative_to(TESTS)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
    test = tests / pathlib.Path(sys.argv[0]).resolve().relative_to(TESTS)
    programs = [shutil.copy(program, home) for program in sys.argv[1:3]]
    os.chown(home, NOBODY, NOBODY)
    return tests, [test, *programs, *sys.argv[3:]]


def run_inside(limited=False):
    """Runs the test again, on a bus of its own. Returns its status.

    `limited`: with as many processes and threads, altogether, as the unit gives the daemon."""
    with tempfile.TemporaryDirectory() as home:
        limits, tests, arguments = [], TESTS, sys.argv
        if limited:
            limits = ["prlimit", f"--nproc={PROCESSES}:{PROCESSES}", "--"]
        if limited and os.getuid() == 0:
            tests, arguments = copy_for_nobody(pathlib.Path(home))
            limits = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--",
                      *limits]
        command = [*limits, "dbus-run-session", "--config-file", tests / CONFIGURATION, "--",
                   sys.executable, *arguments, "--session"]
        env = dict(os.environ, HOME=home, TMPDIR=home, PYTHONDONTWRITEBYTECODE="1")
        return subprocess.run(command, env=env, check=False).returncode


def is_sanitized(program):
    code = pathlib.Path(program).read_bytes()
    return b"__asan_init" in code or b"__tsan_init" in code


def path_of(account):
    return f"{MANAGER}/accounts/{account}"


def wait_until(what, condition):
    """Lets calls go on until something is so."""
    from gi.repository import GLib
    context = GLib.MainContext.default()
    end = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < end, f"never: {what}"
        if not context.iteration(False):
            time.sleep(0.005)


class Call:
    """A call that was sent, and what has become of it."""

    def __init__(self, connection, path, interface, member, signature, arguments):
        from gi.repository import GLib
        self.reply = None  # a GLib.Variant
        self.error = None  # its name
        parameters = GLib.Variant(signature, arguments) if signature else None
        connection.call_with_unix_fd_list(NAME, path, interface, member, parameters, None, 0,
                                          SECONDS * 1000, None, None, self._on_end)

    def _on_end(self, connection, result):
        from gi.repository import Gio, GLib
        try:
            self.reply = connection.call_with_unix_fd_list_finish(result)[0]
        except GLib.Error as error:
            self.error = Gio.DBusError.get_remote_error(error) or f"local: {error.message}"

    @property
    def ended(self):
        return self.reply is not None or self.error is not None


class Caller:
    """Somebody on the bus."""

    def __init__(self):
        # Only here: who starts the session needs no bindings.
        import gi_connection
        self.connection = gi_connection.connect()

    @property
    def name(self):
        return self.connection.get_unique_name()

    def begin(self, account, member, signature=None, arguments=(), interface=f"{NAME}.Catalog",
              path=MANAGER):
        path = path_of(account) if account is not None else path
        return Call(self.connection, path, interface, member, signature, arguments)

    def end(self, call):
        wait_until("a reply", lambda: call.ended)
        return call

    def call(self, *arguments, **keywords):
        """Calls, and returns the reply, which it must be."""
        call = self.end(self.begin(*arguments, **keywords))
        assert call.error is None, (arguments, call.error)
        return call.reply.unpack()

    def fail(self, *arguments, **keywords):
        """Calls, and returns the error, which it must be."""
        call = self.end(self.begin(*arguments, **keywords))
        assert call.error is not None, (arguments, str(call.reply)[:200])
        return call.error

    def list_items(self, account, kind="movies", cursor="", limit=1000, **filters):
        return self.call(account, "ListItems", LIST_ITEMS, (kind, filters, cursor, limit))

    def get(self, account, name):
        return self.call(account, "Get", "(ss)", (f"{NAME}.Account", name),
                         interface="org.freedesktop.DBus.Properties")[0]

    def begin_adding(self, account, url):
        from gi.repository import GLib
        return self.begin(None, "AddAccount", "(sa{sv})", (account, {
            "url": GLib.Variant("s", url), "username": GLib.Variant("s", "user"),
            "password": GLib.Variant("s", "secret"), "auto-sync": GLib.Variant("b", False)}),
            interface=f"{NAME}.Manager")

    def add(self, account, url):
        call = self.end(self.begin_adding(account, url))
        assert call.error is None, call.error

    def sync(self, account):
        self.call(account, "StartSync", "(a{sv})", ({},), interface=f"{NAME}.Account")
        wait_until("the end of a sync",
                   lambda: self.get(account, "Status") not in ("syncing", "pending"))
        assert self.get(account, "Status") == "completed", self.get(account, "Steps")

    def leave(self):
        self.connection.close_sync(None)


class Raw:
    """Somebody on the bus who takes messages apart no more than is needed, and only when asked to."""

    def __init__(self):
        address = re.search(r"unix:(path|abstract)=([^,]*)", os.environ["DBUS_SESSION_BUS_ADDRESS"])
        path = ("\0" if address.group(1) == "abstract" else "") + address.group(2)
        self.serial = 0
        self.received = bytearray()
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.socket.connect(path)
        self.socket.sendall(b"\0AUTH EXTERNAL " + str(os.getuid()).encode().hex().encode() + b"\r\n")
        self._read_line()
        self.socket.sendall(b"NEGOTIATE_UNIX_FD\r\n")
        self._read_line()
        self.socket.sendall(b"BEGIN\r\n")
        self._call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "Hello")
        self.name = re.search(rb":[0-9.]+", self.receive()).group(0).decode()

    def _read_line(self):
        line = b""
        while not line.endswith(b"\r\n"):
            line += self.socket.recv(1)
        assert line.startswith((b"OK", b"AGREE")), line

    def _send(self, message):
        from gi.repository import Gio
        self.serial += 1
        message.set_serial(self.serial)
        self.socket.sendall(message.to_blob(Gio.DBusCapabilityFlags.UNIX_FD_PASSING))

    def _call(self, name, path, interface, member, parameters=None):
        from gi.repository import Gio
        message = Gio.DBusMessage.new_method_call(name, path, interface, member)
        if parameters is not None:
            message.set_body(parameters)
        self._send(message)

    def send(self, account, member, signature=None, arguments=(), interface=f"{NAME}.Catalog"):
        """Calls, and waits for nothing."""
        from gi.repository import GLib
        self._call(NAME, path_of(account) if account is not None else MANAGER, interface, member,
                   GLib.Variant(signature, arguments) if signature else None)

    def receive(self):
        """The next message, as it came."""
        while True:
            length = self._find_length()
            if length is not None and length <= len(self.received):
                break
            part, _, _, _ = self.socket.recvmsg(1 << 20, socket.CMSG_SPACE(64))
            assert part, "the bus has closed the connection"
            self.received += part
        message = bytes(self.received[:length])
        del self.received[:length]
        return message

    def _find_length(self):
        if len(self.received) < 16:
            return None
        body, _, fields = struct.unpack_from("<III", self.received, 4)
        return 16 + (fields + 7) // 8 * 8 + body

    def receive_reply(self):
        """The next reply, with a Ping answered on the way: its error's name, which may be None, and
        its size."""
        from gi.repository import Gio
        while True:
            blob = self.receive()
            if blob[1] == Gio.DBusMessageType.METHOD_RETURN:
                return None, len(blob)
            message = Gio.DBusMessage.new_from_blob(blob, Gio.DBusCapabilityFlags.UNIX_FD_PASSING)
            if blob[1] == Gio.DBusMessageType.ERROR:
                return message.get_error_name(), len(blob)
            if blob[1] == Gio.DBusMessageType.METHOD_CALL:
                self._send(Gio.DBusMessage.new_method_reply(message))

    def leave(self):
        self.socket.close()


class Panel:
    """A panel that is played."""

    def __init__(self, program, arguments):
        self.process = subprocess.Popen([program, "--exit-with-parent", *arguments],
                                        stdout=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().strip()

    def end(self):
        self.process.terminate()
        self.process.communicate()


class Daemon:
    """The daemon, and its panel."""

    def __init__(self, program, fake_panel, scratch, panel_arguments):
        self.scratch = pathlib.Path(scratch)
        self.panel = Panel(fake_panel, panel_arguments)
        self.url = self.panel.url
        env = dict(os.environ, XDG_CONFIG_HOME=f"{scratch}/config", XDG_CACHE_HOME=f"{scratch}/cache")
        with open(self.scratch / "log", "w", encoding="utf-8") as log:
            self.process = subprocess.Popen([program], env=env, stdout=log, stderr=log)
        subprocess.run(["gdbus", "wait", "--session", "--timeout", str(SECONDS), NAME], check=True)

    def get_memory(self, what):
        """`VmRSS`, or `VmHWM`, its highest; in bytes."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        return int(re.search(rf"{what}:\s*(\d+)", status).group(1)) * 1024

    def reset_peak(self):
        pathlib.Path(f"/proc/{self.process.pid}/clear_refs").write_text("5", encoding="utf-8")

    def end(self):
        """Ends both, and looks at what was logged."""
        self.process.terminate()
        self.panel.end()
        status = self.process.wait(SECONDS)
        log = (self.scratch / "log").read_text(encoding="utf-8")
        print(log[-3000:], flush=True)
        assert status == 0, status
        assert not re.search("CRITICAL|GLib-", log), log


@contextlib.contextmanager
def start(program, fake_panel, *panel_arguments):
    with tempfile.TemporaryDirectory() as scratch:
        daemon = Daemon(program, fake_panel, scratch, panel_arguments)
        try:
            yield daemon
        finally:
            daemon.end()


def write_answer(folder, action, answer):
    (pathlib.Path(folder) / f"{action}.json").write_text(json.dumps(answer), encoding="utf-8")


def write_panel(folder, **lists):
    """A panel's answers, for one that serves a folder."""
    pathlib.Path(folder).mkdir()
    write_answer(folder, "account", {
        "user_info": {"auth": 1, "status": "Active", "username": "user"}, "server_info": {}})
    for name in ("live_categories", "live_streams", "vod_categories", "vod_streams",
                 "series_categories", "series"):
        write_answer(folder, f"get_{name}", lists.get(name, []))
    return str(folder)
