#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What lineupctl plays: how players get the address, what they hold meanwhile, and what is left.

usage: test-lineupctl-player.py LINEUPCTL LINEUPD FAKE_PANEL ENTRY ACTIVATION SCRIPT
"""

import json
import os
import pathlib
import re
import shlex
import signal
import subprocess
import sys

import ctl_session
from ctl_session import NAME, PLAYER, call, call_shell, wait_until

# Tells what it was started with, and goes on until it is allowed to end, or the test has ended.
SCRIPT = """#!/usr/bin/env python3
import json, os, pathlib, stat, sys, time
folder = pathlib.Path(os.environ["PLAYED"])
playlist = [word for word in sys.argv[1:] if word.endswith(".m3u") or word.startswith("/proc/")]
pipes = [int(word.rpartition("/")[2]) for word in sys.argv[1:]
         if word.startswith("--input-ipc-client=fd://")]
with open(folder / "played.new", "w") as played:
    json.dump({
        "pid": os.getpid(), "group": os.getpgrp(), "parent": os.getppid(),
        "arguments": open("/proc/self/cmdline").read().split("\\0"),
        "environment": dict(os.environ),
        "file": playlist[0] if playlist else None,
        "mode": stat.S_IMODE(os.stat(playlist[0]).st_mode) if playlist else 0,
        "playlist": open(playlist[0]).read() if playlist else None,
        "command": json.loads(open(pipes[0]).readline())["command"] if pipes else None}, played)
os.rename(folder / "played.new", folder / "played")
while folder.exists() and not (folder / "end").exists():
    time.sleep(0.02)
for word in sys.argv[1:]:
    if word.startswith("--log-file=") and (folder / "log").exists():
        pathlib.Path(word.removeprefix("--log-file=")).write_text((folder / "log").read_text())
