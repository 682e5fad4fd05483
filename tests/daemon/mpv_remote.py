# SPDX-License-Identifier: LGPL-2.1-or-later
"""mpv, as a test asks and tells it."""

import json
import socket

from ctl_session import SECONDS, wait_until


class Remote:
    """What mpv can be asked and told, over its own socket."""

    def __init__(self, path):
        self.path = path
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(SECONDS)
        # The path is there a moment before anybody listens.
        wait_until(lambda: self.socket.connect_ex(str(path)) == 0, "mpv's socket")
        self.replies = self.socket.makefile("r", encoding="utf-8")

    def close(self):
        self.socket.close()
        self.path.unlink(missing_ok=True)

    def command(self, *words):
        self.socket.sendall(json.dumps({"command": words, "request_id": 1}).encode() + b"\n")
        while True:
            reply = json.loads(self.replies.readline())
            if "request_id" in reply:
                return reply.get("data")

    def get(self, name):
        return self.command("get_property", name)

    def press(self, *keys):
        for key in keys:
            self.command("keypress", key)

    def is_open(self):
        return "script-binding lineup/lineup-1" in str(self.get("input-bindings"))

    def open(self):
        self.press("Ctrl+l")
        wait_until(self.is_open, "the menu is open")

    def type(self, text):
        names = {" ": "SPACE", "#": "SHARP"}
        self.press(*(names.get(letter, letter) for letter in text))

    def await_title(self, title):
        """An episode's own title may follow."""
        wait_until(lambda: f"{self.get('media-title')} – ".startswith(f"{title} – ")
                   and (self.get("time-pos") or 0) > 0, f"{title} plays")
