/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "bus/lineup-secret-service.h"

#include "lineup-deadline.h"
#include "lineup-error.h"
#include "lineup-names.h"

#include <libsecret/secret.h>

#define SERVICE_NAME "org.freedesktop.secrets"

/* Whatever needs nobody's answer takes moments. */
#define CALL_LIMIT (10 * G_TIME_SPAN_SECOND)

#define ATTRIBUTE    "account"
#define CONTENT_TYPE "text/plain"

static const SecretSchema schema = {
  LINEUP_BUS_NAME,
  SECRET_SCHEMA_NONE,
  {
      { ATTRIBUTE, SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
  },
};

struct _LineupSecretService
{
  GObject parent_instance;

  LineupClock *clock;           /* (owned) */
  SecretService *service;       /* (owned) (nullable) */
  SecretCollection *collection; /* (owned) (nullable): the default one of @service */
  LineupDeadline *connecting;   /* (owned) (nullable): of the search for both */
  GPtrArray *connectors;        /* (owned) (element-type GTask): wait for its end */
  GPtrArray *unlockers;         /* (owned) (element-type GTask): wait for a person */
  GCancellable *asking;         /* (owned) (nullable): of the question that the person has */
  LineupKeyringState state;
  guint watch_id;
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
      g_value_set_uint (value, self->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
drop (LineupSecretService *self)
{
  if (self->collection != NULL)
    g_signal_handlers_disconnect_by_data (self->collection, self);
  if (self->service != NULL)
    g_signal_handlers_disconnect_by_data (self->service, self);
  g_clear_object (&self->collection);
  g_clear_object (&self->service);
}

static void
lineup_secret_service_dispose (GObject *object)
{
  LineupSecretService *self = LINEUP_SECRET_SERVICE (object);

  g_clear_handle_id (&self->watch_id, g_bus_unwatch_name);
  drop (self);

  G_OBJECT_CLASS (lineup_secret_service_parent_class)->dispose (object);
}

static void
lineup_secret_service_finalize (GObject *object)
{
  LineupSecretService *self = LINEUP_SECRET_SERVICE (object);

  g_clear_pointer (&self->connectors, g_ptr_array_unref);
  g_clear_pointer (&self->unlockers, g_ptr_array_unref);
  g_clear_object (&self->asking);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (lineup_secret_service_parent_class)->finalize (object);
}

static void
lineup_secret_service_class_init (LineupSecretServiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lineup_secret_service_get_property;
  object_class->dispose = lineup_secret_service_dispose;
  object_class->finalize = lineup_secret_service_finalize;

  g_object_class_override_property (object_class, PROP_STATE, "state");
}

static void
lineup_secret_service_init (LineupSecretService *self)
{
  self->connectors = g_ptr_array_new_with_free_func (g_object_unref);
  self->unlockers = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
set_state (LineupSecretService *self, LineupKeyringState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify (G_OBJECT (self), "state");
}

static void
take_lock (LineupSecretService *self)
{
  set_state (self,
             secret_collection_get_locked (self->collection) ? LINEUP_KEYRING_STATE_LOCKED
                                                             : LINEUP_KEYRING_STATE_OPEN);
}

static GError *
make_locked_error (void)
{
  return g_error_new (LINEUP_ERROR, LINEUP_ERROR_KEYRING_LOCKED, "The keyring is locked");
}

/* What a keyring says may hold anything, and is not for everybody. */
static GError *
make_error (const GError *reason)
{
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (reason);
  if (g_error_matches (reason, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    return make_locked_error ();
  if (g_error_matches (reason, LINEUP_ERROR, LINEUP_ERROR_TIMEOUT))
    return g_error_new (
        LINEUP_ERROR, LINEUP_ERROR_KEYRING_LOCKED, "The keyring does not answer in time");
  return g_error_new (LINEUP_ERROR, LINEUP_ERROR_KEYRING_LOCKED, "The keyring does not work");
}

/* The way to the collection, which all who need it wait for together. */

static void
answer_connector (LineupSecretService *self, GTask *task)
{
  if (self->state == LINEUP_KEYRING_STATE_OPEN)
    g_task_return_boolean (task, TRUE);
  else if (self->state == LINEUP_KEYRING_STATE_ABSENT)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "There is no keyring");
  else
    g_task_return_error (task, make_locked_error ());
}

static gboolean
is_absence (const GError *error)
{
  return g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN)
         || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER)
         || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_EXEC_FAILED)
         || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_FAILED)
         || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_CHILD_EXITED)
         || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND);
}