sys.exit(int((folder / "end").read_text()))
"""


class Players:
    def __init__(self, session):
        self.session = session
        self.folder = session.scratch / "bin"
        self.folder.mkdir()
        for name in ("mpv", "vlc", "totem", "another"):
            (self.folder / name).write_text(SCRIPT, encoding="utf-8")
            (self.folder / name).chmod(0o755)
        session.env["PLAYED"] = str(self.folder)
        session.env["PATH"] = f"{self.folder}:{session.env['PATH']}"

    def started(self):
        """What the one that was started tells."""
        wait_until((self.folder / "played").exists, "a player")
        played = json.loads((self.folder / "played").read_text(encoding="utf-8"))
        (self.folder / "played").unlink()
        # Nobody but the owner can see an address.
        for seen in (played["arguments"], list(played["environment"].values())):
            assert not any("secret" in text or "://" in text and "127.0.0.1" in text
                           for text in seen), seen
        return played

    def end(self, status=0):
        # There whole, or not at all: players look for it all the time.
        (self.folder / "end.new").write_text(str(status), encoding="utf-8")
        (self.folder / "end.new").rename(self.folder / "end")

    def reset(self):
        (self.folder / "end").unlink()


def is_leased(session):
    return session.json("status", "home")[0]["Inhibited"]


def check_mpv(session, players, movie):
    process = subprocess.Popen([session.lineupctl, "play", f"movies/{movie['id']}"],
                               env=session.env)
    played = players.started()
    assert played["file"] is None
    stream, = session.json("url", f"movies/{movie['id']}")
    assert played["command"] == {
        "name": "loadfile", "url": stream["url"], "flags": "replace",
        "options": {"force-media-title": movie["name"], "user-agent": stream["user-agent"]}}
    assert played["parent"] == process.pid
    wait_until(lambda: is_leased(session), "a lease")
    assert "Playing" in session.ok("status")
    players.end()
    assert process.wait() == 0
    wait_until(lambda: not is_leased(session), "no lease")
    players.reset()


def list_runtime_folder(session):
    return os.listdir(session.env["XDG_RUNTIME_DIR"])


def start_player(session, players, movie, command):
    process = subprocess.Popen(
        [session.lineupctl, "play", f"movies/{movie['id']}", "--player", command], env=session.env)
    return process, players.started()


def list_lines(movie, stream, name):
    """What a playlist has."""
    return ["#EXTM3U", f"#EXTINF:-1,{name}", f"#EXTVLCOPT:meta-title={movie['name']}",
            f"#EXTVLCOPT:http-user-agent={stream['user-agent']}", stream["url"]]


def check_nameless(session, players, movie):
    """Players that take one get a playlist that nobody could leave behind."""
    stream, = session.json("url", f"movies/{movie['id']}")
    # VLC would take this one apart.
    assert "," in movie["name"]
    whole = movie["name"].replace(",", "\u201a")
    for command, options, name in (("vlc -f %U", ["--no-qt-recentplay", "-f"], whole),
                                   ("totem", [], movie["name"])):
        process, played = start_player(session, players, movie, command)
        assert played["arguments"][2:-1] == [*options, played["file"]], played
        assert played["playlist"].splitlines() == list_lines(movie, stream, name)
        assert played["mode"] == 0o600
        assert not list_runtime_folder(session)
        # One that runs already, and is handed the path, can open it too.
        assert pathlib.Path(played["file"]).read_text(encoding="utf-8") == played["playlist"]
        process.kill()
        process.wait()
        assert os.path.exists(f"/proc/{played['pid']}")
        assert not os.path.exists(played["file"]) and not list_runtime_folder(session)
        players.end()
        wait_until(lambda: not os.path.exists(f"/proc/{played['pid']}"), "the player's end")
        players.reset()


def check_sandboxed(session, players, movie):
    """One in a sandbox is told the same, and has a file that can be passed in there."""
    (players.folder / "flatpak").symlink_to(players.folder / "another")
    process, played = start_player(
        session, players, movie, "flatpak run --file-forwarding org.videolan.VLC @@u %U @@")
    assert played["arguments"][3:-1] == [
        "--file-forwarding", "org.videolan.VLC", "--no-qt-recentplay", "@@u", played["file"], "@@"]
    assert os.path.dirname(played["file"]) == session.env["XDG_RUNTIME_DIR"]
    players.end()
    assert process.wait() == 0
    players.reset()


def check_sweep(session, players, movie):
    """What was killed leaves a file to the next one, which leaves those in use alone."""
    killed, left = start_player(session, players, movie, "another")
    killed.kill()
    killed.wait()
    assert os.path.exists(left["file"])
    using, used = start_player(session, players, movie, "another")
    assert not os.path.exists(left["file"])
    third, _ = start_player(session, players, movie, "mpv")
    assert os.path.exists(used["file"])
    players.end()
    assert using.wait() == 0 and third.wait() == 0
    assert not list_runtime_folder(session)
    players.reset()


def check_file(session, players, movie):
    process = subprocess.Popen(
        [session.lineupctl, "play", f"home/movies/{movie['id']}", "--player", "another -x %u %i -y"],
        env=session.env)
    played = players.started()
    assert played["arguments"][2:6] == ["-x", played["file"], "-y", ""]
    assert played["mode"] == 0o600
    assert os.path.dirname(played["file"]) == session.env["XDG_RUNTIME_DIR"]
    assert f"/{movie['id']}." in played["playlist"]
    players.end(3)
    assert process.wait() == 1
    assert not os.path.exists(played["file"])
    players.reset()

    # Who is told to end takes the player along, and the file.
    process = subprocess.Popen(
        [session.lineupctl, "play", f"lineup://home/movies/{movie['id']}", "-p", "another"],
        env=session.env)
    played = players.started()
    assert os.path.exists(played["file"])
    process.send_signal(signal.SIGTERM)
    assert process.wait() == 130
    assert not os.path.exists(played["file"]) and not os.path.exists(f"/proc/{played['pid']}")

    # One that hands the file over, and ends at once, leaves the other one time to read it.
    result = session.run("play", f"movies/{movie['id']}", "--player", "true")
    assert result.returncode == 0, result
    assert not list_runtime_folder(session)


def check_ends(session, movie):
    """What a player says when it fails is told, but for what is secret; a person's end is none."""
    for script, status, words in (
            ("echo 'Connection refused' >&2; exit 3", 1, "status 3: Connection refused"),
            ("echo one >&2; echo two >&2; echo >&2; echo three >&2; exit 1", 1, "two / three"),
            ('cat "$0" >&2; echo "open: $(tail -n 1 "$0") failed" >&2; exit 1', 1, "status 1: "),
            ("echo user/secret >&2; exit 1", 1, "status 1"),
            ("exit 2", 1, "The player ended with an error, status 2"),
            ("kill -SEGV $$", 1, "crashed, with signal 11"),
            ("kill -TERM $$", 0, ""), ("kill -INT $$", 0, ""), ("kill -KILL $$", 0, ""),
            ("echo bye >&2; exit 130", 0, ""), ("exit 143", 0, "")):
        result = session.run("play", f"movies/{movie['id']}", "--player",
                             f"sh -c {shlex.quote(script)}")
        assert result.returncode == status, (script, result)
        assert words in result.stderr and bool(words) == bool(result.stderr), (script, result)
        assert "secret" not in result.stderr and "127.0.0.1" not in result.stderr, result


