/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-read.h"

#include "lineup-reader-private.h"

LineupRead *
lineup_read_new (LineupReaderPool *readers,
                 LineupReaderPool *details,
                 LineupReadFunc func,
                 gpointer user_data,
                 GDestroyNotify user_data_free,
                 GDestroyNotify result_free)
{
  LineupRead *self = g_new0 (LineupRead, 1);

  self->readers = readers;
  self->details = details;
  self->func = func;
  self->user_data = user_data;
  self->user_data_free = user_data_free;
  self->result_free = result_free;
  return self;
}

void
lineup_read_set_marks (LineupRead *self, LineupMarks *marks, LineupMarkedCache *cache)
{
  self->marks = marks != NULL ? lineup_marks_ref (marks) : NULL;
  self->cache = cache;
}

void
lineup_read_free (gpointer data)
{
  LineupRead *self = data;

  g_clear_pointer (&self->marks, lineup_marks_unref);
  if (self->user_data_free != NULL)
    self->user_data_free (self->user_data);
  if (self->result != NULL && self->result_free != NULL)
    self->result_free (self->result);
  g_clear_error (&self->error);
  g_clear_error (&self->open_error);
  g_free (self);
}

static gpointer
read_with (LineupDatabase *database, gpointer user_data, GError **error)
{
  LineupRead *self = user_data;
  g_autoptr (LineupReader) reader = lineup_reader_new (
      database, self->details, self->cancellable, error);
  gpointer result = NULL;

  if (reader == NULL || !lineup_reader_get_generation (reader, &self->generation, error))
    return NULL;
  lineup_reader_set_marks (reader, self->marks, self->cache);
  result = self->func (reader, self->user_data, error);
  self->details_trouble = lineup_reader_get_details_trouble (reader);
  return result;
}

void
lineup_read_run (GTask *try, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  LineupRead *self = task_data;
  GError *error = NULL;
  gpointer result = NULL;

  if (g_task_return_error_if_cancelled (try))
    return;
  self->cancellable = cancellable;
  result = lineup_reader_pool_read (
      self->readers, read_with, self, cancellable, &self->trouble, &error);
  if (error != NULL)
    g_task_return_error (try, error);
  else
    g_task_return_pointer (try, result, self->result_free);
}
