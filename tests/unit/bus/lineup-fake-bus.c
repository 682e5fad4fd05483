/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-fake-bus.h"

#include "lineup-await.h"

#include <sys/socket.h>

#define BUS  "org.freedesktop.DBus"
#define PATH "/org/freedesktop/DBus"
#define NAME ":1.0"

struct _LineupFakeBus
{
  GDBusConnection *bus;        /* (owned): the bus's end */
  GDBusConnection *connection; /* (owned): the other one */

  GMutex mutex;        /* for what follows: messages come on a thread of GDBus's */
  GHashTable *replies; /* (owned) (element-type guint32 GDBusMessage): by number of the call */
  GPtrArray *pings;    /* (owned) (element-type GDBusMessage): that are not answered yet */
  gboolean holds_pongs;
  guint n_pings;
  guint n_rules;
};

/* Takes the message. The other end may have gone while it was answered. */
static void
send_message (LineupFakeBus *self, GDBusMessage *message, guint32 *serial)
{
  g_autoptr (GDBusMessage) owned_message = message;
  g_autoptr (GError) error = NULL;

  if (!g_dbus_connection_send_message (
          self->bus, message, G_DBUS_SEND_MESSAGE_FLAGS_NONE, serial, &error))
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

static void
reply (LineupFakeBus *self, GDBusMessage *call, const char *sender, GVariant *arguments)
{
  GDBusMessage *message = g_dbus_message_new_method_reply (call);

  g_dbus_message_set_sender (message, sender);
  if (arguments != NULL)
    g_dbus_message_set_body (message, arguments);
  send_message (self, message, NULL);
}

static void
answer_ping (LineupFakeBus *self, GDBusMessage *ping)
{
  reply (self, ping, g_dbus_message_get_destination (ping), NULL);
}

/* What a connection asks its bus for. */
static void
answer (LineupFakeBus *self, GDBusMessage *call)
{
  const char *method = g_dbus_message_get_member (call);

  if (g_str_equal (method, "Hello"))
    reply (self, call, BUS, g_variant_new ("(s)", NAME));
  else if (g_str_equal (method, "GetNameOwner"))
    reply (self, call, BUS, g_dbus_message_get_body (call));
  else
    reply (self, call, BUS, NULL);
  self->n_rules += g_str_equal (method, "AddMatch");
  self->n_rules -= g_str_equal (method, "RemoveMatch");
}

static void
take (LineupFakeBus *self, GDBusMessage *message)
{
  const GDBusMessageType type = g_dbus_message_get_message_type (message);

  if (type == G_DBUS_MESSAGE_TYPE_METHOD_RETURN || type == G_DBUS_MESSAGE_TYPE_ERROR)
    g_hash_table_insert (self->replies,
                         GUINT_TO_POINTER (g_dbus_message_get_reply_serial (message)),
                         g_object_ref (message));
  else if (type != G_DBUS_MESSAGE_TYPE_METHOD_CALL)
    return;
  else if (g_strcmp0 (g_dbus_message_get_destination (message), BUS) == 0)
    answer (self, message);
  else
    {
      g_assert_cmpstr (g_dbus_message_get_member (message), ==, "Ping");
      self->n_pings++;
      if (self->holds_pongs)
        g_ptr_array_add (self->pings, g_object_ref (message));
      else
        answer_ping (self, message);
    }
}

static GDBusMessage *
on_message (GDBusConnection *connection,
            GDBusMessage *message,
            gboolean is_incoming,
            gpointer user_data)
{
  LineupFakeBus *self = user_data;
  g_autoptr (GDBusMessage) owned_message = message;

  if (!is_incoming)
    return g_steal_pointer (&owned_message);
  g_mutex_lock (&self->mutex);
  take (self, message);
  g_mutex_unlock (&self->mutex);
  /* Somebody may wait for it. */
  g_main_context_wakeup (NULL);
  return NULL;
}

static GIOStream *
make_stream (int fd)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocket) socket = g_socket_new_from_fd (fd, &error);

  g_assert_no_error (error);
  return G_IO_STREAM (g_socket_connection_factory_create_connection (socket));
}

static void
connect_end (int fd, const char *guid, GDBusConnectionFlags flags, LineupAwait **await)
{
  g_autoptr (GIOStream) stream = make_stream (fd);

  g_dbus_connection_new (stream, guid, flags, NULL, NULL, lineup_await_callback, await);
}

static GDBusConnection *
await_end (LineupAwait **await)
{
  g_autoptr (GAsyncResult) result = lineup_await (await);
  g_autoptr (GError) error = NULL;
  GDBusConnection *connection = g_dbus_connection_new_finish (result, &error);

  g_assert_no_error (error);
  return connection;
}

