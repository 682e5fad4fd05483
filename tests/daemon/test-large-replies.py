#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""No reply is larger than a bus carries, whatever a panel has written; and cursors are of one
catalogue.

usage: test-large-replies.py LINEUPD FAKE_PANEL
"""

import pathlib
import sys
import tempfile

import callers_session as session

ITEMS = 1000
LENGTH = 65000
MIB = 1024 * 1024

# A page ends with the item that makes it full.
PAGE = 8 * MIB
MOST_PAGE = PAGE + 1 * MIB

# What is no page is cut to fit, and no bus that there is carries less than 32 MiB.
MOST = 16 * MIB


def make_text(number, what):
    """Long, and of no two alike."""
    return f"{what} {number} " + "long " * ((LENGTH - 30) // 5)


def make_panel(folder):
    """Everything of it is as long as it can be."""
    movies = [{"stream_id": number, "name": make_text(number, "Movie"), "category_id": "1",
               "plot": make_text(number, "Plot"), "genre": "Drama", "container_extension": "mkv",
               "added": str(1700000000 + number)} for number in range(1, ITEMS + 1)]
    # An element is at most 1 MiB.
    series = [{"series_id": 1, "name": "The one", "category_id": "1", "plot": make_text(1, "Plot")}]
    categories = [{"category_id": str(number), "category_name": make_text(number, "Category"),
                   "parent_id": 0} for number in range(1, ITEMS + 1)]
    panel = session.write_panel(folder, vod_categories=categories, vod_streams=movies,
                                series_categories=categories[:1], series=series)
    episodes = [{"id": str(1000 + number), "episode_num": number, "title": make_text(number, "Title"),
                 "container_extension": "mkv", "info": {"plot": make_text(number, "Episode")}}
                for number in range(1, 101)]
    seasons = [{"season_number": 1, "name": make_text(1, "Season"), "overview": make_text(1, "Season")}]
    session.write_answer(folder, "get_series_info",
                         {"seasons": seasons, "info": series[0], "episodes": {"1": episodes}})
    return panel


def get_size(call):
    assert call.error is None, call.error
    return call.reply.get_size()


def check_pages(caller):
    """A page ends early; the pages together are the list."""
    ids, sizes, cursor = [], [], ""
    while True:
        call = caller.end(caller.begin("home", "ListItems", session.LIST_ITEMS,
                                       ("movies", {}, cursor, ITEMS)))
        sizes.append(get_size(call))
        items, cursor = call.reply.unpack()
        for item in items:
            number = item["id"]
            assert item["name"] == make_text(number, "Movie").strip(), number
            assert item["plot"] == make_text(number, "Plot").strip(), number
        ids += [item["id"] for item in items]
        if cursor == "":
            break
    assert sorted(ids) == list(range(1, ITEMS + 1)), len(ids)
    assert max(sizes) <= MOST_PAGE, sizes
    assert min(sizes[:-1]) >= PAGE, sizes
    print(f"ok - {len(sizes)} pages of {max(sizes) / MIB:.1f} MiB at most")


def check_others(caller):
    """What has no pages has its texts cut, and all its elements."""
    from gi.repository import GLib
    search = caller.end(caller.begin("home", "Search", "(sa{sv})", ("movie", {
        "limit": GLib.Variant("u", ITEMS)})))
    assert get_size(search) <= MOST, get_size(search)
    hits = search.reply.unpack()[0]
    assert sorted(hit["id"] for hit in hits) == list(range(1, ITEMS + 1)), len(hits)
    assert all(hit["name"].startswith(f"Movie {hit['id']} long") and hit["name"].endswith("…")
               for hit in hits)
    # What fits is not cut.
    hits = caller.call("home", "Search", "(sa{sv})", ("movie", {"limit": GLib.Variant("u", 10)}))[0]
    assert all(hit["name"] == make_text(hit["id"], "Movie").strip() for hit in hits)

    categories = caller.end(caller.begin("home", "ListCategories", "(s)", ("movies",)))
    assert get_size(categories) <= MOST, get_size(categories)
    found = [category["id"] for category in categories.reply.unpack()[0]]
    assert found == [str(number) for number in range(1, ITEMS + 1)], len(found)

    changes = caller.end(caller.begin("home", "ListChanges", "(tu)", (0, ITEMS)))
    assert get_size(changes) <= MIB, get_size(changes)
    assert len(changes.reply.unpack()[0]) == ITEMS

    details = caller.end(caller.begin("home", "GetDetails", "(sxa{sv})", ("series", 1, {})))
    assert get_size(details) <= MOST, get_size(details)
    found = details.reply.unpack()[0]
    assert [episode["number"] for episode in found["episodes"]] == list(range(1, 101))
    assert all(episode["title"].startswith(f"Title {episode['number']} long")
               for episode in found["episodes"])
    print("ok - other replies are cut, and are complete")


def check_desktops(caller):
    """What desktops are told is short."""
    found = caller.end(caller.begin(None, "GetInitialResultSet", "(as)", (["movie"],),
                                    interface="org.gnome.Shell.SearchProvider2", path=session.SEARCH))
    assert get_size(found) <= MIB, get_size(found)
    names = found.reply.unpack()[0]
    assert names
    metas = caller.end(caller.begin(None, "GetResultMetas", "(as)", (names,),
                                    interface="org.gnome.Shell.SearchProvider2", path=session.SEARCH))
    assert get_size(metas) <= MIB, get_size(metas)
    assert len(metas.reply.unpack()[0]) == len(names)
    matches = caller.end(caller.begin(None, "Match", "(s)", ("movie",), interface="org.kde.krunner1",
                                      path=session.RUNNER))
    assert get_size(matches) <= MIB, get_size(matches)
    assert matches.reply.unpack()[0]
    print("ok - desktops are told little")


def check_cursors(caller, daemon):
    """A cursor is of the catalogue that gave it."""
    caller.add("other", daemon.url)
    caller.sync("other")
    _, cursor = caller.list_items("home", limit=10)
    _, others = caller.list_items("other", limit=10)
    assert cursor and others and cursor != others

    def refuses(account, text):
        error = caller.fail(account, "ListItems", session.LIST_ITEMS, ("movies", {}, text, 10))
        assert error == session.INVALID_ARGS, error

    refuses("other", cursor)
    refuses("home", others)
    assert len(caller.list_items("home", cursor=cursor, limit=10)[0]) == 10
    caller.call("home", "ClearCache", interface=f"{session.NAME}.Account")
    refuses("home", cursor)
    caller.sync("home")
    refuses("home", cursor)
    assert len(caller.list_items("other", cursor=others, limit=10)[0]) == 10
    print("ok - a cursor of another catalogue, or of one that is gone, is refused")


def main():
    if not session.is_inside():
        return session.run_inside()
    with tempfile.TemporaryDirectory() as scratch:
        panel = make_panel(pathlib.Path(scratch) / "panel")
        with session.start(sys.argv[1], sys.argv[2], "--folder", panel) as daemon:
            caller = session.Caller()
            caller.add("home", daemon.url)
            caller.sync("home")
            check_pages(caller)
            check_others(caller)
            check_desktops(caller)
            check_cursors(caller, daemon)
    return 0


sys.exit(main())