def check_mpv_ends(session, players, movie):
    """mpv says it in its log, and has a status for a person's end."""
    for status, end, words in ((2, 1, "status 2: tcp: Connection refused"), (4, 0, "")):
        process = subprocess.Popen([session.lineupctl, "play", f"movies/{movie['id']}"],
                                   env=session.env, stderr=subprocess.PIPE, text=True)
        log, = [word.removeprefix("--log-file=") for word in players.started()["arguments"]
                if word.startswith("--log-file=")]
        assert log.startswith("/dev/fd/")
        (players.folder / "log").write_text(
            "[   0.010][v][cplayer] mpv is here\n[   0.034][e][ffmpeg] tcp: Connection refused\n"
            "[   0.035][e][stream] Failed to open user/secret\n"
            "[   0.107][e][ytdl_hook] \n[   0.107][e][ytdl_hook] youtube-dl failed\n"
            "[   0.040][v][cplayer] bye\n",
            encoding="utf-8")
        players.end(status)
        _, told = process.communicate()
        assert process.returncode == end and words in told and bool(words) == bool(told), told
        assert "secret" not in told and "mpv is here" not in told, told
        assert "youtube" not in told, told
        (players.folder / "log").unlink()
        players.reset()


def check_what_can_be_played(session, players):
    players.end()
    show = session.json("browse", "series", "-n", "1")[0]
    series = show["id"]
    episode = session.json("show", f"series/{series}")[0]["episodes"][0]
    channels = session.json("browse", "channels", "--all")
    archived = next(one for one in channels if one.get("archive-days"))["id"]
    for words, part in (
            ([f"episode/{episode['id']}"], f"/series/user/secret/{episode['id']}."),
            ([f"channels/{channels[0]['id']}", "--format", "m3u8"], ".m3u8"),
            ([f"channels/{archived}", "--start", "2026-11-20T20:15", "--duration", "90"],
             "/90/2026-11-20:")):
        session.ok("play", *words)
        assert part in players.started()["command"]["url"]
    session.ok("play", f"episode/{episode['id']}")
    title = players.started()["command"]["options"]["force-media-title"]
    assert title.startswith(f"{show['name']} – S01E01"), title
    players.reset()
    session.fails(2, f"lineupctl show series/{series}", "url", f"series/{series}")
    session.fails(3, "lineupctl search", "play", "movies/4711471")
    session.fails(3, "no account", "play", "nobody/movies/1")
    session.fails(1, "nonsense", "play", f"channels/{archived}", "--player", "nonsense")


def get_menu(played):
    """What the menu of the player that was started begins with."""
    prefix = "--script-opts-append=lineup-"
    option, = [word for word in played["arguments"] if word.startswith(prefix)]
    assert any(word.startswith("--script=") and word.endswith("/mpv/scripts/lineup.lua")
               for word in played["arguments"]), played
    return option.removeprefix(prefix)


