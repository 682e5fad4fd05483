/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "accounts/lineup-keyring-secret-store.h"

#include "lineup-error.h"
#include "lineup-log.h"
#include "lineup-state-file.h"

#include <string.h>

#define FILE_SUFFIX ".secret"
#define MARK_SUFFIX ".keyring"
#define GROUP       "Keyring"
#define KEY_FORGET  "Forget"

/* Whoever stores credentials waits for the reply of a call. */
#define PATIENCE (20 * G_TIME_SPAN_SECOND)

struct _LineupKeyringSecretStore
{
  GObject parent_instance;

  LineupKeyring *keyring;   /* (owned) */
  LineupSecretStore *files; /* (owned) */
  char *directory;          /* (owned) */
  GHashTable *queues;       /* (owned) (element-type utf8 GQueue): requests (GTask) for a name */
};

enum
{
  PROP_LOCKED = 1,
};

typedef enum
{
  REQUEST_LOOKUP,
  REQUEST_STORE,
  REQUEST_TIDY,
} RequestType;

/* The mark says whether the keyring has credentials of this name, and whether it is to keep them.
 */
typedef struct
{
  RequestType type;
  char *name;                     /* (owned) */
  LineupCredentials *credentials; /* (owned) (nullable): to store */
  LineupStateFile *mark;          /* (owned) */
  gboolean is_marked;
  gboolean is_to_forget;
  GError *mark_error; /* (owned) (nullable): why a mark to forget is not there */
  GError *file_error; /* (owned) (nullable): why a file is */
} Request;

static void
request_free (Request *request)
{
  g_free (request->name);
  g_clear_pointer (&request->credentials, lineup_credentials_free);
  g_object_unref (request->mark);
  g_clear_error (&request->mark_error);
  g_clear_error (&request->file_error);
  g_free (request);
}

static void lineup_keyring_secret_store_iface_init (LineupSecretStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupKeyringSecretStore,
                               lineup_keyring_secret_store,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_SECRET_STORE,
                                                      lineup_keyring_secret_store_iface_init))

