/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-added-changes.h"

/* Share of a list's items that are nearly all: 9 of 10, and not just one. */
#define NEARLY_ALL_NUMERATOR   9
#define NEARLY_ALL_DENOMINATOR 10
#define NEARLY_ALL_MIN         2

struct _LineupAddedChanges
{
  const LineupImportContext *context; /* (unowned) */
  LineupItemWriter *writer;           /* (unowned) */
  LineupStatement *get;               /* (unowned) */
  LineupStatement *put;               /* (unowned) */
  LineupStatement *list;              /* (unowned) */
  guint64 n_changes;

  /* The item that was looked at last. */
  gint64 row;
  gint64 stored;
  gint64 arrived;
};

LineupAddedChanges *
lineup_added_changes_new (const LineupImportContext *context,
                          LineupItemWriter *writer,
                          GError **error)
{
  g_autoptr (LineupAddedChanges) self = g_new0 (LineupAddedChanges, 1);
  const struct
  {
    const char *name;
    LineupStatement **statement;
  } statements[] = {
    { "added-get", &self->get },
    { "added-change-put", &self->put },
    { "added-changes-list", &self->list },
  };

  self->context = context;
  self->writer = writer;
  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      *statements[i].statement = lineup_database_get_statement (
          context->database, statements[i].name, context->kind, error);
      if (*statements[i].statement == NULL)
        return NULL;
    }
  return g_steal_pointer (&self);
}

void
lineup_added_changes_free (LineupAddedChanges *self)
{
  g_free (self);
}

static gboolean
get_stored (LineupAddedChanges *self, gint64 row, gint64 *added, GError **error)
{
  g_auto (LineupRows) rows = lineup_statement_query (self->get);
  gboolean has_row = FALSE;

  *added = 0;
  lineup_statement_bind_int (self->get, "row", row);
  if (!lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  if (has_row)
    *added = lineup_rows_get_int (&rows, "added");
  return TRUE;
}

gboolean
lineup_added_changes_look (LineupAddedChanges *self,
                           const LineupItemKeys *stored,
                           const LineupItem *item,
                           const LineupItemKeys *arrived,
                           LineupAddedChange *change,
                           GError **error)
{
  LineupItem as_stored = *item;

  *change = LINEUP_ADDED_STAYS;
  if (item->added == 0)
    return TRUE;
  if (!get_stored (self, stored->row, &as_stored.added, error))
    return FALSE;
  if (as_stored.added == 0 || as_stored.added == item->added)
    return TRUE;
  self->row = stored->row;
  self->stored = as_stored.added;
  self->arrived = item->added;
  *change = (arrived->hash ^ lineup_item_hash (item) ^ lineup_item_hash (&as_stored))
                    == stored->hash
                ? LINEUP_ADDED_ALONE
                : LINEUP_ADDED_TOO;
  return TRUE;
}

gboolean
lineup_added_changes_keep (LineupAddedChanges *self,
                           LineupAddedChange change,
                           guint64 fingerprint,
                           GError **error)
{
  self->n_changes++;
  lineup_statement_bind_int (self->put, "row", self->row);
  lineup_statement_bind_int (self->put, "change", change);
  lineup_statement_bind_int (
      self->put, "added", change == LINEUP_ADDED_ALONE ? self->arrived : self->stored);
  lineup_statement_bind_int (self->put, "fingerprint", (gint64)fingerprint);
  return lineup_statement_execute (self->put, error);
}

static gboolean
is_time_of_request (const LineupAddedChanges *self, guint64 n_kept)
{
  return self->n_changes >= NEARLY_ALL_MIN
         && self->n_changes * NEARLY_ALL_DENOMINATOR >= n_kept * NEARLY_ALL_NUMERATOR;
}

/* Of a list that gives the time of the request, items that were written for another reason get back
 * the time that was stored. Of all others, those that were not written are. */
gboolean
lineup_added_changes_settle (LineupAddedChanges *self,
                             guint64 n_kept,
                             LineupAddedFunc func,
                             gpointer user_data,
                             gboolean *dirty,
                             GError **error)
{
  const LineupAddedChange wrong = is_time_of_request (self, n_kept) ? LINEUP_ADDED_TOO
                                                                    : LINEUP_ADDED_ALONE;
  g_auto (LineupRows) rows = lineup_statement_query (self->list);
  gboolean has_row = self->n_changes > 0;

  lineup_statement_bind_int (self->list, "change", wrong);
  while (has_row)
    {
      gint64 id = 0;

      if (!lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      *dirty = TRUE;
      if (!lineup_item_writer_set_added (self->writer,
                                         lineup_rows_get_int (&rows, "row"),
                                         lineup_rows_get_int (&rows, "added"),
                                         (guint64)lineup_rows_get_int (&rows, "fingerprint"),
                                         &id,
                                         error)
          || (wrong == LINEUP_ADDED_ALONE && !func (id, user_data, error)))
        return FALSE;
    }
  return TRUE;
}
