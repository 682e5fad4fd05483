/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-dummy-keyring.h"

#include "lineup-error.h"

struct _LineupDummyKeyring
{
  GObject parent_instance;

  GHashTable *kept; /* (owned) (element-type utf8 LineupCredentials): by their marks */
  GString *calls;   /* (owned) */
  GPtrArray *held;  /* (owned) (element-type GTask) */
  gboolean is_held;
};

enum
{
  PROP_STATE = 1,
};

static void iface_init (LineupKeyringInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupDummyKeyring,
                               lineup_dummy_keyring,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_KEYRING, iface_init))

static void
lineup_dummy_keyring_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_uint (value, LINEUP_KEYRING_STATE_OPEN);
}

static void
lineup_dummy_keyring_finalize (GObject *object)
{
  LineupDummyKeyring *self = LINEUP_DUMMY_KEYRING (object);

  g_hash_table_unref (self->kept);
  g_string_free (self->calls, TRUE);
  g_ptr_array_unref (self->held);

  G_OBJECT_CLASS (lineup_dummy_keyring_parent_class)->finalize (object);
}

static void
lineup_dummy_keyring_class_init (LineupDummyKeyringClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lineup_dummy_keyring_get_property;
  object_class->finalize = lineup_dummy_keyring_finalize;
  g_object_class_override_property (object_class, PROP_STATE, "state");
}

static void
lineup_dummy_keyring_init (LineupDummyKeyring *self)
{
  self->kept = g_hash_table_new_full (
      g_str_hash, g_str_equal, g_free, (GDestroyNotify)lineup_credentials_free);
  self->calls = g_string_new (NULL);
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
}

LineupDummyKeyring *
lineup_dummy_keyring_new (void)
{
  return g_object_new (LINEUP_TYPE_DUMMY_KEYRING, NULL);
}

const char *
lineup_dummy_keyring_get_calls (LineupDummyKeyring *self)
{
  return self->calls->str;
}

/* The task data is the mark of what is looked for, or nothing for what only succeeds. */
static void
answer (LineupDummyKeyring *self, GTask *task)
{
  const char *mark = g_task_get_task_data (task);
  const LineupCredentials *credentials = mark != NULL ? g_hash_table_lookup (self->kept, mark)
                                                      : NULL;

  if (mark == NULL)
    g_task_return_boolean (task, TRUE);
  else if (credentials == NULL)
    g_task_return_new_error (task, LINEUP_ERROR, LINEUP_ERROR_AUTH_FAILED, "There are none");
  else
    g_task_return_pointer (
        task, lineup_credentials_copy (credentials), (GDestroyNotify)lineup_credentials_free);
}

void
lineup_dummy_keyring_hold (LineupDummyKeyring *self, gboolean held)
{
  self->is_held = held;
  while (!held && self->held->len > 0)
    {
      g_autoptr (GTask) task = g_ptr_array_steal_index (self->held, 0);

      answer (self, task);
    }
}

static void
take (LineupKeyring *keyring, const char *call, const char *mark, GTask *owned_task)
{
  LineupDummyKeyring *self = LINEUP_DUMMY_KEYRING (keyring);
  g_autoptr (GTask) task = owned_task;

  g_string_append_printf (self->calls, "%s%s", self->calls->len > 0 ? " " : "", call);
  g_task_set_task_data (task, g_strdup (mark), g_free);
  if (self->is_held)
    g_ptr_array_add (self->held, g_steal_pointer (&task));
  else
    answer (self, task);
}

static void
prepare_async (LineupKeyring *keyring,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer user_data)
{
  take (keyring, "prepare", NULL, g_task_new (keyring, cancellable, callback, user_data));
}

static void
unlock_async (LineupKeyring *keyring,
              gint64 patience,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  take (keyring, "unlock", NULL, g_task_new (keyring, cancellable, callback, user_data));
}

static void
lookup_async (LineupKeyring *keyring,
              const char *name,
              const char *mark,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  take (keyring, "lookup", mark, g_task_new (keyring, cancellable, callback, user_data));
}

static void
store_async (LineupKeyring *keyring,
             const char *name,
             const char *mark,
             LineupCredentials *credentials,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  g_hash_table_insert (
      LINEUP_DUMMY_KEYRING (keyring)->kept, g_strdup (mark), lineup_credentials_copy (credentials));
  take (keyring, "store", NULL, g_task_new (keyring, cancellable, callback, user_data));
}

static void
forget_async (LineupKeyring *keyring,
              const char *name,
              const char *mark,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  g_hash_table_remove (LINEUP_DUMMY_KEYRING (keyring)->kept, mark);
  take (keyring, "forget", NULL, g_task_new (keyring, cancellable, callback, user_data));
}

static void
iface_init (LineupKeyringInterface *iface)
{
  iface->prepare_async = prepare_async;
  iface->unlock_async = unlock_async;
  iface->lookup_async = lookup_async;
  iface->store_async = store_async;
  iface->forget_async = forget_async;
}
