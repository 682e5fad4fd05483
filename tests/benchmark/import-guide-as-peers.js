// SPDX-License-Identifier: LGPL-2.1-or-later
//
// A guide as players have it that are written for Node: saxes parses it in a worker, and each programme
// becomes a row with its texts, its times as text, its guide's address, seven indices, and a full-text index
// that triggers keep. What begins then on the same channel and is called the same is the same programme.
// Another time the rows from today on are deleted, and all are inserted again.
//
// usage: node import-guide-as-peers.js MODULES GUIDE DATABASE TODAY
//
// MODULES is a folder that has saxes and better-sqlite3. Prints a JSON object: seconds of the processor, and
// bytes of memory at its peak.

"use strict";

const fs = require("fs");
const path = require("path");
const { Worker, isMainThread, parentPort } = require("worker_threads");

const [modules, guide, database, today] = process.argv.slice(2);

const SOURCE = "http://panel.example.org:8080/xmltv.php?username=user&password=secret";
const ROWS_AT_ONCE = 1000;
const FIELDS = { "title": "title", "sub-title": "subtitle", "desc": "description", "category": "category",
                 "episode-num": "episode", "value": "rating" };
const INDICES = ["channel", "start", "stop", "source", "channel, start, stop", "source, channel, start"];

// `20260105201500 +0100` becomes `2026-01-05T19:15:00.000Z`.
function readTime(text) {
  const found = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d) ([+-]\d\d)(\d\d)$/.exec(text);
  const [, year, month, day, hour, minute, second, hours, minutes] = found;
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${hours}:${minutes}`).toISOString();
}

function parse() {
  const { SaxesParser } = require(path.join(modules, "saxes"));
  let channel = null;
  let programme = null;
  let text = "";
  let rows = [];

  const parser = new SaxesParser();
  parser.on("opentag", (tag) => {
    text = "";
    if (tag.name === "channel") {
      channel = { id: tag.attributes.id, name: null, icon: null };
    } else if (tag.name === "programme") {
      programme = { channel: tag.attributes.channel, source: SOURCE, start: readTime(tag.attributes.start),
                    stop: readTime(tag.attributes.stop), title: "", subtitle: null, description: null,
                    category: null, icon: null, episode: null, rating: null };
    } else if (tag.name === "icon") {
      (programme || channel).icon = tag.attributes.src;
    }
  });
  parser.on("text", (part) => { text += part; });
  parser.on("closetag", (tag) => {
    if (tag.name === "channel") {
      parentPort.postMessage({ channel });
      channel = null;
    } else if (tag.name === "programme") {
      rows.push(programme);
      programme = null;
      if (rows.length === ROWS_AT_ONCE) {
        parentPort.postMessage({ rows });
        rows = [];
      }
    } else if (programme !== null && tag.name in FIELDS) {
      programme[FIELDS[tag.name]] = programme[FIELDS[tag.name]] || text;
    } else if (channel !== null && tag.name === "display-name") {
      channel.name = channel.name || text;
    }
  });

  const stream = fs.createReadStream(guide, { encoding: "utf8", highWaterMark: 65536 });
  stream.on("data", (chunk) => parser.write(chunk));
  stream.on("end", () => {
    parser.close();
    parentPort.postMessage({ rows });
  });
}

function store() {
  const Database = require(path.join(modules, "better-sqlite3"));

  const db = new Database(database);
  db.pragma("journal_mode = WAL");
  db.exec(`
  CREATE TABLE IF NOT EXISTS channels (id TEXT PRIMARY KEY, name TEXT, icon TEXT);
  CREATE TABLE IF NOT EXISTS programmes (
    id INTEGER PRIMARY KEY AUTOINCREMENT, channel TEXT NOT NULL REFERENCES channels (id), source TEXT NOT NULL,
    start TEXT NOT NULL, stop TEXT NOT NULL, title TEXT NOT NULL, subtitle TEXT, description TEXT, category TEXT,
    icon TEXT, episode TEXT, rating TEXT);
  CREATE UNIQUE INDEX IF NOT EXISTS programmes_once ON programmes (channel, start, title, source);
  CREATE VIRTUAL TABLE IF NOT EXISTS programmes_text USING fts5 (
    title, description, category, content=programmes, content_rowid=id);
  CREATE TRIGGER IF NOT EXISTS programmes_added AFTER INSERT ON programmes BEGIN
    INSERT INTO programmes_text (rowid, title, description, category)
    VALUES (new.id, new.title, new.description, new.category);
  END;
  CREATE TRIGGER IF NOT EXISTS programmes_deleted AFTER DELETE ON programmes BEGIN
    INSERT INTO programmes_text (programmes_text, rowid, title, description, category)
    VALUES ('delete', old.id, old.title, old.description, old.category);
  END;
  `);
  INDICES.forEach((columns, i) =>
    db.exec(`CREATE INDEX IF NOT EXISTS programmes_${i} ON programmes (${columns})`));
  db.prepare("DELETE FROM programmes WHERE start >= ?").run(today);

  const addChannel = db.prepare("INSERT OR REPLACE INTO channels VALUES (@id, @name, @icon)");
  const addProgramme = db.prepare(`
  INSERT INTO programmes (
    channel, source, start, stop, title, subtitle, description, category, icon, episode, rating
  ) VALUES (
    @channel, @source, @start, @stop, @title, @subtitle, @description, @category, @icon, @episode, @rating
  ) ON CONFLICT (channel, start, title, source) DO UPDATE SET
    stop = excluded.stop, subtitle = excluded.subtitle, description = excluded.description,
    category = excluded.category, icon = excluded.icon, episode = excluded.episode, rating = excluded.rating`);
  const addAll = db.transaction((rows) => rows.forEach((row) => addProgramme.run(row)));

  const worker = new Worker(__filename, { argv: process.argv.slice(2) });
  worker.on("message", ({ channel, rows }) => channel ? addChannel.run(channel) : addAll(rows));
  worker.on("exit", () => {
    const usage = process.resourceUsage();
    const n = db.prepare("SELECT count(*) AS n FROM programmes").get().n;
    db.close();
    console.log(JSON.stringify({ cpu: (usage.userCPUTime + usage.systemCPUTime) / 1e6, peak: usage.maxRSS * 1024,
                                 programmes: n }));
  });
}

if (isMainThread) {
  store();
} else {
  parse();
}
