#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What players make of what lineupd says of a stream, by way of lineupctl: mpv and VLC themselves.

usage: test-lineupctl-streams.py LINEUPCTL INTERFACES SCRIPT

A daemon is played that says more than any panel gives it reason to, and a server of streams that notes
what it is asked for.
"""

import contextlib
import http.server
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading

import gi
gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

import ctl_session  # noqa: E402
from ctl_session import NAME, SECONDS, await_name, wait_until  # noqa: E402
from gi_connection import connect  # noqa: E402
from mpv_remote import Remote  # noqa: E402

MANAGER = "/io/github/lineupd/Lineup1"
ACCOUNT = f"{MANAGER}/accounts/home"
OBJECTS = """<node><interface name="org.freedesktop.DBus.ObjectManager">
<method name="GetManagedObjects"><arg direction="out" type="a{oa{sa{sv}}}"/></method>
</interface></node>"""
MPRIS = "org.mpris.MediaPlayer2"

TITLE = "Dune, Part Two - 4K – \"HDR\", é"
AGENT = "Player/1.0 (one; two)"
COOKIE = 7
# Half a second of silence: a RIFF WAVE file of 8-bit samples.
SOUND = (b"RIFF" + (36 + 4000).to_bytes(4, "little") + b"WAVEfmt " + (16).to_bytes(4, "little")
         + b"\1\0\1\0" + 2 * (8000).to_bytes(4, "little") + b"\1\0\x08\0data"
         + (4000).to_bytes(4, "little") + 4000 * b"\x80")

HEADERS = {"User-Agent": AGENT, "Referer": "http://referrer/a,b", "X-Comma": "one, two,three",
           "X-Back": "a\\,b\\", "X-Quote": "%3%a=\"b\" 'c'", "x-lower": "1",
           "X-Break": "1\r\nX-Evil: 1", "X-Evil: 1\r\nX-Name": "1", "X Blank": "1", "": "1"}
# Those that can be sent, as a server hears of them.
SENT = {"User-Agent": AGENT, "Referer": "http://referrer/a,b", "X-Comma": "one, two,three",
        "X-Back": "a\\,b\\", "X-Quote": "%3%a=\"b\" 'c'", "x-lower": "1"}

# Notes what it is told to play, as players that are not known do.
ANOTHER = """#!/bin/sh
cat "$1" > "$PLAYED.new" && mv "$PLAYED.new" "$PLAYED"
"""


class Streams(http.server.BaseHTTPRequestHandler):
    requests = []

    def do_GET(self):
        self.requests.append((self.path, dict(self.headers)))
        if self.path.endswith("missing"):
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", "audio/x-wav")
        self.send_header("Content-Length", str(len(SOUND)))
        self.end_headers()
        # Players end connections as they like.
        with contextlib.suppress(OSError):
            self.wfile.write(SOUND)

    def log_message(self, *_):
        pass


class Daemon:
    """Says of each id what the test wants."""

    def __init__(self, interfaces):
        self.streams = {}
        self.calls = []
        self.connection = connect()
        for path, names in ((MANAGER, ["Manager"]), (ACCOUNT, ["Account", "Catalog"])):
            for name in names:
                xml = (interfaces / f"{NAME}.{name}.xml").read_text(encoding="utf-8")
                self.export(path, xml)
        self.export(MANAGER, OBJECTS)
        Gio.bus_own_name_on_connection(self.connection, NAME, 0, None, None)
        threading.Thread(target=GLib.MainLoop().run, daemon=True).start()
        await_name(NAME)

    def export(self, path, xml):
        interface = Gio.DBusNodeInfo.new_for_xml(xml).interfaces[0]
        self.connection.register_object(path, interface, self.on_call, None, None)

    def on_call(self, connection, sender, path, interface, method, arguments, invocation):
        if method == "GetManagedObjects":
            properties = {"Id": GLib.Variant("s", "home"), "Name": GLib.Variant("s", "")}
            invocation.return_value(GLib.Variant("(a{oa{sa{sv}}})", ({
                ACCOUNT: {f"{NAME}.Account": properties, f"{NAME}.Catalog": {}}},)))
            return
        if method == "GetAll":
            invocation.return_value(GLib.Variant("(a{sv})", ({},)))
            return
        self.calls.append((method, *arguments.unpack()))
        if method == "GetStream":
            invocation.return_value(GLib.Variant("(a{sv})", (self.streams[arguments.unpack()[1]],)))
        elif method == "Inhibit":
            invocation.return_value(GLib.Variant("(u)", (COOKIE,)))
        else:
            assert method == "Uninhibit", method
            invocation.return_value(None)


def make_stream(server, **more):
    return {"url": GLib.Variant("s", f"{server}/movie/user/secret/1.wav"),
            "title": GLib.Variant("s", TITLE), "user-agent": GLib.Variant("s", AGENT),
            "referrer": GLib.Variant("s", HEADERS["Referer"]),
            "headers": GLib.Variant("a{ss}", HEADERS), "live": GLib.Variant("b", False),
            "cookie": GLib.Variant("u", COOKIE), **more}


def run(lineupctl, env, *words, status=0):
    Streams.requests.clear()
    result = subprocess.run([lineupctl, *words], env=env, stdin=subprocess.DEVNULL,
                            capture_output=True, text=True, timeout=SECONDS, check=False)
    assert result.returncode == status, result
    assert "secret" not in result.stderr, result
    return result.stdout


def check_calls(daemon):
    """The lease comes with the stream. It goes with lineupctl, which may not get to give it back, or
    whose word of that may come when it has ended."""
    calls = [call for call in daemon.calls if call != ("Uninhibit", COOKIE)]
    (method, kind, _, options), = calls
    assert (method, kind, options) == ("GetStream", "movies", {"inhibit": "lineupctl"}), calls
    daemon.calls.clear()


def find_sent(headers, names):
    return {name: value.strip() for name, value in headers.items() if name in names}


def check_mpv(lineupctl, env, daemon, folder):
    options = "--no-config --vo=null --ao=null --load-scripts=no"
    # A script of mpv's tells what it plays under which name.
    script = folder / "tell.lua"
    script.write_text("""mp.add_hook("on_preloaded", 50, function()
        local file = io.open(os.getenv("PLAYED"), "w")
        file:write(mp.get_property("media-title"))
        file:close()
    end)""", encoding="utf-8")
    run(lineupctl, env, "play", "movies/1", "-p", f"mpv {options} --script={script}")
    played = (folder / "played").read_text(encoding="utf-8")
    assert played == TITLE, played
    _, headers = Streams.requests[0]
    assert find_sent(headers, SENT) == SENT, headers
    assert not any("evil" in name.lower() or "break" in name.lower() for name in headers), headers
    check_calls(daemon)

    # It says so where nothing could be played.
    run(lineupctl, env, "play", "movies/3", "-p", f"mpv {options}", status=1)
    check_calls(daemon)
    # An address that would go on in another line is none.
    run(lineupctl, env, "play", "movies/4", "-p", f"mpv {options}", status=1)
    check_calls(daemon)
    assert not Streams.requests


# As lineupctl, for the menu: finds one item.
MENU = """#!/bin/sh
case "$2" in
search) echo '{"account":"home","kind":"movies","id":1,"name":"found"}' ;;
*) exec "$LINEUPCTL" "$@" ;;
esac
"""


def start_menu(env, folder, script):
    program = folder / "menu"
    program.write_text(MENU, encoding="utf-8")
    program.chmod(0o755)
    socket = folder / "mpv"
    process = subprocess.Popen(
        ["mpv", "--no-config", "--vo=null", "--ao=null", "--load-scripts=no", "--idle", "--really-quiet",
         f"--script={script}", f"--script-opts=lineup-lineupctl={program},lineup-search=x",
         f"--input-ipc-server={socket}"], env=env, stdin=subprocess.DEVNULL)
    return process, Remote(socket)


def check_menu(lineupctl, env, daemon, folder, script):
    """What goes with a stream is mpv's for this stream alone."""
    Streams.requests.clear()
    process, mpv = start_menu(dict(env, LINEUPCTL=lineupctl), folder, script)
    try:
        wait_until(mpv.is_open, "the menu is open")
        own = mpv.get("user-agent"), mpv.get("http-header-fields"), mpv.get("referrer")
        mpv.press("ENTER")
        wait_until(lambda: Streams.requests and mpv.get("idle-active"), "the stream has ended")
        assert find_sent(Streams.requests[0][1], SENT) == SENT, Streams.requests
        assert not any("evil" in name.lower() for name in Streams.requests[0][1])
        assert own == (mpv.get("user-agent"), mpv.get("http-header-fields"), mpv.get("referrer"))
        Streams.requests.clear()
        url = daemon.streams[1]["url"].get_string()
        mpv.command("loadfile", url)
        wait_until(lambda: Streams.requests, "another stream")
        # Newer ones send an empty referrer where there is none.
        sent = {name for name, value in Streams.requests[0][1].items() if value}
        assert not set(SENT) & sent - {"User-Agent"}, Streams.requests
        assert Streams.requests[0][1]["User-Agent"] != AGENT
    finally:
        process.terminate()
        process.wait()
        mpv.close()
    daemon.calls.clear()


