/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-storage.h"

#include "lineup-log.h"
#include "lineup-playlist-file.h"
#include "lineup-sync-state.h"
#include "lineup-writer-pool.h"

struct _LineupAccountStorage
{
  GObject parent_instance;

  char *id;                     /* (owned) */
  char *playlist;               /* (owned): path of the file that it is kept in */
  LineupStateFile *state;       /* (owned) */
  LineupStateFile *guide_state; /* (owned) */
  LineupStateFile *told;        /* (owned) */
  LineupCatalogue *catalogue;   /* (owned) */
  LineupGuide *guide;           /* (owned) */
  LineupGuideChoices *choices;  /* (owned) */
  LineupLibrary *library;       /* (owned) */
};

G_DEFINE_FINAL_TYPE (LineupAccountStorage, lineup_account_storage, G_TYPE_OBJECT)

static void
lineup_account_storage_finalize (GObject *object)
{
  LineupAccountStorage *self = LINEUP_ACCOUNT_STORAGE (object);

  g_clear_object (&self->state);
  g_clear_object (&self->guide_state);
  g_clear_object (&self->told);
  g_clear_object (&self->catalogue);
  g_clear_object (&self->guide);
  g_clear_object (&self->choices);
  g_clear_object (&self->library);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->playlist, g_free);

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
  return state->record.last_attempt > 0 ? MAX (state->generation, 1) : state->generation;
}

static LineupAccountStorage *
make (const char *id,
      const char *state_directory,
      const char *cache_directory,
      const char *data_directory,
      LineupClock *clock,
      LineupWriterPool *writers,
      LineupReadThreads *threads)
{
  LineupAccountStorage *self = g_object_new (LINEUP_TYPE_ACCOUNT_STORAGE, NULL);
  g_autofree char *state = g_build_filename (state_directory, id, NULL);
  /* A dot is no part of an account's id, so that no other account has files of these names. */
  g_autofree char *guide_state = g_strconcat (state, ".guide", NULL);
  g_autofree char *told = g_strconcat (state, ".told", NULL);
  g_autofree char *playlist = g_strconcat (id, ".playlist", NULL);

  self->id = g_strdup (id);
  self->playlist = g_build_filename (cache_directory, playlist, NULL);
  self->state = lineup_state_file_new (state);
  self->guide_state = lineup_state_file_new (guide_state);
  self->told = lineup_state_file_new (told);
  self->guide = lineup_guide_new (cache_directory, id, clock, writers, threads);
  self->choices = lineup_guide_choices_new (data_directory, id);
  self->library = lineup_library_new (data_directory, id, clock, writers);
  return self;
}

LineupAccountStorage *
lineup_account_storage_new (const char *id,
                            const char *state_directory,
                            const char *cache_directory,
                            const char *data_directory,
                            LineupClock *clock,
                            LineupWriterPool *writers)
{
  LineupAccountStorage *self = make (
      id, state_directory, cache_directory, data_directory, clock, writers, NULL);

  self->catalogue = lineup_catalogue_new (cache_directory, id, 0, clock, writers);
  return self;
}

/* Opening. */

typedef struct
{
  char *cache_directory;     /* (owned) */
  LineupClock *clock;        /* (owned) */
  LineupWriterPool *writers; /* (owned) */
} Opening;

static void
opening_free (Opening *opening)
{
  g_free (opening->cache_directory);
  g_object_unref (opening->clock);
  lineup_writer_pool_unref (opening->writers);
  g_free (opening);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  LineupAccountStorage *self = source;
  GError *error = NULL;

  lineup_state_file_read_ahead (self->state);
  lineup_state_file_read_ahead (self->guide_state);
  lineup_state_file_read_ahead (self->told);
  if (lineup_guide_choices_load (self->choices, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupAccountStorage *self = LINEUP_ACCOUNT_STORAGE (source);
  const Opening *opening = g_task_get_task_data (task);
  const LineupLogContext context = { .account = self->id };
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    lineup_log (G_LOG_LEVEL_WARNING,
                &context,
                error,
                "what was said of its guide can't be read, and stays as it is");

  self->catalogue = lineup_catalogue_new (opening->cache_directory,
                                          self->id,
                                          load_generation (self->state),
                                          opening->clock,
                                          opening->writers);
  g_task_return_pointer (task, g_object_ref (self), g_object_unref);
}

void
lineup_account_storage_open_async (const char *id,
                                   const char *state_directory,
                                   const char *cache_directory,
                                   const char *data_directory,
                                   LineupClock *clock,
                                   LineupWriterPool *writers,
                                   LineupReadThreads *threads,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (LineupAccountStorage) self = make (
      id, state_directory, cache_directory, data_directory, clock, writers, threads);
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Opening *opening = g_new0 (Opening, 1);
  g_autoptr (GTask) read_task = g_task_new (self, NULL, on_read, task);

  opening->cache_directory = g_strdup (cache_directory);
  opening->clock = g_object_ref (clock);
  opening->writers = lineup_writer_pool_ref (writers);
  g_task_set_source_tag (task, lineup_account_storage_open_async);
  g_task_set_task_data (task, opening, (GDestroyNotify)opening_free);
  g_task_set_source_tag (read_task, lineup_account_storage_open_async);
  g_task_run_in_thread (read_task, read_in_thread);
}

LineupAccountStorage *
lineup_account_storage_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

LineupCatalogue *
lineup_account_storage_get_catalogue (LineupAccountStorage *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_STORAGE (self), NULL);

  return self->catalogue;
}

const char *
lineup_account_storage_get_playlist_path (LineupAccountStorage *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_STORAGE (self), NULL);

  return self->playlist;
}

