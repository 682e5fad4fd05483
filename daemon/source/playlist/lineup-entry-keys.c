/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-entry-keys.h"

#include "lineup-hash.h"

#include <string.h>

/* Number of entries below which it may be chance that all have something in common. */
#define MIN_ENTRIES 8

/* What is hashed before a text, so that the same text means something else elsewhere. */
typedef enum
{
  SEED_STREAM = 1,
  SEED_PANEL,
  SEED_HOST,
  SEED_QUERY,
  SEED_NAME,
  SEED_SEGMENT, /* and one for each segment */
} Seed;

struct _LineupEntryKeyMaker
{
  gsize n_entries;
  gsize n_segments;                                 /* that all paths have */
  guint64 segments[LINEUP_ENTRY_PATH_MAX_SEGMENTS]; /* hashes of the first entry's */
  gboolean differs[LINEUP_ENTRY_PATH_MAX_SEGMENTS];
};

LineupEntryKeyMaker *
lineup_entry_key_maker_new (void)
{
  return g_new0 (LineupEntryKeyMaker, 1);
}

void
lineup_entry_key_maker_free (LineupEntryKeyMaker *self)
{
  g_free (self);
}

static guint64
hash_text (LineupM3uText text, guint64 seed)
{
  return lineup_hash (text.data, text.length, seed);
}

/* Hashes of a part have the kind in them, so that what is not final is not 0 by itself. */
static guint64
finish_hash (guint64 sum, LineupEntryKind kind)
{
  const guint64 words[] = { sum, (guint64)kind };
  const guint64 result = lineup_hash (words, sizeof words, 0);

  return result != 0 ? result : 1;
}

static gboolean
contains (LineupM3uText text, const char *word)
{
  const gsize length = strlen (word);

  for (gsize i = 0; i + length <= text.length; i++)
    {
      if (g_ascii_strncasecmp (text.data + i, word, length) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Whether a part of a query is for whoever asks, not for what is asked. */
static gboolean
is_of_session (LineupM3uText name)
{
  static const char *const parts[] = { "token", "expire", "sign",   "session", "user",
                                       "pass",  "auth",   "secret", "nonce" };
  static const char *const words[] = { "sig", "hash", "key", "st", "e",     "exp",   "md5",
                                       "sid", "uid",  "ts",  "t",  "hdnts", "hdnea", "_" };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (contains (name, parts[i]))
        return TRUE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (lineup_m3u_text_is (name, words[i]))
        return TRUE;
    }
  return FALSE;
}

/* The order of a query's parts means nothing. */
static guint64
hash_query (LineupM3uText query)
{
  const char *p = query.data;
  const char *end = query.data + query.length;
  guint64 sum = 0;

  while (p < end)
    {
      const char *next = memchr (p, '&', (gsize)(end - p));
      const char *stop = next != NULL ? next : end;
      const char *equals = memchr (p, '=', (gsize)(stop - p));
      const LineupM3uText name = { p, (gsize)((equals != NULL ? equals : stop) - p) };

      if (stop > p && !is_of_session (name))
        sum += hash_text ((LineupM3uText){ p, (gsize)(stop - p) }, SEED_QUERY);
      p = next != NULL ? next + 1 : end;
    }
  return sum;
}

/* The sum of hashes of its parts, so that a part can be taken out again. */
static guint64
add_address (LineupEntryKeyMaker *self, const LineupEntryPath *path)
{
  guint64 sum = hash_text (path->host, SEED_HOST) + hash_query (path->query);

  if (self->n_entries == 0)
    self->n_segments = path->n_segments;
  self->n_segments = MIN (self->n_segments, path->n_segments);
  for (gsize i = 0; i < path->n_segments; i++)
    {
      const guint64 segment = hash_text (path->segments[i], SEED_SEGMENT + i);

      if (self->n_entries == 0)
        self->segments[i] = segment;
      else if (self->segments[i] != segment)
        self->differs[i] = TRUE;
      sum += segment;
    }
  return sum;
}

static guint64
hash_name (const LineupM3uEntry *entry)
{
  guint64 result = hash_text (entry->title, SEED_NAME);

  result = hash_text (entry->values[LINEUP_M3U_TVG_ID], result);
  if (entry->n_groups > 0)
    result = hash_text (entry->groups[0], result);
  return result;
}

void
lineup_entry_key_maker_add (LineupEntryKeyMaker *self,
                            LineupEntryKind kind,
                            const LineupM3uEntry *entry,
                            const LineupEntryPath *path,
                            LineupEntryKeys *keys)
{
  const LineupM3uText stream = lineup_entry_path_get_stream (path);
  const LineupM3uText panel = entry->values[LINEUP_M3U_PANEL_ID];
  guint64 *hashes = keys->hashes;

  hashes[LINEUP_ENTRY_KEY_STREAM] = 0;
  hashes[LINEUP_ENTRY_KEY_PANEL] = 0;
  if (stream.length > 0)
    hashes[LINEUP_ENTRY_KEY_STREAM] = finish_hash (hash_text (stream, SEED_STREAM), kind);
  if (panel.length > 0)
    hashes[LINEUP_ENTRY_KEY_PANEL] = finish_hash (hash_text (panel, SEED_PANEL), kind);
  /* The rest follows when it is known what all have in common. */
  hashes[LINEUP_ENTRY_KEY_ADDRESS] = add_address (self, path) + (guint64)kind;
  hashes[LINEUP_ENTRY_KEY_NAME] = finish_hash (hash_name (entry), kind);
  self->n_entries++;
}

guint64
lineup_entry_key_maker_get_common (LineupEntryKeyMaker *self)
{
  guint64 common = 0;

  for (gsize i = 0; i < self->n_segments && self->n_entries >= MIN_ENTRIES; i++)
    {
      if (!self->differs[i])
        common += self->segments[i];
    }
  return common;
}

guint64
lineup_entry_keys_get_hash (const LineupEntryKeys *self, LineupEntryKey key, guint64 common)
{
  const guint64 hash = self->hashes[key];

  return key == LINEUP_ENTRY_KEY_ADDRESS ? finish_hash (hash - common, LINEUP_ENTRY_CHANNEL) : hash;
}