LineupFakeBus *
lineup_fake_bus_new (void)
{
  LineupFakeBus *self = g_new0 (LineupFakeBus, 1);
  g_autofree char *guid = g_dbus_generate_guid ();
  LineupAwait *bus = NULL;
  LineupAwait *connection = NULL;
  int ends[2];

  g_mutex_init (&self->mutex);
  self->replies = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  self->pings = g_ptr_array_new_with_free_func (g_object_unref);

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), ==, 0);
  connect_end (ends[0],
               guid,
               G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_SERVER
                   | G_DBUS_CONNECTION_FLAGS_DELAY_MESSAGE_PROCESSING,
               &bus);
  connect_end (ends[1],
               NULL,
               G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                   | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
               &connection);
  self->bus = await_end (&bus);
  g_dbus_connection_add_filter (self->bus, on_message, self, NULL);
  g_dbus_connection_start_message_processing (self->bus);
  self->connection = await_end (&connection);
  return self;
}

static void
close_end (GDBusConnection *connection)
{
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  g_dbus_connection_close (connection, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  /* The other end may have been the first. */
  g_dbus_connection_close_finish (connection, result, NULL);
}

void
lineup_fake_bus_free (LineupFakeBus *self)
{
  close_end (self->connection);
  close_end (self->bus);
  g_object_unref (self->connection);
  lineup_await_finalize (self->bus);
  g_hash_table_unref (self->replies);
  g_ptr_array_unref (self->pings);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

GDBusConnection *
lineup_fake_bus_get_connection (LineupFakeBus *self)
{
  return self->connection;
}

guint32
lineup_fake_bus_call (LineupFakeBus *self,
                      const char *sender,
                      const char *path,
                      const char *interface,
                      const char *method,
                      GVariant *arguments)
{
  GDBusMessage *message = g_dbus_message_new_method_call (NAME, path, interface, method);
  guint32 serial = 0;

  g_dbus_message_set_sender (message, sender);
  g_dbus_message_set_body (message, arguments);
  send_message (self, message, &serial);
  return serial;
}

GDBusMessage *
lineup_fake_bus_get_reply (LineupFakeBus *self, guint32 call)
{
  GDBusMessage *message = NULL;

  g_mutex_lock (&self->mutex);
  message = g_hash_table_lookup (self->replies, GUINT_TO_POINTER (call));
  g_mutex_unlock (&self->mutex);
  return message;
}

/* A call that somebody waits for. */
typedef struct
{
  LineupFakeBus *bus; /* (unowned) */
  guint32 call;
} Pending;

static gboolean
is_replied (gpointer user_data)
{
  const Pending *pending = user_data;

  return lineup_fake_bus_get_reply (pending->bus, pending->call) != NULL;
}

GDBusMessage *
lineup_fake_bus_await_reply (LineupFakeBus *self, guint32 call)
{
  Pending pending = { self, call };

  lineup_await_until (is_replied, &pending);
  return lineup_fake_bus_get_reply (self, call);
}

const char *
lineup_fake_bus_await_error (LineupFakeBus *self, guint32 call)
{
  return g_dbus_message_get_error_name (lineup_fake_bus_await_reply (self, call));
}

void
lineup_fake_bus_leave (LineupFakeBus *self, const char *name)
{
  GDBusMessage *message = g_dbus_message_new_signal (PATH, BUS, "NameOwnerChanged");

  g_dbus_message_set_sender (message, BUS);
  g_dbus_message_set_body (message, g_variant_new ("(sss)", name, name, ""));
  send_message (self, message, NULL);
}

void
lineup_fake_bus_hold_pongs (LineupFakeBus *self, gboolean held)
{
  g_mutex_lock (&self->mutex);
  self->holds_pongs = held;
  for (guint i = 0; !held && i < self->pings->len; i++)
    answer_ping (self, self->pings->pdata[i]);
  if (!held)
    g_ptr_array_set_size (self->pings, 0);
  g_mutex_unlock (&self->mutex);
}

/* What GDBus makes of a call that has timed out, in place of its own timer. */
void
lineup_fake_bus_give_pongs_up (LineupFakeBus *self)
{
  g_autoptr (GError) error = g_error_new_literal (
      G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "There was no answer");
  g_autofree char *name = g_dbus_error_encode_gerror (error);

  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < self->pings->len; i++)
    {
      GDBusMessage *ping = self->pings->pdata[i];
      GDBusMessage *message = g_dbus_message_new_method_error_literal (ping, name, error->message);

      g_dbus_message_set_sender (message, g_dbus_message_get_destination (ping));
      send_message (self, message, NULL);
    }
  g_ptr_array_set_size (self->pings, 0);
  g_mutex_unlock (&self->mutex);
}

guint
lineup_fake_bus_count_pings (LineupFakeBus *self)
{
  guint n_pings = 0;

  g_mutex_lock (&self->mutex);
  n_pings = self->n_pings;
  g_mutex_unlock (&self->mutex);
  return n_pings;
}

guint
lineup_fake_bus_count_rules (LineupFakeBus *self)
{
  guint n_rules = 0;

  g_mutex_lock (&self->mutex);
  n_rules = self->n_rules;
  g_mutex_unlock (&self->mutex);
  return n_rules;
}
