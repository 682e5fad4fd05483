/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-read.h"

#include "lineup-reader-private.h"

LineupRead *
lineup_read_new (LineupReaderPool *readers,
                 LineupReadFunc func,
                 gpointer user_data,
                 GDestroyNotify user_data_free,
                 GDestroyNotify result_free)
{
  LineupRead *self = g_new0 (LineupRead, 1);

  self->readers = readers;
  self->func = func;
  self->user_data = user_data;
  self->user_data_free = user_data_free;
  self->result_free = result_free;
  return self;
}

void
lineup_read_free (gpointer data)
{
  LineupRead *self = data;

  if (self->user_data_free != NULL)
    self->user_data_free (self->user_data);
  g_clear_error (&self->open_error);
  g_free (self);
}

static gpointer
read_with (LineupDatabase *database, gpointer user_data, GError **error)
{
  const LineupRead *self = user_data;
  g_autoptr (LineupReader) reader = lineup_reader_new (database, error);

  return reader != NULL ? self->func (reader, self->user_data, error) : NULL;
}

void
lineup_read_run (GTask *try, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  LineupRead *self = task_data;
  GError *error = NULL;
  gpointer result = NULL;

  if (g_task_return_error_if_cancelled (try))
    return;
  result = lineup_reader_pool_read (
      self->readers, read_with, self, cancellable, &self->trouble, &error);
  if (error != NULL)
    g_task_return_error (try, error);
  else
    g_task_return_pointer (try, result, self->result_free);
}