static void
end_connecting (LineupSecretService *self, GError *error)
{
  g_autoptr (GPtrArray) connectors = g_steal_pointer (&self->connectors);

  self->connectors = g_ptr_array_new_with_free_func (g_object_unref);
  lineup_deadline_finish (self->connecting, NULL);
  g_clear_object (&self->connecting);
  if (error != NULL)
    drop (self);
  if (self->collection != NULL)
    take_lock (self);
  else
    set_state (self,
               error == NULL || is_absence (error) ? LINEUP_KEYRING_STATE_ABSENT
                                                   : LINEUP_KEYRING_STATE_LOCKED);
  for (guint i = 0; i < connectors->len; i++)
    answer_connector (self, connectors->pdata[i]);
}

static void
on_collection (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupSecretService) self = user_data;
  g_autoptr (GError) error = NULL;

  self->collection = secret_collection_for_alias_finish (result, &error);
  if (self->collection != NULL)
    g_signal_connect_object (
        self->collection, "notify::locked", G_CALLBACK (take_lock), self, G_CONNECT_SWAPPED);
  end_connecting (self, error);
}

static void connect_service (LineupSecretService *self);

/* A collection that comes or goes may be the default one. */
static void
on_service_signal (LineupSecretService *self, const char *sender, const char *name)
{
  if (self->connecting != NULL
      || !(g_str_equal (name, "CollectionCreated") || g_str_equal (name, "CollectionDeleted")))
    return;
  drop (self);
  connect_service (self);
}

static void
on_service (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupSecretService) self = user_data;
  g_autoptr (GError) error = NULL;

  self->service = secret_service_open_finish (result, &error);
  if (self->service == NULL)
    {
      end_connecting (self, error);
      return;
    }
  g_signal_connect_object (
      self->service, "g-signal", G_CALLBACK (on_service_signal), self, G_CONNECT_SWAPPED);
  secret_collection_for_alias (self->service,
                               SECRET_COLLECTION_DEFAULT,
                               SECRET_COLLECTION_NONE,
                               lineup_deadline_get_cancellable (self->connecting),
                               on_collection,
                               g_object_ref (self));
}

static void
connect_service (LineupSecretService *self)
{
  self->connecting = lineup_deadline_new (self->clock, NULL);
  lineup_deadline_set (self->connecting, CALL_LIMIT, "The keyring does not answer");
  secret_service_open (SECRET_TYPE_SERVICE,
                       NULL,
                       SECRET_SERVICE_OPEN_SESSION,
                       lineup_deadline_get_cancellable (self->connecting),
                       on_service,
                       g_object_ref (self));
}

static void
lineup_secret_service_prepare_async (LineupKeyring *keyring,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  LineupSecretService *self = LINEUP_SECRET_SERVICE (keyring);
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, lineup_secret_service_prepare_async);
  if (self->collection != NULL && self->connecting == NULL)
    {
      answer_connector (self, task);
      return;
    }
  g_ptr_array_add (self->connectors, g_steal_pointer (&task));
  if (self->connecting == NULL)
    {
      drop (self);
      connect_service (self);
    }
}

/* One call, within its limit. */

typedef struct
{
  char *name;                     /* (owned) */
  LineupCredentials *credentials; /* (owned) (nullable) */
  LineupDeadline *deadline;       /* (owned) */
} Call;

static void
call_free (Call *call)
{
  lineup_deadline_finish (call->deadline, NULL);
  g_object_unref (call->deadline);
  g_clear_pointer (&call->credentials, lineup_credentials_free);
  g_free (call->name);
  g_free (call);
}

static GTask *
make_task (LineupSecretService *self,
           const char *name,
           LineupCredentials *credentials,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  call->name = g_strdup (name);
  call->credentials = lineup_credentials_copy (credentials);
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
  else if (self->collection == NULL)
    g_task_return_error (task, make_locked_error ());
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

static void
fail_call (GTask *task, GError *owned_error)
{
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = owned_error;

  lineup_deadline_finish (call->deadline, &error);
  g_task_return_error (task, make_error (error));
}

static GHashTable *
make_attributes (GTask *task)
{
  const Call *call = g_task_get_task_data (task);

  return secret_attributes_build (&schema, ATTRIBUTE, call->name, NULL);
}

/* Looking up. */

static void
on_searched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GList *items = secret_collection_search_finish (SECRET_COLLECTION (source), result, &error);
  SecretValue *value = items != NULL ? secret_item_get_secret (items->data) : NULL;
  g_autoptr (LineupCredentials) credentials = NULL;

  if (value != NULL)
    credentials = lineup_credentials_parse (secret_value_get_text (value));
  if (error != NULL)
    fail_call (task, g_steal_pointer (&error));
  else if (items != NULL && secret_item_get_locked (items->data))
    g_task_return_error (task, make_locked_error ());
  else if (credentials == NULL)
    g_task_return_new_error (
        task, LINEUP_ERROR, LINEUP_ERROR_AUTH_FAILED, "The keyring does not have the credentials");
  else
    g_task_return_pointer (
        task, g_steal_pointer (&credentials), (GDestroyNotify)lineup_credentials_free);
  g_clear_pointer (&value, secret_value_unref);
  g_list_free_full (items, g_object_unref);
}

