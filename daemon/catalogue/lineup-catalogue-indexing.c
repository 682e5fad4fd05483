/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-catalogue-private.h"

/* Main thread: the indices have been made, or others were waiting. What failed is tried again after
 * the next job that succeeds. */
static void
on_indexed (GTask *task, const LineupStoreOperation *operation, GError *error)
{
  LineupCatalogue *self = g_task_get_source_object (task);

  self->is_indexing = FALSE;
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_info ("A search index was not made: %s", error->message);
  lineup_catalogue_take_note (self, operation, error == NULL);
  g_clear_error (&error);
  g_task_return_boolean (task, TRUE);
}

void
lineup_catalogue_ensure_indexed (LineupCatalogue *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->state.due == 0 || self->is_indexing || g_cancellable_is_cancelled (self->indexing))
    return;
  self->is_indexing = TRUE;
  task = g_task_new (self, self->indexing, NULL, NULL);
  g_task_set_source_tag (task, lineup_catalogue_ensure_indexed);
  lineup_catalogue_push_job (self, lineup_store_operation_new_index (), task, on_indexed);
}
