#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What lineupctl asks and shows at a terminal, and what shells complete.

usage: test-lineupctl-terminal.py LINEUPCTL LINEUPD FAKE_PANEL COMPLETIONS
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import termios
import unicodedata

import ctl_session

# A movie whose name is out to get the terminal, and some that take two columns a letter.
HOSTILE = ('[{"stream_id":1,"name":"\\u001b[2J\\u001b]0;owned\\u0007Boo\\u009b31m\\u202e\\r","category_id":"1"},'
           '{"stream_id":22,"name":"\\u6771\\u4eac\\u7269\\u8a9e","year":"1953","category_id":"1"},'
           '{"stream_id":333,"name":"e\\u0301te\\u0301","year":"2001","category_id":"1"},'
           '{"stream_id":4444,"name":"Tokyo","year":"1999","category_id":"1"}]')


# One title that is long among others that are not, and a series of one episode.
LONG = "The Unbearably " + "Long " * 30 + "Title"
MOVIES = json.dumps(
    [{"stream_id": 10 + i, "name": f"Short {i}", "year": f"{1990 + i}", "rating": "7.5",
      "genre": "Drama, Adventure", "category_id": "1"} for i in range(5)]
    + [{"stream_id": 99, "name": LONG, "year": "1999", "rating": "8.5", "genre": "Epic",
        "category_id": "1"}])
SERIES = json.dumps([{"series_id": 7, "name": "One", "category_id": "1"}])
SERIES_INFO = json.dumps({
    "seasons": [{"season_number": 1, "name": "Season 1", "episode_count": 1}],
    "info": {"name": "One", "plot": "Word " * 20 + "Incomprehensibilities" * 4},
    "episodes": {"1": [{"id": "71", "episode_num": 1, "title": "First " * 20, "season": 1,
                        "info": {"duration_secs": 6540}}]}})


def shows_what_is_typed(terminal):
    return bool(termios.tcgetattr(terminal.file)[3] & termios.ECHO)


def check_asking(session):
    terminal = session.terminal("add", "--no-auto-sync")
    terminal.expect("address: ")
    terminal.type(f"{session.panel}\n")
    terminal.expect("User name: ")
    terminal.type("user\n")
    terminal.expect("Password: ")
    ctl_session.wait_until(lambda: not shows_what_is_typed(terminal), "a password that is hidden")
    terminal.type("secret\n")
    terminal.expect("is added")
    assert shows_what_is_typed(terminal)
    assert terminal.wait() == 0 and "secret" not in terminal.text, terminal.text

    # Who gives up finds the terminal as it was.
    terminal = session.terminal("settings", "password")
    terminal.expect("Password: ")
    ctl_session.wait_until(lambda: not shows_what_is_typed(terminal), "a password that is hidden")
    terminal.type("secr\x03")
    ctl_session.wait_until(lambda: shows_what_is_typed(terminal), "a terminal as it was")
    assert terminal.wait() == -2

    for answer, status in (("no", 1), ("yes", 0)):
        terminal = session.terminal("remove", "home")
        terminal.expect("Type yes: ")
        terminal.type(f"{answer}\n")
        assert terminal.wait() == status


def get_lines(text):
    """What the line that moves has been."""
    return [re.sub(r"\x1b\[\?25.", "", line) for line in re.split(r"\r\x1b\[K|\r?\n", text)]


def check_progress(session):
    session.add("home", "--no-auto-sync")
    terminal = session.terminal("sync", "--watch")
    terminal.expect(r"\r\x1b\[K.*4/6 movies.*\d/s.*B/s")
    before = len(terminal.text)
    terminal.resize(40)
    terminal.expect(r"6/6 series")
    assert terminal.wait() == 0, terminal.text
    assert re.search(r"\r\x1b\[K *\d+ %  \[█*░*\]  4/6 movies  [\d,]+ items", terminal.text)
    assert re.search(r"\r\x1b\[Kmovies +ok +[\d,]+, [\d,]+ new", terminal.text)
    assert re.search(r"\r\x1b\[KSync of home: completed after \d", terminal.text)
    moving = [line for line in get_lines(terminal.text[before:]) if "%" in line and "/6" in line]
    # One may have been on its way when the terminal shrank.
    assert len(moving) > 3 and all(len(line) < 40 for line in moving[1:]), moving
    assert all(re.search(r"\d %  \d/6 [a-z-]+(…)?  [\d,]+ (items?|of [\d,]+)", line)
               for line in moving[1:]), moving
    # Now it is known how many to expect.
    terminal = session.terminal("sync", "--watch", "--force")
    terminal.expect(r"[\d,]+ of [\d,]+  [\d,]+/s  [\d.]+ \S+ left")

    # Ctrl-C ends the watching alone.
    other = session.terminal("sync", "-w", env={"TERM": "dumb"})
    other.expect("channels +(ok|unchanged)")
    terminal.type("\x03")
    assert terminal.wait() == 130 and "lineupctl cancel home" in terminal.text
    assert session.json("status")[0]["Status"] == "syncing"
    assert "is cancelled" in session.ok("cancel")
    assert other.wait() == 12 and "\x1b" not in other.text, other.text
    assert "Sync of home: cancelled" in other.text


