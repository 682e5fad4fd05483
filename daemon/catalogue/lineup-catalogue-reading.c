/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-catalogue-private.h"
#include "lineup-read-threads.h"
#include "lineup-read.h"

static void wait_for_open (LineupCatalogue *self, GTask *task);
static void on_details_opened (GObject *object, GAsyncResult *result, gpointer user_data);

static void
answer (GTask *task)
{
  LineupRead *read = g_task_get_task_data (task);

  if (read->error == NULL)
    g_task_return_pointer (task, g_steal_pointer (&read->result), read->result_free);
  else if (read->open_error != NULL)
    g_task_return_error (task, g_steal_pointer (&read->open_error));
  else
    g_task_return_error (task, g_steal_pointer (&read->error));
}

/* A commit can be read a moment before the main thread hears of it. Nobody is to know a state that
 * was not told yet; what no job can tell, such as of a file that somebody else has put there, is
 * not waited for. */
static gboolean
is_early (LineupCatalogue *self, const LineupRead *read)
{
  return self->n_jobs > 0 && read->generation > self->state.generation;
}

void
lineup_catalogue_answer_early_reads (LineupCatalogue *self)
{
  for (guint n_early = g_queue_get_length (&self->early_reads); n_early > 0; n_early--)
    {
      g_autoptr (GTask) task = g_queue_pop_head (&self->early_reads);

      if (is_early (self, g_task_get_task_data (task)))
        g_queue_push_tail (&self->early_reads, g_steal_pointer (&task));
      else
        answer (task);
    }
}

static void
on_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  LineupCatalogue *self = LINEUP_CATALOGUE (object);
  g_autoptr (GTask) task = user_data;
  LineupRead *read = g_task_get_task_data (task);

  read->result = g_task_propagate_pointer (G_TASK (result), &read->error);
  self->n_reads--;
  lineup_catalogue_end_closing (self);
  if (read->error != NULL && read->trouble != LINEUP_READER_FINE && !read->is_second_try)
    {
      /* Somebody has deleted the database, or it has gone bad: it is begun anew. */
      g_clear_error (&read->error);
      read->is_second_try = TRUE;
      self->is_open = FALSE;
      wait_for_open (self, g_steal_pointer (&task));
    }
  else if (read->error != NULL && read->details_trouble != LINEUP_READER_FINE
           && !read->is_second_try)
    {
      g_clear_error (&read->error);
      read->is_second_try = TRUE;
      /* The file is opened for all reads to come. */
      lineup_details_store_open_async (
          self->details, object, NULL, on_details_opened, g_steal_pointer (&task));
    }
  else if (is_early (self, read))
    g_queue_push_tail (&self->early_reads, g_steal_pointer (&task));
  else
    answer (task);
}

static void
start_read (LineupCatalogue *self, GTask *task)
{
  g_autoptr (GTask) try = g_task_new (
      self, g_task_get_cancellable (task), on_read, g_object_ref (task));

  g_task_set_source_tag (try, start_read);
  g_task_set_task_data (try, g_task_get_task_data (task), NULL);
  self->n_reads++;
  lineup_rest_timer_start (self->rest_timer);
  lineup_read_threads_push (self->threads, try, lineup_read_run);
}

void
lineup_catalogue_run_waiting_reads (LineupCatalogue *self)
{
  while (!g_queue_is_empty (&self->waiting_reads))
    {
      g_autoptr (GTask) task = g_queue_pop_head (&self->waiting_reads);

      start_read (self, task);
    }
}

static void
on_opened_for_reads (GObject *object, GAsyncResult *result, gpointer user_data)
{
  LineupCatalogue *self = LINEUP_CATALOGUE (object);
  g_autoptr (GError) error = NULL;

  /* Where it could be opened, they run already. Else they may do without what a writer needs. */
  self->is_opening = FALSE;
  if (lineup_catalogue_open_finish (self, result, &error))
    return;
  while (!g_queue_is_empty (&self->waiting_reads))
    {
      g_autoptr (GTask) task = g_queue_pop_head (&self->waiting_reads);
      LineupRead *read = g_task_get_task_data (task);

      g_clear_error (&read->open_error);
      read->open_error = g_error_copy (error);
      read->is_second_try = TRUE;
      start_read (self, task);
    }
}

void
lineup_catalogue_ensure_open (LineupCatalogue *self)
{
  if (self->is_open || self->is_opening)
    return;
  self->is_opening = TRUE;
  /* All reads wait for this, so none of them can give it up. */
  lineup_catalogue_open_async (self, NULL, on_opened_for_reads, NULL);
}

/* Takes the reference to the task. */
static void
wait_for_open (LineupCatalogue *self, GTask *task)
{
  g_queue_push_tail (&self->waiting_reads, task);
  lineup_catalogue_ensure_open (self);
}

static void
on_details_opened (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupRead *read = g_task_get_task_data (task);

  lineup_details_store_finish (result, &read->open_error);
  start_read (LINEUP_CATALOGUE (object), task);
}

void
lineup_catalogue_read_async (LineupCatalogue *self,
                             LineupReadFunc func,
                             gpointer user_data,
                             GDestroyNotify user_data_free,
                             GDestroyNotify result_free,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer callback_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LINEUP_IS_CATALOGUE (self));

  task = g_task_new (self, cancellable, callback, callback_data);
  g_task_set_source_tag (task, lineup_catalogue_read_async);
  g_task_set_task_data (task,
                        lineup_read_new (self->readers,
                                         lineup_details_store_get_readers (self->details),
                                         func,
                                         user_data,
                                         user_data_free,
                                         result_free),
                        lineup_read_free);

  lineup_read_set_marks (g_task_get_task_data (task), self->marks, self->marked);

  if (self->is_open)
    start_read (self, task);
  else
    wait_for_open (self, g_steal_pointer (&task));
}

gpointer
lineup_catalogue_read_finish (LineupCatalogue *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
