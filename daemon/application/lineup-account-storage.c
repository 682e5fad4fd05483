/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-storage.h"

#include "lineup-sync-state.h"

struct _LineupAccountStorage
{
  GObject parent_instance;

  LineupStateFile *state;     /* (owned) */
  LineupStateFile *told;      /* (owned) */
  LineupCatalogue *catalogue; /* (owned) */
};

G_DEFINE_FINAL_TYPE (LineupAccountStorage, lineup_account_storage, G_TYPE_OBJECT)

static void
lineup_account_storage_finalize (GObject *object)
{
  LineupAccountStorage *self = LINEUP_ACCOUNT_STORAGE (object);

  g_clear_object (&self->state);
  g_clear_object (&self->told);
  g_clear_object (&self->catalogue);

  G_OBJECT_CLASS (lineup_account_storage_parent_class)->finalize (object);
}

static void
lineup_account_storage_class_init (LineupAccountStorageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_account_storage_finalize;
}

static void
lineup_account_storage_init (LineupAccountStorage *self)
{
}

/* The catalogue has to know its generation before it is opened, and its syncs have to know it
 * before they begin: the state file comes first. Where a sync has begun there may have been a
 * change, although nobody lived to write its number down. */
static guint64
load_generation (LineupStateFile *file)
{
  g_autoptr (GKeyFile) contents = lineup_state_file_load (file, NULL);
  g_autoptr (LineupSyncState) state = NULL;

  if (contents == NULL)
    return 0;
  state = lineup_sync_state_load (contents);
  return state->last_attempt > 0 ? MAX (state->generation, 1) : state->generation;
}

LineupAccountStorage *
lineup_account_storage_new (const char *id,
                            const char *state_directory,
                            const char *cache_directory,
                            LineupClock *clock,
                            LineupWriterPool *writers)
{
  LineupAccountStorage *self = g_object_new (LINEUP_TYPE_ACCOUNT_STORAGE, NULL);
  g_autofree char *state = g_build_filename (state_directory, id, NULL);
  /* A dot is no part of an account's id, so that no other account has a file of this name. */
  g_autofree char *told = g_strconcat (state, ".told", NULL);

  self->state = lineup_state_file_new (state);
  self->told = lineup_state_file_new (told);
  self->catalogue = lineup_catalogue_new (
      cache_directory, id, load_generation (self->state), clock, writers);
  return self;
}

LineupCatalogue *
lineup_account_storage_get_catalogue (LineupAccountStorage *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_STORAGE (self), NULL);

  return self->catalogue;
}

LineupStateFile *
lineup_account_storage_get_state (LineupAccountStorage *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_STORAGE (self), NULL);

  return self->state;
}

LineupStateFile *
lineup_account_storage_get_told (LineupAccountStorage *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_STORAGE (self), NULL);

  return self->told;
}

/* Deleting: one after another, whatever comes of each. */

static void
error_free (GError **error)
{
  g_clear_error (error);
  g_free (error);
}

/* Where an error is to go, as the first one is told. */
static GError **
get_place_for_error (GTask *task)
{
  GError **error = g_task_get_task_data (task);

  return *error == NULL ? error : NULL;
}

static void
on_told_deleted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError **error = g_task_get_task_data (task);

  lineup_state_file_save_finish (LINEUP_STATE_FILE (source), result, get_place_for_error (task));
  if (*error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (error));
}

static void
on_state_deleted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  LineupAccountStorage *self = g_task_get_source_object (task);

  lineup_state_file_save_finish (LINEUP_STATE_FILE (source), result, get_place_for_error (task));
  lineup_state_file_save_async (
      self->told, NULL, g_task_get_cancellable (task), on_told_deleted, task);
}

static void
on_catalogue_deleted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  LineupAccountStorage *self = g_task_get_source_object (task);

  lineup_catalogue_delete_finish (LINEUP_CATALOGUE (source), result, get_place_for_error (task));
  lineup_state_file_save_async (
      self->state, NULL, g_task_get_cancellable (task), on_state_deleted, task);
}

void
lineup_account_storage_delete_async (LineupAccountStorage *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (LINEUP_IS_ACCOUNT_STORAGE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_account_storage_delete_async);
  g_task_set_task_data (task, g_new0 (GError *, 1), (GDestroyNotify)error_free);
  lineup_catalogue_delete_async (self->catalogue, cancellable, on_catalogue_deleted, task);
}

gboolean
lineup_account_storage_delete_finish (LineupAccountStorage *self,
                                      GAsyncResult *result,
                                      GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
