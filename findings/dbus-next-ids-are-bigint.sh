#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# dbus-next 0.10.2 gives 64-bit numbers as BigInt, also small ones, and takes too large ones for others
#
# An id is an x on the bus. What comes is a BigInt whatever its size: JSON.stringify() throws on the
# item, and 12n === 12 is false, so that a look-up in a Map that was filled with numbers finds
# nothing. What goes out may be a number, which is then rounded without a word above 2^53: another
# item is asked for.
#
# Hence: ids that are made here stay below 2^53, and the manual for players tells of Number(id).
# Needs dbus-daemon.
set -eu

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
npm install --before=2026-11-01 --silent --no-audit --no-fund --no-save dbus-next@0.10.2 >/dev/null

cat >try.cjs <<'EOF'
const dbus = require('dbus-next');

class Catalogue extends dbus.interface.Interface {
  GetItem(id) {
    return { id: new dbus.Variant('x', id) };
  }
}
Catalogue.configureMembers({ methods: { GetItem: { inSignature: 'x', outSignature: 'a{sv}' } } });

(async () => {
  const server = dbus.sessionBus();
  const bus = dbus.sessionBus();
  await server.requestName('org.example.Catalogue');
  server.export('/catalogue', new Catalogue('org.example.Catalogue'));
  const object = await bus.getProxyObject('org.example.Catalogue', '/catalogue');
  const catalogue = object.getInterface('org.example.Catalogue');
  const item = await catalogue.GetItem(12);
  console.log('id', typeof item.id.value, '12 found:', new Map([[12, 'a film']]).has(item.id.value));
  try {
    console.log(JSON.stringify(item));
  } catch (error) {
    console.log('JSON.stringify:', error.name);
  }
  const large = 2 ** 53;
  console.log('asked for', (BigInt(large) + 1n).toString(), 'as a number, got', String((await catalogue.GetItem(large + 1)).id.value));
  process.exit();
})();
EOF
dbus-run-session -- node try.cjs >seen 2>/dev/null

cat >expected <<'EOF'
id bigint 12 found: false
JSON.stringify: TypeError
asked for 9007199254740993 as a number, got 9007199254740992
EOF
diff -u expected seen
echo "still so: dbus-next 0.10.2 gives 64-bit numbers as BigInt, and rounds those that it sends"