def list_lines(server, name):
    return ["#EXTM3U", f"#EXTINF:-1,{name}", f"#EXTVLCOPT:meta-title={TITLE}",
            f"#EXTVLCOPT:http-user-agent={AGENT}", f"#EXTVLCOPT:http-referrer={HEADERS['Referer']}",
            f"{server}/movie/user/secret/1.wav"]


def check_playlists(lineupctl, env, daemon, folder, server):
    for player, name in (("another", TITLE), ("vlc", "Dune‚ Part Two – 4K – \"HDR\"‚ é")):
        program = folder / player
        program.write_text(ANOTHER.replace("$1", "$2") if player == "vlc" else ANOTHER,
                           encoding="utf-8")
        program.chmod(0o755)
        run(lineupctl, env, "play", "movies/1", "-p", str(program))
        assert (folder / "played").read_text(encoding="utf-8").splitlines() == \
            list_lines(server, name)
        check_calls(daemon)
        # What would go on in another line does not.
        run(lineupctl, env, "play", "movies/2", "-p", str(program))
        text = (folder / "played").read_text(encoding="utf-8")
        assert text.startswith("#EXTM3U\n#EXTINF:-1,A") and text.count("\n") == 4, text
        assert text.endswith(f"\n{server}/movie/user/secret/1.wav\n"), text
        check_calls(daemon)


