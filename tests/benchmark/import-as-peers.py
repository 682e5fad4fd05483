#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A first sync as players have it: the document is parsed whole and inserted, then come five indices, and FTS5 over
five columns, without prefixes, is rebuilt.

usage: import-as-peers.py URL DATABASE

Prints what that took: seconds, seconds of the processor, and bytes of memory at its peak.
"""

import json
import resource
import sqlite3
import sys
import time
import urllib.request

COLUMNS = {
    "num": "INTEGER", "name": "TEXT", "title": "TEXT", "year": "INTEGER", "stream_type": "TEXT",
    "stream_id": "INTEGER PRIMARY KEY", "stream_icon": "TEXT", "rating": "REAL", "rating_5based": "REAL",
    "added": "INTEGER", "plot": "TEXT", "cast": "TEXT", "director": "TEXT", "genre": "TEXT", "release_date": "TEXT",
    "youtube_trailer": "TEXT", "episode_run_time": "INTEGER", "is_adult": "INTEGER", "category_id": "INTEGER",
    "container_extension": "TEXT", "tmdb": "INTEGER", "custom_sid": "TEXT", "direct_source": "TEXT",
}
INDICES = ("name", "category_id", "rating", "year", "added")
SEARCHED = ("name", "cast", "director", "genre", "plot")


def load(url, database):
    with urllib.request.urlopen(url) as answer:
        movies = json.load(answer)
    columns = ", ".join(f'"{name}" {kind}' for name, kind in COLUMNS.items())
    searched = ", ".join(f'"{name}"' for name in SEARCHED)
    database.execute(f"CREATE TABLE movies ({columns})")
    database.executemany(f"INSERT INTO movies VALUES ({', '.join('?' * len(COLUMNS))})",
                         ([movie.get(name) for name in COLUMNS] for movie in movies))
    for name in INDICES:
        database.execute(f"CREATE INDEX movies_{name} ON movies ({name})")
    database.execute(f"CREATE VIRTUAL TABLE movies_text USING fts5 ({searched}, content=movies, "
                     "content_rowid=stream_id)")
    database.execute("INSERT INTO movies_text (movies_text) VALUES ('rebuild')")
    database.commit()


def main():
    url, path = sys.argv[1:]
    begin = time.monotonic()
    database = sqlite3.connect(path)
    database.execute("PRAGMA journal_mode = wal")
    load(url, database)
    database.close()
    usage = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({"wall": time.monotonic() - begin, "cpu": usage.ru_utime + usage.ru_stime,
                      "peak": usage.ru_maxrss * 1024}))


main()
