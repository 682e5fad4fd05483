/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-quarantine.h"

#include "lineup-catalogue-meta.h"
#include "lineup-hash.h"

/* What is remembered of a list; nothing if @times is 0. */
typedef struct
{
  guint64 ids;
  guint64 times;
  guint64 since; /* Unix seconds of the first time */
} Memory;

struct _LineupQuarantine
{
  LineupDatabase *database; /* (unowned) */
  LineupList list;
  guint64 now; /* Unix seconds */
  guint64 ids; /* a sum, as it is for any order */
};

LineupQuarantine *
lineup_quarantine_new (LineupDatabase *database, LineupList list, gint64 now)
{
  LineupQuarantine *self = g_new0 (LineupQuarantine, 1);

  self->database = database;
  self->list = list;
  self->now = (guint64)now;
  return self;
}

void
lineup_quarantine_free (LineupQuarantine *self)
{
  g_free (self);
}

void
lineup_quarantine_add_id (LineupQuarantine *self, const void *id, gsize length)
{
  self->ids += lineup_hash (id, length, 0);
}

static char *
make_name (LineupQuarantine *self, const char *number)
{
  return g_strdup_printf ("%s-quarantine-%s", lineup_list_to_string (self->list), number);
}

static gboolean
get (LineupQuarantine *self, const char *number, guint64 *value, GError **error)
{
  g_autofree char *name = make_name (self, number);

  return lineup_meta_get (self->database, name, value, error);
}

static gboolean
set (LineupQuarantine *self, const char *number, guint64 value, GError **error)
{
  g_autofree char *name = make_name (self, number);

  return lineup_meta_set (self->database, name, value, error);
}

/* Only what says something of this list: it has the same ids, and the clock was not set back. */
static gboolean
recall (LineupQuarantine *self, Memory *memory, GError **error)
{
  if (!get (self, "times", &memory->times, error) || !get (self, "ids", &memory->ids, error)
      || !get (self, "since", &memory->since, error))
    return FALSE;
  if (memory->ids != self->ids || memory->since > self->now)
    memory->times = 0;
  return TRUE;
}

gboolean
lineup_quarantine_judge (LineupQuarantine *self, gboolean *believed, GError **error)
{
  Memory memory = { 0 };

  *believed = FALSE;
  if (!recall (self, &memory, error))
    return FALSE;
  *believed = memory.times + 1 >= LINEUP_QUARANTINE_TIMES
              && self->now - memory.since >= LINEUP_QUARANTINE_TIME;
  return TRUE;
}

gboolean
lineup_quarantine_end (LineupQuarantine *self, gboolean *dirty, GError **error)
{
  guint64 times = 0;

  if (!get (self, "times", &times, error))
    return FALSE;
  if (times == 0)
    return TRUE;
  *dirty = TRUE;
  return set (self, "times", 0, error);
}

gboolean
lineup_quarantine_remember (LineupQuarantine *self, GError **error)
{
  Memory memory = { 0 };

  if (!recall (self, &memory, error))
    return FALSE;
  return set (self, "times", memory.times + 1, error) && set (self, "ids", self->ids, error)
         && (memory.times > 0 || set (self, "since", self->now, error));
}
