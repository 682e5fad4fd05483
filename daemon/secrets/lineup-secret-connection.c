/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-secret-connection.h"

#include "lineup-deadline.h"
#include "lineup-error.h"
#include "lineup-kwallet.h"
#include "lineup-log.h"
#include "lineup-secret-error.h"

#define SERVICE_NAME "org.freedesktop.secrets"

/* Microseconds: whatever needs nobody's answer takes moments. */
#define CALL_LIMIT (10 * G_TIME_SPAN_SECOND)

/* Microseconds: services tell several times of one change, some of them of what we have done. */
#define SETTLING_TIME (100 * G_TIME_SPAN_MILLISECOND)
#define RETRY_TIME    (60 * G_TIME_SPAN_SECOND)

/* Microseconds of the first pause, each time twice as long up to the other. */
#define FIRST_RETRY_TIME G_TIME_SPAN_SECOND

struct _LineupSecretConnection
{
  GObject parent_instance;

  GDBusConnection *bus;         /* (owned) */
  LineupClock *clock;           /* (owned) */
  SecretService *service;       /* (owned) (nullable) */
  SecretCollection *collection; /* (owned) (nullable): the default one of @service */
  GPtrArray *sealed;       /* (owned) (element-type SecretItem): of @collection, that are locked
                              by themselves */
  LineupDeadline *looking; /* (owned) (nullable): of the search for both, and of the lock */
  GPtrArray *waiters;      /* (owned) (element-type GTask): for its end */
  GError *failure;         /* (owned) (nullable): of a keyring that does not work */
  GSource *settling;       /* (owned) (nullable): after a change, until it is looked at */
  gint64 retry_time;       /* microseconds until a failing one is looked at again */
  LineupKeyringState state;
  gboolean is_renewed; /* whether another collection may be the default one, or another session
                          is needed */
  gboolean is_gone;    /* whether the service has gone while it was looked for */
  guint watch_id;
  guint opened_id; /* of the signal */
};

