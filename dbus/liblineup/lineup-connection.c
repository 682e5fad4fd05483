/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-connection-private.h"
#include "lineup-error-private.h"

/* Milliseconds until the daemon is started again after its first end; they double with each further
 * one up to the last. systemd lets nobody start what ends four times in a row for a while. */
#define FIRST_PAUSE 250
#define LAST_PAUSE  60000

/* Seconds after which a daemon that runs has shown that it can. */
#define PROVEN 30

/* Milliseconds for an answer. Details and addresses come from a panel, within 20 s. */
#define ANSWER_TIME 60000

struct _LineupConnection
{
  GObject parent_instance;

  GDBusConnection *bus;      /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) */
  GQueue waiting;            /* (element-type GTask) (owned): calls until there is a bus */
  GError *error;             /* (owned) (nullable): there will be no bus */
  guint watch;               /* of the name */
  guint subscription;        /* to all of the daemon's signals */
  GSource *start;            /* (owned) (nullable): starts the daemon again */
  guint pause;               /* milliseconds */
  gint64 appeared;           /* monotonic time, 0 while it is away */
};

enum
{
  APPEARED,
  VANISHED,
  RECEIVED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LineupConnection, lineup_connection, G_TYPE_OBJECT)

/* A call, until it is answered. */
typedef struct
{
  char *path;           /* (owned) */
  char *interface;      /* (owned) */
  char *method;         /* (owned) */
  GVariant *parameters; /* (owned) (nullable) */
  GUnixFDList *fds;     /* (owned) (nullable): of the reply */
  gboolean again;       /* may be tried once more */
} Call;

static void
call_free (Call *self)
{
  g_free (self->path);
  g_free (self->interface);
  g_free (self->method);
  g_clear_pointer (&self->parameters, g_variant_unref);
  g_clear_object (&self->fds);
  g_free (self);
}

/* Whether a second call does no harm. */
static gboolean
only_reads (const char *method)
{
  static const char *const beginnings[] = { "Count", "Get", "List", "Open", "Search" };

  for (gsize i = 0; i < G_N_ELEMENTS (beginnings); i++)
    {
      if (g_str_has_prefix (method, beginnings[i]))
        return TRUE;
    }
  return FALSE;
}

static void on_reply (GObject *source, GAsyncResult *result, gpointer user_data);

static void
call_begin (GTask *owned_task)
{
  LineupConnection *self = g_task_get_source_object (owned_task);
  Call *call = g_task_get_task_data (owned_task);

  g_dbus_connection_call_with_unix_fd_list (self->bus,
                                            LINEUP_BUS_NAME,
                                            call->path,
                                            call->interface,
                                            call->method,
                                            call->parameters,
                                            NULL,
                                            G_DBUS_CALL_FLAGS_NONE,
                                            ANSWER_TIME,
                                            NULL,
                                            g_task_get_cancellable (owned_task),
                                            on_reply,
                                            owned_task);
}

static void
on_reply (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Call *call = g_task_get_task_data (task);
  GVariant *reply = g_dbus_connection_call_with_unix_fd_list_finish (
      G_DBUS_CONNECTION (source), &call->fds, result, &error);

  if (reply != NULL)
    {
      g_task_return_pointer (task, reply, (GDestroyNotify)g_variant_unref);
      return;
    }
  error = lineup_error_adopt (g_steal_pointer (&error));
  if (call->again && g_error_matches (error, LINEUP_ERROR, LINEUP_ERROR_UNAVAILABLE)
      && !g_dbus_connection_is_closed (G_DBUS_CONNECTION (source)))
    {
      call->again = FALSE;
      call_begin (g_steal_pointer (&task));
      return;
    }
  g_task_return_error (task, g_steal_pointer (&error));
}

void
lineup_connection_call_async (LineupConnection *self,
                              const char *path,
                              const char *interface,
                              const char *method,
                              GVariant *parameters,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Call *call = NULL;

  g_return_if_fail (LINEUP_IS_CONNECTION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_connection_call_async);
  call = g_new0 (Call, 1);
  call->path = g_strdup (path);
  call->interface = g_strdup (interface);
  call->method = g_strdup (method);
  call->parameters = parameters != NULL ? g_variant_ref_sink (parameters) : NULL;
  call->again = only_reads (method);
  g_task_set_task_data (task, call, (GDestroyNotify)call_free);
  if (self->error != NULL)
    g_task_return_error (task, g_error_copy (self->error));
  else if (self->bus == NULL)
    g_queue_push_tail (&self->waiting, g_steal_pointer (&task));
  else
    call_begin (g_steal_pointer (&task));
}

