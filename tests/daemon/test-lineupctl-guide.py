#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What lineupctl tells of what is on, and of where that is known from.

usage: test-lineupctl-guide.py LINEUPCTL LINEUPD FAKE_PANEL
"""

import json
import pathlib
import re
import sys
import tempfile
import time
import unicodedata

import ctl_session

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR

CATEGORIES = [{"category_id": "1", "category_name": "Main"}, {"category_id": "2", "category_name": "Late"}]
CHANNELS = [
    {"num": 1, "stream_id": 11, "name": "Alpha TV", "epg_channel_id": "alpha", "category_id": "1", "tv_archive": 1,
     "tv_archive_duration": "2"},
    {"num": 2, "stream_id": 12, "name": "Beta TV", "epg_channel_id": "beta", "category_id": "1"},
    {"num": 3, "stream_id": 13, "name": "Night", "epg_channel_id": "night", "category_id": "2", "is_adult": "1"},
    {"num": 4, "stream_id": 14, "name": "東京テレビジョン", "epg_channel_id": "tokyo", "category_id": "1"},
    {"num": 5, "stream_id": 15, "name": "Weather Channel Nord", "category_id": "1"},
]


def make_guide(now):
    """What is on at five channels, of which the catalogue knows four by their ids."""
    # Channel, start and end in minutes from now, title, subtitle.
    airings = [("alpha", -1500, -1440, "Old news", ""), ("alpha", -90, -30, "Quiz", "Part one"),
               ("alpha", -30, 30, "Film \x27 & more", "The \u2028end"), ("alpha", 30, 90, "Quiz", "Part two"),
               ("alpha", 90, 240, "Late film", ""), ("beta", -10, 110, "Football", ""),
               ("beta", 110, 200, "News", ""), ("night", -60, 60, "Quiz at night", ""),
               ("tokyo", 10, 300, "物語" * 20, ""), ("weather", -60, 600, "Rain", "")]
    channels = [("alpha", "Alpha"), ("beta", "Beta"), ("night", "Night"), ("tokyo", "東京"),
                ("weather", "Weather Channel North")]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<tv>"]
    lines += [f'<channel id="{id}"><display-name>{name}</display-name></channel>' for id, name in channels]
    for channel, start, end, title, subtitle in airings:
        times = [time.strftime("%Y%m%d%H%M%S +0000", time.gmtime(now + minutes * MINUTE)) for minutes in (start, end)]
        title = title.replace("&", "&amp;")
        lines.append(f'<programme channel="{channel}" start="{times[0]}" stop="{times[1]}"><title>{title}</title>'
                     + (f"<sub-title>{subtitle}</sub-title>" if subtitle else "") + "</programme>")
    return "\n".join([*lines, "</tv>", ""])


def get_columns(text):
    return sum(0 if unicodedata.combining(letter) else
               2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def show_at(session, columns, *words):
    """The lines that a terminal shows of it, of which none is wider than it is."""
    terminal = session.terminal(*words, columns=columns)
    assert terminal.wait() == 0, terminal.text
    lines = terminal.text.rstrip("\r\n").split("\r\n")
    assert all(get_columns(line) <= columns for line in lines), lines
    return lines


def check_nothing_yet(session):
    """Channels are there without a guide, and it is told why nothing is said of them."""
    for words in (["now"], ["guide"], ["guide", "alpha tv"]):
        result = session.run(*words)
        assert result.returncode == 0 and "lineupctl guide sync home" in result.stderr, result
    assert [channel["programmes"] for channel in session.json("now")] == [[]] * 5
    assert "never yet" in re.search("^ +Guide .*", session.ok("status"), flags=re.M)[0]
    session.fails(7, "No sync is running", "guide", "cancel")


def check_syncing(session):
    text = session.ok("guide", "sync", "--watch")
    assert re.search(r"^panel +ok +10, 9 new; ", text, flags=re.M), text
    assert re.search(r"^Guide sync of home: completed after ", text, flags=re.M), text
    *progress, finished = session.json("guide", "sync", "home", "--watch", "--force")
    assert progress and {line["signal"] for line in progress} == {"GuideProgress"}
    assert {line["source"] for line in progress} <= {"", "panel"}
    assert finished["signal"] == "GuideFinished" and finished["status"] == "completed"
    assert finished["summary"]["sources"][0]["source"] == "panel"
    assert session.json("guide", "sync")[0]["job"] > finished["job"]
    session.ok("guide", "sync", "--watch")
    session.fails(2, "source", "guide", "sync", "--sources", "nonsense")
    assert re.search("^ +Guide +completed, .*9 programmes until ", session.ok("status"), flags=re.M)
    assert session.json("status")[0]["GuideStatus"] == "completed"

    terminal = session.terminal("guide", "sync", "--watch")
    assert terminal.wait() == 0
    assert re.search(r"\r\x1b\[KGuide sync of home: completed", terminal.text), terminal.text


def get_titles(channels):
    return {channel["name"]: [programme["title"] for programme in channel["programmes"]] for channel in channels}


def check_now(session):
    assert get_titles(session.json("now")) == {
        "Alpha TV": ["Film ' & more", "Quiz"], "Beta TV": ["Football", "News"], "Night": ["Quiz at night"],
        "東京テレビジョン": ["物語" * 20], "Weather Channel Nord": []}
    # By reference, by id, by name, and by a part of it that is of one channel only.
    for word in ("channels/12", "channel/12", "home/channels/12", "12", "BETA TV", "beta"):
        channel, = session.json("now", word)
        assert channel["id"] == 12 and channel["account"] == "home", channel
        assert channel["kind"] == "channels" and channel["programmes"][0]["start"] < time.time()
    session.fails(2, "channels/11 (Alpha TV), channels/12 (Beta TV)", "now", "tv")
    session.fails(3, "no channel nothing", "now", "nothing like it")
    session.fails(3, "no channel channels/4711", "now", "channels/4711")
    session.fails(2, "movies/1 is not a channel", "now", "movies/1")
    # As many as are named, in that order, and as they are.
    assert list(get_titles(session.json("now", "12", "11"))) == ["Beta TV", "Alpha TV"]

    programmes = session.json("now", "11", "--following", "10", "--fields", "subtitle")[0]["programmes"]
    assert [(one["title"], one.get("subtitle")) for one in programmes][1:] == [
        ("Quiz", "Part two"), ("Late film", None)], programmes
    session.fails(2, "At most 10", "now", "--following", "11")
    past = str(int(time.time()) - HOUR)
    assert get_titles(session.json("now", "11", "--at", past, "--following", "0")) == {"Alpha TV": ["Quiz"]}
    assert list(get_titles(session.json("now", "--category", "late"))) == ["Night"]
    assert "Night" not in get_titles(session.json("now", "--no-adult", "--all"))
    assert list(get_titles(session.json("now", "--limit", "2"))) == ["Alpha TV", "Beta TV"]
    assert "--all" in session.run("now", "--limit", "2").stderr
    session.fails(2, "--at takes TIME", "now", "--at", "someday")

    # Each programme has a line of its own, but one's eye finds the channels.
    lines = session.ok("now", "alpha tv").splitlines()
    assert re.fullmatch(r"channels/11  Alpha TV  \d\d:\d\d–\d\d:\d\d  [45]\d %  Film ' & more – The .end", lines[0]), lines
    assert re.fullmatch(r"channels/11  Alpha TV  \d\d:\d\d–\d\d:\d\d +Quiz – Part two", lines[1]), lines
    lines = show_at(session, 70, "now")
    assert re.search(r"Alpha TV +\d\d:\d\d–\d\d:\d\d  \[█+░+\] [45]\d %  Film", lines[0]), lines
    assert re.match(r" {20,}\d\d:\d\d–\d\d:\d\d +Quiz", lines[1]), lines


def check_guide(session, now):
    channels = session.json("guide", "--hours", "2", "--fields", "subtitle")
    assert get_titles(channels) == {
        "Alpha TV": ["Film ' & more", "Quiz", "Late film"], "Beta TV": ["Football", "News"],
        "Night": ["Quiz at night"], "東京テレビジョン": ["物語" * 20], "Weather Channel Nord": []}
    assert get_titles(session.json("guide", "main", "--limit", "1", "--hours", "1")) == {
        "Alpha TV": ["Film ' & more", "Quiz"]}
    assert list(get_titles(session.json("guide", "-c", "2"))) == ["Night"]
    session.fails(3, "no channel nothing", "guide", "nothing like it")
    session.fails(3, "no category", "guide", "--category", "nothing like it")

    lines = session.ok("guide", "--no-adult").splitlines()
    assert re.match(r"channels/11/\d+  Alpha TV +\w+ \d+ \w+ \d\d:\d\d–\d\d:\d\d  [45]\d %  Film", lines[0]), lines
    assert not any("night" in line for line in lines), lines

    # One channel's day, of which the past can be played where it is kept.
    lines = session.ok("guide", "alpha", "--at", str(now - 2 * HOUR)).splitlines()
    assert re.match(r"channels/11/\d+  \w+ \d+ \w+ \d\d:\d\d–\d\d:\d\d  catch-up  Quiz – Part one", lines[0]), lines
    assert len(lines) == 4 and "catch-up" not in "".join(lines[1:]), lines

    check_grid(session, now)


def check_grid(session, now):
    """As wide as the terminal, with half hours in their columns, whatever names there are."""
    for columns in (130, 80, 41, 20):
        head, *rows = show_at(session, columns, "guide", "--at", str(now))
        assert len(rows) == 5 and re.search(r" \d\d:[03]0", head), (head, rows)
        assert time.strftime("%H:", time.gmtime(now)) in head, head
        assert rows[0].startswith("Alpha TV"[:columns // 5 - 1]) and "‹" in rows[0], rows
        # Cells begin where their time stands.
        assert get_columns(head.split(":")[0]) - 2 == get_columns(rows[0].partition("‹")[0]), (head, rows)
    wide = show_at(session, 130, "guide", "--at", str(now), "--hours", "4")
    assert "│Quiz" in wide[1] and "│News" in wide[2] and "│物語" in wide[4], wide


def check_search(session, now):
    hits = session.json("search", "quiz")
    assert [(hit["channel"], hit["title"]) for hit in hits] == [(13, "Quiz at night"), (11, "Quiz")], hits
    assert all(hit["kind"] == "programmes" and hit["account"] == "home" for hit in hits)
    assert [hit["title"] for hit in session.json("search", "quiz", "--no-adult")] == ["Quiz"]
    assert session.run("search", "quiz", "--until", "yesterday").returncode == 3
    # Of the past there is what is kept.
    past = ["--from", str(now - 2 * HOUR)]
    assert [hit.get("subtitle") for hit in session.json("search", "quiz", "--no-adult", *past)] == [
        "Part one", "Part two"]
    assert session.run("search", "old", "--from", str(now - 2 * DAY)).returncode == 0
    assert session.run("search", "quiz", "--kinds", "movies").returncode == 3
    assert session.run("search", "quiz", "--year", "2020").returncode == 3
    assert session.json("search", "alpha")[0]["kind"] == "channels"
    assert session.run("search", "alpha", "--kinds", "programmes").returncode == 3
    text = session.ok("search", "quiz", "one", *past)
    match = re.fullmatch(r"(channels/11/\d+)  Quiz – Part one  \w+ \d+ \w+ \d\d:\d\d–\d\d:\d\d, Alpha TV, catch-up\n",
                         text)
    assert match, text
    return match[1]


def check_programme(session, reference, now):
    text = session.ok("show", reference)
    assert re.search("^title +Quiz$", text, flags=re.M) and re.search("^subtitle +Part one$", text, flags=re.M), text
    programme, = session.json("show", reference)
    assert programme["start"] == now - 90 * MINUTE and programme["archived"], programme
    assert "/timeshift/" in session.ok("url", reference)
    assert session.json("url", f"home/{reference}")[0]["title"]
    session.fails(3, "", "show", "channels/11/1")
    for wrong in ("movies/1/2", "channels/11/0", "channels/11/x", "channels/11/1/2"):
        session.fails(2, "names no item", "show", wrong)
    copy = session.scratch / "copy"
    session.ok("play", reference, "--player", f"cp %u {copy}")
    assert "/timeshift/" in copy.read_text(encoding="utf-8")


def is_read(session, source):
    states = {one["id"]: one["state"] for one in session.json("guide", "sources")}
    return states[source] == "failed" and session.json("status")[0]["GuideStatus"] != "syncing"


def check_sources(session, guide):
    panel, = session.json("guide", "sources")
    assert panel["id"] == "panel" and panel["state"] == "ok" and panel["programmes"] > 0, panel
    assert re.match(r"panel +ok +\S+ +\d+ programmes, \d channels, until ", session.ok("guide", "sources"))

    more = guide.replace("Rain", "Snow").replace('id="alpha"', 'id="other"').replace('"alpha"', '"other"')
    path = session.scratch / "more.xml"
    path.write_text(more, encoding="utf-8")
    added, = session.json("guide", "sources", "add", str(path), "--name", "Mine", "--shift=-60", "--zone",
                          "Europe/Paris", "--place", "0")
    session.ok("guide", "sync", "--watch")
    mine, panel = session.json("guide", "sources")
    assert mine["id"] == added["source"] and mine["name"] == "Mine" and mine["shift"] == -60, mine
    assert panel["id"] == "panel" and mine["state"] == "ok", (panel, mine)
    assert re.search("Mine +.*shown 60 min earlier, Europe/Paris", session.ok("guide", "sources"))
    # A folder has no guide in it, and what is a path to nothing is no address.
    session.fails(3, "can't be opened", "guide", "sources", "add", str(session.scratch / "nothing"))
    session.fails(2, "", "guide", "sources", "add", str(session.scratch))
    session.fails(2, "arguments of programs", "guide", "sources", "add", "http://me:hush@localhost/guide.xml")
    secret, = session.json("guide", "sources", "add", "-", "--no-enabled", typed="http://me:hush@localhost/guide.xml\n")
    assert "hush" not in session.ok("guide", "sources", "--json")
    session.ok("guide", "sources", "remove", secret["source"])
    # What is wrong with one is told in words, and the others are read all the same.
    page = session.scratch / "page.xml"
    page.write_text("<html>Not found</html>", encoding="utf-8")
    wrong, = session.json("guide", "sources", "add", str(page))
    # It alone is read at once.
    ctl_session.wait_until(lambda: is_read(session, wrong["source"]), "the source was read")
    result = session.run("guide", "sync", "--watch")
    assert result.returncode == 10 and "Guide sync of home: partial" in result.stdout, result
    assert re.search(rf"^{wrong['source']} +failed .*web page, not a guide", result.stdout, flags=re.M), result
    assert re.search(rf"^{wrong['source']} +failed .*web page, not a guide", session.ok("guide", "sources"),
                     flags=re.M)
    session.ok("guide", "sources", "remove", wrong["source"])

    session.ok("guide", "sources", "update", mine["id"], "--shift", "0", "--name", "Still mine")
    assert session.json("guide", "sources")[0]["name"] == "Still mine"
    session.ok("guide", "sources", "update", "panel", "--no-enabled")
    assert session.json("guide", "sources")[1]["state"] == "off"
    session.ok("guide", "sources", "update", "panel", "--enabled")
    session.fails(2, "what of the source", "guide", "sources", "update", "panel")
    session.fails(3, "no source nobody", "guide", "sources", "update", "nobody", "--shift", "1")
    session.fails(3, "no source nobody", "guide", "sources", "remove", "nobody")
    session.fails(2, "--shift takes MINUTES", "guide", "sources", "update", "panel", "--shift", "much")
    session.fails(2, "", "guide", "sources", "update", "panel", "--zone", "Nowhere/At all")
    session.fails(2, "", "guide", "sources", "remove", "panel")
    assert session.ok("complete", "--", "guide", "sources", "remove", "").split()[0] == mine["id"]
    session.ok("guide", "sources", "remove", mine["id"])
    assert len(session.json("guide", "sources")) == 1
    session.ok("guide", "sync", "--watch")


def check_matching(session):
    match, = session.json("guide", "match", "alpha")
    assert (match["channel"], match["how"], match["guide-channel"]) == (11, "id", "alpha"), match
    assert re.fullmatch(r"channels/15  Weather Channel Nord  none\n", session.ok("guide", "match", "15"))
    unmatched = session.json("guide", "match", "--how", "none", "--category", "main")
    assert [one["channel"] for one in unmatched] == [15], unmatched
    assert len(session.ok("guide", "match").splitlines()) == 5

    best = session.json("guide", "suggest", "weather")[0]
    assert best["guide-channel"] == "weather" and best["source"] == "panel" and 0 < best["score"] <= 1, best
    assert re.match(r"panel +weather +\d+ % +Weather Channel North", session.ok("guide", "suggest", "15"))
    session.ok("guide", "match", "weather", "panel", "weather")
    match, = session.json("guide", "match", "15")
    assert match["how"] == "person" and match["guide-channel"] == "weather", match
    session.ok("guide", "sync", "--force", "--watch")
    assert get_titles(session.json("now", "15"))["Weather Channel Nord"] == ["Rain"]
    assert "+60 min" in session.ok("guide", "match", "15", "panel", "weather", "--shift", "60")
    assert session.json("guide", "match", "15", "--none")[0]["how"] == "none"
    assert session.json("guide", "match", "15", "--auto")[0]["how"] == "none"
    session.fails(2, "Which channel of that source", "guide", "match", "15", "panel")
    session.fails(2, "one of the three", "guide", "match", "15", "--none", "--auto")
    session.fails(2, "how", "guide", "match", "--how", "nonsense")
    session.fails(3, "no channel nothing", "guide", "suggest", "nothing like it")


def check_completion(session):
    def complete(*words):
        return [line.split("\t")[0] for line in session.ok("complete", "--", *words).splitlines()]
    assert complete("guide", "") == ["sync", "cancel", "sources", "match", "suggest"]
    assert complete("guide", "sources", "") == ["add", "update", "remove"]
    assert complete("guide", "sync", "") == ["home"]
    assert complete("guide", "sync", "--sources", "") == ["panel"]
    assert "--hours" in complete("guide", "--h") and complete("guide", "sources", "add", "--zo") == ["--zone"]
    assert complete("search", "--kinds", "p") == ["programmes"]


def main():
    now = int(time.time())
    guide = make_guide(now)
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "guide.xml")
        path.write_text(guide, encoding="utf-8")
        with ctl_session.open_session(
                *sys.argv[1:], "--guide", str(path), "--series", "0", "--movies", "0",
                "--fault", f"get_live_streams=body:{json.dumps(CHANNELS)}",
                "--fault", f"get_live_categories=body:{json.dumps(CATEGORIES)}") as session:
            session.add("home", "--no-auto-sync")
            session.ok("settings", "guide", "false")
            session.ok("sync", "--watch")
            check_nothing_yet(session)
            session.ok("settings", "guide", "true")
            check_syncing(session)
            check_now(session)
            check_guide(session, now)
            reference = check_search(session, now)
            check_programme(session, reference, now)
            check_completion(session)
            check_sources(session, guide)
            check_matching(session)


ctl_session.on_own_bus(main)
