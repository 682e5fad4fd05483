#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The menu within mpv: what is chosen there plays, and nobody syncs meanwhile.

usage: test-mpv.py LINEUPCTL LINEUPD FAKE_PANEL SCRIPT

mpv runs without a screen and without sound; keys come over its own socket. What is chosen in the desktop's search
plays in it, too.
"""

import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import ctl_session
from ctl_session import SECONDS, call_shell, wait_until
from mpv_remote import Remote

SKIPPED = 77
SCRIPT_NAME = "lineup"


class Mpv(Remote):
    """One that runs without a screen and without sound, with the script."""

    def __init__(self, session, *scripts, options=()):
        self.log = open(session.scratch / "mpv-log", "w+", encoding="utf-8")
        path = session.scratch / "mpv"
        self.process = subprocess.Popen(
            ["mpv", "--no-config", "--idle", "--vo=null", "--ao=null", "--load-scripts=no",
             "--input-key-fifo-size=1000",  # no person types as fast
             *(f"--script={script}" for script in scripts),
             *(f"--script-opts-append=lineup-{option}"
               for option in (f"lineupctl={session.lineupctl}", *options)),
             f"--input-ipc-server={path}"],
            env=session.env, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)
        super().__init__(path)
        wait_until(lambda: SCRIPT_NAME in str(self.get("input-bindings")), "the script's key")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(SECONDS)
        self.close()
        self.log.close()


def is_inhibited(session):
    status, = session.json("status", "home")
    return status["Inhibited"]


def find_children(pid):
    """The command lines of all that a process has started."""
    lines = []
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            if parent == pid:
                lines.append((folder / "cmdline").read_bytes().decode())
        except OSError:
            pass
    return lines


def find_series(session):
    return next(one for one in session.json("browse", "series", "--all")
                if session.json("show", f"series/{one['id']}")[0].get("episodes"))


def check_beginnings(session, script):
    """Who starts mpv can have the menu open; a script that is there twice is one menu."""
    series = find_series(session)
    movie = session.json("browse", "movies", "-n", "1")[0]
    for scripts, option, title in (
            ([script, script], f"open=home/series/{series['id']}", f"{series['name']} – S01E01"),
            ([script], f"search={movie['name']}", movie["name"]),
            ([script], "open=menu", None)):
        mpv = Mpv(session, *scripts, options=[option])
        try:
            wait_until(mpv.is_open, "the menu is open")
            assert "lineup2" not in str(mpv.get("input-bindings"))
            if title is not None:
                mpv.press("ENTER")
                mpv.await_title(title)
        finally:
            mpv.stop()


def check_desktop(session):
    """What is chosen in the desktop's search plays, in the mpv that a person has."""
    path = session.scratch / "desktop-mpv"
    settings = pathlib.Path(session.env["XDG_CONFIG_HOME"], "mpv")
    settings.mkdir()
    (settings / "mpv.conf").write_text(f"vo=null\nao=null\ninput-ipc-server={path}\n",
                                       encoding="utf-8")
    movie = session.json("browse", "movies", "-n", "1")[0]
    service = session.start_service()
    call_shell("ActivateResult", f"home/movies/{movie['id']}", "[]", "0")
    mpv = Remote(path)
    mpv.await_title(movie["name"])
    wait_until(lambda: is_inhibited(session), "a lease")
    lines = find_children(service.pid)
    assert any(line.startswith("mpv") for line in lines), lines
    assert not any("secret" in line for line in lines), lines
    mpv.command("quit")
    mpv.close()
    wait_until(lambda: not is_inhibited(session), "the end of the lease")
    assert service.wait(SECONDS) == 0


