#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Each command of lineupctl, for people and for programs, and how it fails.

usage: test-lineupctl.py LINEUPCTL LINEUPD FAKE_PANEL
"""

import os
import re
import subprocess
import sys

import ctl_session

SLOWDOWN = int(os.environ.get("LINEUP_TEST_SLOWDOWN", "1"))
KINDS = {"channels": 30, "movies": 120, "series": 20}


def check_adding(session):
    # Before there is any.
    assert session.ok("list") == "" and session.json("list") == []
    session.fails(3, "lineupctl add", "status")

    assert "home" in session.ok("add", "--no-guide", "--url", session.panel, "--name", "At home",
                                typed="user\nsecret\n")
    session.ok("sync", "--watch")
    session.fails(7, "account of that id", "add", "home", "--url", session.panel,
                  typed="user\nsecret\n")
    session.fails(4, "password is wrong", "add", "bad", "--url", session.panel,
                  typed="user\nwrong\n")
    session.fails(5, "can't be reached", "add", "away", "--url", "http://127.0.0.1:1",
                  typed="user\nsecret\n")
    # What is wrong with an id is told before anything is asked for.
    session.fails(2, 'Try: lineupctl add my_tv --name "My TV"', "add", "My TV")
    session.fails(2, "1 to 64 of a-z, 0-9 and _", "add", "a" * 65)
    session.fails(2, "Try: lineupctl add home", "add", "é!")
    session.fails(7, "account of that id", "add", "home")
    session.fails(2, "standard input", "add", "empty", "--url", session.panel)
    # What everybody could read is refused, and not told again.
    for url in ("http://host/get.php?username=me&password=hush", "http://me:hush@host:80/",
                "http:/me:hush@host", "http//me:hush@host", "me:hush@host",
                "http://http://me:hush@host", "<http://me:hush@host>",
                "http://host/get.php?username=me&amp;password=hush"):
        session.fails(2, "arguments of programs", "add", "--url", url)
        assert "hush" not in session.run("add", "--url", url).stderr
    for words in (["add", "--password=hush"], ["add", "--password", "hush"], ["--password=hush"],
                  ["settings", "--password=hush"], ["add", "--passwd=hush"]):
        session.fails(2, "arguments of programs", *words)
        assert "hush" not in session.run(*words).stderr
    # Nor is what anything else was to be.
    for words in (["add", "--pw=hush"], ["add", "-phush"]):
        session.fails(2, f"no option {words[1][:2]}", *words)
        assert "hush" not in session.run(*words).stderr
    # A whole link, in the way that is meant for it.
    link = f"{session.panel}/get.php?username=user&password=secret&type=m3u_plus\n"
    assert session.json("add", "link", "--no-auto-sync", typed=link) == [
        {"account": "link", "path": "/io/github/lineupd/Lineup1/accounts/link"}]
    assert [account["Id"] for account in session.json("list")] == ["home", "link"]
    # Which one is meant has to be said now.
    session.fails(2, "home, link", "cancel")
    session.fails(3, "There are: home, link", "status", "nobody")
    session.fails(3, "There are: home, link", "browse", "-a", "nobody")
    session.ok("remove", "link")
    assert [account["Id"] for account in session.json("list")] == ["home"]
    # The next id that is free.
    assert session.json("add", "--url", session.panel, "--no-auto-sync",
                        typed="user\nsecret\n")[0]["account"] == "home2"
    assert session.json("remove", "home2") == [{"account": "home2"}]


def check_overview(session):
    text = session.ok("status")
    for words in ("At home", session.panel, "completed", "30 channels, 120 movies, 20 series",
                  "movie-categories", "active"):
        assert words in text, (words, text)
    ago = "just now" if SLOWDOWN == 1 else r"(just now|\d+ (s|min) ago)"
    assert re.search(f"last good one {ago}", text), text
    status, = session.json("status", "home")
    assert status["Counts"]["movies"] == KINDS["movies"] and len(status["Steps"]) == 6
    assert status["Status"] == "completed" and status["LastSync"] > 10**9
    assert re.fullmatch(r"home +completed +http://\S+ +At home\n", session.ok("list"))


def check_syncing(session):
    first = session.json("status")[0]["Job"]
    # A guide's sync is of the same row, and begins by itself.
    job = int(re.search(r"Sync (\d+) of home", session.ok("sync"))[1])
    assert job > first
    # It is joined, or over, and then another one begins.
    assert session.json("sync")[0]["job"] >= job
    text = session.ok("sync", "--watch", "--steps", "movies", "-s", "movie-categories", "--force")
    assert "completed" in text and "\x1b" not in text and "\r" not in text, text
    *progress, finished = session.json("sync", "-w", "--force")
    assert {line["signal"] for line in progress} == {"Progress"}
    assert [line["percentage"] for line in progress][-1] == 100
    assert finished["signal"] == "Finished" and finished["status"] == "completed"
    assert len(finished["summary"]["steps"]) == 6
    session.fails(2, "step", "sync", "--steps", "nonsense")
    session.fails(7, "No sync is running", "cancel")


def check_catalogue(session):
    for kind, count in KINDS.items():
        lines = session.ok("browse", kind, "--limit", "7").splitlines()
        assert len(lines) == 7 and all(re.match(rf"{kind}/\d+  +\S", line) for line in lines)
        items = session.json("browse", kind, "--all")
        assert len({item["id"] for item in items}) == count
        assert {item["account"] for item in items} == {"home"}
    assert "--all" in session.run("browse", "movies").stderr
    years = [movie.get("year", 0) for movie in session.json("browse", "movies", "--sort", "year")]
    assert years == sorted(years, reverse=True)
    assert all(movie["rating"] >= 5 and 1990 <= movie["year"] <= 2010 for movie in session.json(
        "browse", "movies", "--min-rating=5", "--year-min", "1990", "--year-max", "2010"))
    assert session.json("browse", "movies", "--added-since", "2999-12-31") == []

    assert session.ok("browse", "movies", "--count") == f"{KINDS['movies']}\n"
    few, = session.json("browse", "movies", "--count", "--min-rating=5", "--limit", "3")
    assert few["count"] == len(session.json("browse", "movies", "--all", "--min-rating=5"))
    assert few["account"] == "home" and few["generation"] == session.json("status")[0]["Generation"]

    category = max(session.json("browse", "movies", "--categories"), key=lambda one: one["items"])
    assert category["name"] in session.ok("browse")
    for text in (category["id"], category["name"].upper()):
        found = session.json("browse", "movies", "--all", "-c", text)
        assert len(found) == category["items"]
        assert all(category["id"] in movie["categories"] for movie in found)
    session.fails(3, "no category", "browse", "movies", "--category", "of no name")
    session.fails(2, "kind", "browse", "nonsense")

    movie = session.json("browse", "movies", "-n", "1")[0]
    reference = f"movies/{movie['id']}"
    words = movie["name"].split()
    assert reference in session.ok("search", *words, "--kinds", "movies").split("\n")[0]
    assert session.json("search", *words)[0]["name"] == movie["name"]
    assert session.run("search", "--", "--nothing-like-this").returncode == 3

    assert movie["name"] in session.ok("show", reference)
    details, = session.json("show", f"home/{reference}", "--refresh")
    assert details["name"] == movie["name"] and details["duration"] > 0
    series = session.json("browse", "series", "-n", "1")[0]["id"]
    episode = session.json("show", f"series/{series}")[0]["episodes"][0]
    names = {one["id"]: one["name"] for one in session.json("browse", "movies", "--categories")}
    assert re.search(rf"^categories +{re.escape(', '.join(names[one] for one in movie['categories']))}$",
                     session.ok("show", reference), flags=re.M), session.ok("show", reference)
    text = session.ok("show", f"series/{series}")
    assert f"episodes/{episode['id']}  S01E01" in text and "Season 1" in text
    session.fails(3, "lineupctl search", "show", "movies/4711471")
    for wrong in ("movies", "movies/x", "nonsense/1", "a/b/c/1", "lineup://movies/1"):
        session.fails(2, "names no item", "show", wrong)

    assert f"/{movie['id']}." in session.ok("url", reference)
    assert session.json("url", f"episodes/{episode['id']}")[0]["url"].startswith(session.panel)
    session.fails(2, f"lineupctl show series/{series}", "url", f"series/{series}")


def check_changes(session):
    *changes, end = session.json("changes")
    # Each item once, as the last that was heard of it.
    assert len({(one["kind"], one["id"]) for one in changes}) == sum(KINDS.values())
    assert end == {"generation": session.json("status")[0]["Generation"], "complete": True}
    some = session.json("changes", "--limit", "3")
    assert len(some) == 4 and some[-1]["generation"] == some[-2]["generation"]
    assert session.json("changes", "--since", str(end["generation"])) == [end]
    assert re.match(r"\d+ +added|\d+ +changed", session.ok("changes", "-n", "1"))
    result = session.run("changes", "--since", str(end["generation"] + 100))
    assert result.returncode == 1 and "anew" in result.stderr


def check_settings(session):
    assert session.json("settings")[0]["sync-interval"] == 1440
    session.ok("settings", "sync-interval", "720")
    session.ok("settings", "auto-sync", "off")
    session.ok("settings", "name", "Somewhere")
    channel = f"channels/{session.json('browse', 'channels', '-n', '1')[0]['id']}"
    session.ok("settings", "live-format", "m3u8")
    assert session.ok("settings", "live-format") == "m3u8\n"
    assert session.ok("url", channel).endswith(".m3u8\n")
    session.ok("settings", "live-format", "")
    assert session.ok("url", channel).endswith(".ts\n")
    session.fails(2, "m3u8", "settings", "live-format", "flv")
    session.ok("settings", "live-format", "m3u8")
    assert session.ok("settings", "sync-interval") == "720\n"
    assert session.json("settings", "auto-sync") == [{"auto-sync": False}]
    assert re.search(r"^name +Somewhere$", session.ok("settings"), flags=re.M)
    # What can be set can be seen, but for what nobody is to see.
    assert session.ok("settings", "user-agent") == "(not set)\n"
    session.ok("settings", "user-agent", "Player/1.0 (TV)")
    assert session.ok("settings", "user-agent") == "Player/1.0 (TV)\n"
    assert session.json("settings", "user-agent") == [{"user-agent": "Player/1.0 (TV)"}]
    assert re.search(r"^user-agent +Player/1.0 \(TV\)$", session.ok("settings"), flags=re.M)
    session.ok("settings", "user-agent", "")
    assert session.json("settings", "user-agent") == [{"user-agent": ""}]
    session.ok("settings", "accept-certificate", "ab" * 32)
    assert session.ok("settings", "accept-certificate").replace(":", "").lower() == "ab" * 32 + "\n"
    session.ok("settings", "accept-certificate", "")
    assert re.search(r"^password +\(not shown\)$", session.ok("settings"), flags=re.M)
    session.ok("settings", "--reset")
    assert session.ok("settings", "auto-sync") == "true\n"
    assert session.ok("url", channel).endswith(".ts\n")
    session.fails(2, "360", "settings", "sync-interval", "5")
    session.fails(2, "true or false", "settings", "notify", "perhaps")
    session.fails(2, "There are: enabled", "settings", "nonsense")
    session.fails(2, "arguments of programs", "settings", "password", "hush")
    session.fails(2, "arguments of programs", "settings", "url", "http://me:hush@host/")
    session.fails(4, "password is wrong", "settings", "password", typed="wrong\n")
    session.ok("settings", "password", typed="secret\n")
    session.ok("settings", "username", typed="user\nsecret\n")
    session.ok("settings", "url", "-", typed=f"{session.panel}\n")
    session.ok("settings", "enabled", "false")
    session.fails(7, "settings enabled true", "sync")
    session.ok("settings", "enabled", "true")


def list_references(session, *words):
    return [f"{item['kind']}/{item['id']}" for item in session.json(*words)]


def check_library(session):
    """What is a person's own: said, listed, written down and taken back."""
    first, second, third = (f"movies/{item['id']}" for item in session.json("browse", "movies", "-n", "3"))
    session.ok("favourite", first, second)
    session.ok("favourite", "--place", "1", second)
    favourites = session.json("favourite")
    assert {item["account"] for item in favourites} == {"home"}, favourites
    assert list_references(session, "browse", "movies", "--favourite") and "★" in session.ok("favourite")
    assert sorted(list_references(session, "favourite")) == sorted([first, second])

    session.ok("watched", first, "--position", "600", "--length", "6000")
    assert list_references(session, "continue") == [first]
    assert "10 % watched" in session.ok("continue"), session.ok("continue")
    assert session.json("url", first)[0]["resume"] == 600
    session.ok("watched", second)
    assert set(list_references(session, "history")) == {first, second}
    assert list_references(session, "browse", "movies", "--watched") == [second]

    session.ok("hide", third)
    assert third not in list_references(session, "browse", "movies", "--all")
    assert list_references(session, "browse", "movies", "--hidden") == [third]
    session.ok("hide", "--remove", third)
    assert third in list_references(session, "browse", "movies", "--all")
    category = session.json("browse", "movies", "--categories")[0]
    session.ok("hide", "movies", "--category", category["name"])
    assert session.json("browse", "movies", "--category", category["id"]) == []
    session.ok("hide", "movies", "--category", category["id"], "--remove")

    # An export is for its owner, and everything comes back from it.
    path = session.scratch / "mine.jsonl"
    session.ok("export", str(path))
    assert path.stat().st_mode & 0o077 == 0, oct(path.stat().st_mode)
    assert path.read_text(encoding="utf-8") == session.ok("export")
    for reference in (first, second, third):
        session.ok("watched", "--forget", reference)
    assert session.json("favourite") == [] == session.json("continue")
    assert "taken" in session.ok("import", str(path))
    assert sorted(list_references(session, "favourite")) == sorted([first, second])
    assert list_references(session, "continue") == [first]
    session.ok("favourite", "--remove", first)
    assert list_references(session, "favourite") == [second]
    session.ok("watched", "--forget", first, second)

    session.fails(2, "place", "favourite", first, "--remove", "--place", "1")
    session.fails(1, "Nothing was taken", "import", "/dev/null")
    assert session.json("new") == []


