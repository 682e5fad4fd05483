#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the searches of GNOME Shell and Plasma get to see, asked over the bus as they ask.

usage: test-desktop-search.py LINEUPCTL LINEUPD FAKE_PANEL SEARCH_PROVIDER RUNNER ENTRY
"""

import configparser
import json
import pathlib
import subprocess
import sys
import tempfile
import time

import gi
gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

import ctl_session
from ctl_session import NAME, PLAYER, SECONDS, wait_until
from gi_connection import connect

APPLICATION = """<node><interface name='org.freedesktop.Application'>
<method name='Open'><arg type='as' direction='in'/><arg type='a{sv}' direction='in'/></method>
<method name='ActivateAction'><arg type='s' direction='in'/><arg type='av' direction='in'/>
<arg type='a{sv}' direction='in'/></method></interface></node>"""

MOVIES = [
    {"stream_id": 1, "name": "Solaris", "year": "1972", "genre": "Science Fiction", "rating": "8"},
    {"stream_id": 2, "name": "Solaris Rising", "year": "2002", "rating": "6"},
    {"stream_id": 3, "name": "Before Solaris", "rating": "9"},
    {"stream_id": 4, "name": "Solaris After Dark", "is_adult": "1"},
    {"stream_id": 16, "name": "Solaris After Midnight", "is_adult": "0", "category_id": "18"},
    {"stream_id": 5, "name": "M"},
    {"stream_id": 6, "name": "Up & <b>Away</b>\n\u0007now", "is_adult": "0"},
    {"stream_id": 7, "name": "\u0007", "genre": "nameless"},
    {"stream_id": 8, "name": "影", "year": "2018"},
    {"stream_id": 10, "name": "Dated (1927)", "year": "1927"},
    {"stream_id": 12, "name": "Dated [1928] HD", "year": "1928"},
    {"stream_id": 13, "name": "Dated - 1929", "year": "1929"},
    {"stream_id": 14, "name": "Dated 2049", "year": "1930"},
    {"stream_id": 15, "name": "1931", "year": "1931", "genre": "Dated"},
    *({"stream_id": 100 + i, "name": f"Sequel {i}"} for i in range(50)),
]
MOVIE_CATEGORIES = [{"category_id": "18", "category_name": "Late", "is_adult": 1}]
OTHER_MOVIES = [{"stream_id": 1, "name": "Solaris", "year": "1972", "rating": "9"},
                {"stream_id": 9, "name": "Solaris Again", "year": "2010", "rating": "7"}]
CHANNELS = [{"stream_id": 11, "name": "Solaris TV", "epg_channel_id": "solaris"},
            {"stream_id": 12, "name": "Other TV", "epg_channel_id": "other"},
            {"stream_id": 13, "name": "Late TV", "epg_channel_id": "late", "is_adult": "1"}]
# What is on there all day long.
PROGRAMMES = {"solaris": "Weightless", "other": "Weightless again", "late": "Weightless at night"}
SERIES = [{"series_id": 21, "name": "The Solaris Files", "releaseDate": "2015-04-01"}]


class Shell:
    """One desktop's search, with a connection of its own."""

    def __init__(self, path, interface):
        self.path = path
        self.interface = interface
        self.connection = connect()

    def begin(self, method, signature, *arguments):
        """What it will have answered in the end, or the name of the error."""
        answers = []

        def on_reply(connection, result):
            try:
                answers.append(connection.call_finish(result).unpack())
            except GLib.Error as error:
                answers.append(Gio.DBusError.get_remote_error(error))
        self.connection.call(NAME, self.path, self.interface, method,
                             GLib.Variant(signature, arguments), None, 0, SECONDS * 1000, None,
                             on_reply)
        return answers

    def call(self, method, signature, *arguments):
        answers = self.begin(method, signature, *arguments)
        iterate_until(lambda: answers)
        return answers[0][0] if isinstance(answers[0], tuple) and answers[0] else answers[0]


def iterate_until(condition):
    while not condition():
        GLib.MainContext.default().iteration(True)


class FakePlayer:
    """Notes what it is told to do."""

    def __init__(self):
        self.told = []
        self.names = []
        self.connection = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        interface = Gio.DBusNodeInfo.new_for_xml(APPLICATION).interfaces[0]
        self.connection.register_object("/io/github/lineupd/Player", interface, self.on_call, None,
                                        None)

    def on_call(self, connection, sender, path, interface, method, arguments, invocation):
        self.told.append((method, *arguments.unpack()))
        invocation.return_value(None)

    def appear(self):
        owner = Gio.bus_own_name_on_connection(
            self.connection, PLAYER, Gio.BusNameOwnerFlags.NONE,
            lambda connection, name: self.names.append(name), None)
        iterate_until(lambda: self.names)
        return owner

    def take(self):
        told, = self.told
        self.told.clear()
        return told