static void
on_prepared_for_lookup (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupSecretService *self = LINEUP_SECRET_SERVICE (source);
  g_autoptr (GTask) task = user_data;
  g_autoptr (GHashTable) attributes = NULL;

  if (!is_prepared (task, result))
    return;
  attributes = make_attributes (task);
  secret_collection_search (self->collection,
                            &schema,
                            attributes,
                            SECRET_SEARCH_LOAD_SECRETS,
                            begin_call (task),
                            on_searched,
                            g_object_ref (task));
}

static void
lineup_secret_service_lookup_async (LineupKeyring *keyring,
                                    const char *name,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task = make_task (
      LINEUP_SECRET_SERVICE (keyring), name, NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, lineup_secret_service_lookup_async);
  lineup_secret_service_prepare_async (keyring, on_prepared_for_lookup, task);
}

/* Storing. */

static void
on_created (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretItem) item = secret_item_create_finish (result, &error);

  if (item != NULL)
    g_task_return_boolean (task, TRUE);
  else
    fail_call (task, g_steal_pointer (&error));
}

static void
on_deleted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  /* It is as well if there was none. */
  secret_service_clear_finish (SECRET_SERVICE (source), result, &error);
  if (error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    fail_call (task, g_steal_pointer (&error));
}

static SecretValue *
make_value (const LineupCredentials *credentials)
{
  char *text = lineup_credentials_print (credentials);

  return secret_value_new_full (text, -1, CONTENT_TYPE, (GDestroyNotify)lineup_credentials_wipe);
}

static void
on_prepared_for_store (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupSecretService *self = LINEUP_SECRET_SERVICE (source);
  g_autoptr (GTask) task = user_data;
  const Call *call = g_task_get_task_data (task);
  g_autoptr (GHashTable) attributes = NULL;
  g_autofree char *label = NULL;
  SecretValue *value = NULL;

  if (!is_prepared (task, result))
    return;
  attributes = make_attributes (task);
  if (call->credentials == NULL)
    {
      secret_service_clear (
          self->service, &schema, attributes, begin_call (task), on_deleted, g_object_ref (task));
      return;
    }
  label = g_strdup_printf ("Credentials of the IPTV account “%s”", call->name);
  value = make_value (call->credentials);
  secret_item_create (self->collection,
                      &schema,
                      attributes,
                      label,
                      value,
                      SECRET_ITEM_CREATE_REPLACE,
                      begin_call (task),
                      on_created,
                      g_object_ref (task));
  secret_value_unref (value);
}

static void
lineup_secret_service_store_async (LineupKeyring *keyring,
                                   const char *name,
                                   LineupCredentials *credentials,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task = make_task (
      LINEUP_SECRET_SERVICE (keyring), name, credentials, NULL, callback, user_data);

  g_task_set_source_tag (task, lineup_secret_service_store_async);
  lineup_secret_service_prepare_async (keyring, on_prepared_for_store, task);
}

/* Unlocking. However many want it, there is one question, as long as somebody waits for its answer.
 * libsecret may wait for longer: what it says then is of no interest. */

typedef struct
{
  LineupDeadline *deadline; /* (owned) */
  GSource *source;          /* (owned): of the end of the patience */
} Unlocker;

static void
unlocker_free (Unlocker *unlocker)
{
  lineup_deadline_finish (unlocker->deadline, NULL);
  g_object_unref (unlocker->deadline);
  g_source_destroy (unlocker->source);
  g_source_unref (unlocker->source);
  g_free (unlocker);
}

static void
take_question_back (LineupSecretService *self)
{
  g_autoptr (GCancellable) asking = g_steal_pointer (&self->asking);

  if (asking != NULL)
    g_cancellable_cancel (asking);
}