static void
lineup_keyring_secret_store_get_property (GObject *object,
                                          guint property_id,
                                          GValue *value,
                                          GParamSpec *pspec)
{
  LineupKeyringSecretStore *self = LINEUP_KEYRING_SECRET_STORE (object);

  switch (property_id)
    {
    case PROP_LOCKED:
      g_value_set_boolean (value,
                           lineup_keyring_get_state (self->keyring) == LINEUP_KEYRING_STATE_LOCKED);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lineup_keyring_secret_store_finalize (GObject *object)
{
  LineupKeyringSecretStore *self = LINEUP_KEYRING_SECRET_STORE (object);

  g_clear_object (&self->keyring);
  g_clear_object (&self->files);
  g_clear_pointer (&self->directory, g_free);
  g_clear_pointer (&self->queues, g_hash_table_unref);

  G_OBJECT_CLASS (lineup_keyring_secret_store_parent_class)->finalize (object);
}

static void
lineup_keyring_secret_store_class_init (LineupKeyringSecretStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lineup_keyring_secret_store_get_property;
  object_class->finalize = lineup_keyring_secret_store_finalize;

  g_object_class_override_property (object_class, PROP_LOCKED, "locked");
}

static void
lineup_keyring_secret_store_init (LineupKeyringSecretStore *self)
{
  self->queues = g_hash_table_new_full (
      g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_queue_free);
}

/* The queue of a name: its requests, which own the store, one after another. */

static void begin (GTask *task);

static void
end (GTask *owned_task)
{
  g_autoptr (GTask) task = owned_task;
  LineupKeyringSecretStore *self = g_task_get_source_object (task);
  const Request *request = g_task_get_task_data (task);
  GQueue *queue = g_hash_table_lookup (self->queues, request->name);

  g_queue_pop_head (queue);
  if (g_queue_is_empty (queue))
    g_hash_table_remove (self->queues, request->name);
  else
    begin (g_queue_peek_head (queue));
}

/* These take the task over, and the second the error. */

static void
succeed (GTask *task)
{
  g_task_return_boolean (task, TRUE);
  end (task);
}

static void
fail (GTask *task, GError *error)
{
  /* For a caller, a keyring that has gone with the credentials is one that is locked. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      g_error_free (error);
      error = g_error_new (LINEUP_ERROR,
                           LINEUP_ERROR_KEYRING_LOCKED,
                           "The keyring that has the credentials is not there");
    }
  g_task_return_error (task, error);
  end (task);
}

/* Writes the mark, or takes it away; @callback takes the task over. */
static void
save_mark (GTask *task, gboolean is_marked, gboolean is_to_forget, GAsyncReadyCallback callback)
{
  const Request *request = g_task_get_task_data (task);
  g_autoptr (GKeyFile) contents = NULL;

  if (is_marked)
    {
      contents = g_key_file_new ();
      g_key_file_set_boolean (contents, GROUP, KEY_FORGET, is_to_forget);
    }
  lineup_state_file_save_async (request->mark, contents, callback, task);
}

/* Ends a request as its last write has ended. */
static void
on_last_stored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  if (lineup_secret_store_store_finish (LINEUP_SECRET_STORE (source), result, &error))
    succeed (user_data);
  else
    fail (user_data, error);
}

/* Into the keyring: a mark to forget, what is to be kept, the same read back, a mark to keep, and
 * then no file any more. */

static void
on_mark_to_keep (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  LineupKeyringSecretStore *self = g_task_get_source_object (task);
  const Request *request = g_task_get_task_data (task);
  const LineupLogContext context = { 0 };
  GError *error = NULL;

  if (!lineup_state_file_save_finish (LINEUP_STATE_FILE (source), result, &error))
    {
      fail (task, error);
      return;
    }
  if (request->type == REQUEST_TIDY)
    lineup_log (G_LOG_LEVEL_MESSAGE,
                &context,
                NULL,
                "credentials moved from %s" FILE_SUFFIX " to the keyring",
                request->name);
  lineup_secret_store_store_async (self->files, request->name, NULL, NULL, on_last_stored, task);
}

static void
on_read_back (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  const Request *request = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (LineupCredentials) kept = lineup_keyring_lookup_finish (
      LINEUP_KEYRING (source), result, &error);

  if (kept != NULL && lineup_credentials_equal (kept, request->credentials))
    {
      save_mark (task, TRUE, FALSE, on_mark_to_keep);
      return;
    }
  if (error == NULL || g_error_matches (error, LINEUP_ERROR, LINEUP_ERROR_AUTH_FAILED))
    {
      g_clear_error (&error);
      g_set_error (&error,
                   LINEUP_ERROR,
                   LINEUP_ERROR_KEYRING_LOCKED,
                   "The keyring does not keep what it is given");
    }
  fail (task, error);
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  LineupKeyring *keyring = LINEUP_KEYRING (source);
  const Request *request = g_task_get_task_data (task);
  GError *error = NULL;

  if (lineup_keyring_store_finish (keyring, result, &error))
    lineup_keyring_lookup_async (keyring, request->name, NULL, on_read_back, task);
  else
    fail (task, error);
}

static void
on_mark_before_keeping (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  LineupKeyringSecretStore *self = g_task_get_source_object (task);
  const Request *request = g_task_get_task_data (task);
  GError *error = NULL;

  if (lineup_state_file_save_finish (LINEUP_STATE_FILE (source), result, &error))
    lineup_keyring_store_async (self->keyring, request->name, request->credentials, on_kept, task);
  else
    fail (task, error);
}

static void
on_unlocked_for_keeping (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  LineupKeyringSecretStore *self = g_task_get_source_object (task);
  const Request *request = g_task_get_task_data (task);
  GError *error = NULL;

  if (lineup_keyring_unlock_finish (LINEUP_KEYRING (source), result, &error))
    save_mark (task, TRUE, TRUE, on_mark_before_keeping);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      g_error_free (error);
      lineup_secret_store_store_async (
          self->files, request->name, request->credentials, NULL, on_last_stored, task);
    }
  else
    fail (task, error);
}

/* Out of the keyring, now or when it is open: a mark to forget, no file any more, no item, no mark.
 * What fails keeps nothing else from going, and a mark is no matter when its item is gone. */
static void
end_forgetting (GTask *task)
{
  Request *request = g_task_get_task_data (task);
  GError **error = request->file_error != NULL ? &request->file_error : &request->mark_error;

  if (*error != NULL)
    fail (task, g_steal_pointer (error));
  else
    succeed (task);
}

static void
on_mark_dropped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Request *request = g_task_get_task_data (task);

  lineup_state_file_save_finish (LINEUP_STATE_FILE (source), result, &request->mark_error);
  end_forgetting (task);
}

