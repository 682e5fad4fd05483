/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-eraser.h"

#include "lineup-log.h"
#include "lineup-writer-pool.h"

/* The checksum of no file. */
#define NO_FILE ""

struct _LineupAccountEraser
{
  GObject parent_instance;

  LineupAccountJournal *journal; /* (owned) */
  LineupAccountStore *store;     /* (owned) */
  LineupSecretStore *secrets;    /* (owned) */
  char *state_directory;         /* (owned) */
  char *cache_directory;         /* (owned) */
  char *data_directory;          /* (owned) */
  LineupClock *clock;            /* (owned) */
  LineupWriterPool *writers;     /* (owned) */
};

typedef struct
{
  LineupAccount *account;        /* (owned): knows what its credentials are called */
  LineupAccountStorage *storage; /* (owned) */
  LineupEraserSettings settings;
  guint n_secrets; /* that are being deleted */
  gboolean drops_note;
  GError *error; /* (owned) (nullable): the first one */
} Erasure;

G_DEFINE_FINAL_TYPE (LineupAccountEraser, lineup_account_eraser, G_TYPE_OBJECT)

static void
lineup_account_eraser_finalize (GObject *object)
{
  LineupAccountEraser *self = LINEUP_ACCOUNT_ERASER (object);

  g_clear_object (&self->journal);
  g_clear_object (&self->store);
  g_clear_object (&self->secrets);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->writers, lineup_writer_pool_unref);
  g_clear_pointer (&self->state_directory, g_free);
  g_clear_pointer (&self->cache_directory, g_free);
  g_clear_pointer (&self->data_directory, g_free);

  G_OBJECT_CLASS (lineup_account_eraser_parent_class)->finalize (object);
}

static void
lineup_account_eraser_class_init (LineupAccountEraserClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_account_eraser_finalize;
}

static void
lineup_account_eraser_init (LineupAccountEraser *self)
{
}

LineupAccountEraser *
lineup_account_eraser_new (LineupAccountJournal *journal,
                           LineupAccountStore *store,
                           LineupSecretStore *secrets,
                           const char *state_directory,
                           const char *cache_directory,
                           const char *data_directory,
                           LineupClock *clock,
                           LineupWriterPool *writers)
{
  LineupAccountEraser *self = g_object_new (LINEUP_TYPE_ACCOUNT_ERASER, NULL);

  self->journal = g_object_ref (journal);
  self->store = g_object_ref (store);
  self->secrets = g_object_ref (secrets);
  self->state_directory = g_strdup (state_directory);
  self->cache_directory = g_strdup (cache_directory);
  self->data_directory = g_strdup (data_directory);
  self->clock = g_object_ref (clock);
  self->writers = lineup_writer_pool_ref (writers);
  return self;
}

LineupAccountJournal *
lineup_account_eraser_get_journal (LineupAccountEraser *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_ERASER (self), NULL);

  return self->journal;
}

static void
erasure_free (Erasure *erasure)
{
  g_object_unref (erasure->account);
  g_object_unref (erasure->storage);
  g_clear_error (&erasure->error);
  g_free (erasure);
}

/* The steps: each goes on with the next, whatever has come of it. */

static void
note_error (Erasure *erasure, GError *owned_error, const char *what)
{
  const LineupLogContext context = { .account = lineup_account_get_id (erasure->account) };
  g_autoptr (GError) error = owned_error;

  if (error == NULL)
    return;
  lineup_log (G_LOG_LEVEL_WARNING, &context, error, "%s", what);
  if (erasure->error == NULL)
    erasure->error = g_steal_pointer (&error);
}

static void
end (GTask *owned_task)
{
  g_autoptr (GTask) task = owned_task;
  Erasure *erasure = g_task_get_task_data (task);

  if (erasure->error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&erasure->error));
}

static void
on_note_dropped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  lineup_account_journal_drop_finish (LINEUP_ACCOUNT_JOURNAL (source), result, &error);
  note_error (g_task_get_task_data (task), error, "the note that it is unfinished stays");
  end (task);
}