GVariant *
lineup_connection_call_finish (LineupConnection *self,
                               GAsyncResult *result,
                               GUnixFDList **fds,
                               GError **error)
{
  Call *call = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  call = g_task_get_task_data (G_TASK (result));
  if (fds != NULL)
    *fds = g_steal_pointer (&call->fds);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_relayed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GUnixFDList *fds = NULL;
  GVariant *reply = lineup_connection_call_finish (
      LINEUP_CONNECTION (source), result, &fds, &error);

  if (fds != NULL)
    g_task_set_task_data (task, fds, g_object_unref);
  if (reply != NULL)
    g_task_return_pointer (task, reply, (GDestroyNotify)g_variant_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
lineup_relay_async (gpointer source,
                    LineupConnection *connection,
                    const char *path,
                    const char *interface,
                    const char *method,
                    GVariant *parameters,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);

  g_task_set_source_tag (task, lineup_relay_async);
  lineup_connection_call_async (connection,
                                path,
                                interface,
                                method,
                                parameters,
                                cancellable,
                                on_relayed,
                                g_steal_pointer (&task));
}

GVariant *
lineup_relay_finish (GAsyncResult *result, GUnixFDList **fds, GError **error)
{
  if (fds != NULL)
    {
      GUnixFDList *found = g_task_get_task_data (G_TASK (result));

      *fds = found != NULL ? g_object_ref (found) : NULL;
    }
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
clear_start (LineupConnection *self)
{
  if (self->start != NULL)
    g_source_destroy (self->start);
  g_clear_pointer (&self->start, g_source_unref);
}

static void start_later (LineupConnection *self);

static void
on_started (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupConnection) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (
      G_DBUS_CONNECTION (source), result, &error);

  if (reply != NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  error = lineup_error_adopt (g_steal_pointer (&error));
  g_signal_emit (self, signals[FAILED], 0, error);
  if (self->appeared == 0 && !g_dbus_connection_is_closed (self->bus))
    start_later (self);
}

static gboolean
on_start (gpointer user_data)
{
  LineupConnection *self = user_data;

  clear_start (self);
  g_dbus_connection_call (self->bus,
                          "org.freedesktop.DBus",
                          "/org/freedesktop/DBus",
                          "org.freedesktop.DBus",
                          "StartServiceByName",
                          g_variant_new ("(su)", LINEUP_BUS_NAME, 0),
                          G_VARIANT_TYPE ("(u)"),
                          G_DBUS_CALL_FLAGS_NONE,
                          -1,
                          self->cancellable,
                          on_started,
                          g_object_ref (self));
  return G_SOURCE_REMOVE;
}

/* Begins, or goes on, to start the daemon. */
static void
start_later (LineupConnection *self)
{
  clear_start (self);
  self->start = g_timeout_source_new (self->pause);
  g_source_set_callback (self->start, on_start, self, NULL);
  g_source_attach (self->start, g_main_context_get_thread_default ());
  self->pause = CLAMP (self->pause * 2, FIRST_PAUSE, LAST_PAUSE);
}

static void
on_appeared (GDBusConnection *bus, const char *name, const char *owner, gpointer user_data)
{
  LineupConnection *self = user_data;

  clear_start (self);
  self->appeared = g_get_monotonic_time ();
  g_signal_emit (self, signals[APPEARED], 0);
}

static void
on_vanished (GDBusConnection *bus, const char *name, gpointer user_data)
{
  LineupConnection *self = user_data;

  if (self->appeared != 0 && g_get_monotonic_time () - self->appeared > PROVEN * G_USEC_PER_SEC)
    self->pause = FIRST_PAUSE;
  self->appeared = 0;
  g_signal_emit (self, signals[VANISHED], 0);
  if (bus != NULL && !g_dbus_connection_is_closed (bus) && self->start == NULL)
    start_later (self);
}

static void
on_signal (GDBusConnection *bus,
           const char *sender,
           const char *path,
           const char *interface,
           const char *member,
           GVariant *parameters,
           gpointer user_data)
{
  g_signal_emit (user_data, signals[RECEIVED], 0, path, interface, member, parameters);
}

/* Listens before anything is asked, so that nothing falls between. */
static void
take_bus (LineupConnection *self, GDBusConnection *bus)
{
  GTask *task = NULL;

  self->bus = g_object_ref (bus);
  self->subscription = g_dbus_connection_signal_subscribe (bus,
                                                           LINEUP_BUS_NAME,
                                                           NULL,
                                                           NULL,
                                                           NULL,
                                                           NULL,
                                                           G_DBUS_SIGNAL_FLAGS_NONE,
                                                           on_signal,
                                                           self,
                                                           NULL);
  self->watch = g_bus_watch_name_on_connection (
      bus, LINEUP_BUS_NAME, G_BUS_NAME_WATCHER_FLAGS_NONE, on_appeared, on_vanished, self, NULL);
  while ((task = g_queue_pop_head (&self->waiting)) != NULL)
    call_begin (task);
}

static void
fail_waiting (LineupConnection *self, const GError *error)
{
  GTask *task = NULL;

  while ((task = g_queue_pop_head (&self->waiting)) != NULL)
    {
      g_task_return_error (task, g_error_copy (error));
      g_object_unref (task);
    }
}

static void
on_bus (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupConnection) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);

  if (bus != NULL)
    {
      take_bus (self, bus);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->error = g_error_new_literal (LINEUP_ERROR, LINEUP_ERROR_UNAVAILABLE, error->message);
  fail_waiting (self, self->error);
  g_signal_emit (self, signals[FAILED], 0, self->error);
}

LineupConnection *
lineup_connection_new (GDBusConnection *bus)
{
  LineupConnection *self = g_object_new (LINEUP_TYPE_CONNECTION, NULL);

  if (bus != NULL)
    take_bus (self, bus);
  else
    g_bus_get (G_BUS_TYPE_SESSION, self->cancellable, on_bus, g_object_ref (self));
  return self;
}

static void
lineup_connection_init (LineupConnection *self)
{
  self->cancellable = g_cancellable_new ();
  g_queue_init (&self->waiting);
}

static void
lineup_connection_dispose (GObject *object)
{
  LineupConnection *self = LINEUP_CONNECTION (object);

  g_cancellable_cancel (self->cancellable);
  if (self->error == NULL)
    self->error = g_error_new_literal (
        LINEUP_ERROR, LINEUP_ERROR_UNAVAILABLE, "The client is no more");
  fail_waiting (self, self->error);
  clear_start (self);
  if (self->watch != 0)
    g_bus_unwatch_name (self->watch);
  self->watch = 0;
  if (self->subscription != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->subscription);
  self->subscription = 0;
  G_OBJECT_CLASS (lineup_connection_parent_class)->dispose (object);
}

static void
lineup_connection_finalize (GObject *object)
{
  LineupConnection *self = LINEUP_CONNECTION (object);

  g_clear_object (&self->bus);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_assert (g_queue_is_empty (&self->waiting)); /* each has a reference to us */
  G_OBJECT_CLASS (lineup_connection_parent_class)->finalize (object);
}

static void
lineup_connection_class_init (LineupConnectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lineup_connection_dispose;
  object_class->finalize = lineup_connection_finalize;
  signals[APPEARED] = g_signal_new (
      "appeared", LINEUP_TYPE_CONNECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[VANISHED] = g_signal_new (
      "vanished", LINEUP_TYPE_CONNECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[RECEIVED] = g_signal_new ("received",
                                    LINEUP_TYPE_CONNECTION,
                                    G_SIGNAL_RUN_LAST,
                                    0,
                                    NULL,
                                    NULL,
                                    NULL,
                                    G_TYPE_NONE,
                                    4,
                                    G_TYPE_STRING,
                                    G_TYPE_STRING,
                                    G_TYPE_STRING,
                                    G_TYPE_VARIANT);
  signals[FAILED] = g_signal_new ("failed",
                                  LINEUP_TYPE_CONNECTION,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  G_TYPE_ERROR);
}
