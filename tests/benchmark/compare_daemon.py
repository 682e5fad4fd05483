# SPDX-License-Identifier: LGPL-2.1-or-later
"""A daemon of any commit, on a bus of its own, beside a panel: what its syncs and searches cost."""

import contextlib
import hashlib
import os
import pathlib
import socket
import ssl
import subprocess
import tempfile
import time

from gi.repository import Gio, GLib

NAME = "io.github.lineupd.Lineup1"
MANAGER = "/io/github/lineupd/Lineup1"
PROPERTIES = "org.freedesktop.DBus.Properties"
TESTS = pathlib.Path(__file__).resolve().parent.parent

# How long anything may take, in seconds.
LIMIT = 900 * int(os.environ.get("LINEUP_TEST_SLOWDOWN", "1"))

# How long a process may take to end, in seconds.
PATIENCE = 60

# In which a panel's host gets the tokens for the requests of a sync, in seconds. What is measured is a sync, and
# not that the daemon spares the panel.
PACE = 2.0

# The daemon rests when it has run for less than a hundredth of this time, in seconds.
QUIET = 0.5

# How often nobody is told and one has to look, in seconds.
LOOK = 0.005

STEPS = {"steps": GLib.Variant("as", ["movie-categories", "movies"])}

NGINX = """daemon off; master_process off; error_log stderr error; pid {folder}/pid;
events {{ worker_connections 64; }}
http {{
  client_body_temp_path {folder}/client; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi; access_log off;
  server {{
    listen 127.0.0.1:{port} ssl http2; ssl_certificate {folder}/certificate; ssl_certificate_key {folder}/key;
    location / {{ proxy_pass {upstream}; proxy_buffering off; proxy_read_timeout 600s; }}
  }}
}}
"""


@contextlib.contextmanager
def run(*command, **options):
    """A process that ends with this one, whatever ends this one."""
    process = subprocess.Popen(["setpriv", "--pdeathsig", "TERM", *map(str, command)], **options)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()


@contextlib.contextmanager
def run_panel(program, *arguments):
    """Its address."""
    with run(program, *arguments, stdout=subprocess.PIPE, text=True) as panel:
        url = panel.stdout.readline().strip()
        assert url, "no panel"
        yield url


def wait_until(what, condition):
    """Lets what is told on the bus arrive until something is so."""
    context = GLib.MainContext.default()
    end = time.monotonic() + LIMIT
    while not condition():
        assert time.monotonic() < end, f"never: {what}"
        if not context.iteration(False):
            time.sleep(LOOK / 5)


