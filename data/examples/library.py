#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A player by its library: sync, browse, search, play. Usage: library.py ACCOUNT WORDS"""
import sys

import gi
gi.require_version("Lineup", "1.0")
from gi.repository import GLib, Lineup

loop, client = GLib.MainLoop(), Lineup.Client.new()


def wait(call, finish, *arguments):
    """A player with a window goes on in a callback instead."""
    results = []
    call(*arguments, None, lambda source, result: (results.append(result), loop.quit()))
    loop.run()
    return finish(results[0])


wait(client.prepare_async, client.prepare_finish)
account = client.find_account(sys.argv[1])
job = account.props.catalogue_job
job.connect("notify::fraction", lambda *_: print(f"{job.props.fraction:4.0%} {job.props.text}".replace("%", " %", 1)))
print("sync", wait(job.run_async, job.run_finish, None))
films = Lineup.ItemList(account=account, kind=Lineup.Kind.MOVIES, sort="rating")
for film in wait(films.read_async, films.read_finish, 0, 5):
    print("  ", film.props.name, film.props.rating)
print(films.props.n_items, "movies")
films.props.search = " ".join(sys.argv[2:])
for hit in wait(films.read_async, films.read_finish, 0, 1):
    playback = wait(lambda *rest: Lineup.Playback.open_async(hit, "example", *rest), Lineup.Playback.open_finish, None)
    print("play", playback.get_title(), playback.get_uri().rpartition("/")[2])  # the rest has a password in it
