#!/usr/bin/env gjs
// SPDX-License-Identifier: LGPL-2.1-or-later
// A player by its library: sync, browse, search, play. Usage: library.js ACCOUNT WORDS
imports.gi.versions.Lineup = '1.0';
const { Gio, GLib, Lineup } = imports.gi;

Gio._promisify(Lineup.Client.prototype, 'prepare_async', 'prepare_finish');
Gio._promisify(Lineup.ItemList.prototype, 'read_async', 'read_finish');
Gio._promisify(Lineup.JobTracker.prototype, 'run_async', 'run_finish');
Gio._promisify(Lineup.Playback, 'open_async', 'open_finish');

async function play(id, words) {
    const client = Lineup.Client.new();
    await client.prepare_async(null);
    const account = client.find_account(id);
    const job = account.catalogue_job;
    job.connect('notify::fraction', () => print(`${Math.round(job.fraction * 100)} % ${job.text}`));
    print('sync', await job.run_async(null, null));
    const films = new Lineup.ItemList({ account, kind: Lineup.Kind.MOVIES, sort: 'rating' });
    for (const film of await films.read_async(0, 5, null))
        print('  ', film.name, film.rating);
    print(films.n_items, 'movies');
    films.search = words;
    for (const hit of await films.read_async(0, 1, null)) {
        const playback = await Lineup.Playback.open_async(hit, 'example', null, null);
        print('play', playback.get_title(), playback.get_uri().split('/').pop()); // not the password
    }
}

const loop = GLib.MainLoop.new(null, false);
play(ARGV[0], ARGV.slice(1).join(' ')).catch(logError).finally(() => loop.quit());
loop.run();
