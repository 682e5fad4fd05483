#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# dbus-next 0.10.2 waits for a reply for ever
#
# libdbus, GDBus and sd-bus give a call up after 25 s where nothing else is said. A call of
# dbus-next's has no time limit and no way to set one: of a service that does not answer a player
# hears nothing. A service that leaves the bus ends the call, as the bus itself answers then.
#
# Hence: each method has to answer within its own time, whatever a panel or a keyring does.
# Needs dbus-daemon and gdbus; takes half a minute.
set -eu

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
npm install --before=2026-11-01 --silent --no-audit --no-fund --no-save dbus-next@0.10.2 >/dev/null

cat >try.cjs <<'EOF'
const dbus = require('dbus-next');
const { execFile } = require('node:child_process');

const call = { destination: 'org.example.Mute', path: '/mute', interface: 'org.example.Mute', member: 'Wait' };
const after = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000, 'still waiting'));
const gdbus = () =>
  new Promise((resolve) =>
    execFile('gdbus', ['call', '--session', '--dest', call.destination, '--object-path', call.path, '--method', 'org.example.Mute.Wait'],
      { env: { ...process.env, LC_ALL: 'C' } }, (error, out, words) => resolve(/Timeout was reached/.test(words) ? 'Timeout was reached' : out + words)));

(async () => {
  const server = dbus.sessionBus();
  const bus = dbus.sessionBus();
  await server.requestName(call.destination);
  server.addMethodHandler((message) => message.member === 'Wait');
  const reply = bus.call(new dbus.Message(call)).then(() => 'replied', (error) => error.type);
  const [first, other] = await Promise.all([Promise.race([reply, after(30)]), gdbus()]);
  console.log('gdbus:', other);
  console.log('dbus-next, after 30 s:', first);
  server.disconnect();
  console.log('dbus-next, once the service has left:', await Promise.race([reply, after(10)]));
  process.exit();
})();
EOF
dbus-run-session -- node try.cjs >seen 2>/dev/null

cat >expected <<'EOF'
gdbus: Timeout was reached
dbus-next, after 30 s: still waiting
dbus-next, once the service has left: org.freedesktop.DBus.Error.NoReply
EOF
diff -u expected seen
echo "still so: dbus-next 0.10.2 waits for a reply for ever"
