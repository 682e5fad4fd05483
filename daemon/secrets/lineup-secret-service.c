/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-secret-service.h"

#include "lineup-deadline.h"
#include "lineup-error.h"
#include "lineup-secret-connection.h"
#include "lineup-secret-error.h"
#include "lineup-secret-items.h"
#include "lineup-secret-question.h"

/* Microseconds: whatever needs nobody's answer takes moments. */
#define CALL_LIMIT (10 * G_TIME_SPAN_SECOND)

/* Microseconds: some services have a person confirm that something is deleted. */
#define PROMPT_LIMIT (120 * G_TIME_SPAN_SECOND)

/* Searches in which nothing has to be found, each time with an open lock thereafter, to be
 * believed. */
#define MAX_SEARCHES 2

struct _LineupSecretService
{
  GObject parent_instance;

  LineupClock *clock;                 /* (owned) */
  LineupSecretConnection *connection; /* (owned) */
  LineupSecretQuestion *question;     /* (owned) */
};

enum
{
  PROP_STATE = 1,
};

static void lineup_secret_service_iface_init (LineupKeyringInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupSecretService,
                               lineup_secret_service,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_KEYRING,
                                                      lineup_secret_service_iface_init))

static void
lineup_secret_service_get_property (GObject *object,
                                    guint property_id,
                                    GValue *value,
                                    GParamSpec *pspec)
{
  LineupSecretService *self = LINEUP_SECRET_SERVICE (object);

  switch (property_id)
    {
    case PROP_STATE:
      g_value_set_uint (value, lineup_secret_connection_get_state (self->connection));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lineup_secret_service_finalize (GObject *object)
{
  LineupSecretService *self = LINEUP_SECRET_SERVICE (object);

  g_clear_object (&self->connection);
  g_clear_object (&self->question);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (lineup_secret_service_parent_class)->finalize (object);
}

static void
lineup_secret_service_class_init (LineupSecretServiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lineup_secret_service_get_property;
  object_class->finalize = lineup_secret_service_finalize;

  g_object_class_override_property (object_class, PROP_STATE, "state");
}

static void
lineup_secret_service_init (LineupSecretService *self)
{
  self->question = lineup_secret_question_new ();
}

static SecretCollection *
get_collection (LineupSecretService *self)
{
  return lineup_secret_connection_get_collection (self->connection);
}

static void
on_prepared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (lineup_secret_connection_look_finish (LINEUP_SECRET_CONNECTION (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
lineup_secret_service_prepare_async (LineupKeyring *keyring,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  LineupSecretService *self = LINEUP_SECRET_SERVICE (keyring);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, lineup_secret_service_prepare_async);
  lineup_secret_connection_prepare_async (
      self->connection, g_task_get_cancellable (task), on_prepared, task);
}

/* One call, within its limit. */

typedef struct
{
  char *name;                     /* (owned) */
  char *mark;                     /* (owned) (nullable) */
  LineupCredentials *credentials; /* (owned) (nullable): to keep */
  LineupDeadline *deadline;       /* (owned) */
  GPtrArray *items;               /* (owned) (nullable) (element-type SecretItem): to delete */
  guint n_searches;
  gboolean deletes;
  gboolean is_withheld; /* what was found last */
  gboolean is_another;  /* whether it is made anew */
} Call;

static void
call_free (Call *call)
{
  lineup_deadline_finish (call->deadline, NULL);
  g_object_unref (call->deadline);
  g_clear_pointer (&call->credentials, lineup_credentials_free);
  g_clear_pointer (&call->items, g_ptr_array_unref);
  g_free (call->name);
  g_free (call->mark);
  g_free (call);
}

static GTask *
make_task (LineupSecretService *self,
           const char *name,
           const char *mark,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  call->name = g_strdup (name);
  call->mark = g_strdup (mark);
  call->deadline = lineup_deadline_new (self->clock, cancellable);
  g_task_set_task_data (task, call, (GDestroyNotify)call_free);
  return task;
}

/* Whether a task goes on now that the way is known; it may have vanished in between. */
static gboolean
is_prepared (GTask *task, GAsyncResult *result)
{
  LineupSecretService *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return FALSE;
  if (!lineup_keyring_prepare_finish (LINEUP_KEYRING (self), result, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (get_collection (self) == NULL)
    g_task_return_error (task, lineup_secret_error_new_locked ());
  else
    return TRUE;
  return FALSE;
}

static GCancellable *
begin_call (GTask *task)
{
  Call *call = g_task_get_task_data (task);

  lineup_deadline_set (call->deadline, CALL_LIMIT, "The keyring does not answer");
  return lineup_deadline_get_cancellable (call->deadline);
}

/* Whether a call that has failed is made anew, in another session: KWallet loses sessions. */
static gboolean
is_worth_another (const Call *call, const GError *error)
{
  g_autoptr (GError) told = lineup_secret_error_new (error, NULL);

  return !call->is_another && g_error_matches (told, LINEUP_ERROR, LINEUP_ERROR_STORAGE);
}

/* Makes a call anew with @another, or ends it. */
static void
fail_call (GTask *task, GError *owned_error, GAsyncReadyCallback another)
{
  LineupSecretService *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = owned_error;

  if (is_worth_another (call, error))
    {
      call->is_another = TRUE;
      lineup_secret_connection_distrust (self->connection);
      lineup_secret_service_prepare_async (
          LINEUP_KEYRING (self), g_task_get_cancellable (task), another, g_object_ref (task));
      return;
    }
  lineup_deadline_finish (call->deadline, &error);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lineup_secret_connection_suspect (self->connection);
  g_task_return_error (task, lineup_secret_error_new (error, call->credentials));
}

static void on_prepared_to_find (GObject *source, GAsyncResult *result, gpointer user_data);

/* Deleting, one after another. */

static void delete_next (GTask *owned_task);

static void
on_deleted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (secret_item_delete_finish (SECRET_ITEM (source), result, &error))
    delete_next (g_steal_pointer (&task));
  else if (error != NULL)
    fail_call (task, error, on_prepared_to_find);
  else
    g_task_return_new_error (
        task, LINEUP_ERROR, LINEUP_ERROR_KEYRING_LOCKED, "The keyring is not to delete anything");
}

/* Some services have a person confirm it. */
static void
delete_next (GTask *owned_task)
{
  g_autoptr (GTask) task = owned_task;
  Call *call = g_task_get_task_data (task);
  g_autoptr (SecretItem) item = NULL;

  if (call->items->len == 0)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  item = g_ptr_array_steal_index (call->items, call->items->len - 1);
  lineup_deadline_set (call->deadline, PROMPT_LIMIT, "Nobody has let the keyring delete anything");
  secret_item_delete (
      item, lineup_deadline_get_cancellable (call->deadline), on_deleted, g_steal_pointer (&task));
}

/* Finding what is kept. An empty answer may be one of a keyring that is locked, and a locked one of
 * a wallet that is open: neither is believed before the lock was read, and it was asked again. */

static void
end_in_vain (GTask *task, gboolean is_locked)
{
  const Call *call = g_task_get_task_data (task);

  if (is_locked)
    g_task_return_error (task, lineup_secret_error_new_locked ());
  else if (call->deletes)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (
        task, LINEUP_ERROR, LINEUP_ERROR_AUTH_FAILED, "The keyring does not have the credentials");
}

static void
on_lock_read_again (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  LineupSecretService *self = g_task_get_source_object (task);
  const Call *call = g_task_get_task_data (task);
  LineupSecretLock lock = LINEUP_SECRET_LOCK_OPEN;
  GError *error = NULL;

  if (!lineup_secret_lock_read_finish (SECRET_COLLECTION (source), result, &lock, &error))
    {
      fail_call (task, error, on_prepared_to_find);
      return;
    }
  if (SECRET_COLLECTION (source) == get_collection (self))
    lineup_secret_connection_take_lock (self->connection, lock);
  if (lock != LINEUP_SECRET_LOCK_OPEN)
    end_in_vain (task, TRUE);
  else if (call->n_searches < MAX_SEARCHES)
    lineup_secret_service_prepare_async (
        LINEUP_KEYRING (self), cancellable, on_prepared_to_find, g_steal_pointer (&task));
  else
    end_in_vain (task, call->is_withheld);
}

/* Whether there is something that we don't get. */
static gboolean
is_withheld (LineupSecretService *self, const Call *call, GPtrArray *items)
{
  GPtrArray *sealed = lineup_secret_connection_get_sealed (self->connection);
  gboolean is_locked = FALSE;

  for (guint i = 0; i < items->len; i++)
    {
      if (secret_item_get_locked (items->pdata[i]))
        {
          g_ptr_array_add (sealed, g_object_ref (items->pdata[i]));
          is_locked = TRUE;
        }
    }
  if (is_locked || call->deletes || lineup_secret_items_has_secret (items->pdata[0]))
    return is_locked;
  lineup_secret_connection_distrust (self->connection);
  return TRUE;
}

static void
doubt (GTask *owned_task, SecretCollection *collection)
{
  LineupSecretService *self = g_task_get_source_object (owned_task);

  if (collection != get_collection (self))
    {
      /* There is another one now. */
      lineup_secret_service_prepare_async (LINEUP_KEYRING (self),
                                           g_task_get_cancellable (owned_task),
                                           on_prepared_to_find,
                                           owned_task);
      return;
    }
  lineup_secret_lock_read_async (get_collection (self),
                                 lineup_secret_connection_get_sealed (self->connection),
                                 begin_call (owned_task),
                                 on_lock_read_again,
                                 owned_task);
}

static void
take_credentials (GTask *task, GPtrArray *items)
{
  LineupCredentials *credentials = lineup_secret_items_read (items->pdata[0]);

  if (credentials != NULL)
    g_task_return_pointer (task, credentials, (GDestroyNotify)lineup_credentials_free);
  else
    end_in_vain (task, FALSE);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupSecretService *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = lineup_secret_items_find_finish (
      SECRET_COLLECTION (source), result, &error);

  call->n_searches++;
  call->is_withheld = items != NULL && items->len > 0 && is_withheld (self, call, items);
  if (error != NULL && !lineup_secret_error_is_lock (error))
    fail_call (task, g_steal_pointer (&error), on_prepared_to_find);
  else if (items == NULL || items->len == 0 || call->is_withheld)
    doubt (g_steal_pointer (&task), SECRET_COLLECTION (source));
  else if (call->deletes)
    {
      call->items = g_steal_pointer (&items);
      delete_next (g_steal_pointer (&task));
    }
  else
    take_credentials (task, items);
}

static void
on_prepared_to_find (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupSecretService *self = LINEUP_SECRET_SERVICE (source);
  g_autoptr (GTask) task = user_data;
  const Call *call = g_task_get_task_data (task);

  if (is_prepared (task, result))
    lineup_secret_items_find_async (get_collection (self),
                                    call->name,
                                    call->mark,
                                    begin_call (task),
                                    on_found,
                                    g_object_ref (task));
}

static void
lineup_secret_service_lookup_async (LineupKeyring *keyring,
                                    const char *name,
                                    const char *mark,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task = make_task (
      LINEUP_SECRET_SERVICE (keyring), name, mark, cancellable, callback, user_data);

  g_task_set_source_tag (task, lineup_secret_service_lookup_async);
  lineup_secret_service_prepare_async (keyring, cancellable, on_prepared_to_find, task);
}

static void
lineup_secret_service_forget_async (LineupKeyring *keyring,
                                    const char *name,
                                    const char *mark,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task = make_task (
      LINEUP_SECRET_SERVICE (keyring), name, mark, cancellable, callback, user_data);
  Call *call = g_task_get_task_data (task);

  call->deletes = TRUE;
  g_task_set_source_tag (task, lineup_secret_service_forget_async);
  lineup_secret_service_prepare_async (keyring, cancellable, on_prepared_to_find, task);
}

/* Keeping. */

static void on_prepared_to_keep (GObject *source, GAsyncResult *result, gpointer user_data);

static void
on_created (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (lineup_secret_items_create_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    fail_call (task, error, on_prepared_to_keep);
}

static void
on_prepared_to_keep (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupSecretService *self = LINEUP_SECRET_SERVICE (source);
  g_autoptr (GTask) task = user_data;
  const Call *call = g_task_get_task_data (task);

  if (is_prepared (task, result))
    lineup_secret_items_create_async (get_collection (self),
                                      call->name,
                                      call->mark,
                                      call->credentials,
                                      begin_call (task),
                                      on_created,
                                      g_object_ref (task));
}

static void
lineup_secret_service_store_async (LineupKeyring *keyring,
                                   const char *name,
                                   const char *mark,
                                   LineupCredentials *credentials,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task = make_task (
      LINEUP_SECRET_SERVICE (keyring), name, mark, cancellable, callback, user_data);
  Call *call = g_task_get_task_data (task);

  call->credentials = lineup_credentials_copy (credentials);
  g_task_set_source_tag (task, lineup_secret_service_store_async);
  lineup_secret_service_prepare_async (keyring, cancellable, on_prepared_to_keep, task);
}

/* Unlocking. What the answer to the question was, the lock tells. */

static void
on_looked_at_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (lineup_secret_connection_look_finish (LINEUP_SECRET_CONNECTION (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    /* The keyring was there when it asked. */
    g_task_return_error (task, lineup_secret_error_new_locked ());
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  LineupSecretService *self = g_task_get_source_object (task);
  LineupDeadline *patience = g_task_get_task_data (task);
  GError *error = NULL;

  if (lineup_secret_question_ask_finish (LINEUP_SECRET_QUESTION (source), result, &error))
    {
      lineup_deadline_finish (patience, NULL);
      if (lineup_secret_connection_get_state (self->connection) == LINEUP_KEYRING_STATE_UNKNOWN)
        g_task_return_error (task, lineup_secret_error_new_locked ());
      else
        lineup_secret_connection_look_async (
            self->connection, cancellable, on_looked_at_answer, g_steal_pointer (&task));
      return;
    }
  lineup_deadline_finish (patience, &error);
  if (g_error_matches (error, LINEUP_ERROR, LINEUP_ERROR_TIMEOUT))
    g_task_return_new_error (
        task, LINEUP_ERROR, LINEUP_ERROR_KEYRING_LOCKED, "Nobody has unlocked the keyring");
  else
    g_task_return_error (task, g_steal_pointer (&error));
  g_clear_error (&error);
}

static GList *
list_locked (LineupSecretService *self)
{
  GPtrArray *sealed = lineup_secret_connection_get_sealed (self->connection);
  GList *objects = NULL;

  for (guint i = 0; i < sealed->len; i++)
    objects = g_list_prepend (objects, sealed->pdata[i]);
  /* What is locked as a whole has no items that are locked by themselves. */
  return objects != NULL ? objects : g_list_prepend (NULL, get_collection (self));
}

static void
on_prepared_to_unlock (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupSecretService *self = g_task_get_source_object (task);
  LineupDeadline *patience = g_task_get_task_data (task);
  g_autoptr (GList) objects = NULL;
  g_autoptr (GError) error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (lineup_secret_connection_look_finish (LINEUP_SECRET_CONNECTION (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else if (get_collection (self) == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    {
      objects = list_locked (self);
      lineup_secret_question_ask_async (self->question,
                                        lineup_secret_connection_get_service (self->connection),
                                        objects,
                                        lineup_deadline_get_cancellable (patience),
                                        on_answered,
                                        g_steal_pointer (&task));
    }
}

static void
deadline_free (LineupDeadline *deadline)
{
  lineup_deadline_finish (deadline, NULL);
  g_object_unref (deadline);
}

static void
lineup_secret_service_unlock_async (LineupKeyring *keyring,
                                    gint64 patience,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  LineupSecretService *self = LINEUP_SECRET_SERVICE (keyring);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  LineupDeadline *deadline = lineup_deadline_new (self->clock, cancellable);

  lineup_deadline_set (deadline, patience, "Nobody has unlocked the keyring");
  g_task_set_source_tag (task, lineup_secret_service_unlock_async);
  g_task_set_task_data (task, deadline, (GDestroyNotify)deadline_free);
  /* Whatever was known of the lock may no longer be true. */
  lineup_secret_connection_look_async (self->connection, cancellable, on_prepared_to_unlock, task);
}

static void
lineup_secret_service_iface_init (LineupKeyringInterface *iface)
{
  iface->prepare_async = lineup_secret_service_prepare_async;
  iface->unlock_async = lineup_secret_service_unlock_async;
  iface->lookup_async = lineup_secret_service_lookup_async;
  iface->store_async = lineup_secret_service_store_async;
  iface->forget_async = lineup_secret_service_forget_async;
}

/* Whoever was to be asked by one that has gone is not asked any more. */
static void
on_state_changed (LineupSecretService *self)
{
  g_object_notify (G_OBJECT (self), "state");
  if (get_collection (self) == NULL)
    lineup_secret_question_withdraw (self->question);
}

LineupKeyring *
lineup_secret_service_new (GDBusConnection *connection, LineupClock *clock)
{
  LineupSecretService *self = g_object_new (LINEUP_TYPE_SECRET_SERVICE, NULL);

  self->clock = g_object_ref (clock);
  self->connection = lineup_secret_connection_new (connection, clock);
  g_signal_connect_object (
      self->connection, "notify::state", G_CALLBACK (on_state_changed), self, G_CONNECT_SWAPPED);
  return LINEUP_KEYRING (self);
}
