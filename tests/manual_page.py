# SPDX-License-Identifier: LGPL-2.1-or-later
"""Manual pages as a reader sees them."""

import shutil
import subprocess


def can_render():
    return shutil.which("groff") is not None


def render(page):
    """The page's text, and what groff has to say of it."""
    result = subprocess.run(
        ["groff", "-Kutf8", "-Tutf8", "-P-cbou", "-ww", "-man", page],
        capture_output=True, text=True, check=True)
    return result.stdout, result.stderr
