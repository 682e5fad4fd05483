#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a person is told in another language, and what stays as it is for programs.

usage: test-language.py LINEUPCTL LINEUPD FAKE_PANEL
"""

import json
import os
import re
import subprocess
import sys

import gi
gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

import ctl_session
from ctl_session import NAME, SECONDS
from gi_connection import connect

NOTIFICATIONS = """<node><interface name='org.freedesktop.Notifications'>
<method name='GetCapabilities'><arg type='as' direction='out'/></method>
<method name='Notify'><arg type='s' direction='in'/><arg type='u' direction='in'/>
<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>
<arg type='as' direction='in'/><arg type='a{sv}' direction='in'/><arg type='i' direction='in'/>
<arg type='u' direction='out'/></method></interface></node>"""

SKIPPED = 77
MOVIES = json.dumps([{"stream_id": 1, "name": "Solaris", "year": "1972", "category_id": "1"}])

# Most languages have no locale on a machine for tests; this one does, and reads catalogues, before
# glibc 2.37: to newer ones it is English, whatever LANGUAGE says.
def find_locale():
    names = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=True).stdout.split()
    real = [name for name in names if re.search(r"_.*\.utf-?8$", name, flags=re.I)]
    if real:
        return real[0]
    version = os.confstr("CS_GNU_LIBC_VERSION").split()[1].split(".")
    return "C.UTF-8" if tuple(map(int, version)) < (2, 37) else None


LOCALE = find_locale()
GERMAN = {"LC_ALL": LOCALE, "LANGUAGE": "de"}
ENGLISH = {"LC_ALL": LOCALE, "LANGUAGE": "en"}


class Person:
    """Who is told by notifications."""

    def __init__(self):
        self.told = []
        self.connection = connect()
        interface = Gio.DBusNodeInfo.new_for_xml(NOTIFICATIONS).interfaces[0]
        self.connection.register_object("/org/freedesktop/Notifications", interface, self.on_call, None,
                                        None)
        self.names = []
        Gio.bus_own_name_on_connection(
            self.connection, "org.freedesktop.Notifications", Gio.BusNameOwnerFlags.NONE,
            lambda connection, name: self.names.append(name), None)
        iterate_until(lambda: self.names)

    def on_call(self, connection, sender, path, interface, method, arguments, invocation):
        if method == "GetCapabilities":
            invocation.return_value(GLib.Variant("(as)", ([],)))
            return
        self.told.append(arguments.unpack()[3:5])
        invocation.return_value(GLib.Variant("(u)", (len(self.told),)))


def iterate_until(condition):
    while not condition():
        GLib.MainContext.default().iteration(True)


def call(path, interface, method, signature, *arguments):
    return connect().call_sync(NAME, path, interface, method, GLib.Variant(signature, arguments), None,
                               0, SECONDS * 1000, None).unpack()


def check_notifications(session, person):
    session.add("home", "--notify", "--name", "Zuhause")
    iterate_until(lambda: person.told)
    assert person.told == [("Abgleich beendet",
                            "„Zuhause“ hat 2 neue Sender, 1 neuen Film und 3 neue Serien.")], person.told


def check_searches():
    (match,), = call("/io/github/lineupd/Lineup1/Runner", "org.kde.krunner1", "Match", "(s)", "solaris")
    assert match[0] == "home/movies/1" and match[5] == {"subtext": "Film"}, match
    provider = ("/io/github/lineupd/Lineup1/SearchProvider", "org.gnome.Shell.SearchProvider2")
    metas, = call(*provider, "GetResultMetas", "(as)", ["home/movies/1", "home/movies/2"])
    assert [(meta["name"], meta["description"]) for meta in metas] == [
        ("Solaris", "Film · 1972"), ("Nicht mehr vorhanden", "")], metas


def check_programs(session):
    """What programs read is the same in all languages: tokens, names of errors, logs."""
    status, = session.json("status")
    assert status["Status"] == "completed" and status["Steps"][0]["outcome"] == "ok", status
    try:
        call("/io/github/lineupd/Lineup1/accounts/home", f"{NAME}.Catalog", "GetItem", "(sx)", "movies", 7)
    except GLib.Error as error:
        assert Gio.DBusError.get_remote_error(error) == f"{NAME}.Error.NotFound", error
        assert re.search("There is no|not there|no such", error.message), error
    else:
        raise AssertionError("an item that is not there")
    assert "home: sync completed after" in (session.scratch / "log").read_text(encoding="utf-8")


def check_terminal(session, daemon):
    text = session.ok("status", env=GERMAN)
    assert re.search(r"^  Katalog +2 Sender, 1 Film, 3 Serien, ", text, flags=re.M), text
    # Tokens are words of the interface.
    assert re.search(r"^  Abgleich +completed, der letzte gute ", text, flags=re.M), text
    assert re.search(r"^  movies +ok +1, 1 neu; ", text, flags=re.M), text
    assert re.search(r"^Handlung", session.ok("show", "movies/1", env=GERMAN), flags=re.M) is None
    assert re.search(r"^Jahr +1972$", session.ok("show", "movies/1", env=GERMAN), flags=re.M)
    wrong = session.run("list", "--nonsense", env=GERMAN)
    assert (wrong.returncode, wrong.stderr) == (2, "lineupctl: Eine Option --nonsense gibt es hier nicht.\n")
    away = session.run("show", "movies/7", env=GERMAN)
    assert away.stderr.startswith("lineupctl: Einen solchen Eintrag gibt es im Katalog nicht."), away
    overview = session.ok("--help", env=GERMAN)
    assert overview.startswith("Aufruf: ") and "die Konten aufzählen" in overview, overview
    assert all(len(line) <= 80 for line in overview.splitlines()), overview
    assert re.search(r"2 channels, 1 movie, 3 series", session.ok("status", env=ENGLISH))
    # JSON is the same.
    for words in (["status"], ["browse", "movies"], ["list", "--nonsense"], ["show", "movies/7"],
                  ["add", "My TV"]):
        german, english = (session.run(*words, "--json", env=env) for env in (GERMAN, ENGLISH))
        assert (german.stdout, german.stderr) == (english.stdout, english.stderr), (german, english)
        assert german.returncode == english.returncode
    help_text = subprocess.run([daemon, "--help"], env={**session.env, **GERMAN}, capture_output=True,
                               text=True, check=True).stdout
    assert "lineupctl oder über D-Bus" in help_text and "--version" in help_text, help_text


def main():
    lineupctl, daemon, fake_panel = sys.argv[1:]
    if LOCALE is None:
        print("There is no locale in which anything is translated")
        sys.exit(SKIPPED)
    os.environ.update(GERMAN)
    person = Person()
    with ctl_session.open_session(lineupctl, daemon, fake_panel, "--channels", "2", "--series", "3",
                                  "--fault", f"get_vod_streams=body:{MOVIES}") as session:
        check_notifications(session, person)
        check_searches()
        check_programs(session)
        check_terminal(session, daemon)


ctl_session.on_own_bus(main)