static void
end_unlocking (LineupSecretService *self)
{
  g_autoptr (GPtrArray) unlockers = g_steal_pointer (&self->unlockers);

  self->unlockers = g_ptr_array_new_with_free_func (g_object_unref);
  take_question_back (self);
  for (guint i = 0; i < unlockers->len; i++)
    answer_connector (self, unlockers->pdata[i]);
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) question = user_data;
  LineupSecretService *self = g_task_get_source_object (question);
  GList *unlocked = NULL;

  secret_service_unlock_finish (SECRET_SERVICE (source), result, &unlocked, NULL);
  if (self->asking == g_task_get_cancellable (question))
    {
      g_clear_object (&self->asking);
      if (unlocked != NULL && self->collection != NULL)
        set_state (self, LINEUP_KEYRING_STATE_OPEN);
      end_unlocking (self);
    }
  g_list_free_full (unlocked, g_object_unref);
  g_task_return_boolean (question, TRUE);
}

static void
ask (LineupSecretService *self)
{
  g_autoptr (GList) collections = g_list_append (NULL, self->collection);
  GTask *question = NULL;

  self->asking = g_cancellable_new ();
  question = g_task_new (self, self->asking, NULL, NULL);
  g_task_set_source_tag (question, ask);
  secret_service_unlock (self->service, collections, self->asking, on_asked, question);
}

static gboolean
on_impatient (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  LineupSecretService *self = g_task_get_source_object (task);
  Unlocker *unlocker = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!g_ptr_array_remove (self->unlockers, task))
    return G_SOURCE_REMOVE;
  if (self->unlockers->len == 0)
    take_question_back (self);
  g_cancellable_set_error_if_cancelled (cancellable, &error);
  lineup_deadline_finish (unlocker->deadline, &error);
  g_task_return_error (task, make_error (error));
  return G_SOURCE_REMOVE;
}

static void
on_prepared_for_unlock (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupSecretService *self = LINEUP_SECRET_SERVICE (source);
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (lineup_keyring_prepare_finish (LINEUP_KEYRING (self), result, &error))
    g_task_return_boolean (task, TRUE);
  else if (self->collection == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    {
      g_ptr_array_add (self->unlockers, g_steal_pointer (&task));
      if (self->asking == NULL)
        ask (self);
    }
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
  Unlocker *unlocker = g_new0 (Unlocker, 1);

  g_task_set_source_tag (task, lineup_secret_service_unlock_async);
  unlocker->deadline = lineup_deadline_new (self->clock, cancellable);
  unlocker->source = g_cancellable_source_new (
      lineup_deadline_get_cancellable (unlocker->deadline));
  lineup_deadline_set (unlocker->deadline, patience, "Nobody has unlocked the keyring");
  g_source_set_callback (unlocker->source, G_SOURCE_FUNC (on_impatient), task, NULL);
  g_source_attach (unlocker->source, NULL);
  g_task_set_task_data (task, unlocker, (GDestroyNotify)unlocker_free);
  lineup_secret_service_prepare_async (keyring, on_prepared_for_unlock, task);
}

static void
lineup_secret_service_iface_init (LineupKeyringInterface *iface)
{
  iface->prepare_async = lineup_secret_service_prepare_async;
  iface->unlock_async = lineup_secret_service_unlock_async;
  iface->lookup_async = lineup_secret_service_lookup_async;
  iface->store_async = lineup_secret_service_store_async;
}

static void
on_appeared (GDBusConnection *connection, const char *name, const char *owner, gpointer user_data)
{
  LineupSecretService *self = user_data;

  if (self->collection == NULL && self->connecting == NULL)
    {
      drop (self);
      connect_service (self);
    }
}

/* The next one may have to be activated, by whoever needs it. */
static void
on_vanished (GDBusConnection *connection, const char *name, gpointer user_data)
{
  LineupSecretService *self = user_data;

  if (self->service == NULL || self->connecting != NULL)
    return;
  drop (self);
  set_state (self, LINEUP_KEYRING_STATE_UNKNOWN);
  end_unlocking (self);
}

LineupKeyring *
lineup_secret_service_new (GDBusConnection *connection, LineupClock *clock)
{
  LineupSecretService *self = g_object_new (LINEUP_TYPE_SECRET_SERVICE, NULL);

  self->clock = g_object_ref (clock);
  self->watch_id = g_bus_watch_name_on_connection (connection,
                                                   SERVICE_NAME,
                                                   G_BUS_NAME_WATCHER_FLAGS_NONE,
                                                   on_appeared,
                                                   on_vanished,
                                                   self,
                                                   NULL);
  return LINEUP_KEYRING (self);
}