def ask_vlc(connection):
    try:
        return connection.call_sync(
            f"{MPRIS}.vlc", "/org/mpris/MediaPlayer2", "org.freedesktop.DBus.Properties", "Get",
            GLib.Variant("(ss)", (f"{MPRIS}.Player", "Metadata")), GLib.VariantType("(v)"),
            Gio.DBusCallFlags.NO_AUTO_START, -1, None).unpack()[0]
    except GLib.Error:
        return {}


def make_vlc(folder):
    """VLC does not run for the superuser, unless it asks for something else."""
    vlc = shutil.which("vlc")
    if vlc is None:
        return None
    # This name has no options of a window's, which may not be installed.
    program = folder / "bin" / "cvlc"
    program.parent.mkdir()
    program.write_bytes(pathlib.Path(vlc).read_bytes().replace(b"geteuid", b"getppid")
                        if os.geteuid() == 0 else f"#!/bin/sh\nexec {vlc} \"$@\"\n".encode())
    program.chmod(0o755)
    return program


def check_vlc(lineupctl, env, daemon, folder):
    program = make_vlc(folder)
    if program is None:
        print("There is no VLC")
        return
    Streams.requests.clear()
    process = subprocess.Popen(
        [lineupctl, "play", "movies/1", "-p",
         f"{program} -I dummy --control dbus --aout dummy --vout dummy --repeat %U"],
        env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until(lambda: Streams.requests, "VLC plays")
        wait_until(lambda: ask_vlc(daemon.connection).get("xesam:title") == TITLE, "VLC has the title")
        assert "xesam:artist" not in ask_vlc(daemon.connection)
    finally:
        process.terminate()
        process.wait()
    wanted = ("User-Agent", "Referer")
    assert find_sent(Streams.requests[0][1], wanted) == find_sent(SENT, wanted), Streams.requests
    check_calls(daemon)


def check_url(lineupctl, env, daemon, server):
    stream = json.loads(run(lineupctl, env, "url", "movies/1", "--json"))
    assert stream["headers"] == HEADERS and stream["title"] == TITLE
    assert stream["user-agent"] == AGENT and stream["live"] is False
    assert run(lineupctl, env, "url", "movies/1") == f"{server}/movie/user/secret/1.wav\n"
    assert daemon.calls == 2 * [("GetStream", "movies", 1, {})]
    daemon.calls.clear()


def main():
    lineupctl, interfaces, script = sys.argv[1:]
    lineupctl, script = os.path.abspath(lineupctl), os.path.abspath(script)
    daemon = Daemon(pathlib.Path(interfaces))
    panel = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Streams)
    threading.Thread(target=panel.serve_forever, daemon=True).start()
    server = f"http://127.0.0.1:{panel.server_port}"
    broken = "A\n#EXTVLCOPT:http-user-agent=Evil\r"
    daemon.streams = {
        1: make_stream(server),
        2: make_stream(server, **{"title": GLib.Variant("s", broken),
                                  "user-agent": GLib.Variant("s", broken),
                                  "referrer": GLib.Variant("s", broken)}),
        3: make_stream(server, url=GLib.Variant("s", f"{server}/missing")),
        4: make_stream(server, url=GLib.Variant("s", f"{server}/1.wav\nhttp://evil/"))}
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        env = dict(os.environ, LC_ALL="C.UTF-8", HOME=name, XDG_RUNTIME_DIR=name,
                   PLAYED=str(folder / "played"))
        check_url(lineupctl, env, daemon, server)
        check_playlists(lineupctl, env, daemon, folder, server)
        if shutil.which("mpv") is not None:
            check_mpv(lineupctl, env, daemon, folder)
            check_menu(lineupctl, env, daemon, folder, script)
        check_vlc(lineupctl, env, daemon, folder)


ctl_session.on_own_bus(main)