def check(session, mpv, shown):
    movie = session.json("browse", "movies", "-n", "1")[0]
    channel = session.json("browse", "channels", "-n", "1")[0]
    series = find_series(session)

    # A search, answered before or after Enter is pressed.
    mpv.open()
    mpv.type(movie["name"])
    mpv.press("ENTER")
    mpv.await_title(movie["name"])
    assert "/movie/user/secret/" in mpv.get("path"), mpv.get("path")
    wait_until(lambda: is_inhibited(session), "a lease")
    assert not any("secret" in line for line in find_children(mpv.process.pid))

    # Another one takes its place, by way of kinds and categories.
    mpv.open()
    shown.wait_for("Channels")
    mpv.press("DOWN", "DOWN", "ENTER", "ENTER", "ENTER")
    wait_until(lambda: "/live/user/secret/" in (mpv.get("path") or ""), "a channel plays")
    assert channel["account"] == "home"
    wait_until(lambda: is_inhibited(session), "a lease")

    # Episodes.
    mpv.open()
    mpv.type(series["name"])
    mpv.press("ENTER", "ENTER")
    wait_until(lambda: "/series/user/secret/" in (mpv.get("path") or ""), "an episode plays")
    assert mpv.get("media-title").startswith(f"{series['name']} – S01E01"), mpv.get("media-title")
    account, = session.json("list")
    assert mpv.get("options/user-agent") == session.json("url", f"movies/{movie['id']}")[0]["user-agent"]
    assert account["Id"] == "home"

    mpv.command("stop")
    wait_until(lambda: not is_inhibited(session), "the end of the lease")

    # Escape closes it, and the keys and the window are mpv's again.
    title = mpv.get("title")
    mpv.open()
    assert mpv.get("title") == "lineup" != title
    mpv.press("ESC")
    wait_until(lambda: not mpv.is_open(), "the menu is closed")
    assert mpv.get("path") is None and mpv.get("title") == title

    # What was typed is erased letter by letter, however many bytes that takes. Killed, mpv leaves no
    # lease.
    mpv.open()
    mpv.type("zzżżzz")
    mpv.press(*6 * ["BS"])
    mpv.type(movie["name"])
    mpv.press("ENTER")
    mpv.await_title(movie["name"])
    wait_until(lambda: is_inhibited(session), "a lease")
    mpv.process.kill()
    wait_until(lambda: not is_inhibited(session), "the end of the lease")


def check_library(session, script):
    """What was begun goes on where it was left, after asking, and lineupd is told how far it is."""
    shown = Shown(session, script)
    movie = session.json("browse", "movies", "-n", "1")[0]
    reference = f"movies/{movie['id']}"
    shown.path.unlink(missing_ok=True)
    session.ok("watched", reference, "--position", "600", "--length", "6000")
    session.ok("favourite", reference)

    def list_positions():
        return [item["resume"] for item in session.json("continue")]

    mpv = Mpv(session, shown.script)
    try:
        mpv.open()
        shown.wait_for("Favourites")
        mpv.press("DOWN", "ENTER")
        shown.wait_for(re.escape(movie["name"]) + " +★, 10 %.*")
        mpv.press("LEFT", "UP", "ENTER")
        shown.wait_for(re.escape(movie["name"]) + ".* 10 %.*")
        mpv.press("ENTER")
        shown.wait_for("Go on at 0:10:00")
        wait_until(mpv.is_open, "keys are heard")
        assert mpv.get("pause") is True
        mpv.press("DOWN", "ENTER")
        wait_until(lambda: mpv.get("pause") is False, "it plays from its beginning")
        assert mpv.get("time-pos") is None or mpv.get("time-pos") < 30
        mpv.command("stop")
        assert list_positions() == [600]

        # Goes on there: a minute is what the panel has of anything.
        session.ok("watched", reference, "--position", "40", "--length", "60")
        mpv.open()
        mpv.press("ENTER", "ENTER")
        shown.wait_for("Go on at 0:00:40")
        wait_until(mpv.is_open, "keys are heard")
        mpv.press("ENTER")
        wait_until(lambda: (mpv.get("time-pos") or 0) >= 40, "it goes on")
        mpv.command("seek", "50", "absolute")
        wait_until(lambda: (mpv.get("time-pos") or 0) >= 50, "it is farther")
        mpv.command("stop")
        wait_until(lambda: list_positions() and 50 <= list_positions()[0] < 57, "the end is told")
    finally:
        mpv.stop()
    session.ok("watched", "--forget", reference)


