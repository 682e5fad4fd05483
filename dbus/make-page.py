#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Makes the manual page of an interface out of its XML and the comments in it.

usage: make-page.py XML PAGE VERSION

A comment stands before what it is about: the name and a colon; then @ARGUMENT: and @since:, which may go
on in further lines that are indented; then, after an empty line, paragraphs. In these, `code` is
literal, @argument is one of the arguments, Name() a method, and #interface::Name a signal.
"""

import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree


class Comment:
    """What a comment says, in plain text."""

    def __init__(self, text):
        head, _, body = text.strip().partition("\n\n")
        self.tags = {}
        tag = None
        for line in head.split("\n")[1:]:
            match = re.match(r"\s*@(\S+):\s*(.*)", line)
            if match:
                tag = match.group(1)
                self.tags[tag] = match.group(2)
            elif tag is not None:
                self.tags[tag] += " " + line.strip()
        self.paragraphs = [" ".join(part.split()) for part in body.split("\n\n") if part.strip()]


def escape(text):
    text = text.replace("\\", "\\e").replace("-", "\\-")
    # At the start of a line these would be requests.
    return "\\&" + text if text[:1] in (".", "'") else text


def bold(match):
    # A literal is not to be parted, nor filled.
    return "\\fB" + match.group(1).replace(" ", "\\ ") + "\\fR"


def mark_up(text, interface):
    def name_signal(match):
        prefix = "" if match.group(1) == interface else match.group(1).rpartition(".")[2] + "."
        return f"\\fB{prefix}{match.group(2)}\\fR"

    text = escape(text)
    text = re.sub(r"#([\w.]+)::(\w+)", name_signal, text)
    text = re.sub(r"`([^`]+)`", bold, text)
    text = re.sub(r"@(\w+)", r"\\fI\1\\fR", text)
    text = re.sub(r"\b([A-Z]\w+\(\))", bold, text)
    # What a paragraph is about.
    return re.sub(r"^([A-Z]\w+:) ", r"\\fI\1\\fR ", text)


def list_arguments(member, direction):
    arguments = [a for a in member.findall("arg") if a.get("direction", "out") == direction]
    return ", ".join(f"{a.get('type')} \\fI{escape(a.get('name'))}\\fR" for a in arguments)


def describe_access(member):
    annotation = member.find("annotation[@name='org.freedesktop.DBus.Property.EmitsChangedSignal']")
    words = {"read": "read", "readwrite": "read and write", "write": "write"}[member.get("access")]
    return words + (", constant" if annotation is not None and annotation.get("value") == "const" else "")


def make_title(member):
    name = f"\\fB{escape(member.get('name'))}\\fR"
    if member.tag == "property":
        return f"{name} ({member.get('type')}, {describe_access(member)})"
    if member.tag == "signal":
        return f"{name} ({list_arguments(member, 'out')})"
    return f"{name} ({list_arguments(member, 'in')}) \\(-> ({list_arguments(member, 'out')})"


def write_paragraphs(lines, comment, interface):
    for paragraph in comment.paragraphs:
        lines += [".PP", mark_up(paragraph, interface)]
    lines += [".PP", f"Since {escape(comment.tags.get('since', ''))}."]


def write_member(lines, member, comment, interface):
    lines += [".SS", make_title(member)]
    for argument in member.findall("arg"):
        name = argument.get("name")
        # One that is called since is described where it is.
        note = argument.find("annotation[@name='org.gtk.GDBus.DocString']")
        text = comment.tags.get(name, "") if note is None else note.get("value")
        lines += [".TP", f"\\fI{escape(name)}\\fR ({argument.get('type')})", mark_up(text, interface)]
    write_paragraphs(lines, comment, interface)


def read(path):
    """The interface, its own comment, and its members in their order, each with its comment."""
    parser = ElementTree.XMLParser(target=ElementTree.TreeBuilder(insert_comments=True))
    root = ElementTree.parse(path, parser).getroot()
    comment = Comment("")
    interface = None
    members = []
    for node in root.iter():
        if node.tag is ElementTree.Comment:
            comment = Comment(node.text)
        elif node.tag == "interface":
            interface = (node, comment)
        elif node.tag in ("method", "signal", "property"):
            members.append((node, comment))
    return interface, members


def main():
    source, target, version = sys.argv[1:]
    (node, comment), members = read(source)
    name = node.get("name")
    summary = comment.tags.get("short_description", "")
    lines = [
        '.\\" -*- coding: UTF-8 -*-',
        '.\\" Made of ' + name + ".xml.",
        f'.TH "{escape(name)}" 5 "" "lineupd {version}" " "',
        ".nh", ".ad l",
        ".SH NAME",
        f"{escape(name)} \\- {escape(summary[:1].lower() + summary[1:])}",
        ".SH DESCRIPTION",
    ]
    write_paragraphs(lines, comment, name)
    for tag, title in (("method", "METHODS"), ("signal", "SIGNALS"), ("property", "PROPERTIES")):
        some = [member for member in members if member[0].tag == tag]
        if some:
            lines.append(f".SH {title}")
        for member, its_comment in some:
            write_member(lines, member, its_comment, name)
    others = [path.stem for path in sorted(pathlib.Path(source).parent.glob("*.xml"))]
    # groff 1.23 forgets at each title how lines are to be adjusted, and these hold few long words.
    lines += [".SH SEE ALSO", ".ad l", ",\n".join(
        [f"\\fB{escape(other)}\\fR(5)" for other in others if other != name] + ["\\fBbusctl\\fR(1)"])]
    with open(target, "w", encoding="utf-8") as page:
        page.write("\n".join(lines) + "\n")


main()
