#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Fails when what packagers and software centres are told is wrong, or is not what the build needs.

usage: check-packaging.py SOURCE_FOLDER METAINFO ENTRY
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

# Debian's own tools, and what the distribution chooses.
NOT_FOR_README = {"debhelper-compat", "systemd-dev"}
# What a Debian machine for building has in any case, or debhelper brings.
NOT_FOR_CONTROL = {"build-essential", "ninja-build"}

# Issues of metadata that are the project's: it has no web site.
ACCEPTED = {"url-homepage-missing"}

# Programs that build.sh calls, as a machine has them where nothing is installed yet.
STUBS = {
    "dpkg-checkbuilddeps": "test -e $SCRATCH/is-installed",
    "apt-get": 'echo "apt-get $*" >>$SCRATCH/said',
    "sudo": '"$@"',
    "dpkg-buildpackage": 'echo "dpkg-buildpackage in $PWD" >>$SCRATCH/said',
}


def find_build_dependencies(source):
    text = (source / "data/debian/control").read_text(encoding="utf-8")
    field = re.search(r"^Build-Depends:((?:\n? .*)+)", text, flags=re.M).group(1)
    return {re.match(r"[a-z0-9.+-]+", word.strip()).group() for word in field.split(",") if word.strip()}


def check_readme(source, needed):
    text = (source / "README.md").read_text(encoding="utf-8")
    section = text.split("## Install\n", 1)[1].split("\n## ", 1)[0]
    commands = re.findall(r"^    ((?:.*\\\n)*.*)$", section, flags=re.M)
    named = set()
    for command in commands:
        if command.startswith("sudo apt install "):
            named |= set(command.replace("\\\n", " ").split()[3:])
    for package in sorted(needed - NOT_FOR_README - named):
        yield f"README: does not say that building needs {package}"
    for package in sorted(named - needed - NOT_FOR_CONTROL):
        yield f"data/debian/control: does not say that building needs {package}"
    if not any(command.startswith("meson setup") and "-Dtests=false" in command for command in commands):
        yield "README: does not show how to build without the tests"
    listed = set((source / "tests/packages").read_text(encoding="utf-8").split("\n"))
    for package in sorted(named - listed):
        yield f"tests/packages: lacks {package}"


def check_metainfo(path, entry):
    result = subprocess.run(["appstreamcli", "validate", "--no-net", "--no-color", path],
                            capture_output=True, text=True, check=False)
    for line in result.stdout.splitlines():
        if re.match(r"[EW]:", line) and not ACCEPTED & set(line.split()):
            yield f"{path.name}: {line}"
    if "alidation" not in result.stdout:
        yield f"{path.name}: was not looked at: {result}"
    component = xml.etree.ElementTree.parse(path).getroot()
    if component.findtext("launchable") != entry.name or not entry.exists():
        yield f"{path.name}: launches something else"
    words = dict(line.split("=", 1) for line in entry.read_text(encoding="utf-8").splitlines()
                 if "=" in line)
    for tag, key in (("name", "Name"), ("summary", "Comment"), ("icon", "Icon")):
        if component.findtext(tag) != words[key]:
            yield f"{path.name}: has another {tag} than {entry.name}"


def check_version(source, path):
    """The newest release is the one that is built."""
    version = re.search(r"^  version: '(.*)',", (source / "meson.build").read_text(encoding="utf-8"),
                        flags=re.M).group(1)
    release = xml.etree.ElementTree.parse(path).getroot().find("releases/release").get("version")
    if release != version:
        yield f"{path.name}: tells of {release}, but this is {version}"


def build_package(source, scratch, is_installed):
    """What build.sh says to the machine."""
    for name, script in STUBS.items():
        program = scratch / "bin" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
    said = scratch / "said"
    said.write_text("", encoding="utf-8")
    if is_installed:
        (scratch / "is-installed").touch()
    subprocess.run([source / "tests/package/build.sh", scratch / "out"], check=True,
                   env=dict(os.environ, PATH=f"{scratch / 'bin'}:{os.environ['PATH']}",
                            SCRATCH=str(scratch)))
    return said.read_text(encoding="utf-8").splitlines()


def check_build(source):
    """It installs what is missing before it builds, and nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        scratch = pathlib.Path(folder).resolve()
        said = build_package(source, scratch, is_installed=False)
        tree, = (scratch / "out").iterdir()
        if [line.split()[1] for line in said if line.startswith("apt-get")] != [
                "update", "install", "build-dep"] or not said[2].endswith(f" {tree}"):
            yield f"tests/package/build.sh: does not install what is missing: {said}"
        if said[-1] != f"dpkg-buildpackage in {tree}":
            yield f"tests/package/build.sh: does not build: {said}"
        said = build_package(source, scratch, is_installed=True)
        if said != [f"dpkg-buildpackage in {tree}"]:
            yield f"tests/package/build.sh: installs what is there: {said}"


def main():
    source, metainfo, entry = (pathlib.Path(path).resolve() for path in sys.argv[1:])
    faults = list(check_readme(source, find_build_dependencies(source)))
    faults += check_version(source, metainfo)
    if shutil.which("appstreamcli"):
        faults += check_metainfo(metainfo, entry)
    else:
        print("There is no appstreamcli")
    # What is committed is known in a clone only.
    if (source / ".git").exists():
        faults += check_build(source)
    print("\n".join(faults) or "packagers are told what is so")
    return 1 if faults else 0


sys.exit(main())