# Tells what is shown.
SHOWN = """
local overlays = getmetatable(mp.create_osd_overlay("ass-events")).__index
local update = overlays.update
function overlays.update(self)
    if not self.hidden then
        local path = os.getenv("SHOWN")
        local file = io.open(path .. ".new", "w")
        file:write(self.data)
        file:close()
        os.rename(path .. ".new", path)
    end
    return update(self)
end
"""

LONG = "Plain " + 60 * "wide Wonders, " + "the end"
MOVIES = [{"stream_id": 1, "name": LONG, "category_id": "1", "is_adult": 0},
          {"stream_id": 2, "name": "Plain {\\b1} {sight", "category_id": "1", "is_adult": "0"},
          {"stream_id": 3, "name": "Plain shame", "category_id": "2"}]
CATEGORIES = [{"category_id": "1", "category_name": "For all"},
              {"category_id": "2", "category_name": "For some", "is_adult": "1"}]


class Shown:
    """What the menu shows, as told by a script of its own."""

    def __init__(self, session, script):
        self.path = session.scratch / "shown"
        session.env["SHOWN"] = str(self.path)
        self.script = session.scratch / "lineup.lua"
        self.script.write_text(SHOWN + pathlib.Path(script).read_text(encoding="utf-8"), encoding="utf-8")

    def list_rows(self):
        text = self.path.read_text(encoding="utf-8") if self.path.exists() else ""
        # What is drawn behind is no row.
        _, *rows = text.rpartition("\n")[2].split("\\N")
        # As ASS has it: what is in braces is markup, unless a backslash is before them.
        return [re.sub(r"(?<!\\)\{[^}]*\}", "", row).replace("\\{", "{").replace("\u2060", "").replace("\\h", " ")
                for row in rows if row]

    def wait_for(self, pattern):
        wait_until(lambda: any(re.fullmatch(pattern, row) for row in self.list_rows()), pattern)


def check_looks(session, script):
    """Titles end where the window does, and those for adults are not shown."""
    shown = Shown(session, script)
    path, own, list_rows = shown.path, shown.script, shown.list_rows

    def search(adult):
        mpv = Mpv(session, own, options=["search=plain", f"adult={adult}"])
        try:
            wait_until(lambda: any("sight" in row for row in list_rows()), "what is found is shown")
            return list_rows()
        finally:
            mpv.stop()
            path.unlink()

    rows = search("no")
    long, = [row for row in rows if "wide" in row]
    assert re.fullmatch(r"(Plain wide .*[^ ])…", long) and LONG.startswith(long[:-1]), long
    assert 30 < len(long) < 120, long
    assert any(row == "Plain {\\b1} {sight" for row in rows), rows
    assert len(rows) == 2, rows
    rows = search("yes")
    assert len(rows) == 3 and any(row == "Plain shame" for row in rows), rows

    def list_categories(adult):
        mpv = Mpv(session, own, options=[f"adult={adult}"])
        try:
            mpv.open()
            wait_until(lambda: len(list_rows()) == 5, "kinds are shown")
            mpv.press("DOWN", "DOWN", "DOWN", "ENTER")
            wait_until(lambda: any("For all" in row for row in list_rows()), "categories are shown")
            return list_rows()
        finally:
            mpv.stop()
            path.unlink()

    assert not any("For some" in row for row in list_categories("no"))
    assert any("For some" in row for row in list_categories("yes"))

    mpv = Mpv(session, own, options=["search=plain wide"])
    try:
        wait_until(lambda: any("wide Wonders" in row for row in list_rows()), "what is found is shown")
        # Nothing of what mpv shows by itself comes through, and it is above that.
        assert r"\1a&H00&}" in path.read_text(encoding="utf-8").splitlines()[0]
        mpv.press("ENTER")
        mpv.await_title(LONG)
    finally:
        mpv.stop()