@contextlib.contextmanager
def run_tls(upstream):
    """nginx in front of a panel: its address, and its certificate's fingerprint."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
             "-keyout", f"{folder}/key", "-out", f"{folder}/certificate"], check=True, capture_output=True)
        certificate = pathlib.Path(folder, "certificate").read_text(encoding="ascii")
        fingerprint = hashlib.sha256(ssl.PEM_cert_to_DER_cert(certificate)).hexdigest()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        configuration = pathlib.Path(folder, "configuration")
        configuration.write_text(NGINX.format(folder=folder, port=port, upstream=upstream), encoding="utf-8")
        # Debian keeps it where only administrators look.
        env = dict(os.environ, PATH=f"/usr/sbin:/sbin:{os.environ['PATH']}")
        with run("nginx", "-p", folder, "-c", configuration, env=env, stderr=subprocess.DEVNULL) as nginx:
            wait_until("nginx listens", lambda: nginx.poll() is not None or _is_open(port))
            assert nginx.poll() is None, "nginx does not start"
            yield f"https://127.0.0.1:{port}", fingerprint


def _is_open(port):
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


class Meter:
    """What a process has taken since the meter began."""

    def __init__(self, pid):
        self.pid = pid
        self.begin = time.monotonic()
        self.begin_cpu = self._read_cpu()
        self.begin_written = self._read("io", "wchar")

    def _read(self, name, key):
        for line in pathlib.Path(f"/proc/{self.pid}/{name}").read_text(encoding="utf-8").splitlines():
            if line.startswith(f"{key}:"):
                return int(line.split()[1])
        raise KeyError(key)

    def _read_cpu(self):
        """The clock that clock_getcpuclockid() has for a process: its bits, inverted, and CPUCLOCK_SCHED."""
        return time.clock_gettime(~self.pid << 3 | 2)

    @property
    def wall(self):
        return time.monotonic() - self.begin

    @property
    def cpu(self):
        return self._read_cpu() - self.begin_cpu

    @property
    def written(self):
        """Bytes given to write() and the like: what the kernel makes of them (`write_bytes`) depends on when it
        writes back, and what for else there is memory."""
        return self._read("io", "wchar") - self.begin_written

    @property
    def peak(self):
        """Bytes, since the process began."""
        return self._read("status", "VmHWM") * 1024


class Daemon:
    def __init__(self, pid, connection, home):
        self.pid = pid
        self.connection = connection
        self.home = pathlib.Path(home)
        self.finished = {}  # a job's status by its number
        self.n_changed = 0
        for member in ("Finished", "Changed"):
            connection.signal_subscribe(NAME, None, member, None, None, Gio.DBusSignalFlags.NONE, self._on_signal)

    def _on_signal(self, _connection, _sender, _path, _interface, member, parameters):
        if member == "Finished":
            job, status, _ = parameters.unpack()
            self.finished[job] = status
        else:
            self.n_changed += 1

    def call(self, path, interface, member, signature, arguments):
        """Calls, and returns the reply, as it came."""
        return self.connection.call_sync(NAME, path, interface, member, GLib.Variant(signature, arguments), None,
                                         Gio.DBusCallFlags.NONE, LIMIT * 1000, None)

    def get_properties(self, account, interface):
        return self.call(f"{MANAGER}/accounts/{account}", PROPERTIES, "GetAll", "(s)",
                         (f"{NAME}.{interface}",)).unpack()[0]

    def add(self, account, url, fingerprint=None):
        settings = {"url": url, "username": "user", "password": "secret"}
        if fingerprint is not None:
            settings["accept-certificate"] = fingerprint
        settings = {name: GLib.Variant("s", value) for name, value in settings.items()}
        settings |= {"auto-sync": GLib.Variant("b", False), "validate": GLib.Variant("b", False)}
        self.call(MANAGER, f"{NAME}.Manager", "AddAccount", "(sa{sv})", (account, settings))

    def start(self, account):
        job, = self.call(f"{MANAGER}/accounts/{account}", f"{NAME}.Account", "StartSync", "(a{sv})",
                         (STEPS,)).unpack()
        return job

    def has_ended(self, job):
        while GLib.MainContext.default().iteration(False):
            pass
        return job in self.finished

    def check(self, job):
        assert self.finished[job] == "completed", f"a sync is {self.finished[job]}"

    def list_one(self, account):
        return self.call(f"{MANAGER}/accounts/{account}", f"{NAME}.Catalog", "ListItems", "(sa{sv}su)",
                         ("movies", {}, "", 1)).unpack()[0]

    def _wait_for_items(self, account, job):
        """Asks whenever a generation has come: nobody has to look, which would cost the daemon something."""
        asked = -1
        while True:
            wait_until("a sync goes on", lambda: self.n_changed != asked or job in self.finished)
            ended, asked = job in self.finished, self.n_changed
            if self.list_one(account) or ended:
                return

    def is_ready(self, account):
        """An older daemon does not tell: it ends its job when everything is."""
        return self.get_properties(account, "Catalog").get("SearchComplete", True)

    def _is_tidy(self):
        return all(path.stat().st_size == 0 for path in self.home.glob("cache/lineupd/*-wal"))

    def wait_for_rest(self):
        """Nobody outside is told when the daemon has tidied up, so it is watched."""
        end = time.monotonic() + LIMIT
        meter = Meter(self.pid)
        while meter.wall < QUIET:
            assert time.monotonic() < end, "it never rests"
            time.sleep(LOOK)
            if meter.cpu > QUIET / 100 or not self._is_tidy():
                meter = Meter(self.pid)
        return meter.begin

    def sync(self, account):
        """What one costs, by name: seconds and bytes."""
        time.sleep(PACE)
        meter = Meter(self.pid)
        job = self.start(account)
        self._wait_for_items(account, job)
        browsable = meter.wall
        wait_until("a sync ends", lambda: job in self.finished)
        self.check(job)
        while not self.is_ready(account):
            time.sleep(10 * LOOK)
        ready = meter.wall
        rest = self.wait_for_rest() - meter.begin
        return {"browsable": browsable, "ready": ready, "rest": rest, "cpu": meter.cpu, "written": meter.written,
                "peak": meter.peak, "size": self.get_size(account)}

    def get_size(self, account):
        return sum(path.stat().st_size for path in self.home.glob(f"cache/lineupd/{account}.*")
                   if not path.name.endswith("-shm"))

    def search(self, account, text, **options):
        """Milliseconds from the call to the reply, and of the daemon's processor; the number of hits."""
        arguments = GLib.Variant("(sa{sv})", (text, options))
        meter = Meter(self.pid)
        reply = self.connection.call_sync(NAME, f"{MANAGER}/accounts/{account}", f"{NAME}.Catalog", "Search",
                                          arguments, None, Gio.DBusCallFlags.NONE, LIMIT * 1000, None)
        wall, cpu = meter.wall, meter.cpu
        return 1000 * wall, 1000 * cpu, reply.get_child_value(0).n_children()


@contextlib.contextmanager
def run_daemon(program):
    with contextlib.ExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory())
        bus = stack.enter_context(run("dbus-daemon", "--nofork", "--nopidfile", "--print-address=1",
                                      f"--config-file={TESTS / 'bus.conf'}", stdout=subprocess.PIPE,
                                      stderr=subprocess.DEVNULL, text=True))
        address = bus.stdout.readline().strip()
        assert address, "no bus"
        env = {name: value for name, value in os.environ.items() if name not in ("G_MESSAGES_DEBUG", "G_DEBUG")}
        env |= {"DBUS_SESSION_BUS_ADDRESS": address, "XDG_CONFIG_HOME": f"{home}/config",
                "XDG_CACHE_HOME": f"{home}/cache", "TMPDIR": home, "SQLITE_TMPDIR": home,
                "GIO_USE_PROXY_RESOLVER": "dummy", "GIO_USE_VFS": "local", "GSETTINGS_BACKEND": "memory"}
        connection = Gio.DBusConnection.new_for_address_sync(
            address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION,
            None, None)
        stack.callback(connection.close_sync, None)
        log = stack.enter_context(open(pathlib.Path(home, "log"), "w", encoding="utf-8"))
        process = stack.enter_context(run(program, env=env, stdout=log, stderr=log))
        wait_until("the daemon is there", lambda: process.poll() is not None or _has_owner(connection))
        assert process.poll() is None, pathlib.Path(home, "log").read_text(encoding="utf-8")
        yield Daemon(process.pid, connection, home)
        assert process.poll() is None, pathlib.Path(home, "log").read_text(encoding="utf-8")[-2000:]


def _has_owner(connection):
    return connection.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                "NameHasOwner", GLib.Variant("(s)", (NAME,)), None, Gio.DBusCallFlags.NONE, -1,
                                None).unpack()[0]