def check_waiting(session):
    """Two accounts of one host go one after the other."""
    session.add("second", "--no-auto-sync")
    session.ok("sync", "home")
    other = session.terminal("sync", "second", "--watch")
    other.expect("Waits for another sync to end")
    assert re.search("Waits +for another sync", session.ok("status", "second"))
    session.ok("cancel", "home")
    other.expect("1/6 channel-categories")
    session.ok("cancel", "second")
    assert other.wait() == 12
    session.ok("remove", "second")


def check_outcomes(session):
    session.add("home", "--no-auto-sync")
    result = session.run("sync", "--watch")
    assert result.returncode == 10 and "Sync of home: partial" in result.stdout, result
    assert "The panel does not work as it should" in result.stdout, result.stdout
    session.run("add", "wrong", "--url", session.panel, "--no-validate", "--no-auto-sync",
                typed="user\nwrong\n")
    result = session.run("sync", "wrong", "-w")
    assert result.returncode == 11 and result.stdout.count("password is wrong") == 1, result
    assert "lineupctl settings username" in result.stderr, result
    assert "password is wrong" in session.ok("status", "wrong")


def get_columns(text):
    return sum(0 if unicodedata.combining(letter) else
               2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def check_names(session):
    for text in (session.ok("browse", "movies", "-a", "home"),
                 session.run("browse", "movies", "-a", "home", "--json").stdout):
        assert "Boo" in text
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text), repr(text)
    lines = session.ok("browse", "movies", "-a", "home", "--sort", "name").splitlines()
    ends = {get_columns(line[:re.search(r"\d{4}$", line).start()])
            for line in lines if re.search(r"  \d{4}$", line)}
    assert len(lines) == 4 and len(ends) == 1, lines
    terminal = session.terminal("browse", "movies", "-a", "home", columns=22)
    assert terminal.wait() == 0
    assert all(get_columns(line) <= 22 for line in terminal.text.split("\r\n")
               if "movies/" in line), terminal.text
    assert "…" in terminal.text


def show_at(session, columns, *words):
    """The lines that a terminal shows of it, of which none is longer than it is wide."""
    terminal = session.terminal(*words, columns=columns)
    assert terminal.wait() == 0, terminal.text
    lines = terminal.text.rstrip("\r\n").split("\r\n")
    assert all(get_columns(line) <= columns for line in lines), lines
    return lines


def check_widths(session):
    """A long title takes no column from the others, and what is wrapped stays in its column."""
    for columns, rest in ((100, "7.5, Drama, Adventure"), (44, "")):
        lines = show_at(session, columns, "browse", "movies", "--sort", "name")
        others = [line for line in lines if "Short" in line]
        assert len(others) == 5 and all(re.match(r"movies/1\d  Short \d +199\d, ", line)
                                        for line in others), lines
        assert all(rest in line for line in others), lines
        assert len({re.search(r"199\d", line).start() for line in lines}) == 1, lines
        long, = (line for line in lines if "Unbear" in line)
        assert re.match(r"movies/99  The Unbear[A-Za-z ]+…  1999", long), long

    # The title has what there is, where nothing stands behind it.
    found = show_at(session, 100, "browse", "series")
    assert found == ["series/7  One"], found

    text = show_at(session, 44, "show", "series/7")
    start = next(line for line in text if line.startswith("plot")).index("Word")
    first = text.index(next(line for line in text if line.startswith("plot")))
    wrapped = [line for line in text[first + 1:] if line.startswith(" " * start)][:3]
    assert len(wrapped) == 3 and all(line[start] != " " for line in wrapped), text
    assert re.search(r"^  1  Season 1  1 episode *$", "\n".join(text), flags=re.M), text
    episode = text.index("episodes") + 1
    assert re.match(r"  episodes/71  S01E01  (First +)+109 min$", text[episode]), text[episode:]
    assert all(re.match(r" {23,}First", line) for line in text[episode + 1:]), text[episode:]
    # Where there is no room beside the rest, there is some below.
    narrow = show_at(session, 30, "show", "series/7")
    assert re.match(r"  episodes/71  S01E01  109 min$", narrow[narrow.index("episodes") + 1]), narrow

    # A number and what it counts are one.
    for columns in (44, 60, 100):
        lines = show_at(session, columns, "status")
        assert not any(re.search(r"\d$", line) and re.match(r" +(channel|movie|series|[kM]?B)", after)
                       for line, after in zip(lines, lines[1:])), lines
        text = re.sub(r"\s+", " ", " ".join(lines))
        assert "1 channel, 6 movies, 1 series" in text, text
    lines = show_at(session, 44, "list")
    assert session.panel in lines[0] and "home" in lines[0], lines