static void
on_storage_deleted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  LineupAccountEraser *self = g_task_get_source_object (task);
  Erasure *erasure = g_task_get_task_data (task);
  GError *error = NULL;

  lineup_account_storage_delete_finish (LINEUP_ACCOUNT_STORAGE (source), result, &error);
  note_error (erasure, error, "not all of its catalogue, guide and state could be deleted");
  if (erasure->error == NULL && erasure->drops_note)
    lineup_account_journal_drop_async (self->journal,
                                       lineup_account_get_id (erasure->account),
                                       g_task_get_cancellable (task),
                                       on_note_dropped,
                                       task);
  else
    end (task);
}

static void
on_settings_removed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Erasure *erasure = g_task_get_task_data (task);
  GError *error = NULL;

  lineup_account_file_remove_finish (LINEUP_ACCOUNT_FILE (source), result, &error);
  note_error (erasure, error, "its settings could not be deleted");
  lineup_account_storage_delete_async (
      erasure->storage, g_task_get_cancellable (task), on_storage_deleted, task);
}

static const char *
get_checksum (LineupAccountEraser *self, const Erasure *erasure)
{
  const char *noted = lineup_account_journal_get_settings (
      self->journal, lineup_account_get_id (erasure->account));

  if (erasure->settings == LINEUP_ERASER_ALL_SETTINGS)
    return NULL;
  return noted != NULL ? noted : NO_FILE;
}

static void
on_secret_removed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  LineupAccountEraser *self = g_task_get_source_object (task);
  Erasure *erasure = g_task_get_task_data (task);
  const char *id = lineup_account_get_id (erasure->account);
  GError *error = NULL;

  lineup_secret_store_store_finish (LINEUP_SECRET_STORE (source), result, &error);
  note_error (erasure, error, "its credentials could not be deleted");
  if (--erasure->n_secrets == 0)
    lineup_account_file_remove_async (lineup_account_store_get_file (self->store, id),
                                      get_checksum (self, erasure),
                                      cancellable,
                                      on_settings_removed,
                                      g_steal_pointer (&task));
}

static void
remove_secret (GTask *task, const char *name)
{
  LineupAccountEraser *self = g_task_get_source_object (task);

  /* Secrets go first, and to the last one. */
  lineup_secret_store_store_async (
      self->secrets, name, NULL, NULL, on_secret_removed, g_object_ref (task));
}

static void
erase (LineupAccountEraser *self,
       const char *id,
       LineupAccountStorage *storage,
       LineupEraserSettings settings,
       gboolean drops_note,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Erasure *erasure = g_new0 (Erasure, 1);

  erasure->account = lineup_account_new (id, NULL);
  if (storage != NULL)
    erasure->storage = g_object_ref (storage);
  else
    erasure->storage = lineup_account_storage_new (id,
                                                   self->state_directory,
                                                   self->cache_directory,
                                                   self->data_directory,
                                                   self->clock,
                                                   self->writers);
  erasure->settings = settings;
  erasure->drops_note = drops_note;
  g_task_set_source_tag (task, erase);
  g_task_set_task_data (task, erasure, (GDestroyNotify)erasure_free);
  /* An edit that was ended by a power cut may have left both of the account's own. */
  erasure->n_secrets = 3;
  remove_secret (task, lineup_account_get_secret (erasure->account));
  remove_secret (task, lineup_account_get_other_secret (erasure->account));
  remove_secret (task, lineup_account_get_guide_secret (erasure->account));
}

void
lineup_account_eraser_erase_async (LineupAccountEraser *self,
                                   const char *id,
                                   LineupAccountStorage *storage,
                                   LineupEraserSettings settings,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_ACCOUNT_ERASER (self));

  erase (self, id, storage, settings, FALSE, cancellable, callback, user_data);
}

void
lineup_account_eraser_finish_async (LineupAccountEraser *self,
                                    const char *id,
                                    LineupAccountStorage *storage,
                                    LineupEraserSettings settings,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_ACCOUNT_ERASER (self));
  g_return_if_fail (lineup_account_journal_has (self->journal, id));

  erase (self, id, storage, settings, TRUE, cancellable, callback, user_data);
}

gboolean
lineup_account_eraser_erase_finish (LineupAccountEraser *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
