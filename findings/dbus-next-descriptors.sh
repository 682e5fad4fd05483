#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# To dbus-next 0.10.2 a reply with a file descriptor is no reply at all, and no error
#
# A connection says whether it takes descriptors when it is made; dbus-next's does not unless it is
# told to. dbus-daemon drops a reply with a descriptor for such a caller and tells only the service.
# The caller waits; other calls on the same connection go on.
#
# Hence: the manual for players says that OpenSnapshot is for connections that take descriptors;
# ListItems gives the same without. Needs dbus-daemon and python3-gi of Debian.
set -eu

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
npm install --before=2026-11-01 --silent --no-audit --no-fund --no-save dbus-next@0.10.2 >/dev/null

cat >service.py <<'EOF'
import os
from gi.repository import Gio, GLib

XML = """<node><interface name="org.example.Files">
<method name="Open"><arg type="h" direction="out"/></method>
<method name="Ping"><arg type="s" direction="out"/></method>
</interface></node>"""


def answer(connection, sender, path, interface, method, arguments, call):
    if method == "Ping":
        call.return_value(GLib.Variant("(s)", ("pong",)))
        return
    files = Gio.UnixFDList.new()
    files.append(os.open(__file__, os.O_RDONLY))
    call.return_value_with_unix_fd_list(GLib.Variant("(h)", (0,)), files)


def export(connection, name):
    connection.register_object("/files", Gio.DBusNodeInfo.new_for_xml(XML).interfaces[0], answer)


Gio.bus_own_name(Gio.BusType.SESSION, "org.example.Files", Gio.BusNameOwnerFlags.NONE, export, None, None)
GLib.timeout_add_seconds(60, os._exit, 0)
GLib.MainLoop().run()
EOF

cat >try.cjs <<'EOF'
const dbus = require('dbus-next');
const { execFileSync } = require('node:child_process');

const after = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000, 'nothing'));
const call = (bus, member) =>
  bus.call(new dbus.Message({ destination: 'org.example.Files', path: '/files', interface: 'org.example.Files', member }))
    .then((reply) => `a reply of signature ${reply.signature}`, (error) => error.type);

(async () => {
  execFileSync('gdbus', ['wait', '--session', '--timeout', '20', 'org.example.Files']);
  console.log('gdbus:', /handle/.test(execFileSync('gdbus', ['call', '--session', '--dest', 'org.example.Files', '--object-path', '/files', '--method', 'org.example.Files.Open'], { encoding: 'utf8' })) ? 'a handle' : 'none');
  const bus = dbus.sessionBus();
  const open = call(bus, 'Open');
  console.log('Ping:', await call(bus, 'Ping'));
  console.log('Open:', await Promise.race([open, after(10)]));
  process.exit();
})();
EOF
dbus-run-session -- sh -c '/usr/bin/python3 service.py & exec node try.cjs' >seen 2>/dev/null

cat >expected <<'EOF'
gdbus: a handle
Ping: a reply of signature s
Open: nothing
EOF
diff -u expected seen
echo "still so: to dbus-next 0.10.2 a reply with a file descriptor is no reply at all, and no error"
