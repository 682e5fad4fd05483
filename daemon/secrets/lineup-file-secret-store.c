/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-file-secret-store.h"

#include "lineup-error.h"
#include "lineup-file.h"
#include "lineup-state-file.h"

struct _LineupFileSecretStore
{
  GObject parent_instance;

  char *directory;   /* (owned) */
  GHashTable *files; /* (owned) (element-type utf8 LineupStateFile): by account */
};

enum
{
  PROP_LOCKED = 1,
};

static void lineup_file_secret_store_iface_init (LineupSecretStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupFileSecretStore,
                               lineup_file_secret_store,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_SECRET_STORE,
                                                      lineup_file_secret_store_iface_init))

/* Files have no lock. */
static void
lineup_file_secret_store_get_property (GObject *object,
                                       guint property_id,
                                       GValue *value,
                                       GParamSpec *pspec)
{
  g_value_set_boolean (value, FALSE);
}

static void
lineup_file_secret_store_finalize (GObject *object)
{
  LineupFileSecretStore *self = LINEUP_FILE_SECRET_STORE (object);

  g_clear_pointer (&self->directory, g_free);
  g_clear_pointer (&self->files, g_hash_table_unref);

  G_OBJECT_CLASS (lineup_file_secret_store_parent_class)->finalize (object);
}

static void
lineup_file_secret_store_class_init (LineupFileSecretStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lineup_file_secret_store_get_property;
  object_class->finalize = lineup_file_secret_store_finalize;

  g_object_class_override_property (object_class, PROP_LOCKED, "locked");
}

static void
lineup_file_secret_store_init (LineupFileSecretStore *self)
{
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

LineupSecretStore *
lineup_file_secret_store_new (const char *directory)
{
  LineupFileSecretStore *self = g_object_new (LINEUP_TYPE_FILE_SECRET_STORE, NULL);

  self->directory = g_strdup (directory);
  return LINEUP_SECRET_STORE (self);
}

/* One object a file, so that its writes stay in order. */
static LineupStateFile *
get_file (LineupFileSecretStore *self, const char *account)
{
  LineupStateFile *file = g_hash_table_lookup (self->files, account);

  if (file == NULL)
    {
      g_autofree char *name = g_strconcat (account, ".secret", NULL);
      g_autofree char *path = g_build_filename (self->directory, name, NULL);

      file = lineup_state_file_new (path);
      g_hash_table_insert (self->files, g_strdup (account), file);
    }
  return file;
}

static LineupCredentials *
load_credentials (LineupStateFile *file, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GKeyFile) contents = lineup_state_file_load (file, &local_error);
  LineupCredentials *credentials = contents != NULL ? lineup_credentials_load (contents) : NULL;
  g_autofree char *name = lineup_file_describe (lineup_state_file_get_path (file));

  if (contents != NULL && credentials == NULL)
    g_set_error (error,
                 LINEUP_ERROR,
                 LINEUP_ERROR_STORAGE,
                 "%s can't be read: it has no user name and password",
                 name);
  else if (g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_set_error (
        error, LINEUP_ERROR, LINEUP_ERROR_AUTH_FAILED, "The account's credentials are not there");
  else if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return credentials;
}

/* Reading blocks, so it has a thread. */
static void
lookup_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  LineupCredentials *credentials = load_credentials (task_data, &error);

  if (credentials != NULL)
    g_task_return_pointer (task, credentials, (GDestroyNotify)lineup_credentials_free);
  else
    g_task_return_error (task, error);
}

static void
lineup_file_secret_store_lookup_async (LineupSecretStore *store,
                                       const char *account,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  LineupFileSecretStore *self = LINEUP_FILE_SECRET_STORE (store);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, lineup_file_secret_store_lookup_async);
  g_task_set_task_data (task, g_object_ref (get_file (self, account)), g_object_unref);
  g_task_run_in_thread (task, lookup_in_thread);
}

static LineupCredentials *
lineup_file_secret_store_lookup_finish (LineupSecretStore *store,
                                        GAsyncResult *result,
                                        GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
lineup_file_secret_store_store_async (LineupSecretStore *store,
                                      const char *account,
                                      LineupCredentials *credentials,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  LineupFileSecretStore *self = LINEUP_FILE_SECRET_STORE (store);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GKeyFile) contents = NULL;

  g_task_set_source_tag (task, lineup_file_secret_store_store_async);
  if (credentials != NULL)
    contents = lineup_credentials_save (credentials);
  lineup_state_file_save_async (
      get_file (self, account), contents, cancellable, lineup_state_file_forward, task);
}

static gboolean
lineup_file_secret_store_store_finish (LineupSecretStore *store,
                                       GAsyncResult *result,
                                       GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
lineup_file_secret_store_unlock_async (LineupSecretStore *store,
                                       gint64 patience,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, lineup_file_secret_store_unlock_async);
  g_task_return_boolean (task, TRUE);
}

static gboolean
lineup_file_secret_store_is_locked (LineupSecretStore *store, const char *account)
{
  return FALSE;
}

static void
lineup_file_secret_store_iface_init (LineupSecretStoreInterface *iface)
{
  iface->lookup_async = lineup_file_secret_store_lookup_async;
  iface->lookup_finish = lineup_file_secret_store_lookup_finish;
  iface->store_async = lineup_file_secret_store_store_async;
  iface->store_finish = lineup_file_secret_store_store_finish;
  iface->unlock_async = lineup_file_secret_store_unlock_async;
  iface->is_locked = lineup_file_secret_store_is_locked;
  iface->unlock_finish = lineup_file_secret_store_store_finish;
}
