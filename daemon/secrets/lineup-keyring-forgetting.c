/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-keyring-forgetting.h"

typedef struct
{
  LineupKeyringMark *mark; /* (owned) */
  gboolean is_gone;        /* from the keyring */
} Forgetting;

static void
forgetting_free (Forgetting *forgetting)
{
  g_object_unref (forgetting->mark);
  g_free (forgetting);
}

static void
on_mark_deleted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (lineup_keyring_mark_finish (LINEUP_KEYRING_MARK (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_forgotten (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  Forgetting *forgetting = g_task_get_task_data (task);

  forgetting->is_gone = lineup_keyring_forget_finish (LINEUP_KEYRING (source), result, NULL);
  if (forgetting->is_gone)
    lineup_keyring_mark_delete_async (
        forgetting->mark, cancellable, on_mark_deleted, g_steal_pointer (&task));
  else
    g_task_return_boolean (task, TRUE);
}

void
lineup_keyring_forgetting_run_async (LineupKeyring *keyring,
                                     LineupKeyringMark *mark,
                                     const char *name,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (keyring, cancellable, callback, user_data);
  Forgetting *forgetting = g_new0 (Forgetting, 1);

  forgetting->mark = g_object_ref (mark);
  g_task_set_source_tag (task, lineup_keyring_forgetting_run_async);
  g_task_set_task_data (task, forgetting, (GDestroyNotify)forgetting_free);
  if (lineup_keyring_get_state (keyring) == LINEUP_KEYRING_STATE_OPEN)
    lineup_keyring_forget_async (keyring,
                                 name,
                                 lineup_keyring_mark_get_text (mark),
                                 cancellable,
                                 on_forgotten,
                                 g_steal_pointer (&task));
  else
    g_task_return_boolean (task, TRUE);
}

gboolean
lineup_keyring_forgetting_run_finish (LineupKeyring *keyring,
                                      GAsyncResult *result,
                                      gboolean *is_gone,
                                      GError **error)
{
  const Forgetting *forgetting = NULL;

  g_return_val_if_fail (g_task_is_valid (result, keyring), FALSE);

  forgetting = g_task_get_task_data (G_TASK (result));
  *is_gone = forgetting->is_gone;
  return g_task_propagate_boolean (G_TASK (result), error);
}
