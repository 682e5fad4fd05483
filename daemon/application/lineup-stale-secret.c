/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-stale-secret.h"

#include "lineup-error.h"
#include "lineup-log.h"

/* Where there are none, nothing is left to look for; where it can't be told, there may be. */
static gboolean
are_none (const GError *error)
{
  return g_error_matches (error, LINEUP_ERROR, LINEUP_ERROR_AUTH_FAILED);
}

static void
on_dropped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupAccount *account = g_task_get_task_data (task);
  const LineupLogContext context = { .account = lineup_account_get_id (account) };
  g_autoptr (GError) error = NULL;

  if (!lineup_secret_store_store_finish (LINEUP_SECRET_STORE (source), result, &error))
    lineup_log (
        G_LOG_LEVEL_WARNING, &context, error, "credentials of no more use can't be deleted");
  g_task_return_boolean (task, error == NULL);
}

static void
on_own_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupAccount *account = g_task_get_task_data (task);
  LineupSecretStore *secrets = LINEUP_SECRET_STORE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupCredentials) own = lineup_secret_store_lookup_finish (secrets, result, &error);

  if (own != NULL)
    /* What is of no more use is deleted once that is known. */
    lineup_secret_store_store_async (secrets,
                                     lineup_account_get_other_secret (account),
                                     NULL,
                                     NULL,
                                     on_dropped,
                                     g_steal_pointer (&task));
  else
    g_task_return_boolean (task, are_none (error));
}

static void
on_stale_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupAccount *account = g_task_get_task_data (task);
  LineupSecretStore *secrets = LINEUP_SECRET_STORE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupCredentials) stale = lineup_secret_store_lookup_finish (secrets, result, &error);

  if (stale != NULL)
    lineup_secret_store_lookup_async (secrets,
                                      lineup_account_get_secret (account),
                                      g_task_get_cancellable (task),
                                      on_own_found,
                                      g_object_ref (task));
  else
    g_task_return_boolean (task, are_none (error));
}

void
lineup_stale_secret_drop_async (LineupAccount *account,
                                LineupSecretStore *secrets,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, lineup_stale_secret_drop_async);
  g_task_set_task_data (task, g_object_ref (account), g_object_unref);
  lineup_secret_store_lookup_async (
      secrets, lineup_account_get_other_secret (account), cancellable, on_stale_found, task);
}

gboolean
lineup_stale_secret_drop_finish (GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), NULL);
}