enum
{
  PROP_STATE = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (LineupSecretConnection, lineup_secret_connection, G_TYPE_OBJECT)

static void
lineup_secret_connection_get_property (GObject *object,
                                       guint property_id,
                                       GValue *value,
                                       GParamSpec *pspec)
{
  LineupSecretConnection *self = LINEUP_SECRET_CONNECTION (object);

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
drop (LineupSecretConnection *self)
{
  if (self->collection != NULL)
    g_signal_handlers_disconnect_by_data (self->collection, self);
  if (self->service != NULL)
    g_signal_handlers_disconnect_by_data (self->service, self);
  g_clear_object (&self->collection);
  g_clear_object (&self->service);
  g_ptr_array_set_size (self->sealed, 0);
}

static void
lineup_secret_connection_dispose (GObject *object)
{
  LineupSecretConnection *self = LINEUP_SECRET_CONNECTION (object);

  g_clear_handle_id (&self->watch_id, g_bus_unwatch_name);
  if (self->opened_id != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->opened_id);
  self->opened_id = 0;
  lineup_clock_clear_source (&self->settling);
  drop (self);

  G_OBJECT_CLASS (lineup_secret_connection_parent_class)->dispose (object);
}

static void
lineup_secret_connection_finalize (GObject *object)
{
  LineupSecretConnection *self = LINEUP_SECRET_CONNECTION (object);

  g_clear_pointer (&self->sealed, g_ptr_array_unref);
  g_clear_pointer (&self->waiters, g_ptr_array_unref);
  g_clear_object (&self->bus);
  g_clear_object (&self->clock);
  g_clear_error (&self->failure);

  G_OBJECT_CLASS (lineup_secret_connection_parent_class)->finalize (object);
}

static void
lineup_secret_connection_class_init (LineupSecretConnectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lineup_secret_connection_get_property;
  object_class->dispose = lineup_secret_connection_dispose;
  object_class->finalize = lineup_secret_connection_finalize;

  properties[PROP_STATE] = g_param_spec_uint ("state",
                                              NULL,
                                              NULL,
                                              LINEUP_KEYRING_STATE_UNKNOWN,
                                              LINEUP_KEYRING_STATE_OPEN,
                                              LINEUP_KEYRING_STATE_UNKNOWN,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
                                                  | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
lineup_secret_connection_init (LineupSecretConnection *self)
{
  self->retry_time = FIRST_RETRY_TIME;
  self->sealed = g_ptr_array_new_with_free_func (g_object_unref);
  self->waiters = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
set_state (LineupSecretConnection *self, LineupKeyringState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

void
lineup_secret_connection_take_lock (LineupSecretConnection *self, LineupSecretLock lock)
{
  g_return_if_fail (LINEUP_IS_SECRET_CONNECTION (self));

  if (lock != LINEUP_SECRET_LOCK_ITEMS)
    g_ptr_array_set_size (self->sealed, 0);
  set_state (self,
             lock == LINEUP_SECRET_LOCK_OPEN ? LINEUP_KEYRING_STATE_OPEN
                                             : LINEUP_KEYRING_STATE_LOCKED);
}

static void look (LineupSecretConnection *self);

static gboolean
on_settled (gpointer user_data)
{
  LineupSecretConnection *self = user_data;

  if (self->looking != NULL)
    return G_SOURCE_CONTINUE;
  lineup_clock_clear_source (&self->settling);
  look (self);
  return G_SOURCE_REMOVE;
}

static void
look_after (LineupSecretConnection *self, gint64 delay)
{
  lineup_clock_clear_source (&self->settling);
  self->settling = lineup_clock_add_timeout (self->clock, delay, on_settled, self);
}

/* A look at what there is, for which all who need to know wait together: the service, its default
 * collection, what of that is locked. */

static GError *
make_error (LineupSecretConnection *self)
{
  if (self->state == LINEUP_KEYRING_STATE_ABSENT)
    return g_error_new (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "There is no keyring");
  if (self->state == LINEUP_KEYRING_STATE_FAILING)
    return g_error_copy (self->failure);
  return lineup_secret_error_new_locked ();
}

static void
answer (LineupSecretConnection *self, GTask *task)
{
  if (self->state == LINEUP_KEYRING_STATE_OPEN)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, make_error (self));
}

/* What is not known of a service that went away meanwhile, the next one tells. */
static LineupKeyringState
judge (LineupSecretConnection *self, const GError *error)
{
  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return LINEUP_KEYRING_STATE_ABSENT;
  if (self->is_gone)
    return LINEUP_KEYRING_STATE_UNKNOWN;
  if (g_error_matches (error, LINEUP_ERROR, LINEUP_ERROR_KEYRING_LOCKED))
    return LINEUP_KEYRING_STATE_LOCKED;
  return LINEUP_KEYRING_STATE_FAILING;
}

static void
take_failure (LineupSecretConnection *self, const GError *reason)
{
  const LineupLogContext context = { 0 };
  g_autoptr (GError) error = reason != NULL ? lineup_secret_error_new (reason, NULL) : NULL;
  const LineupKeyringState state = judge (self, error);

  /* A service that has no such collection yet tells of it when there is one. */
  if (error != NULL)
    drop (self);
  if (state == LINEUP_KEYRING_STATE_FAILING)
    {
      if (self->state != state)
        lineup_log (G_LOG_LEVEL_WARNING, &context, error, "there is a keyring of no use");
      g_clear_error (&self->failure);
      self->failure = g_steal_pointer (&error);
    }
  /* A service that hangs does not tell when it works, nor does one that has its name before it can.
   */
  if (state == LINEUP_KEYRING_STATE_LOCKED)
    look_after (self, RETRY_TIME);
  if (state == LINEUP_KEYRING_STATE_FAILING)
    {
      look_after (self, self->retry_time);
      self->retry_time = MIN (2 * self->retry_time, RETRY_TIME);
    }
  set_state (self, state);
}

static void
end_looking (LineupSecretConnection *self, const LineupSecretLock *lock, GError *owned_error)
{
  g_autoptr (GPtrArray) waiters = g_steal_pointer (&self->waiters);
  g_autoptr (GError) error = owned_error;

  self->waiters = g_ptr_array_new_with_free_func (g_object_unref);
  lineup_deadline_finish (self->looking, &error);
  g_clear_object (&self->looking);
  if (lock != NULL && self->collection != NULL)
    {
      self->retry_time = FIRST_RETRY_TIME;
      lineup_secret_connection_take_lock (self, *lock);
    }
  else
    take_failure (self, error);
  self->is_gone = FALSE;
  for (guint i = 0; i < waiters->len; i++)
    answer (self, waiters->pdata[i]);
}

static void
on_lock_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupSecretConnection) self = user_data;
  LineupSecretLock lock = LINEUP_SECRET_LOCK_OPEN;
  GError *error = NULL;

  if (lineup_secret_lock_read_finish (SECRET_COLLECTION (source), result, &lock, &error))
    end_looking (self, &lock, NULL);
  else
    end_looking (self, NULL, error);
}

static void
read_lock (LineupSecretConnection *self)
{
  lineup_secret_lock_read_async (self->collection,
                                 self->sealed,
                                 lineup_deadline_get_cancellable (self->looking),
                                 on_lock_read,
                                 g_object_ref (self));
}

static void
on_collection (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupSecretConnection) self = user_data;
  GError *error = NULL;

  self->collection = secret_collection_for_alias_finish (result, &error);
  if (self->collection == NULL)
    {
      end_looking (self, NULL, error);
      return;
    }
  g_signal_connect_object (self->collection,
                           "notify::locked",
                           G_CALLBACK (lineup_secret_connection_suspect),
                           self,
                           G_CONNECT_SWAPPED);
  read_lock (self);
}

static void on_service_signal (LineupSecretConnection *self, const char *sender, const char *name);

static void
on_service (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupSecretConnection) self = user_data;
  GError *error = NULL;

  self->service = secret_service_open_finish (result, &error);
  if (self->service == NULL)
    {
      end_looking (self, NULL, error);
      return;
    }
  g_signal_connect_object (
      self->service, "g-signal", G_CALLBACK (on_service_signal), self, G_CONNECT_SWAPPED);
  secret_collection_for_alias (self->service,
                               SECRET_COLLECTION_DEFAULT,
                               SECRET_COLLECTION_NONE,
                               lineup_deadline_get_cancellable (self->looking),
                               on_collection,
                               g_object_ref (self));
}

/* Looks, while nobody does. */
static void
look (LineupSecretConnection *self)
{
  self->looking = lineup_deadline_new (self->clock, NULL);
  lineup_deadline_set (self->looking, CALL_LIMIT, "The keyring does not answer");
  if (self->collection == NULL)
    self->is_renewed = TRUE;
  if (!self->is_renewed)
    {
      read_lock (self);
      return;
    }
  self->is_renewed = FALSE;
  drop (self);
  secret_service_open (SECRET_TYPE_SERVICE,
                       NULL,
                       SECRET_SERVICE_OPEN_SESSION,
                       lineup_deadline_get_cancellable (self->looking),
                       on_service,
                       g_object_ref (self));
}

static GTask *
make_waiter (LineupSecretConnection *self,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, make_waiter);
  return task;
}