def check_menu(session, players, script):
    players.end()
    # Only the script has the menu, and only mpv the script.
    session.fails(1, "mpv", "play")
    folder = pathlib.Path(session.env["XDG_DATA_HOME"], "mpv", "scripts")
    folder.mkdir(parents=True)
    (folder / "lineup.lua").symlink_to(os.path.abspath(script))
    session.fails(1, "mpv", "play", "--player", "another")
    for words, option in ((["play"], "open=menu"),
                          (["play", "series/2"], "open=home/series/2"),
                          (["play", "lineup://home/series/2"], "open=home/series/2")):
        session.ok(*words)
        assert get_menu(players.started()) == option
    players.reset()


def call_player(method, *arguments):
    call(PLAYER, "/io/github/lineupd/Player", f"org.freedesktop.Application.{method}", *arguments,
         "{'activation-token': <'front'>}")


def open_uris(*uris):
    call_player("Open", json.dumps(uris))


def check_service(session, players, movie, activation):
    assert re.search(rf"^Name={PLAYER}\nExec=/\S+/lineupctl service$", activation, flags=re.M)
    service = session.start_service()
    # What is none is no reason not to play what is.
    open_uris("http://host/", "lineup://home/nonsense/1", "lineup://nobody/movies/1", "movies/1",
              f"lineup://home/movies/{movie['id']}")
    played = players.started()
    assert f"/{movie['id']}." in played["command"]["url"]
    assert played["group"] == played["pid"]
    assert played["environment"]["XDG_ACTIVATION_TOKEN"] == "front"
    wait_until(lambda: is_leased(session), "a lease")
    assert service.poll() is None
    players.end()
    wait_until(lambda: not is_leased(session), "no lease")

    # What the desktop does without an item, or with one that is not played itself.
    for words, option in ((["Activate"], "open=menu"),
                          (["ActivateAction", "search", "[<'a, b=c'>]"], "search=a, b=c"),
                          (["Open", "['lineup://home/series/2']"], "open=home/series/2")):
        call_player(*words)
        played = players.started()
        assert get_menu(played) == option
        assert played["environment"]["XDG_ACTIVATION_TOKEN"] == "front"
    # What is chosen in the desktop's search plays, by way of both.
    call_shell("ActivateResult", f"home/movies/{movie['id']}", "['a']", "7")
    played = players.started()
    assert f"/{movie['id']}." in played["command"]["url"]
    assert played["environment"]["DESKTOP_STARTUP_ID"] == "_TIME7"
    call(NAME, "/io/github/lineupd/Lineup1/Runner", "org.kde.krunner1.Run",
         f"home/movies/{movie['id']}", "")
    assert f"/{movie['id']}." in players.started()["command"]["url"]
    call_shell("LaunchSearch", "['a', 'b']", "7")
    assert get_menu(players.started()) == "search=a b"
    # It gives the lease back itself, and has nothing to do then.
    wait_until(lambda: not is_leased(session), "no lease")
    assert service.wait(timeout=ctl_session.SECONDS) == 0
    players.reset()


def main():
    *programs, entry, activation, script = sys.argv[1:]
    validate = subprocess.run(["desktop-file-validate", entry], capture_output=True, text=True,
                              check=False)
    assert validate.returncode == 0 and not validate.stdout, validate
    with ctl_session.open_session(*programs, "--channels", "60", "--movies", "20", "--series",
                                  "3") as session:
        session.env["XDG_DATA_HOME"] = str(session.scratch / "data")
        players = Players(session)
        session.add_synced("home")
        movie = next(one for one in session.json("browse", "movies", "--all") if "," in one["name"])
        check_mpv(session, players, movie)
        check_file(session, players, movie)
        check_ends(session, movie)
        check_mpv_ends(session, players, movie)
        check_nameless(session, players, movie)
        check_sandboxed(session, players, movie)
        check_sweep(session, players, movie)
        check_what_can_be_played(session, players)
        check_menu(session, players, script)
        check_service(session, players, movie,
                      pathlib.Path(activation).read_text(encoding="utf-8"))


ctl_session.on_own_bus(main)