static void
on_forgotten (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Request *request = g_task_get_task_data (task);

  /* Otherwise the mark stays. */
  if (!lineup_keyring_store_finish (LINEUP_KEYRING (source), result, NULL))
    {
      end_forgetting (task);
      return;
    }
  g_clear_error (&request->mark_error);
  save_mark (task, FALSE, FALSE, on_mark_dropped);
}

static void
forget (GTask *task)
{
  LineupKeyringSecretStore *self = g_task_get_source_object (task);
  const Request *request = g_task_get_task_data (task);

  if (lineup_keyring_get_state (self->keyring) == LINEUP_KEYRING_STATE_OPEN)
    lineup_keyring_store_async (self->keyring, request->name, NULL, on_forgotten, task);
  else
    end_forgetting (task);
}

static void
on_file_dropped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Request *request = g_task_get_task_data (task);

  lineup_secret_store_store_finish (LINEUP_SECRET_STORE (source), result, &request->file_error);
  forget (task);
}

static void
on_mark_to_forget (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  LineupKeyringSecretStore *self = g_task_get_source_object (task);
  Request *request = g_task_get_task_data (task);

  lineup_state_file_save_finish (LINEUP_STATE_FILE (source), result, &request->mark_error);
  lineup_secret_store_store_async (self->files, request->name, NULL, NULL, on_file_dropped, task);
}

static void
store (GTask *task)
{
  LineupKeyringSecretStore *self = g_task_get_source_object (task);
  const Request *request = g_task_get_task_data (task);

  if (request->credentials != NULL)
    lineup_keyring_unlock_async (
        self->keyring, PATIENCE, g_task_get_cancellable (task), on_unlocked_for_keeping, task);
  else if (request->is_marked)
    save_mark (task, TRUE, TRUE, on_mark_to_forget);
  else
    lineup_secret_store_store_async (self->files, request->name, NULL, NULL, on_last_stored, task);
}

/* Looking up. */

static void
on_keyring_looked_up (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;
  LineupCredentials *credentials = lineup_keyring_lookup_finish (
      LINEUP_KEYRING (source), result, &error);

  if (credentials == NULL)
    {
      fail (task, error);
      return;
    }
  g_task_return_pointer (task, credentials, (GDestroyNotify)lineup_credentials_free);
  end (task);
}

/* A file counts: it is there because it is newer, or has not moved yet. */
static void
on_file_looked_up (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  LineupKeyringSecretStore *self = g_task_get_source_object (task);
  Request *request = g_task_get_task_data (task);
  GError *error = NULL;
  LineupCredentials *credentials = lineup_secret_store_lookup_finish (
      LINEUP_SECRET_STORE (source), result, &error);

  if (credentials != NULL && request->type == REQUEST_TIDY)
    {
      request->credentials = credentials;
      save_mark (task, TRUE, TRUE, on_mark_before_keeping);
    }
  else if (credentials != NULL)
    {
      g_task_return_pointer (task, credentials, (GDestroyNotify)lineup_credentials_free);
      end (task);
    }
  else if (request->type == REQUEST_TIDY && request->is_to_forget)
    forget (task);
  else if (request->type == REQUEST_LOOKUP && request->is_marked && !request->is_to_forget)
    lineup_keyring_lookup_async (
        self->keyring, request->name, g_task_get_cancellable (task), on_keyring_looked_up, task);
  else
    {
      fail (task, g_steal_pointer (&error));
      return;
    }
  g_clear_error (&error);
}

