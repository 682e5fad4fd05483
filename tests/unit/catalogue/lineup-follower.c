/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-follower.h"

#include "lineup-await.h"
#include "lineup-change-list.h"
#include "lineup-error.h"

LineupFollower *
lineup_follower_new (void)
{
  LineupFollower *self = g_new0 (LineupFollower, 1);

  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    self->rows[kind] = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  return self;
}

void
lineup_follower_free (LineupFollower *self)
{
  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    g_hash_table_unref (self->rows[kind]);
  g_free (self);
}

/* What is read, on a thread of the catalogue's. */
typedef struct
{
  GHashTable *rows; /* (unowned) */
  LineupChange change;
  GArray *changes; /* (unowned) */
  guint64 since;
  guint limit;
  guint64 generation;
  gboolean complete;
} Reading;

static void
read_with (LineupCatalogueFixture *fixture, LineupReadFunc func, Reading *reading, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  lineup_catalogue_read_async (
      fixture->catalogue, func, reading, NULL, NULL, NULL, lineup_await_callback, &result);
  lineup_await (&result);
  lineup_catalogue_read_finish (fixture->catalogue, result, error);
}

/* All that the made-up sources know of an item. */
static void
keep_item (const LineupItem *item, gpointer user_data)
{
  Reading *reading = user_data;
  GString *text = g_string_new (NULL);
  gint64 *id = g_new (gint64, 1);

  g_string_printf (text,
                   "%" G_GINT64_FORMAT " %s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
                   " %" G_GINT64_FORMAT " %s %d",
                   item->id,
                   item->name,
                   item->position,
                   item->added,
                   item->modified,
                   item->plot != NULL ? item->plot : "-",
                   item->adult == LINEUP_ADULT_YES);
  for (gsize i = 0; i < item->n_categories; i++)
    g_string_append_printf (text, " [%s]", item->categories[i]);
  *id = item->id;
  g_hash_table_replace (reading->rows, id, g_string_free (text, FALSE));
}

static gboolean
keep_visited (const LineupItem *item, gpointer user_data, GError **error)
{
  keep_item (item, user_data);
  return TRUE;
}

static gpointer
read_kind (LineupReader *reader, gpointer user_data, GError **error)
{
  Reading *reading = user_data;

  return lineup_reader_visit_items (reader, reading->change.kind, keep_visited, reading, error)
             ? reading
             : NULL;
}

static gpointer
read_item (LineupReader *reader, gpointer user_data, GError **error)
{
  Reading *reading = user_data;
  const LineupChange *change = &reading->change;

  return lineup_reader_get_item (reader, change->kind, change->id, keep_item, reading, error)
             ? reading
             : NULL;
}

static void
take_change (const LineupChange *change, gpointer user_data)
{
  Reading *reading = user_data;

  g_array_append_vals (reading->changes, change, 1);
}

static gpointer
read_changes (LineupReader *reader, gpointer user_data, GError **error)
{
  Reading *reading = user_data;

  return lineup_change_list_read (reader,
                                  reading->since,
                                  reading->limit,
                                  take_change,
                                  reading,
                                  &reading->generation,
                                  &reading->complete,
                                  error)
             ? reading
             : NULL;
}

GArray *
lineup_follower_list_changes (LineupCatalogueFixture *fixture,
                              guint64 since,
                              guint limit,
                              guint64 *generation,
                              gboolean *complete)
{
  g_autoptr (GError) error = NULL;
  Reading reading = { .since = since, .limit = limit };

  reading.changes = g_array_new (FALSE, FALSE, sizeof (LineupChange));
  read_with (fixture, read_changes, &reading, &error);
  g_assert_no_error (error);
  *generation = reading.generation;
  *complete = reading.complete;
  return reading.changes;
}

void
lineup_follower_read_all (LineupFollower *self, LineupCatalogueFixture *fixture)
{
  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    {
      g_autoptr (GError) error = NULL;
      Reading reading = { .rows = self->rows[kind], .change.kind = (LineupKind)kind };

      g_hash_table_remove_all (self->rows[kind]);
      read_with (fixture, read_kind, &reading, &error);
      g_assert_no_error (error);
    }
}

static void
apply (LineupFollower *self, LineupCatalogueFixture *fixture, const LineupChange *change)
{
  g_autoptr (GError) error = NULL;
  Reading reading = { .rows = self->rows[change->kind], .change = *change };

  if (change->type == LINEUP_CHANGE_REMOVED)
    {
      g_hash_table_remove (reading.rows, &change->id);
      return;
    }
  read_with (fixture, read_item, &reading, &error);
  if (g_error_matches (error, LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND))
    g_hash_table_remove (reading.rows, &change->id);
  else
    g_assert_no_error (error);
}

void
lineup_follower_catch_up (LineupFollower *self, LineupCatalogueFixture *fixture, guint limit)
{
  gboolean goes_on = TRUE;

  while (goes_on)
    {
      guint64 generation = 0;
      gboolean complete = FALSE;
      g_autoptr (GArray) changes = lineup_follower_list_changes (
          fixture, self->generation, limit, &generation, &complete);

      if (!complete)
        {
          g_assert_cmpuint (changes->len, ==, 0);
          self->n_fresh_starts++;
          lineup_follower_read_all (self, fixture);
        }
      for (guint i = 0; i < changes->len; i++)
        apply (self, fixture, &g_array_index (changes, LineupChange, i));
      goes_on = !complete || changes->len > 0;
      self->generation = generation;
    }
}

void
lineup_follower_assert_equal (LineupFollower *self, LineupFollower *other)
{
  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    {
      GHashTableIter iter;
      gpointer id = NULL;
      gpointer row = NULL;

      g_hash_table_iter_init (&iter, other->rows[kind]);
      while (g_hash_table_iter_next (&iter, &id, &row))
        g_assert_cmpstr (g_hash_table_lookup (self->rows[kind], id), ==, row);
      g_assert_cmpuint (
          g_hash_table_size (self->rows[kind]), ==, g_hash_table_size (other->rows[kind]));
    }
}
