/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-signal-log.h"

#include "lineup-test-limits.h"

#define BUS_NAME "org.freedesktop.DBus"
#define BUS_PATH "/org/freedesktop/DBus"

struct _LineupSignalLog
{
  GObject parent_instance;

  GDBusConnection *connection; /* (owned) */
  char *name;                  /* (owned) */
  guint filter;

  GMutex mutex; /* guards all that follows */
  GCond changed;
  GPtrArray *signals; /* (owned) (element-type LineupSignal) */
  char *owner;        /* (owned) (nullable), unique name */
};

G_DEFINE_FINAL_TYPE (LineupSignalLog, lineup_signal_log, G_TYPE_OBJECT)

LineupSignal *
lineup_signal_copy (const LineupSignal *self)
{
  LineupSignal *copy = g_memdup2 (self, sizeof *self);

  copy->path = g_strdup (self->path);
  copy->member = g_strdup (self->member);
  copy->parameters = g_variant_ref (self->parameters);
  return copy;
}

void
lineup_signal_free (LineupSignal *self)
{
  g_free (self->path);
  g_free (self->member);
  g_variant_unref (self->parameters);
  g_free (self);
}

static void
note_owner_locked (LineupSignalLog *self, GDBusMessage *message)
{
  const char *name = NULL;
  const char *owner = NULL;

  g_variant_get (g_dbus_message_get_body (message), "(&s&s&s)", &name, NULL, &owner);
  if (!g_str_equal (name, self->name))
    return;
  g_free (self->owner);
  self->owner = *owner != '\0' ? g_strdup (owner) : NULL;
}

static void
note_signal_locked (LineupSignalLog *self, GDBusMessage *message)
{
  LineupSignal *signal = NULL;
  GVariant *body = g_dbus_message_get_body (message);

  if (g_strcmp0 (g_dbus_message_get_sender (message), self->owner) != 0)
    return;
  signal = g_new0 (LineupSignal, 1);
  signal->time = g_get_monotonic_time ();
  signal->path = g_strdup (g_dbus_message_get_path (message));
  signal->member = g_strdup (g_dbus_message_get_member (message));
  signal->parameters = body != NULL ? g_variant_ref (body)
                                    : g_variant_ref_sink (g_variant_new_tuple (NULL, 0));
  g_ptr_array_add (self->signals, signal);
}

/* Runs in GDBus' own thread, as the messages arrive. */
static GDBusMessage *
on_message (GDBusConnection *connection,
            GDBusMessage *message,
            gboolean incoming,
            gpointer user_data)
{
  LineupSignalLog *self = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (!incoming || g_dbus_message_get_message_type (message) != G_DBUS_MESSAGE_TYPE_SIGNAL)
    return message;

  if (g_strcmp0 (g_dbus_message_get_member (message), "NameOwnerChanged") == 0)
    note_owner_locked (self, message);
  else
    note_signal_locked (self, message);
  g_cond_broadcast (&self->changed);
  return message;
}

static void
lineup_signal_log_finalize (GObject *object)
{
  LineupSignalLog *self = LINEUP_SIGNAL_LOG (object);

  g_clear_object (&self->connection);
  g_free (self->name);
  g_ptr_array_unref (self->signals);
  g_free (self->owner);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (lineup_signal_log_parent_class)->finalize (object);
}

static void
lineup_signal_log_class_init (LineupSignalLogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_signal_log_finalize;
}

static void
lineup_signal_log_init (LineupSignalLog *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  self->signals = g_ptr_array_new_with_free_func ((GDestroyNotify)lineup_signal_free);
}

static void
add_match (LineupSignalLog *self, const char *rule)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_sync (self->connection,
                                                            BUS_NAME,
                                                            BUS_PATH,
                                                            BUS_NAME,
                                                            "AddMatch",
                                                            g_variant_new ("(s)", rule),
                                                            NULL,
                                                            G_DBUS_CALL_FLAGS_NONE,
                                                            -1,
                                                            NULL,
                                                            &error);

  g_assert_no_error (error);
}

LineupSignalLog *
lineup_signal_log_new (GDBusConnection *connection, const char *name)
{
  LineupSignalLog *self = g_object_new (LINEUP_TYPE_SIGNAL_LOG, NULL);
  g_autofree char *signals = g_strdup_printf ("type='signal',sender='%s'", name);
  g_autofree char *owner = g_strdup_printf (
      "type='signal',sender='" BUS_NAME "',member='NameOwnerChanged',arg0='%s'", name);

  self->connection = g_object_ref (connection);
  self->name = g_strdup (name);
  self->filter = g_dbus_connection_add_filter (
      connection, on_message, g_object_ref (self), g_object_unref);
  add_match (self, owner);
  add_match (self, signals);
  return self;
}

void
lineup_signal_log_stop (LineupSignalLog *self)
{
  g_dbus_connection_remove_filter (self->connection, self->filter);
  g_clear_object (&self->connection);
}

gboolean
lineup_signal_log_wait_owned (LineupSignalLog *self, gboolean owned, gint64 until)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  while ((self->owner != NULL) != owned)
    {
      if (!g_cond_wait_until (&self->changed, &self->mutex, until))
        return FALSE;
    }
  return TRUE;
}

int
lineup_signal_log_wait (LineupSignalLog *self,
                        guint first,
                        LineupSignalFunc func,
                        gpointer user_data)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  gint64 watchdog = lineup_test_watchdog ();

  for (guint i = first;; i++)
    {
      while (i >= self->signals->len)
        {
          if (self->owner == NULL || !g_cond_wait_until (&self->changed, &self->mutex, watchdog))
            return -1;
        }
      if (func (g_ptr_array_index (self->signals, i), user_data))
        return (int)i;
    }
}

static gboolean
is_of (const LineupSignal *signal, const char *path, const char *member)
{
  return (path == NULL || g_str_equal (signal->path, path))
         && (member == NULL || g_str_equal (signal->member, member));
}

LineupSignal *
lineup_signal_log_get (LineupSignalLog *self, guint index)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_assert_cmpuint (index, <, self->signals->len);
  return lineup_signal_copy (g_ptr_array_index (self->signals, index));
}

GPtrArray *
lineup_signal_log_get_all (LineupSignalLog *self, const char *path, const char *member)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  GPtrArray *copies = g_ptr_array_new_with_free_func ((GDestroyNotify)lineup_signal_free);

  for (guint i = 0; i < self->signals->len; i++)
    {
      const LineupSignal *signal = g_ptr_array_index (self->signals, i);

      if (is_of (signal, path, member))
        g_ptr_array_add (copies, lineup_signal_copy (signal));
    }
  return copies;
}

guint
lineup_signal_log_get_length (LineupSignalLog *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->signals->len;
}