void
lineup_secret_connection_look_async (LineupSecretConnection *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_SECRET_CONNECTION (self));

  g_ptr_array_add (self->waiters, make_waiter (self, cancellable, callback, user_data));
  if (self->looking == NULL)
    look (self);
}

void
lineup_secret_connection_prepare_async (LineupSecretConnection *self,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LINEUP_IS_SECRET_CONNECTION (self));

  if (self->state != LINEUP_KEYRING_STATE_OPEN || self->looking != NULL || self->is_renewed)
    {
      lineup_secret_connection_look_async (self, cancellable, callback, user_data);
      return;
    }
  task = make_waiter (self, cancellable, callback, user_data);
  answer (self, task);
}

gboolean
lineup_secret_connection_look_finish (LineupSecretConnection *self,
                                      GAsyncResult *result,
                                      GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Changes. */

void
lineup_secret_connection_suspect (LineupSecretConnection *self)
{
  g_return_if_fail (LINEUP_IS_SECRET_CONNECTION (self));

  look_after (self, SETTLING_TIME);
}

void
lineup_secret_connection_distrust (LineupSecretConnection *self)
{
  g_return_if_fail (LINEUP_IS_SECRET_CONNECTION (self));

  self->is_renewed = TRUE;
}

/* KWallet and KeePassXC tell of a lock by CollectionChanged alone. A collection that comes or goes
 * may be the default one. That an item is deleted is no word of a person's: KeePassXC says so of
 * all when it locks. */
static void
on_service_signal (LineupSecretConnection *self, const char *sender, const char *name)
{
  static const char *const signals[]
      = { "CollectionChanged", "CollectionCreated", "CollectionDeleted", NULL };

  if (!g_strv_contains (signals, name))
    return;
  self->is_renewed |= !g_str_equal (name, "CollectionChanged");
  lineup_secret_connection_suspect (self);
}

static void
on_appeared (GDBusConnection *connection, const char *name, const char *owner, gpointer user_data)
{
  LineupSecretConnection *self = user_data;

  if (self->collection == NULL && self->looking == NULL)
    look (self);
}

/* The next one may have to be activated, by whoever needs it. */
static void
on_vanished (GDBusConnection *connection, const char *name, gpointer user_data)
{
  LineupSecretConnection *self = user_data;

  self->is_gone = self->looking != NULL;
  if (self->is_gone || self->service == NULL)
    return;
  drop (self);
  set_state (self, LINEUP_KEYRING_STATE_UNKNOWN);
}

static void
on_wallet_opened (GDBusConnection *connection,
                  const char *sender,
                  const char *path,
                  const char *interface,
                  const char *signal,
                  GVariant *arguments,
                  gpointer user_data)
{
  LineupSecretConnection *self = user_data;

  lineup_secret_connection_suspect (self);
}

LineupSecretConnection *
lineup_secret_connection_new (GDBusConnection *connection, LineupClock *clock)
{
  LineupSecretConnection *self = g_object_new (LINEUP_TYPE_SECRET_CONNECTION, NULL);

  self->bus = g_object_ref (connection);
  self->clock = g_object_ref (clock);
  self->opened_id = g_dbus_connection_signal_subscribe (connection,
                                                        SERVICE_NAME,
                                                        LINEUP_KWALLET_INTERFACE,
                                                        LINEUP_KWALLET_SIGNAL_OPENED,
                                                        NULL,
                                                        NULL,
                                                        G_DBUS_SIGNAL_FLAGS_NONE,
                                                        on_wallet_opened,
                                                        self,
                                                        NULL);
  self->watch_id = g_bus_watch_name_on_connection (connection,
                                                   SERVICE_NAME,
                                                   G_BUS_NAME_WATCHER_FLAGS_NONE,
                                                   on_appeared,
                                                   on_vanished,
                                                   self,
                                                   NULL);
  return self;
}

LineupKeyringState
lineup_secret_connection_get_state (LineupSecretConnection *self)
{
  g_return_val_if_fail (LINEUP_IS_SECRET_CONNECTION (self), LINEUP_KEYRING_STATE_UNKNOWN);

  return self->state;
}

SecretService *
lineup_secret_connection_get_service (LineupSecretConnection *self)
{
  g_return_val_if_fail (LINEUP_IS_SECRET_CONNECTION (self), NULL);

  return self->service;
}

SecretCollection *
lineup_secret_connection_get_collection (LineupSecretConnection *self)
{
  g_return_val_if_fail (LINEUP_IS_SECRET_CONNECTION (self), NULL);

  return self->collection;
}

GPtrArray *
lineup_secret_connection_get_sealed (LineupSecretConnection *self)
{
  g_return_val_if_fail (LINEUP_IS_SECRET_CONNECTION (self), NULL);

  return self->sealed;
}