def show_adult(shown):
    """Sets what persons set who live alone."""
    Gio.bus_get_sync(Gio.BusType.SESSION, None).call_sync(
        "io.github.lineupd.Lineup1", "/io/github/lineupd/Lineup1",
        "org.freedesktop.DBus.Properties", "Set",
        GLib.Variant("(ssv)", ("io.github.lineupd.Lineup1.Manager", "DesktopShowsAdult",
                               GLib.Variant("b", shown))),
        None, Gio.DBusCallFlags.NONE, -1, None)


def check_found(shell, runner):
    """Both find the same, the best first."""
    def find(text):
        results = shell.call("GetInitialResultSet", "(as)", text.split())
        matches = runner.call("Match", "(s)", text)
        assert [match[0] for match in matches] == results, (matches, results)
        again = shell.call("GetSubsearchResultSet", "(asas)", results[:1], text.split())
        assert again == results
        return results

    # Exactly so, then what begins so, then what has it in its name: of all accounts.
    assert find("solaris") == [
        "other/movies/1", "home/movies/1",
        "other/movies/9", "home/movies/2", "home/channels/11",
        "home/movies/3", "home/series/21"], find("solaris")
    assert find("solaris ris") == ["home/movies/2"]
    # What is for adults is not shown; what may be short is.
    assert find("after dark") == [] and find("after midnight") == []
    show_adult(True)
    assert find("after dark") != [] and find("after midnight") != []
    show_adult(False)
    assert find("after dark") == []
    assert find("m") == [] and find("") == [] and find("   ") == []
    assert find("up") == ["home/movies/6"]
    assert find("影") == ["home/movies/8"]
    assert len(find("sequel")) == 20
    # What is typed is text.
    assert find('" OR solaris* NOT') == []

    matches = runner.call("Match", "(s)", "solaris")
    assert matches[1][2] == "video-x-generic"
    assert matches[1][5] == {"subtext": "Movie · Science Fiction · Home"}
    assert runner.call("Actions", "()") == []
    assert runner.call("Config", "()") == {"MinLetterCount": 2}


def check_relevance(runner):
    """Applications stay above: they are of type 30 with 0.8 and more where their name begins so."""
    def find(text):
        matches = runner.call("Match", "(s)", text)
        assert {match[3] for match in matches} <= {30}, matches
        relevances = [match[4] for match in matches]
        # No two are equal, for KRunner to sort by name.
        assert relevances == sorted(set(relevances), reverse=True) and relevances[-1] > 0, relevances
        return relevances

    solaris = find("solaris")
    # Two are called so, three begin so, two have it in their name.
    assert solaris[0] == 0.7 and all(0.6 < one <= 0.7 for one in solaris[:2]), solaris
    assert all(0.5 < one < 0.6 for one in solaris[2:5]), solaris
    assert all(0.2 < one < 0.4 for one in solaris[5:]), solaris
    # A match is as good as it is, also if it is the only one, or one of many.
    alone, = find("solaris ris")
    assert 0.46 < alone < 0.6, alone
    beside, = find("nameless")
    assert 0.1 < beside < 0.24, beside
    begun, = find("namel")
    assert begun < beside, begun
    assert len(find("sequel")) == 20


def check_year(runner):
    """KRunner shows what stands below a name for one row only."""
    shown = [(match[1], match[5]["subtext"]) for match in runner.call("Match", "(s)", "dated")]
    assert sorted(shown) == [
        ("1931 (1931)", "Movie · Dated · Home"), ("Dated (1927)", "Movie · Home"),
        ("Dated - 1929", "Movie · Home"), ("Dated 2049 (1930)", "Movie · Home"),
        ("Dated [1928] HD", "Movie · Home")], shown
    solaris = [match[1] for match in runner.call("Match", "(s)", "solaris")]
    assert solaris == ["Solaris (1972)", "Solaris (1972)", "Solaris Again (2010)",
                       "Solaris Rising (2002)", "Solaris TV", "Before Solaris",
                       "The Solaris Files (2015)"], solaris


