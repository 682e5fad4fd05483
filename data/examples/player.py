#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A player's part of lineupd: sync, browse, search, play. Usage: player.py ACCOUNT WORDS"""
import sys

import gi
gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib

NAME = "io.github.lineupd.Lineup1"
account_id, words = sys.argv[1], " ".join(sys.argv[2:])
bus = Gio.bus_get_sync(Gio.BusType.SESSION)


def get_proxy(interface):
    path = f"/io/github/lineupd/Lineup1/accounts/{account_id}"
    return Gio.DBusProxy.new_sync(bus, Gio.DBusProxyFlags.NONE, None, NAME, path,
                                  f"{NAME}.{interface}", None)


account, catalog, guide = get_proxy("Account"), get_proxy("Catalog"), get_proxy("Guide")
loop = GLib.MainLoop()
job = 0


def on_signal(proxy, sender, name, parameters):
    """Follows our job. It can be another's that runs already: StartSync gives that one's id then."""
    number, *rest = parameters.unpack()
    if number == job and name == "Progress":
        percentage, step, details = rest
        print(f"{percentage:3} % {step} {details.get('items', 0)} items")
    elif number == job and name == "Finished":
        print("sync", rest[0])
        loop.quit()


# Signals wait until the main loop runs, so the job's id is there before the first of them.
account.connect("g-signal", on_signal)
job = account.StartSync("(a{sv})", {"steps": GLib.Variant("as", ["movie-categories", "movies"])})
loop.run()

# Browse: the categories in the panel's order, and the best of the first one, page by page.
category = catalog.ListCategories("(s)", "movies")[0]
print(f"{category['name']}: {category['items']} movies")
filters = {"category": GLib.Variant("s", category["id"]), "sort": GLib.Variant("s", "rating"),
           "fields": GLib.Variant("as", ["name", "rating"])}
movies, cursor = catalog.ListItems("(sa{sv}su)", "movies", filters, "", 5)
while movies:
    print("  ", ", ".join(movie["name"] for movie in movies))
    movies, cursor = (catalog.ListItems("(sa{sv}su)", "movies", filters, cursor, 5)
                      if cursor else ([], ""))
now, valid_until = guide.ListNow("(axa{sv})", [], {"limit": GLib.Variant("u", 5)})
print("on now:", ", ".join(programmes[0][3] for channel, programmes in now if programmes))

# Search, and play what was meant. The URL carries a password: hand it on, never print a real one.
for hit in catalog.Search("(sa{sv})", words, {"limit": GLib.Variant("u", 1)}):
    if hit["kind"] != "series":
        stream = catalog.GetStream("(sxa{sv})", hit["kind"], hit["id"], {})
        print(f"play {stream['title']} as {stream['user-agent']}:", stream["url"].rpartition("/")[2])