def check_daemon_lost(session):
    session.add("last", "--no-auto-sync")
    terminal = session.terminal("sync", "last", "--watch")
    terminal.expect("[34]/6 movie")
    process, = subprocess.run(
        ["busctl", "--user", "call", "org.freedesktop.DBus", "/", "org.freedesktop.DBus",
         "GetConnectionUnixProcessID", "s", ctl_session.NAME], capture_output=True, text=True,
        check=True).stdout.split()[1:]
    os.kill(int(process), 9)
    assert terminal.wait() == 6 and "in the middle of the sync" in terminal.text, terminal.text


def check_bash(session, folder):
    script = r"""
source "$1"
try() {
  COMP_WORDS=(lineupctl "$@")
  COMP_CWORD=$#
  _lineupctl
  printf '%s ' "${COMPREPLY[@]}"
  echo
}
try s
try status ''
try --json browse --sort ''
try sync --st
try settings notif
try browse movies ''
complete -p lineupctl
"""
    result = subprocess.run(["bash", "-c", script, "bash", folder / "lineupctl.bash"],
                            env=session.env, capture_output=True, text=True, check=True)
    assert result.stdout.split("\n")[:6] == [
        "status sync search show settings ", "home wrong ", "position name rating year added ",
        "--steps ", "notify ", " "], result


def check_fish(session, folder):
    for typed, words in (("lineupctl can", ["cancel"]), ("lineupctl status ", ["home", "wrong"]),
                         ("lineupctl search --ki", ["--kinds"])):
        result = subprocess.run(
            ["fish", "--no-config", "-c",
             f"source {folder / 'lineupctl.fish'}; complete -C '{typed}'"],
            env=session.env, capture_output=True, text=True, check=True)
        assert [line.split("\t")[0] for line in result.stdout.splitlines()] == words, result


def check_zsh(session, folder):
    terminal = ctl_session.Terminal(["zsh", "-f", "-i"], {**session.env, "TERM": "dumb"}, 100)
    terminal.expect("[%#] ")
    terminal.type(f"fpath=({folder} $fpath); autoload -Uz compinit; compinit -u -D; PS1=REA'DY>'\n")
    terminal.expect("READY>")
    terminal.type("lineupctl mon\t")
    terminal.expect(r"monitor")
    terminal.type("--acc\t")
    terminal.expect(r"--account")
    terminal.type(" wr\t")
    terminal.expect(r"wrong")
    # Another line in its place.
    terminal.type("\x15exit\n")
    terminal.wait()


def main():
    *programs, folder = sys.argv[1:]
    folder = pathlib.Path(folder).absolute()
    with ctl_session.open_session(
            *programs, "--channels", "300", "--movies", "3000", "--series", "600",
            "--rate", "600000") as session:
        check_asking(session)
        check_progress(session)
        check_waiting(session)
        check_daemon_lost(session)
    with ctl_session.open_session(
            *programs, "--channels", "3", "--series", "3", "--fault",
            "get_live_streams=status:404", "--fault", f"get_vod_streams=body:{HOSTILE}") as session:
        session.env["PATH"] = f"{os.path.dirname(session.lineupctl)}:{session.env['PATH']}"
        check_outcomes(session)
        check_names(session)
        check_bash(session, folder)
        for shell, check in (("fish", check_fish), ("zsh", check_zsh)):
            if shutil.which(shell):
                check(session, folder)
            else:
                print(f"There is no {shell}")
    with ctl_session.open_session(
            *programs, "--channels", "1", "--fault", f"get_vod_streams=body:{MOVIES}", "--fault",
            f"get_series=body:{SERIES}", "--fault", f"get_series_info=body:{SERIES_INFO}") as session:
        session.add_synced("home")
        check_widths(session)


ctl_session.on_own_bus(main)
