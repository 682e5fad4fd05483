# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the daemon takes for a guide, and how soon it tells of it, idle and while it reads another one."""

import contextlib
import itertools
import json
import pathlib
import random
import tempfile
import time

from gi.repository import Gio, GLib

import compare_daemon
from compare_daemon import LIMIT, MANAGER, NAME, wait_until

ACCOUNT = "home"
OTHER = "away"

STEPS = ["channel-categories", "channels"]

# Calls of each kind that are made of a daemon that is idle, and without which a sync was too short.
N_CALLS = 400
FEWEST_CALLS = 100

N_NOW = 100
N_GRID = 50
HOURS = 3 * 60 * 60

# What is looked for: beginnings of words that titles have.
TYPED = ("blac", "dark", "love", "last", "nigh", "hous", "dead", "girl", "star", "wild")

CALLS = ("ListItems", "ListNow", "ListProgrammes", "SearchProgrammes")


def make_panel_folder(folder, channels):
    """Answers of a panel that has all channels of a guide."""
    ids = pathlib.Path(channels).read_text(encoding="utf-8").splitlines()
    streams = [{"num": i, "name": f"Channel {i}", "stream_type": "live", "stream_id": i, "epg_channel_id": name,
                "category_id": "1", "tv_archive": 1, "tv_archive_duration": 3} for i, name in enumerate(ids, 1)]
    answers = {"account": {"user_info": {"auth": 1, "status": "Active", "username": "user"}, "server_info": {}},
               "get_live_categories": [{"category_id": "1", "category_name": "All", "parent_id": 0}],
               "get_live_streams": streams}
    for name, answer in answers.items():
        pathlib.Path(folder, f"{name}.json").write_text(json.dumps(answer), encoding="utf-8")


class GuideDaemon:
    def __init__(self, daemon):
        self.daemon = daemon
        self.finished = {}  # the status of a guide's sync by its job
        self.random = random.Random(1)
        daemon.connection.signal_subscribe(NAME, f"{NAME}.Guide", "GuideFinished", None, None,
                                           Gio.DBusSignalFlags.NONE, self._on_finished)

    def _on_finished(self, _connection, _sender, _path, _interface, _member, parameters):
        job, status, _ = parameters.unpack()
        self.finished[job] = status

    def _call(self, account, interface, member, signature, *arguments):
        return self.daemon.call(f"{MANAGER}/accounts/{account}", f"{NAME}.{interface}", member, signature, arguments)

    def add(self, account, url):
        """An account with its channels, and no guide yet."""
        settings = {"url": url, "username": "user", "password": "secret"}
        settings = {name: GLib.Variant("s", value) for name, value in settings.items()}
        settings |= {name: GLib.Variant("b", False) for name in ("auto-sync", "validate", "guide")}
        self.daemon.call(MANAGER, f"{NAME}.Manager", "AddAccount", "(sa{sv})", (account, settings))
        job, = self._call(account, "Account", "StartSync", "(a{sv})", {"steps": GLib.Variant("as", STEPS)}).unpack()
        wait_until("the channels are there", lambda: self.daemon.has_ended(job))
        self.daemon.check(job)

    def start(self, account):
        time.sleep(compare_daemon.PACE)
        job, = self._call(account, "Guide", "StartGuideSync", "(a{sv})", {}).unpack()
        return job

    def has_ended(self, job):
        while GLib.MainContext.default().iteration(False):
            pass
        return job in self.finished

    def check(self, job):
        assert self.finished[job] == "completed", f"a guide's sync is {self.finished[job]}"

    def sync(self, account):
        """What one costs, by name: seconds and bytes, those of memory beyond what there was before."""
        self.daemon.wait_for_rest()
        before = self._read_memory("VmRSS")
        pathlib.Path(f"/proc/{self.daemon.pid}/clear_refs").write_text("5", encoding="ascii")
        meter = compare_daemon.Meter(self.daemon.pid)
        job = self.start(account)
        wait_until("a guide's sync ends", lambda: self.has_ended(job))
        self.check(job)
        self.daemon.wait_for_rest()
        return {"cpu": meter.cpu, "memory": meter.peak - before, "written": meter.written}

    def _read_memory(self, key):
        text = pathlib.Path(f"/proc/{self.daemon.pid}/status").read_text(encoding="utf-8")
        return next(int(line.split()[1]) for line in text.splitlines() if line.startswith(key)) * 1024

    # Calls, of the account that has a guide

    def _list_items(self, _channels):
        return self._call(ACCOUNT, "Catalog", "ListItems", "(sa{sv}su)", "channels", {}, "", N_NOW)

    def _list_now(self, channels):
        return self._call(ACCOUNT, "Guide", "ListNow", "(axa{sv})", channels[:N_NOW], {})

    def _list_programmes(self, channels):
        now = int(time.time())
        return self._call(ACCOUNT, "Guide", "ListProgrammes", "(axtta{sv})", channels[:N_GRID], now, now + HOURS, {})

    def _search(self, _channels):
        return self._call(ACCOUNT, "Guide", "SearchProgrammes", "(sa{sv})", self.random.choice(TYPED), {})

    def call(self, n_channels, add):
        """One of each kind, of channels anywhere; adds its name and how long it took."""
        for name, call in zip(CALLS, (self._list_items, self._list_now, self._list_programmes, self._search)):
            channels = self.random.sample(range(1, n_channels + 1), min(N_NOW, n_channels))
            begin = time.monotonic()
            reply = call(channels)
            add(name, 1000 * (time.monotonic() - begin))
            assert reply.get_child_value(0).n_children() > 0 or name == "SearchProgrammes", name


def measure(program, panel, guides, add):
    """Adds what a daemon takes for both guides, and the milliseconds of calls, by name."""
    with contextlib.ExitStack() as stack:
        urls = []
        for size in ("normal", "large"):
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            make_panel_folder(folder, guides.get_channels(size))
            urls.append(stack.enter_context(compare_daemon.run_panel(panel, "--folder", folder, "--guide",
                                                                     guides.get_today(size))))
        daemon = GuideDaemon(stack.enter_context(compare_daemon.run_daemon(program)))
        n_channels = guides.sizes["normal"][0]
        for account, url in zip((ACCOUNT, OTHER), urls):
            daemon.add(account, url)
        for what in ("first", "again"):
            for part, value in daemon.sync(ACCOUNT).items():
                add(f"daemon {what} {part}", value)
        for _ in range(N_CALLS):
            daemon.call(n_channels, lambda name, value: add(f"idle {name}", value))
        job = daemon.start(OTHER)
        for n_calls in itertools.count():
            if daemon.has_ended(job):
                break
            daemon.call(n_channels, lambda name, value: add(f"busy {name}", value))
        daemon.check(job)
        assert n_calls >= FEWEST_CALLS or guides.is_short, f"there were {n_calls} calls of each kind meanwhile"
