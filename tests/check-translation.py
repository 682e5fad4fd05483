#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Fails when a text can't be translated, or a translation lacks one, or has one that is none any more.

usage: check-translation.py SOURCE_FOLDER
"""

import pathlib
import re
import subprocess
import sys
import tempfile

# As data/po/meson.build has meson find them, which knows more of them than are used.
KEYWORDS = ["--keyword=_", "--keyword=N_", "--keyword=ngettext:1,2"]


def run(*words, folder=None):
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=True)


def find_marked(source):
    """Files with texts that are marked."""
    for path in [*source.glob("daemon/**/*.[ch]"), *source.glob("dbus/**/*.[ch]")]:
        if re.search(r"\bN?_ ?\(\s*\"|\bngettext ?\(", path.read_text(encoding="utf-8")):
            yield str(path.relative_to(source))
    for path in source.glob("data/*.in"):
        if path.name.endswith((".desktop.in", ".metainfo.xml.in")):
            yield str(path.relative_to(source))


def find_unmarked(source):
    """Words that lineupctl prints, or takes for an error, as they are."""
    call = r"\b(?:g_print|g_printerr|g_set_error|g_set_error_literal|g_error_new|g_error_new_literal) \(" \
        r"[^;\"]*?(_ \()?(\"(?:[^\"\\]|\\.)*\")"
    for path in sorted(source.glob("dbus/lineupctl/*.c")):
        for mark, text in re.findall(call, path.read_text(encoding="utf-8")):
            words = re.sub(r"%[-+0-9.*']*[a-z]+|\\.|lineupctl", " ", text)
            if not mark and re.search(r"[A-Za-z]{2}", words):
                yield f"{path.relative_to(source)}: does not mark {text}"


def read_list(path):
    return [line for line in path.read_text(encoding="utf-8").splitlines()
            if line and not line.startswith("#")]


def count(catalogue, *options):
    """Entries of a catalogue, without its head."""
    text = run("msgattrib", "--no-obsolete", *options, catalogue).stdout
    return max(len(re.findall(r"^msgid ", text, flags=re.M)) - 1, 0)


# Names, which xgettext takes for texts as of Debian 13.
NAMES = ('"The lineupd authors"',)


def check_catalogue(catalogue, template, scratch):
    merged = scratch / catalogue.name
    checked = subprocess.run(["msgfmt", "--check", "-o", "/dev/null", catalogue], capture_output=True,
                             text=True, check=False)
    if checked.returncode != 0:
        yield checked.stderr.strip()
    run("msgmerge", "--no-fuzzy-matching", "-o", merged, catalogue, template)
    missing = run("msgattrib", "--untranslated", "--no-obsolete", merged).stdout
    for text in re.findall(r'^msgid ((?:".*"\n)+)', missing, flags=re.M)[1:]:
        if text.strip() not in NAMES:
            yield f"{catalogue.name}: lacks {text.strip()}"
    if count(catalogue, "--only-fuzzy"):
        yield f"{catalogue.name}: is not sure of some"
    text = merged.read_text(encoding="utf-8")
    for gone in re.findall(r"^#~ msgid (.*)", text, flags=re.M):
        yield f"{catalogue.name}: has {gone}, which is gone"


def main():
    source = pathlib.Path(sys.argv[1]).resolve()
    folder = source / "data/po"
    marked, listed = set(find_marked(source)), read_list(folder / "POTFILES")
    faults = [f"data/po/POTFILES: lacks {path}" for path in sorted(marked - set(listed))]
    faults += [f"data/po/POTFILES: has {path}, which has no text" for path in sorted(set(listed) - marked)]
    if listed != sorted(listed):
        faults.append("data/po/POTFILES: is not in order")
    faults += find_unmarked(source)
    languages = read_list(folder / "LINGUAS")
    with tempfile.TemporaryDirectory() as name:
        scratch = pathlib.Path(name)
        template = scratch / "lineupd.pot"
        run("xgettext", "--from-code=UTF-8", *KEYWORDS, "-o", template, *sorted(marked), folder=source)
        for language in languages:
            faults += check_catalogue(folder / f"{language}.po", template, scratch)
        n_texts = count(template)
    if not languages or n_texts < 40:
        faults.append("nothing was found to look at")
    print("\n".join(faults) or f"{n_texts} texts are translated")
    return 1 if faults else 0


sys.exit(main())
