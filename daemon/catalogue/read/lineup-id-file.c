/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-id-file.h"

#include "lineup-nameless-file.h"
#include "lineup-order.h"
#include "lineup-reader-private.h"

#include <string.h>

/* Rows and ids that are in memory while they come and go: an eighth of a megabyte of ids, and half
 * of that of rows. What is no more than that is looked up one by one. */
#define N_BUFFERED 16384

/* Rows whose ids are known at once: a megabyte and a half. */
#define N_KNOWN 196608

/* A file on its way. An order has rows, and ids lie in the order of rows: a table of all of them
 * would take as much memory as the file is long. So rows go into a file of their own first, and
 * then range after range of them is looked for in it and becomes ids. */
typedef struct
{
  LineupDatabase *database; /* (unowned) */
  LineupKind kind;
  LineupNamelessFile rows; /* (owned): in the order, 32 bits each, as of this machine */
  LineupNamelessFile ids;  /* (owned) */
  guint32 *row_buffer;     /* (owned) */
  gint64 *id_buffer;       /* (owned) */
  gint64 *known;           /* (owned) (nullable): ids of a range of rows */
  gint64 first;            /* row of the range */
  guint n_items;
} IdFile;

static void
id_file_clear (IdFile *self)
{
  lineup_nameless_file_clear (&self->rows);
  lineup_nameless_file_clear (&self->ids);
  g_clear_pointer (&self->row_buffer, g_free);
  g_clear_pointer (&self->id_buffer, g_free);
  g_clear_pointer (&self->known, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IdFile, id_file_clear)

/* Takes as many rows of the order as there is room for. */
static gboolean
take_rows (IdFile *self, LineupOrder *order, guint *n_rows, GError **error)
{
  gboolean has_row = TRUE;
  gint64 row = 0;

  for (*n_rows = 0; *n_rows < N_BUFFERED; (*n_rows)++)
    {
      if (!lineup_order_next (order, &row, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      self->row_buffer[*n_rows] = (guint32)row;
    }
  return TRUE;
}

static gboolean
write_ids (IdFile *self, guint first, guint n_ids, GError **error)
{
  for (guint i = 0; i < n_ids; i++)
    self->id_buffer[i] = GINT64_TO_LE (self->id_buffer[i]);
  return lineup_nameless_file_write (
      &self->ids, self->id_buffer, n_ids * sizeof (gint64), first * sizeof (gint64), error);
}

/* Few rows. */

static gboolean
look_up (IdFile *self, guint i, GError **error)
{
  LineupStatement *get = lineup_database_get_statement (
      self->database, "keys-get", self->kind, error);
  g_auto (LineupRows) rows = lineup_statement_query (get);
  gboolean has_row = FALSE;

  if (get == NULL)
    return FALSE;
  lineup_statement_bind_int (get, "row", self->row_buffer[i]);
  if (!lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  self->id_buffer[i] = has_row ? lineup_rows_get_int (&rows, "id") : 0;
  return TRUE;
}

static gboolean
write_few (IdFile *self, guint n_rows, GError **error)
{
  for (guint i = 0; i < n_rows; i++)
    {
      if (!look_up (self, i, error))
        return FALSE;
    }
  self->n_items = n_rows;
  return write_ids (self, 0, n_rows, error);
}

/* Many rows. */

static gboolean
write_rows (IdFile *self, LineupOrder *order, guint n_rows, GError **error)
{
  while (n_rows > 0)
    {
      if (!lineup_nameless_file_write (&self->rows,
                                       self->row_buffer,
                                       n_rows * sizeof (guint32),
                                       self->n_items * sizeof (guint32),
                                       error))
        return FALSE;
      self->n_items += n_rows;
      if (!take_rows (self, order, &n_rows, error))
        return FALSE;
    }
  return TRUE;
}

/* Learns the ids of the next range, which begins with a row that is there. */
static gboolean
learn_ids (IdFile *self, gint64 *next, gboolean *has_next, GError **error)
{
  LineupStatement *from = lineup_database_get_statement (
      self->database, "ids-from", self->kind, error);
  g_auto (LineupRows) rows = lineup_statement_query (from);

  if (from == NULL)
    return FALSE;
  memset (self->known, 0, N_KNOWN * sizeof (gint64));
  lineup_statement_bind_int (from, "first", *next);
  for (guint i = 0;; i++)
    {
      gint64 row = 0;

      if (!lineup_rows_next (&rows, has_next, error))
        return FALSE;
      if (!*has_next)
        return TRUE;
      row = lineup_rows_get_int (&rows, "row");
      if (i == 0)
        self->first = row;
      *next = row;
      if (row - self->first >= N_KNOWN)
        return TRUE;
      self->known[row - self->first] = lineup_rows_get_int (&rows, "id");
    }
}

/* A damaged catalogue may have an order with a row that no item has: its id is 0. */
static void
fill_in (IdFile *self, guint n_rows)
{
  for (guint i = 0; i < n_rows; i++)
    {
      const guint64 number = self->row_buffer[i] - (guint64)self->first;

      if (number < N_KNOWN)
        self->id_buffer[i] = GINT64_TO_LE (self->known[number]);
    }
}

static gboolean
replace_rows (IdFile *self, gboolean is_first, GError **error)
{
  guint n_rows = 0;

  for (guint i = 0; i < self->n_items; i += n_rows)
    {
      const guint64 offset = i * sizeof (gint64);
      gsize n_bytes = 0;

      n_rows = MIN (N_BUFFERED, self->n_items - i);
      n_bytes = n_rows * sizeof (gint64);
      if (!lineup_nameless_file_read (&self->rows,
                                      self->row_buffer,
                                      n_rows * sizeof (guint32),
                                      i * sizeof (guint32),
                                      error))
        return FALSE;
      if (is_first)
        memset (self->id_buffer, 0, n_bytes);
      else if (!lineup_nameless_file_read (&self->ids, self->id_buffer, n_bytes, offset, error))
        return FALSE;
      fill_in (self, n_rows);
      if (!lineup_nameless_file_write (&self->ids, self->id_buffer, n_bytes, offset, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_many (IdFile *self, LineupReader *reader, LineupOrder *order, guint n_rows, GError **error)
{
  gint64 next = G_MININT64;
  gboolean has_next = TRUE;

  self->known = g_new (gint64, N_KNOWN);
  if (!lineup_nameless_file_make (&self->rows, lineup_reader_get_path (reader), error)
      || !write_rows (self, order, n_rows, error))
    return FALSE;
  for (gboolean is_first = TRUE; has_next; is_first = FALSE)
    {
      if (!learn_ids (self, &next, &has_next, error) || !replace_rows (self, is_first, error))
        return FALSE;
    }
  return TRUE;
}

int
lineup_id_file_make (LineupReader *reader, const LineupQuery *query, guint *n_ids, GError **error)
{
  g_auto (IdFile) self = { .database = lineup_reader_get_database (reader),
                           .kind = query->kind,
                           .rows = LINEUP_NAMELESS_FILE_INIT,
                           .ids = LINEUP_NAMELESS_FILE_INIT };
  g_autoptr (LineupOrder) order = lineup_order_new (reader, query, error);
  guint n_rows = 0;

  if (order == NULL
      || !lineup_nameless_file_make (&self.ids, lineup_reader_get_path (reader), error))
    return -1;
  self.row_buffer = g_new (guint32, N_BUFFERED);
  self.id_buffer = g_new (gint64, N_BUFFERED);
  if (!take_rows (&self, order, &n_rows, error)
      || !(n_rows < N_BUFFERED ? write_few (&self, n_rows, error)
                               : write_many (&self, reader, order, n_rows, error)))
    return -1;
  *n_ids = self.n_items;
  return lineup_nameless_file_end (&self.ids);
}