CHANNELS = [
    {"num": 1, "stream_id": 11, "name": "Alpha TV", "epg_channel_id": "alpha", "category_id": "1", "tv_archive": 1,
     "tv_archive_duration": "2"},
    {"num": 2, "stream_id": 12, "name": "Beta TV", "epg_channel_id": "beta", "category_id": "1"},
    {"num": 3, "stream_id": 13, "name": "Gamma TV", "category_id": "1"},
]
AIRINGS = [("alpha", -90, -30, "Quiz"), ("alpha", -30, 90, "Film"), ("alpha", 90, 240, "Late film"),
           ("beta", -60, 300, "Football")]


def make_guide():
    """In minutes from now."""
    now = time.time()
    lines = [f'<channel id="{name}"><display-name>{name}</display-name></channel>' for name in ("alpha", "beta")]
    for channel, start, end, title in AIRINGS:
        times = [time.strftime("%Y%m%d%H%M%S +0000", time.gmtime(now + 60 * minutes)) for minutes in (start, end)]
        lines.append(f'<programme channel="{channel}" start="{times[0]}" stop="{times[1]}"><title>{title}</title>'
                     "</programme>")
    return "<tv>" + "".join(lines) + "</tv>"


def check_guide(session, script):
    """What is on stands beside channels, is found, and is played; and so is what was on."""
    shown = Shown(session, script)
    mpv = Mpv(session, shown.script)
    try:
        mpv.open()
        shown.wait_for("Channels")
        mpv.press("DOWN", "DOWN", "ENTER", "ENTER")
        shown.wait_for(r"Alpha TV +Film +2\d %")
        shown.wait_for(r"Beta TV +Football +1\d %")
        shown.wait_for("Gamma TV +channel")

        # A channel's guide begins at what is on; before it is what it keeps.
        mpv.press("RIGHT")
        shown.wait_for(r"\w+ \d\d:\d\d +Quiz +catch-up")
        shown.wait_for(r"\w+ \d\d:\d\d +Film +2\d %")
        mpv.press("DOWN", "ENTER")
        shown.wait_for("not on yet")
        mpv.press("UP", "UP", "ENTER")
        wait_until(lambda: "/timeshift/" in (mpv.get("path") or ""), "what was on plays")
        wait_until(lambda: is_inhibited(session), "a lease")

        # A search finds programmes, and channels tell what is on there.
        mpv.open()
        mpv.type("foot")
        shown.wait_for(r"Football +Beta TV +1\d %")
        mpv.press("ENTER")
        wait_until(lambda: "/live/user/secret/12" in (mpv.get("path") or ""), "the channel plays")
        mpv.open()
        mpv.type("alpha")
        shown.wait_for(r"Alpha TV +Film +2\d %")
        mpv.press("LEFT")
    finally:
        mpv.stop()


def main():
    lineupctl, daemon, fake_panel, script = map(os.path.abspath, sys.argv[1:])
    if shutil.which("mpv") is None:
        print("There is no mpv")
        sys.exit(SKIPPED)
    with ctl_session.open_session(lineupctl, daemon, fake_panel, "--channels", "30", "--movies",
                                  "120", "--series", "20") as session:
        session.add_synced("home")
        check_beginnings(session, script)
        check_desktop(session)
        shown = Shown(session, script)
        mpv = Mpv(session, shown.script)
        try:
            check(session, mpv, shown)
        finally:
            mpv.stop()
            print((session.scratch / "mpv-log").read_text(encoding="utf-8")[-3000:])
        check_library(session, script)
    with ctl_session.open_session(
            lineupctl, daemon, fake_panel, "--fault", f"get_vod_streams=body:{json.dumps(MOVIES)}",
            "--fault", f"get_vod_categories=body:{json.dumps(CATEGORIES)}") as session:
        session.add_synced("home")
        check_looks(session, script)
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "guide.xml")
        path.write_text(make_guide(), encoding="utf-8")
        with ctl_session.open_session(
                lineupctl, daemon, fake_panel, "--guide", str(path), "--movies", "0", "--series", "0", "--fault",
                f"get_live_streams=body:{json.dumps(CHANNELS)}", "--fault",
                f"get_live_categories=body:{json.dumps(CATEGORIES[:1])}") as session:
            session.add_synced("home")
            session.ok("guide", "sync", "--watch")
            check_guide(session, script)


ctl_session.on_own_bus(main)
