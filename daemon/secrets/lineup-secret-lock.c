/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-secret-lock.h"

#include "lineup-kwallet.h"

#define SERVICE_PATH         "/org/freedesktop/secrets"
#define SERVICE_INTERFACE    "org.freedesktop.Secret.Service"
#define COLLECTION_INTERFACE "org.freedesktop.Secret.Collection"
#define PROMPT_INTERFACE     "org.freedesktop.Secret.Prompt"
#define PROPERTIES_INTERFACE "org.freedesktop.DBus.Properties"

/* Path of a prompt where none is needed. */
#define NO_PROMPT "/"

typedef struct
{
  GPtrArray *paths;      /* (owned) (element-type utf8): of what was found locked */
  LineupSecretLock lock; /* what they are */
} Reading;

static void
reading_free (Reading *reading)
{
  g_ptr_array_unref (reading->paths);
  g_free (reading);
}

static void
call (GTask *task,
      const char *path,
      const char *interface,
      const char *method,
      GVariant *arguments,
      const char *reply_type,
      GAsyncReadyCallback callback)
{
  GDBusProxy *proxy = g_task_get_source_object (task);

  g_dbus_connection_call (g_dbus_proxy_get_connection (proxy),
                          g_dbus_proxy_get_name (proxy),
                          path,
                          interface,
                          method,
                          arguments,
                          G_VARIANT_TYPE (reply_type),
                          G_DBUS_CALL_FLAGS_NO_AUTO_START,
                          -1,
                          callback != NULL ? g_task_get_cancellable (task) : NULL,
                          callback,
                          callback != NULL ? g_object_ref (task) : NULL);
}

static gboolean
are_all_unlocked (const Reading *reading, const char *const *unlocked)
{
  for (guint i = 0; i < reading->paths->len; i++)
    {
      if (!g_strv_contains (unlocked, reading->paths->pdata[i]))
        return FALSE;
    }
  return TRUE;
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;
  const int n_unlocked = secret_service_unlock_finish (
      SECRET_SERVICE (source), result, NULL, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, n_unlocked > 0 ? LINEUP_SECRET_LOCK_OPEN : reading->lock);
}

/* A wallet that is open shows nobody the prompt. */
static void
on_wallet_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Reading *reading = g_task_get_task_data (task);
  SecretCollection *collection = g_task_get_source_object (task);
  g_autoptr (GList) objects = g_list_prepend (NULL, collection);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (lineup_kwallet_is_open_finish (result))
    secret_service_unlock (secret_collection_get_service (collection),
                           objects,
                           g_task_get_cancellable (task),
                           on_opened,
                           g_object_ref (task));
  else
    g_task_return_int (task, reading->lock);
}

static void
read_wallet (GTask *owned_task)
{
  GDBusProxy *proxy = g_task_get_source_object (owned_task);
  g_autofree char *wallet = secret_collection_get_label (SECRET_COLLECTION (proxy));

  lineup_kwallet_is_open_async (g_dbus_proxy_get_connection (proxy),
                                g_dbus_proxy_get_name (proxy),
                                wallet,
                                g_task_get_cancellable (owned_task),
                                on_wallet_read,
                                owned_task);
}

static void
on_unlocked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Reading *reading = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (
      G_DBUS_CONNECTION (source), result, &error);
  g_autofree const char **unlocked = NULL;
  const char *prompt = NULL;

  if (reply == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_variant_get (reply, "(^a&o&o)", &unlocked, &prompt);
  if (!g_str_equal (prompt, NO_PROMPT))
    call (task, prompt, PROMPT_INTERFACE, "Dismiss", NULL, "()", NULL);
  if (are_all_unlocked (reading, unlocked))
    g_task_return_int (task, LINEUP_SECRET_LOCK_OPEN);
  else if (reading->lock == LINEUP_SECRET_LOCK_COLLECTION)
    read_wallet (g_steal_pointer (&task));
  else
    g_task_return_int (task, reading->lock);
}

static void
unlock (GTask *task)
{
  const Reading *reading = g_task_get_task_data (task);
  GVariant *paths = g_variant_new_objv ((const char *const *)reading->paths->pdata,
                                        (gssize)reading->paths->len);

  call (task,
        SERVICE_PATH,
        SERVICE_INTERFACE,
        "Unlock",
        g_variant_new ("(@ao)", paths),
        "(aoo)",
        on_unlocked);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GDBusProxy *proxy = g_task_get_source_object (task);
  Reading *reading = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (
      G_DBUS_CONNECTION (source), result, &error);
  g_autoptr (GVariant) value = NULL;

  if (reply == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_variant_get (reply, "(v)", &value);
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN) && g_variant_get_boolean (value))
    {
      /* With it go the items, wherever they are locked by themselves. */
      g_ptr_array_set_size (reading->paths, 0);
      g_ptr_array_add (reading->paths, g_strdup (g_dbus_proxy_get_object_path (proxy)));
      reading->lock = LINEUP_SECRET_LOCK_COLLECTION;
    }
  if (reading->paths->len > 0)
    unlock (task);
  else
    g_task_return_int (task, LINEUP_SECRET_LOCK_OPEN);
}

void
lineup_secret_lock_read_async (SecretCollection *collection,
                               GPtrArray *sealed,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (collection, cancellable, callback, user_data);
  Reading *reading = g_new0 (Reading, 1);

  reading->paths = g_ptr_array_new_with_free_func (g_free);
  reading->lock = LINEUP_SECRET_LOCK_ITEMS;
  for (guint i = 0; i < sealed->len; i++)
    g_ptr_array_add (reading->paths, g_strdup (g_dbus_proxy_get_object_path (sealed->pdata[i])));
  g_task_set_source_tag (task, lineup_secret_lock_read_async);
  g_task_set_task_data (task, reading, (GDestroyNotify)reading_free);
  call (task,
        g_dbus_proxy_get_object_path (G_DBUS_PROXY (collection)),
        PROPERTIES_INTERFACE,
        "Get",
        g_variant_new ("(ss)", COLLECTION_INTERFACE, "Locked"),
        "(v)",
        on_read);
}

gboolean
lineup_secret_lock_read_finish (SecretCollection *collection,
                                GAsyncResult *result,
                                LineupSecretLock *lock,
                                GError **error)
{
  gssize value = 0;

  g_return_val_if_fail (g_task_is_valid (result, collection), FALSE);

  value = g_task_propagate_int (G_TASK (result), error);
  if (value < 0)
    return FALSE;
  *lock = (LineupSecretLock)value;
  return TRUE;
}