/* Each request begins with what the mark says. */

static void
load_mark_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  GKeyFile *contents = lineup_state_file_load (task_data, &error);

  if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_clear_error (&error);
  if (error == NULL)
    g_task_return_pointer (task, contents, (GDestroyNotify)g_key_file_unref);
  else
    g_task_return_error (task, error);
}

static void
on_mark_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  LineupKeyringSecretStore *self = LINEUP_KEYRING_SECRET_STORE (source);
  Request *request = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GKeyFile) contents = g_task_propagate_pointer (G_TASK (result), &error);

  request->is_marked = contents != NULL;
  request->is_to_forget = contents != NULL
                          && g_key_file_get_boolean (contents, GROUP, KEY_FORGET, NULL);
  if (g_task_return_error_if_cancelled (task))
    end (task);
  else if (request->type == REQUEST_STORE)
    store (task);
  else if (error != NULL)
    fail (task, g_steal_pointer (&error));
  else
    lineup_secret_store_lookup_async (self->files, request->name, NULL, on_file_looked_up, task);
}

static void
begin (GTask *task)
{
  const Request *request = g_task_get_task_data (task);
  g_autoptr (GTask) load = g_task_new (g_task_get_source_object (task), NULL, on_mark_loaded, task);

  g_task_set_task_data (load, g_object_ref (request->mark), g_object_unref);
  g_task_run_in_thread (load, load_mark_in_thread);
}

static void
submit (LineupKeyringSecretStore *self,
        RequestType type,
        const char *name,
        LineupCredentials *credentials,
        GTask *task)
{
  g_autofree char *path = g_strconcat (self->directory, G_DIR_SEPARATOR_S, name, MARK_SUFFIX, NULL);
  GQueue *queue = g_hash_table_lookup (self->queues, name);
  Request *request = g_new0 (Request, 1);

  request->type = type;
  request->name = g_strdup (name);
  request->mark = lineup_state_file_new (path);
  request->credentials = lineup_credentials_copy (credentials);
  g_task_set_task_data (task, request, (GDestroyNotify)request_free);

  if (queue == NULL)
    {
      queue = g_queue_new ();
      g_hash_table_insert (self->queues, g_strdup (name), queue);
    }
  g_queue_push_tail (queue, task);
  if (g_queue_get_length (queue) == 1)
    begin (task);
}

static void
lineup_keyring_secret_store_lookup_async (LineupSecretStore *store,
                                          const char *account,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, lineup_keyring_secret_store_lookup_async);
  submit (LINEUP_KEYRING_SECRET_STORE (store), REQUEST_LOOKUP, account, NULL, task);
}

static LineupCredentials *
lineup_keyring_secret_store_lookup_finish (LineupSecretStore *store,
                                           GAsyncResult *result,
                                           GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
lineup_keyring_secret_store_store_async (LineupSecretStore *store,
                                         const char *account,
                                         LineupCredentials *credentials,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, lineup_keyring_secret_store_store_async);
  submit (LINEUP_KEYRING_SECRET_STORE (store), REQUEST_STORE, account, credentials, task);
}

