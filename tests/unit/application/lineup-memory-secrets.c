/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-memory-secrets.h"

#include "lineup-error.h"

struct _LineupMemorySecrets
{
  GObject parent_instance;

  GHashTable *kept; /* (owned) (element-type utf8 LineupCredentials): by name */
  GPtrArray *held;  /* (owned) (element-type GTask): lookups that wait; their data is the name */
  gboolean is_held;
  gboolean is_locked;
  gboolean is_unlocked_when_asked;
  guint n_lookups;
  guint n_questions;
};

enum
{
  PROP_LOCKED = 1,
};

static void secret_store_init (LineupSecretStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupMemorySecrets,
                               lineup_memory_secrets,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_SECRET_STORE, secret_store_init))

static void
lineup_memory_secrets_get_property (GObject *object,
                                    guint property_id,
                                    GValue *value,
                                    GParamSpec *pspec)
{
  g_value_set_boolean (value, LINEUP_MEMORY_SECRETS (object)->is_locked);
}

static void
lineup_memory_secrets_finalize (GObject *object)
{
  LineupMemorySecrets *self = LINEUP_MEMORY_SECRETS (object);

  g_clear_pointer (&self->kept, g_hash_table_unref);
  g_clear_pointer (&self->held, g_ptr_array_unref);

  G_OBJECT_CLASS (lineup_memory_secrets_parent_class)->finalize (object);
}

static void
lineup_memory_secrets_class_init (LineupMemorySecretsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lineup_memory_secrets_get_property;
  object_class->finalize = lineup_memory_secrets_finalize;
  g_object_class_override_property (object_class, PROP_LOCKED, "locked");
}

static void
lineup_memory_secrets_init (LineupMemorySecrets *self)
{
  self->kept = g_hash_table_new_full (
      g_str_hash, g_str_equal, g_free, (GDestroyNotify)lineup_credentials_free);
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
}

LineupMemorySecrets *
lineup_memory_secrets_new (void)
{
  return g_object_new (LINEUP_TYPE_MEMORY_SECRETS, NULL);
}

void
lineup_memory_secrets_keep (LineupMemorySecrets *self,
                            const char *account,
                            const char *username,
                            const char *password)
{
  g_hash_table_insert (self->kept, g_strdup (account), lineup_credentials_new (username, password));
}

static void
set_locked (LineupMemorySecrets *self, gboolean locked)
{
  self->is_locked = locked;
  g_object_notify (G_OBJECT (self), "locked");
}

void
lineup_memory_secrets_lock (LineupMemorySecrets *self, gboolean is_unlocked_when_asked)
{
  self->is_unlocked_when_asked = is_unlocked_when_asked;
  set_locked (self, TRUE);
}

static void
end_lookup (LineupMemorySecrets *self, GTask *task)
{
  const LineupCredentials *credentials = g_hash_table_lookup (self->kept,
                                                              g_task_get_task_data (task));

  if (self->is_locked)
    g_task_return_new_error (task, LINEUP_ERROR, LINEUP_ERROR_KEYRING_LOCKED, "It is locked");
  else if (credentials == NULL)
    g_task_return_new_error (task, LINEUP_ERROR, LINEUP_ERROR_AUTH_FAILED, "There are none");
  else
    g_task_return_pointer (
        task, lineup_credentials_copy (credentials), (GDestroyNotify)lineup_credentials_free);
}

static void
on_cancelled (GCancellable *cancellable, GTask *task)
{
  LineupMemorySecrets *self = g_task_get_source_object (task);
  g_autoptr (GTask) owned_task = g_object_ref (task);

  g_ptr_array_remove (self->held, task);
  g_task_return_error_if_cancelled (task);
}

static void
lookup_async (LineupSecretStore *store,
              const char *account,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  LineupMemorySecrets *self = LINEUP_MEMORY_SECRETS (store);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  self->n_lookups++;
  g_task_set_task_data (task, g_strdup (account), g_free);
  if (!self->is_held)
    {
      end_lookup (self, task);
      return;
    }
  g_ptr_array_add (self->held, g_object_ref (task));
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (on_cancelled), task, 0);
}

void
lineup_memory_secrets_hold (LineupMemorySecrets *self, gboolean held)
{
  self->is_held = held;
  while (!held && self->held->len > 0)
    {
      g_autoptr (GTask) task = g_ptr_array_steal_index (self->held, 0);

      end_lookup (self, task);
    }
}

static LineupCredentials *
lookup_finish (LineupSecretStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
store_async (LineupSecretStore *store,
             const char *account,
             LineupCredentials *credentials,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  LineupMemorySecrets *self = LINEUP_MEMORY_SECRETS (store);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  if (credentials != NULL)
    lineup_memory_secrets_keep (self, account, credentials->username, credentials->password);
  else
    g_hash_table_remove (self->kept, account);
  g_task_return_boolean (task, TRUE);
}

static void
unlock_async (LineupSecretStore *store,
              gint64 patience,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  LineupMemorySecrets *self = LINEUP_MEMORY_SECRETS (store);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  self->n_questions++;
  if (self->is_unlocked_when_asked)
    {
      set_locked (self, FALSE);
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_new_error (task, LINEUP_ERROR, LINEUP_ERROR_KEYRING_LOCKED, "It stays locked");
}

static gboolean
finish (LineupSecretStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
is_locked (LineupSecretStore *store, const char *account)
{
  return LINEUP_MEMORY_SECRETS (store)->is_locked;
}

static void
secret_store_init (LineupSecretStoreInterface *iface)
{
  iface->lookup_async = lookup_async;
  iface->lookup_finish = lookup_finish;
  iface->store_async = store_async;
  iface->store_finish = finish;
  iface->unlock_async = unlock_async;
  iface->unlock_finish = finish;
  iface->is_locked = is_locked;
}

guint
lineup_memory_secrets_count_lookups (LineupMemorySecrets *self)
{
  return self->n_lookups;
}

guint
lineup_memory_secrets_count_questions (LineupMemorySecrets *self)
{
  return self->n_questions;
}
