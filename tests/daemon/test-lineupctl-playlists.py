#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Playlists of lineupctl, at an address and in a file.

usage: test-lineupctl-playlists.py LINEUPCTL LINEUPD FAKE_PANEL
"""

import sys

import ctl_session

LIST = """#EXTM3U url-tvg="http://127.0.0.1:9/guide.xml"
#EXTINF:-1 group-title="News",Первый
http://media.example/live/me/hush/1.ts
#EXTINF:-1 group-title="Films",Heat (1995)
http://media.example/movie/me/hush/2.mkv
"""


def get_names(session, account, kind):
    return [item["name"] for item in session.json("browse", kind, "--all", "--account", account)]


def check_address(session):
    link = f"{session.panel}/get.php?username=user&password=secret&type=m3u_plus"
    assert "net is added" in session.ok("add", "net", "--type=playlist", typed=link + "\n")
    session.ok("sync", "net", "--watch")
    assert session.ok("settings", "type", "--account", "net") == "playlist\n"
    assert session.ok("settings", "url", "--account", "net") == session.panel + "\n"
    assert len(get_names(session, "net", "channels")) == 12
    # What everybody could read is refused.
    session.fails(2, "arguments of programs", "add", "--type=playlist", "--url", link)
    # What is no playlist is not one, and nothing of it is told.
    result = session.run("add", "bad", "--type=playlist", "--url", f"{session.panel}/player_api.php")
    assert result.returncode != 0 and "auth" not in result.stderr, result
    assert [account["Id"] for account in session.json("list")] == ["net"]


def check_file(session):
    path = session.scratch / "my list.m3u"
    path.write_bytes(LIST.encode("windows-1251"))
    session.fails(3, "can't be opened", "add", "file", "--file", str(session.scratch / "nothing"))
    session.fails(2, "playlist", "add", "file", "--file", str(path), "--url", session.panel)
    session.ok("add", "file", "--file", str(path), "--encoding=windows-1251", "--name=Mine", "--no-auto-sync")
    session.ok("sync", "file", "--watch")
    assert get_names(session, "file", "channels") == ["Первый"]
    assert get_names(session, "file", "movies") == ["Heat (1995)"]
    assert session.ok("settings", "encoding", "--account", "file") == "windows-1251\n"
    session.fails(2, "iconv", "settings", "encoding", "klingon", "--account", "file")
    assert str(session.scratch) not in session.ok("status", "file")
    sources = session.json("guide", "sources", "--account", "file")
    assert [(source["id"], source["state"]) for source in sources] == [("playlist-1", "proposed")]

    other = session.scratch / "other.m3u"
    other.write_text(LIST.replace("Heat", "Ran"), encoding="utf-8")
    session.ok("settings", "file", str(other), "--account", "file")
    session.ok("sync", "file", "--watch")
    assert get_names(session, "file", "movies") == ["Ran (1995)"]
    # What it was, it is no more.
    session.ok("settings", "type", "xtream", "--account", "file", typed=f"{session.panel}\nuser\nsecret\n")
    assert session.ok("settings", "type", "--account", "file") == "xtream\n"
    session.ok("remove", "file", "--yes")


def check_completion(session):
    def complete(*words):
        return [line.split("\t")[0] for line in session.ok("complete", "--", *words).splitlines()]

    assert complete("add", "--type", "p") == ["playlist"]
    assert "--encoding" in complete("add", "--e") and "--file" in complete("add", "--f")
    assert "encoding" in complete("settings", "en")


def main():
    with ctl_session.open_session(*sys.argv[1:], "--channels", "12", "--movies", "5", "--series", "2") as session:
        check_address(session)
        check_file(session)
        check_completion(session)


ctl_session.on_own_bus(main)