static gboolean
lineup_keyring_secret_store_store_finish (LineupSecretStore *store,
                                          GAsyncResult *result,
                                          GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_unlocked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  /* Without a keyring nothing is locked. */
  if (lineup_keyring_unlock_finish (LINEUP_KEYRING (source), result, &error)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
lineup_keyring_secret_store_unlock_async (LineupSecretStore *store,
                                          gint64 patience,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  LineupKeyringSecretStore *self = LINEUP_KEYRING_SECRET_STORE (store);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, lineup_keyring_secret_store_unlock_async);
  lineup_keyring_unlock_async (self->keyring, patience, cancellable, on_unlocked, task);
}

static void
lineup_keyring_secret_store_iface_init (LineupSecretStoreInterface *iface)
{
  iface->lookup_async = lineup_keyring_secret_store_lookup_async;
  iface->lookup_finish = lineup_keyring_secret_store_lookup_finish;
  iface->store_async = lineup_keyring_secret_store_store_async;
  iface->store_finish = lineup_keyring_secret_store_store_finish;
  iface->unlock_async = lineup_keyring_secret_store_unlock_async;
  iface->unlock_finish = lineup_keyring_secret_store_store_finish;
}

/* What lies about when a keyring opens. */

/* Every name that has a file or a mark. */
static GHashTable *
list_names (const char *directory)
{
  const char *const suffixes[] = { FILE_SUFFIX, MARK_SUFFIX };
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GDir) folder = g_dir_open (directory, 0, NULL);
  const char *file = NULL;

  while (folder != NULL && (file = g_dir_read_name (folder)) != NULL)
    for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
      if (g_str_has_suffix (file, suffixes[i]))
        g_hash_table_add (names, g_strndup (file, strlen (file) - strlen (suffixes[i])));
  return names;
}

static void
list_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_task_return_pointer (task, list_names (task_data), (GDestroyNotify)g_hash_table_unref);
}

static void
list_async (LineupKeyringSecretStore *self, GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, NULL);

  g_task_set_source_tag (task, list_async);
  g_task_set_task_data (task, g_strdup (self->directory), g_free);
  g_task_run_in_thread (task, list_in_thread);
}

static void
on_tidied (GObject *source, GAsyncResult *result, gpointer user_data)
{
  const LineupLogContext context = { 0 };
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error)
      && !g_error_matches (error, LINEUP_ERROR, LINEUP_ERROR_AUTH_FAILED))
    lineup_log (G_LOG_LEVEL_WARNING, &context, error, "credentials stay where they are");
}

static void
on_listed_to_tidy (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupKeyringSecretStore *self = LINEUP_KEYRING_SECRET_STORE (source);
  g_autoptr (GHashTable) names = g_task_propagate_pointer (G_TASK (result), NULL);
  GHashTableIter iter;
  gpointer name = NULL;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    submit (self, REQUEST_TIDY, name, NULL, g_task_new (self, NULL, on_tidied, NULL));
}

static void
on_state_changed (LineupKeyringSecretStore *self)
{
  const LineupLogContext context = { 0 };
  const LineupKeyringState state = lineup_keyring_get_state (self->keyring);

  g_object_notify (G_OBJECT (self), "locked");
  if (state == LINEUP_KEYRING_STATE_OPEN)
    list_async (self, on_listed_to_tidy);
  else if (state == LINEUP_KEYRING_STATE_ABSENT)
    lineup_log (G_LOG_LEVEL_MESSAGE,
                &context,
                NULL,
                "there is no keyring: credentials are kept in files that only you can read");
}

static void
on_prepared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  /* What there is to know of it, its state tells. */
  lineup_keyring_prepare_finish (LINEUP_KEYRING (source), result, NULL);
}

/* A keyring is not started in vain. */
static void
on_listed_at_start (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupKeyringSecretStore *self = LINEUP_KEYRING_SECRET_STORE (source);
  g_autoptr (GHashTable) names = g_task_propagate_pointer (G_TASK (result), NULL);

  if (g_hash_table_size (names) > 0)
    lineup_keyring_prepare_async (self->keyring, on_prepared, NULL);
}

LineupSecretStore *
lineup_keyring_secret_store_new (LineupKeyring *keyring,
                                 LineupSecretStore *files,
                                 const char *directory)
{
  LineupKeyringSecretStore *self = g_object_new (LINEUP_TYPE_KEYRING_SECRET_STORE, NULL);

  self->keyring = g_object_ref (keyring);
  self->files = g_object_ref (files);
  self->directory = g_strdup (directory);
  g_signal_connect_object (
      keyring, "notify::state", G_CALLBACK (on_state_changed), self, G_CONNECT_SWAPPED);
  list_async (self, on_listed_at_start);
  return LINEUP_SECRET_STORE (self);
}
