# SPDX-License-Identifier: LGPL-2.1-or-later
"""The session bus by way of PyGObject."""

import os

from gi.repository import Gio


def connect():
    """A connection of its own: somebody else than all others."""
    return Gio.DBusConnection.new_for_address_sync(
        os.environ["DBUS_SESSION_BUS_ADDRESS"],
        Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
        | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