def check_metas(shell):
    wanted = ["other/movies/1", "home/movies/6", "home/movies/7", "home/series/21",
              "home/channels/11", "home/movies/4711", "nobody/movies/1", "nonsense", ""]
    metas = shell.call("GetResultMetas", "(as)", wanted)
    assert [meta["id"] for meta in metas] == wanted
    # GNOME Shell shows nothing at all if one of them has no name.
    names = [meta["name"] for meta in metas]
    assert names == ["Solaris", "Up & <b>Away</b>  now", "Movie 7", "The Solaris Files", "Solaris TV",
                     *4 * ["Not there any more"]], names
    assert [meta["description"] for meta in metas][:5] == [
        "Movie · 1972 · Another", "Movie · Home", "Movie · nameless · Home", "Series · 2015 · Home",
        "Weightless now · Home"]
    icons = [Gio.Icon.deserialize(GLib.Variant("(sv)", (
        meta["icon"][0], GLib.Variant("as", meta["icon"][1])))).get_names() for meta in metas]
    assert icons[0][0] == "video-x-generic" and icons[3][0] == "folder-videos"
    assert icons[4][0] == "video-television"
    assert len(shell.call("GetResultMetas", "(as)", ["home/movies/1"] * 1000)) == 1000
    assert shell.call("GetResultMetas", "(as)", [""] * 1001) == "org.freedesktop.DBus.Error.InvalidArgs"


def make_guide():
    times = [time.strftime("%Y%m%d%H%M%S +0000", time.gmtime(time.time() + seconds)) for seconds in (-3600, 36000)]
    return "<tv>" + "".join(
        f'<programme channel="{channel}" start="{times[0]}" stop="{times[1]}"><title>{title}</title></programme>'
        for channel, title in PROGRAMMES.items()) + "</tv>"


def check_now(shell, runner):
    """Channels are found by what is on, and tell it."""
    results = shell.call("GetInitialResultSet", "(as)", ["weightl"])
    assert results == ["home/channels/11", "home/channels/12"], results
    metas = shell.call("GetResultMetas", "(as)", results)
    assert [(meta["name"], meta["description"]) for meta in metas] == [
        ("Solaris TV", "Weightless now · Home"), ("Other TV", "Weightless again now · Home")], metas
    matches = runner.call("Match", "(s)", "weightless ag")
    assert [(match[0], match[1], match[5]["subtext"]) for match in matches] == [
        ("home/channels/12", "Other TV", "Weightless again now · Home")], matches
    # After all that is called so.
    assert 0 < matches[0][4] < 0.3, matches


def check_only_one_account(session, shell):
    """The account goes without saying."""
    session.ok("remove", "other")
    meta, = shell.call("GetResultMetas", "(as)", ["home/movies/1"])
    assert meta["description"] == "Movie · 1972 · Science Fiction"


def check_no_player(shell, runner):
    error = f"{NAME}.Error.NotFound"
    assert shell.call("ActivateResult", "(sasu)", "home/movies/1", ["solaris"], 7) == error
    assert shell.call("LaunchSearch", "(asu)", ["solaris"], 7) == error
    assert runner.call("Run", "(ss)", "home/movies/1", "") == error


def check_opened(shell, runner, player):
    def uri(told):
        method, uris, data = told
        assert method == "Open"
        return uris, data.get("activation-token"), data.get("desktop-startup-id")

    shell.call("ActivateResult", "(sasu)", "home/movies/1", ["solaris"], 7)
    assert uri(player.take()) == (["lineup://home/movies/1"], "_TIME7", "_TIME7")
    runner.call("Run", "(ss)", "home/series/21", "")
    assert uri(player.take()) == (["lineup://home/series/21"], None, None)
    # A token is for the one who brought it, and for once.
    runner.call("SetActivationToken", "(s)", "front")
    Shell(runner.path, runner.interface).call("Run", "(ss)", "home/movies/1", "")
    assert uri(player.take())[1] is None
    runner.call("SetActivationToken", "(s)", "front")
    runner.call("Run", "(ss)", "home/movies/1", "")
    assert uri(player.take())[1] == "front"
    runner.call("Run", "(ss)", "home/movies/1", "")
    assert uri(player.take())[1] is None

    shell.call("LaunchSearch", "(asu)", ["solaris", "rising"], 8)
    assert player.take() == ("ActivateAction", "search", ["solaris rising"],
                             {"activation-token": "_TIME8", "desktop-startup-id": "_TIME8"})
    # Nothing else gets through.
    for reference in ("home/movies/1/..", "home/movies/x", "../movies/1", "home/episodes/1", ""):
        assert shell.call("ActivateResult", "(sasu)", reference, [], 0).endswith(
            (".NotFound", ".UnknownAccount"))
    assert runner.call("Run", "(ss)", "nobody/movies/1", "").endswith(".UnknownAccount")
    assert player.told == []


