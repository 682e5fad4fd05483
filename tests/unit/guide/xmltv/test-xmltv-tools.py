#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the XMLTV project's own tools write is read as they read it: guides of any encoding, sorted and put together.

usage: test-xmltv-tools.py PRINT_GUIDE
"""

import calendar
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
import xml.etree.ElementTree

PRINT_GUIDE = sys.argv[1]

HEAD = '<?xml version="1.0" encoding="{}"?>\n<!DOCTYPE tv SYSTEM "xmltv.dtd">\n<tv generator-info-name="x">\n'

CHANNELS = """<channel id="demo.fr"><display-name lang="fr">Démo &amp; Cie</display-name>
<display-name>12</display-name><icon src="http://example.org/a?b=1&amp;c=2"/></channel>
<channel id="autre.fr"><display-name>Autre</display-name></channel>
"""

PROGRAMMES = """<programme start="20260105220000 +0100" stop="20260105233000 +0100" channel="demo.fr">
<title lang="fr">L'été &lt;chaud&gt;</title><title lang="en">Summer</title><sub-title lang="fr">Où</sub-title>
<desc lang="fr">Une phrase.
Une autre, à la ligne.</desc>
<credits><director>Zoé D.</director><actor role="R">Ana</actor><actor>Bruno</actor></credits>
<date>2019</date><category lang="fr">Série</category><length units="minutes">90</length>
<icon src="http://example.org/p.jpg"/><episode-num system="xmltv_ns">1 . 4/12 . 0/2</episode-num>
<episode-num system="onscreen">S2E5</episode-num><previously-shown start="20200101"/>
<rating system="CSA"><value>-10</value></rating><star-rating><value>4/5</value></star-rating></programme>
<programme start="20260105201500 +0100" channel="demo.fr"><title>Avant</title></programme>
<programme start="20260705201500 BST" stop="20260705210000 BST" channel="autre.fr"><title>Été</title><new/></programme>
<programme start="202601052100" channel="autre.fr"><title>Sans zone</title></programme>
"""


def run(*command, data):
    result = subprocess.run(command, input=data, capture_output=True, check=False, timeout=60)
    if result.returncode != 0:
        raise AssertionError(f"{command}: {result.stderr.decode(errors='replace')}")
    return result.stdout


def read(guide):
    """The lines that lineupd reads of a guide, which is whole."""
    lines = run(PRINT_GUIDE, data=guide).decode().splitlines()
    if lines[-1] != "whole":
        raise AssertionError(lines[-1])
    return lines[:-1]


def without_stops(lines):
    return sorted(re.sub(r"^(p \S+ \d+) (\d+|\?)", r"\1", line) for line in lines)


def parse_time(text):
    """What the DTD says of a time."""
    digits, _, zone = text.partition(" ")
    moment = calendar.timegm(time.strptime(digits.ljust(14, "0"), "%Y%m%d%H%M%S"))
    if zone[:1] in ("+", "-"):
        offset = int(zone[1:3]) * 3600 + int(zone[3:5]) * 60
        moment -= offset if zone[0] == "+" else -offset
    # The DTD's own example of a name.
    elif zone == "BST":
        moment -= 3600
    return time.strftime("%Y%m%d%H%M%S", time.gmtime(moment))


def expect(guide):
    """Channel, start and titles of programmes, and names of channels, by another parser, in their order."""
    lines = []
    for element in xml.etree.ElementTree.fromstring(guide):
        if element.tag == "channel":
            lines.append([element.get("id"), *[name.text for name in element.iter("display-name")]])
        elif element.tag == "programme":
            lines.append([element.get("channel"), parse_time(element.get("start")),
                          *[title.text for title in element.iter("title")]])
    return lines


def reduce(lines):
    """The same of what lineupd reads."""
    for line in lines:
        head, *fields = line.split("|")
        names = [field.partition("=")[2] for field in fields if re.match("(name|title)=", field)]
        yield head.split(" ")[1:3 if head[0] == "p" else 2] + names


class Tools(unittest.TestCase):
    maxDiff = None

    def make_guide(self, encoding):
        return (HEAD.format(encoding) + CHANNELS + PROGRAMMES + "</tv>\n").encode(encoding)

    def test_cat(self):
        """One guide comes out of tv_cat as it went in, but for how it is written."""
        for encoding in ("UTF-8", "ISO-8859-1"):
            with self.subTest(encoding):
                guide = self.make_guide(encoding)
                written = run("tv_cat", data=guide)
                self.assertEqual(read(written), read(guide))
                self.assertEqual(list(reduce(read(written))), expect(written))

    def test_cat_several(self):
        """What tv_cat puts together is all there."""
        with tempfile.NamedTemporaryFile() as first, tempfile.NamedTemporaryFile() as second:
            for file, encoding, channels in ((first, "UTF-8", CHANNELS), (second, "UTF-8", "")):
                programmes = PROGRAMMES if channels else PROGRAMMES.replace("20260", "20270")
                file.write((HEAD.format(encoding) + channels + programmes + "</tv>\n").encode(encoding))
                file.flush()
            written = run("tv_cat", first.name, second.name, data=b"")
        lines = read(written)
        self.assertEqual(list(reduce(lines)), expect(written))
        self.assertEqual(sum(line.startswith("p ") for line in lines), 8)

    def test_sort(self):
        """tv_sort puts programmes in order, and finds out when they end."""
        guide = self.make_guide("UTF-8")
        written = run("tv_sort", data=guide)
        lines = read(written)
        self.assertEqual(list(reduce(lines)), expect(written))
        self.assertEqual(without_stops(lines), without_stops(read(guide)))
        before = [line for line in lines if "|title=Avant" in line]
        self.assertEqual(len(before), 1)
        self.assertTrue(before[0].startswith("p demo.fr 20260105191500 20260105210000"), before)


if not shutil.which("tv_cat"):
    print("xmltv-util is not installed")
    sys.exit(77)
unittest.main(argv=sys.argv[:1])
