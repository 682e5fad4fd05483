/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-keyring-keeping.h"

#include "lineup-error.h"

typedef struct
{
  LineupSecretStore *files;       /* (owned) */
  LineupKeyringMark *mark;        /* (owned) */
  char *name;                     /* (owned) */
  LineupCredentials *credentials; /* (owned) */
} Keeping;

static void
keeping_free (Keeping *keeping)
{
  g_object_unref (keeping->files);
  g_object_unref (keeping->mark);
  lineup_credentials_free (keeping->credentials);
  g_free (keeping->name);
  g_free (keeping);
}

static void
on_file_dropped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (lineup_secret_store_store_finish (LINEUP_SECRET_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_mark_to_keep (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  const Keeping *keeping = g_task_get_task_data (task);
  GError *error = NULL;

  if (lineup_keyring_mark_finish (LINEUP_KEYRING_MARK (source), result, &error))
    lineup_secret_store_store_async (
        keeping->files, keeping->name, NULL, cancellable, on_file_dropped, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

static void
on_read_back (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  const Keeping *keeping = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupCredentials) kept = lineup_keyring_lookup_finish (
      LINEUP_KEYRING (source), result, &error);

  if (kept != NULL && lineup_credentials_equal (kept, keeping->credentials))
    lineup_keyring_mark_set_async (
        keeping->mark, FALSE, cancellable, on_mark_to_keep, g_steal_pointer (&task));
  else if (error == NULL || g_error_matches (error, LINEUP_ERROR, LINEUP_ERROR_AUTH_FAILED))
    g_task_return_new_error (task,
                             LINEUP_ERROR,
                             LINEUP_ERROR_KEYRING_LOCKED,
                             "The keyring does not keep what it is given");
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  LineupKeyring *keyring = LINEUP_KEYRING (source);
  const Keeping *keeping = g_task_get_task_data (task);
  GError *error = NULL;

  if (lineup_keyring_store_finish (keyring, result, &error))
    lineup_keyring_lookup_async (keyring,
                                 keeping->name,
                                 lineup_keyring_mark_get_text (keeping->mark),
                                 cancellable,
                                 on_read_back,
                                 g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

static void
on_mark_to_forget (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  LineupKeyring *keyring = g_task_get_source_object (task);
  const Keeping *keeping = g_task_get_task_data (task);
  GError *error = NULL;

  if (lineup_keyring_mark_finish (LINEUP_KEYRING_MARK (source), result, &error))
    lineup_keyring_store_async (keyring,
                                keeping->name,
                                lineup_keyring_mark_get_text (keeping->mark),
                                keeping->credentials,
                                cancellable,
                                on_kept,
                                g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

static void
begin (GTask *owned_task)
{
  const Keeping *keeping = g_task_get_task_data (owned_task);

  lineup_keyring_mark_renew (keeping->mark);
  lineup_keyring_mark_set_async (
      keeping->mark, TRUE, g_task_get_cancellable (owned_task), on_mark_to_forget, owned_task);
}

static void
on_older_forgotten (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (lineup_keyring_forget_finish (LINEUP_KEYRING (source), result, &error))
    begin (g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

void
lineup_keyring_keeping_run_async (LineupKeyring *keyring,
                                  LineupSecretStore *files,
                                  LineupKeyringMark *mark,
                                  const char *name,
                                  LineupCredentials *credentials,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task = g_task_new (keyring, cancellable, callback, user_data);
  Keeping *keeping = g_new0 (Keeping, 1);

  keeping->files = g_object_ref (files);
  keeping->mark = g_object_ref (mark);
  keeping->name = g_strdup (name);
  keeping->credentials = lineup_credentials_copy (credentials);
  g_task_set_source_tag (task, lineup_keyring_keeping_run_async);
  g_task_set_task_data (task, keeping, (GDestroyNotify)keeping_free);
  /* What an older version has kept is found by no mark. */
  if (lineup_keyring_mark_is_set (mark) && lineup_keyring_mark_get_text (mark) == NULL)
    lineup_keyring_forget_async (
        keyring, name, NULL, g_task_get_cancellable (task), on_older_forgotten, task);
  else
    begin (task);
}

gboolean
lineup_keyring_keeping_run_finish (LineupKeyring *keyring, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, keyring), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