def check_overtaken(shell, runner):
    """Whoever types on gets an answer to the last, and none of them hangs."""
    texts = ["se", "seq", "sequ", "seque", "sequel"] * 4
    earlier = [shell.begin("GetInitialResultSet", "(as)", [text]) for text in texts]
    other = runner.begin("Match", "(s)", "solaris")
    last = shell.begin("GetInitialResultSet", "(as)", ["solaris"])
    iterate_until(lambda: last and other and all(earlier))
    # Another caller's is another matter.
    assert len(last[0][0]) == len(other[0][0]) == 7
    assert all(len(answers[0][0]) in (0, 20) for answers in earlier)
    running = runner.begin("Match", "(s)", "solaris")
    assert runner.call("Teardown", "()") == ()
    iterate_until(lambda: running)
    assert len(running[0][0]) in (0, 7)


def check_files(provider, runner, entry):
    """What desktops read says where they find it, and GNOME shows what its entry does not hide."""
    def read(path, group):
        parser = configparser.ConfigParser(interpolation=None)
        parser.optionxform = str
        parser.read(path)
        return parser[group]

    files = read(provider, "Shell Search Provider")
    assert files["BusName"] == NAME and files["Version"] == "2"
    assert files["DesktopId"] == pathlib.Path(entry).name
    assert "NoDisplay" not in read(entry, "Desktop Entry")
    plasma = read(runner, "Desktop Entry")
    assert plasma["X-Plasma-API"] == "DBus2"
    assert plasma["X-Plasma-DBusRunner-Service"] == NAME
    return (Shell(files["ObjectPath"], "org.gnome.Shell.SearchProvider2"),
            Shell(plasma["X-Plasma-DBusRunner-Path"], "org.kde.krunner1"))


def write_guide(folder):
    path = pathlib.Path(folder, "guide.xml")
    path.write_text(make_guide(), encoding="utf-8")
    return str(path)


def main():
    lineupctl, daemon, fake_panel, *files = sys.argv[1:]
    lists = {"get_vod_categories": MOVIE_CATEGORIES, "get_vod_streams": MOVIES,
             "get_live_streams": CHANNELS, "get_series": SERIES}
    faults = [word for action, items in lists.items()
              for word in ("--fault", f"{action}=body:{json.dumps(items)}")]
    with tempfile.TemporaryDirectory() as folder, \
            ctl_session.open_session(lineupctl, daemon, fake_panel, "--guide", write_guide(folder),
                                     *faults) as session:
        other = subprocess.Popen(
            [fake_panel, "--channels", "1", "--series", "1", "--fault",
             f"get_vod_streams=body:{json.dumps(OTHER_MOVIES)}"], stdout=subprocess.PIPE, text=True)
        monitor = None
        try:
            session.add_synced("home")
            session.ok("guide", "sync", "home", "--watch")
            session.ok("settings", "name", "Home")
            session.ok("add", "other", "--url", other.stdout.readline().strip(),
                       typed="user\nsecret\n")
            session.ok("settings", "--account", "other", "name", "Another")
            session.ok("sync", "other", "--watch")

            # Passwords have been said by now.
            path = session.scratch / "heard"
            with open(path, "w", encoding="utf-8") as heard:
                monitor = subprocess.Popen(
                    ["busctl", "--user", "--json=short", "monitor", NAME, PLAYER], stdout=heard,
                    stderr=heard)
            # What it says of itself differs; it is there when it hears what is said.
            shell, runner = check_files(*files)
            while b"GetInitialResultSet" not in path.read_bytes():
                shell.call("GetInitialResultSet", "(as)", ["x"])
            check_found(shell, runner)
            check_relevance(runner)
            check_year(runner)
            check_metas(shell)
            check_now(shell, runner)
            check_no_player(shell, runner)
            player = FakePlayer()
            player.appear()
            check_opened(shell, runner, player)
            check_overtaken(shell, runner)

            wait_until(lambda: b"Teardown" in path.read_bytes(), "what was said last")
            said = path.read_bytes()
            assert b"_TIME8" in said and b"Solaris" in said
            for secret in (b"secret", session.panel.encode(), b"http://"):
                assert secret not in said, secret
            check_only_one_account(session, shell)
        finally:
            for process in filter(None, (monitor, other)):
                process.terminate()
                process.wait()


ctl_session.on_own_bus(main)
