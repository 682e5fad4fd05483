/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-kwallet.h"

/* Each version has another place. */
static const char *const paths[] = { "/modules/kwalletd5", "/modules/kwalletd6" };

typedef struct
{
  char *name;   /* (owned) */
  char *wallet; /* (owned) */
  guint next;   /* of @paths */
} Query;

static void
query_free (Query *query)
{
  g_free (query->name);
  g_free (query->wallet);
  g_free (query);
}

static void ask_next (GDBusConnection *connection, GTask *owned_task);

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Query *query = g_task_get_task_data (task);
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (
      G_DBUS_CONNECTION (source), result, NULL);
  gboolean is_open = FALSE;

  if (reply != NULL)
    g_variant_get (reply, "(b)", &is_open);
  if (reply == NULL && query->next < G_N_ELEMENTS (paths)
      && !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    ask_next (G_DBUS_CONNECTION (source), g_steal_pointer (&task));
  else
    g_task_return_boolean (task, is_open);
}

static void
ask_next (GDBusConnection *connection, GTask *owned_task)
{
  Query *query = g_task_get_task_data (owned_task);

  g_dbus_connection_call (connection,
                          query->name,
                          paths[query->next++],
                          LINEUP_KWALLET_INTERFACE,
                          "isOpen",
                          g_variant_new ("(s)", query->wallet),
                          G_VARIANT_TYPE ("(b)"),
                          G_DBUS_CALL_FLAGS_NO_AUTO_START,
                          -1,
                          g_task_get_cancellable (owned_task),
                          on_answered,
                          owned_task);
}

void
lineup_kwallet_is_open_async (GDBusConnection *connection,
                              const char *name,
                              const char *wallet,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Query *query = g_new0 (Query, 1);

  query->name = g_strdup (name);
  query->wallet = g_strdup (wallet);
  g_task_set_source_tag (task, lineup_kwallet_is_open_async);
  g_task_set_task_data (task, query, (GDestroyNotify)query_free);
  ask_next (connection, task);
}

gboolean
lineup_kwallet_is_open_finish (GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), NULL);
}