LineupGuide *
lineup_account_storage_get_guide (LineupAccountStorage *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_STORAGE (self), NULL);

  return self->guide;
}

LineupGuideChoices *
lineup_account_storage_get_guide_choices (LineupAccountStorage *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_STORAGE (self), NULL);

  return self->choices;
}

LineupLibrary *
lineup_account_storage_get_library (LineupAccountStorage *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_STORAGE (self), NULL);

  return self->library;
}

LineupStateFile *
lineup_account_storage_get_state (LineupAccountStorage *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_STORAGE (self), NULL);

  return self->state;
}

LineupStateFile *
lineup_account_storage_get_guide_state (LineupAccountStorage *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_STORAGE (self), NULL);

  return self->guide_state;
}

LineupStateFile *
lineup_account_storage_get_told (LineupAccountStorage *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_STORAGE (self), NULL);

  return self->told;
}

/* Emptying and closing: one after another, as long as all goes well. */

static void
on_playlist_cleared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (lineup_playlist_file_delete_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_guide_cleared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupAccountStorage *self = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;

  if (lineup_guide_job_finish (LINEUP_GUIDE (source), result, &error))
    lineup_playlist_file_delete_async (
        self->playlist, cancellable, on_playlist_cleared, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

static void
on_catalogue_cleared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  LineupAccountStorage *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (lineup_catalogue_clear_finish (LINEUP_CATALOGUE (source), result, &error))
    {
      lineup_guide_clear_async (self->guide, g_task_get_cancellable (task), on_guide_cleared, task);
      return;
    }
  g_task_return_error (task, g_steal_pointer (&error));
  g_object_unref (task);
}

void
lineup_account_storage_clear_async (LineupAccountStorage *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (LINEUP_IS_ACCOUNT_STORAGE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_account_storage_clear_async);
  lineup_catalogue_clear_async (self->catalogue, cancellable, on_catalogue_cleared, task);
}

static void
on_state_flushed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (lineup_state_file_flush_finish (LINEUP_STATE_FILE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* The last thing that was done to the catalogue, such as to clear it, may have raised its
 * generation. */
static void
on_guide_closed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  LineupAccountStorage *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (lineup_guide_job_finish (LINEUP_GUIDE (source), result, &error))
    lineup_state_file_flush_async (
        self->state, cancellable, on_state_flushed, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

static void
on_catalogue_closed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  LineupAccountStorage *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (lineup_catalogue_close_finish (LINEUP_CATALOGUE (source), result, &error))
    lineup_guide_close_async (self->guide, cancellable, on_guide_closed, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

static void
on_closed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (lineup_account_storage_job_finish (LINEUP_ACCOUNT_STORAGE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
lineup_account_storage_close (LineupAccountStorage *self, GTask *owned_task)
{
  GTask *task = NULL;

  g_return_if_fail (LINEUP_IS_ACCOUNT_STORAGE (self));

  task = g_task_new (self, g_task_get_cancellable (owned_task), on_closed, owned_task);
  g_task_set_source_tag (task, lineup_account_storage_close);
  lineup_catalogue_close_async (
      self->catalogue, g_task_get_cancellable (task), on_catalogue_closed, task);
}

gboolean
lineup_account_storage_job_finish (LineupAccountStorage *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
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
on_playlist_deleted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError **error = g_task_get_task_data (task);

  lineup_playlist_file_delete_finish (result, get_place_for_error (task));
  if (*error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (error));
}

static void
on_told_deleted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  LineupAccountStorage *self = g_task_get_source_object (task);

  lineup_state_file_save_finish (LINEUP_STATE_FILE (source), result, get_place_for_error (task));
  lineup_playlist_file_delete_async (
      self->playlist, g_task_get_cancellable (task), on_playlist_deleted, task);
}

static void
on_guide_state_deleted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  LineupAccountStorage *self = g_task_get_source_object (task);

  lineup_state_file_save_finish (LINEUP_STATE_FILE (source), result, get_place_for_error (task));
  lineup_state_file_save_async (
      self->told, NULL, g_task_get_cancellable (task), on_told_deleted, task);
}

static void
on_state_deleted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  LineupAccountStorage *self = g_task_get_source_object (task);

  lineup_state_file_save_finish (LINEUP_STATE_FILE (source), result, get_place_for_error (task));
  lineup_state_file_save_async (
      self->guide_state, NULL, g_task_get_cancellable (task), on_guide_state_deleted, task);
}

static void
on_library_deleted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  LineupAccountStorage *self = g_task_get_source_object (task);

  lineup_library_change_finish (LINEUP_LIBRARY (source), result, get_place_for_error (task));
  lineup_state_file_save_async (
      self->state, NULL, g_task_get_cancellable (task), on_state_deleted, task);
}

static void
on_choices_deleted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  LineupAccountStorage *self = g_task_get_source_object (task);

  lineup_guide_choices_change_finish (
      LINEUP_GUIDE_CHOICES (source), result, get_place_for_error (task));
  lineup_library_delete_async (
      self->library, g_task_get_cancellable (task), on_library_deleted, task);
}

static void
on_guide_deleted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  LineupAccountStorage *self = g_task_get_source_object (task);

  lineup_guide_job_finish (LINEUP_GUIDE (source), result, get_place_for_error (task));
  lineup_guide_choices_delete_async (
      self->choices, g_task_get_cancellable (task), on_choices_deleted, task);
}

static void
on_catalogue_deleted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  LineupAccountStorage *self = g_task_get_source_object (task);

  lineup_catalogue_delete_finish (LINEUP_CATALOGUE (source), result, get_place_for_error (task));
  lineup_guide_delete_async (self->guide, g_task_get_cancellable (task), on_guide_deleted, task);
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
