/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-body-map.h"

#include <stdlib.h>

/* Number: of slots, a power of two, in the beginning, and of 2 MiB at most. Three quarters of them
 * are used. */
#define FIRST_SLOTS (1U << 12)
#define MAX_SLOTS   (1U << 17)

/* Rows that are stored between two looks at whether somebody else is waiting. */
#define ROWS_PER_LOOK 64

typedef struct
{
  guint64 body;
  guint32 text; /* 0 if the slot is free */
} Slot;

struct _LineupBodyMap
{
  LineupDatabase *database; /* (unowned) */
  gboolean is_stored;       /* whether there is more than what is held back */
  Slot *slots;              /* (owned) (array length=n_slots): bodies are hashes, and tell where */
  guint n_slots;
  guint n_held;

  LineupStatement *find; /* (unowned) */
  LineupStatement *add;  /* (unowned) */
};

static LineupStatement *
get_statement (LineupBodyMap *self, const char *name, GError **error)
{
  return lineup_database_get_statement (self->database, name, LINEUP_SCHEMA_ANY_SET, error);
}

static void
make_slots (LineupBodyMap *self, guint n_slots)
{
  self->slots = g_new0 (Slot, n_slots);
  self->n_slots = n_slots;
}

LineupBodyMap *
lineup_body_map_new (LineupDatabase *database, gboolean is_empty, GError **error)
{
  g_autoptr (LineupBodyMap) self = g_new0 (LineupBodyMap, 1);

  self->database = database;
  self->is_stored = !is_empty;
  make_slots (self, FIRST_SLOTS);
  self->find = get_statement (self, "body-find", error);
  if (self->find == NULL)
    return NULL;
  self->add = get_statement (self, "body-add", error);
  return self->add != NULL ? g_steal_pointer (&self) : NULL;
}

void
lineup_body_map_free (LineupBodyMap *self)
{
  g_free (self->slots);
  g_free (self);
}

/* Returns where a body is, or the free slot where it belongs. */
static Slot *
find_slot (const LineupBodyMap *self, guint64 body)
{
  guint place = (guint)body & (self->n_slots - 1);

  while (self->slots[place].text != 0 && self->slots[place].body != body)
    place = (place + 1) & (self->n_slots - 1);
  return &self->slots[place];
}

static void
grow (LineupBodyMap *self)
{
  const guint n_slots = self->n_slots;
  g_autofree Slot *slots = self->slots;

  make_slots (self, n_slots * 2);
  for (guint i = 0; i < n_slots; i++)
    {
      if (slots[i].text != 0)
        *find_slot (self, slots[i].body) = slots[i];
    }
}

static gboolean
find_stored (LineupBodyMap *self, guint64 body, gint64 *text, GError **error)
{
  g_auto (LineupRows) rows = lineup_statement_query (self->find);
  gboolean has_row = FALSE;

  lineup_statement_bind_int (self->find, "body", (gint64)body);
  if (!lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  if (has_row)
    *text = lineup_rows_get_int (&rows, "text");
  return TRUE;
}

gboolean
lineup_body_map_find (LineupBodyMap *self, guint64 body, gint64 *text, GError **error)
{
  *text = find_slot (self, body)->text;
  return *text != 0 || !self->is_stored || find_stored (self, body, text, error);
}

gboolean
lineup_body_map_add (LineupBodyMap *self, guint64 body, gint64 text, GError **error)
{
  if (self->n_held >= self->n_slots / 4 * 3)
    {
      if (self->n_slots < MAX_SLOTS)
        grow (self);
      else if (!lineup_body_map_store (self, error))
        return FALSE;
    }
  *find_slot (self, body) = (Slot){ body, (guint32)text };
  self->n_held++;
  return TRUE;
}

/* Storing */

/* By what SQLite takes them for, which has no unsigned numbers. */
static int
compare_slots (gconstpointer a, gconstpointer b)
{
  const gint64 body = (gint64)((const Slot *)a)->body;
  const gint64 other = (gint64)((const Slot *)b)->body;

  return body < other ? -1 : body > other;
}

/* From here on they are in order, and none is found any more. */
static void
sort_held (LineupBodyMap *self)
{
  guint n = 0;

  for (guint i = 0; i < self->n_slots; i++)
    {
      if (self->slots[i].text != 0)
        self->slots[n++] = self->slots[i];
    }
  qsort (self->slots, n, sizeof *self->slots, compare_slots);
}

static gboolean
store_held (LineupBodyMap *self, GError **error)
{
  for (guint i = 0; i < self->n_held; i++)
    {
      if (i % ROWS_PER_LOOK == 0 && !lineup_database_give_way (self->database, error))
        return FALSE;
      lineup_statement_bind_int (self->add, "body", (gint64)self->slots[i].body);
      lineup_statement_bind_int (self->add, "text", self->slots[i].text);
      if (!lineup_statement_execute (self->add, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lineup_body_map_store (LineupBodyMap *self, GError **error)
{
  sort_held (self);
  if (!store_held (self, error))
    return FALSE;
  self->is_stored = self->is_stored || self->n_held > 0;
  g_free (self->slots);
  make_slots (self, FIRST_SLOTS);
  self->n_held = 0;
  return TRUE;
}

gboolean
lineup_body_map_remove (LineupBodyMap *self, guint64 body, GError **error)
{
  LineupStatement *remove = get_statement (self, "body-remove", error);

  g_return_val_if_fail (self->n_held == 0, FALSE);

  if (remove == NULL)
    return FALSE;
  lineup_statement_bind_int (remove, "body", (gint64)body);
  return lineup_statement_execute (remove, error);
}
