#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Fails when something on the bus is not documented, or its manual page does not tell of it.

usage: check-reference.py XML PAGE [XML PAGE]… -- [XML]…

The interfaces behind -- are those of others, who have the pages.
"""

import re
import sys
import xml.etree.ElementTree as ElementTree

import manual_page


def find_documented(path):
    """Every interface, method, signal and property, with the comment right before it."""
    parser = ElementTree.XMLParser(target=ElementTree.TreeBuilder(insert_comments=True))
    comment = ""
    for node in ElementTree.parse(path, parser).getroot().iter():
        if node.tag is ElementTree.Comment:
            comment = node.text
        elif node.tag in ("interface", "method", "signal", "property"):
            yield node, comment
            comment = ""


def check_comment(node, comment):
    name = node.get("name")
    lines = [line.strip() for line in comment.strip().split("\n")]
    if lines[0] != name + ":":
        yield "has no comment of its own"
        return
    tags = dict(re.findall(r"^\s*@([\w-]+):[ \t]*(.*)$", comment, flags=re.M))
    body = comment.strip().partition("\n\n")[2]
    if not re.fullmatch(r"\d+\.\d+", tags.pop("since", "")):
        yield "does not say since when it is there"
    if not body.strip():
        yield "is not described"
    if node.tag == "interface" and not tags.pop("short_description", ""):
        yield "has no short description"
    arguments = [argument.get("name") for argument in node.findall("arg")]
    for argument in node.findall("arg"):
        name = argument.get("name")
        noted = argument.find("annotation[@name='org.gtk.GDBus.DocString']")
        if not name or not (tags.pop(name, "") or noted is not None and noted.get("value")):
            yield f"does not say what {name} is"
    for tag in tags:
        yield f"has no argument {tag}"
    for argument in re.findall(r"@([a-z_]+)\b(?!:)", body):
        if argument not in arguments:
            yield f"tells of an argument {argument}"


def check_page(page, nodes):
    text, complaints = manual_page.render(page)
    if complaints:
        yield f"{page}: {complaints.strip()}"
    if re.search(r"[`@#]\w|--", text):
        yield f"{page}: marks are left in the text"
    # What stands at the start of a line, and in brackets after it, is what it is about.
    titles = re.findall(r"^   (\S+) +(\(.*(?:\n {6,}.*\))?)$", text, flags=re.M)
    titles = {name: " ".join(rest.split()) for name, rest in titles}
    for node in nodes:
        name = node.get("name")
        if node.tag == "interface":
            if name not in text:
                yield f"{page}: {name} is not named"
            continue
        if name not in titles:
            yield f"{page}: {name} is not there"
            continue
        for argument in node.findall("arg"):
            words = argument.get("type") + " " + argument.get("name")
            if words not in titles[name]:
                yield f"{page}: {name} has no {words}"
        if node.tag == "property" and f"({node.get('type')}, " not in titles[name]:
            yield f"{page}: {name} has no type"


def main():
    if not manual_page.can_render():
        print("There is no groff")
        return 77
    faults = []
    n_documented = 0
    end = sys.argv.index("--")
    pages = dict(zip(sys.argv[1:end:2], sys.argv[2:end:2]))
    for path in [*pages, *sys.argv[end + 1:]]:
        documented = list(find_documented(path))
        n_documented += len(documented)
        for node, comment in documented:
            faults += [f"{path}: {node.get('name')} {fault}" for fault in check_comment(node, comment)]
        if path in pages:
            faults += check_page(pages[path], [node for node, _ in documented])
    print("\n".join(faults) or f"{n_documented} entries are documented")
    return 1 if faults or n_documented == 0 else 0


sys.exit(main())