def check_usage(session):
    session.fails(2, "no command nonsense", "nonsense")
    session.fails(2, "--nonsense", "list", "--nonsense")
    session.fails(2, "Usage: lineupctl show REF", "show")
    session.fails(2, "--limit takes N", "browse", "movies", "--limit", "many")
    session.fails(2, "--start takes TIME", "url", "channels/1", "--start", "someday")
    assert session.run().returncode == 2
    assert session.ok("--version").startswith("lineupctl ")
    nowhere = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"}
    assert session.run("list", env=nowhere).returncode == 6


def check_monitor(session):
    monitor = subprocess.Popen([session.lineupctl, "monitor", "home", "--json"], env=session.env,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert "lineupd is there" in monitor.stderr.readline()
    session.ok("sync")
    for line in monitor.stdout:
        if '"Finished"' in line:
            break
    else:
        raise AssertionError("no end was told of")
    monitor.terminate()
    monitor.communicate()


def check_locale(session):
    """Letters that a locale does not have are no reason to fail, and JSON has them all the same."""
    assert "?" in session.ok("browse", "movies", "--all", env={"LC_ALL": "C"})
    assert session.json("browse", "movies", "--all") == [
        __import__("json").loads(line) for line in
        session.ok("browse", "movies", "--all", "--json", env={"LC_ALL": "C"}).splitlines()]


def main():
    options = [word for kind, count in KINDS.items() for word in (f"--{kind}", str(count))]
    with ctl_session.open_session(*sys.argv[1:4], *options) as session:
        check_usage(session)
        check_adding(session)
        check_overview(session)
        check_syncing(session)
        check_catalogue(session)
        check_library(session)
        check_changes(session)
        check_locale(session)
        check_monitor(session)
        check_settings(session)
        session.ok("remove", "home")
        assert session.json("list") == []


ctl_session.on_own_bus(main)
