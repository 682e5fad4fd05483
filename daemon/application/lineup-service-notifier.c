/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-service-notifier.h"

#include <gio/gunixsocketaddress.h>
#include <string.h>
#include <unistd.h>

struct _LineupServiceNotifier
{
  GObject parent_instance;

  GSocket *socket;         /* (owned) (nullable): NULL where nobody listens */
  GSocketAddress *address; /* (owned) (nullable) */
  GSource *watchdog;       /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (LineupServiceNotifier, lineup_service_notifier, G_TYPE_OBJECT)

static void
lineup_service_notifier_finalize (GObject *object)
{
  LineupServiceNotifier *self = LINEUP_SERVICE_NOTIFIER (object);

  lineup_clock_clear_source (&self->watchdog);
  g_clear_object (&self->socket);
  g_clear_object (&self->address);

  G_OBJECT_CLASS (lineup_service_notifier_parent_class)->finalize (object);
}

static void
lineup_service_notifier_class_init (LineupServiceNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_service_notifier_finalize;
}

static void
lineup_service_notifier_init (LineupServiceNotifier *self)
{
}

static void
send_state (LineupServiceNotifier *self, const char *state)
{
  g_autoptr (GError) error = NULL;

  if (self->socket != NULL
      && g_socket_send_to (self->socket, self->address, state, strlen (state), NULL, &error) < 0)
    g_debug ("The service manager does not listen: %s", error->message);
}

static void
connect_socket (LineupServiceNotifier *self)
{
  const char *path = g_getenv ("NOTIFY_SOCKET");

  if (path == NULL || *path == '\0')
    return;
  self->address = *path == '@' ? g_unix_socket_address_new_with_type (
                      path + 1, -1, G_UNIX_SOCKET_ADDRESS_ABSTRACT)
                               : g_unix_socket_address_new (path);
  self->socket = g_socket_new (
      G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_DEFAULT, NULL);
  if (self->socket != NULL)
    g_socket_set_blocking (self->socket, FALSE);
}

/* From the main loop: when that hangs, the service manager is to notice. */
static gboolean
on_watchdog_due (gpointer user_data)
{
  send_state (user_data, "WATCHDOG=1");
  return G_SOURCE_CONTINUE;
}

static void
start_watchdog (LineupServiceNotifier *self, LineupClock *clock)
{
  const char *usec = g_getenv ("WATCHDOG_USEC");
  const char *pid = g_getenv ("WATCHDOG_PID");
  guint64 interval = 0;
  guint64 watched = 0;

  if (usec == NULL || !g_ascii_string_to_unsigned (usec, 10, 2, G_MAXINT64, &interval, NULL))
    return;
  if (pid != NULL
      && (!g_ascii_string_to_unsigned (pid, 10, 0, G_MAXINT, &watched, NULL)
          || watched != (guint64)getpid ()))
    return;
  self->watchdog = lineup_clock_add_timeout (clock, (gint64)interval / 2, on_watchdog_due, self);
}

static void
on_sync_changed (LineupServiceNotifier *self, GParamSpec *pspec, LineupAccountSync *sync)
{
  const char *account = lineup_account_sync_get_account (sync);
  LineupSyncStatus status = LINEUP_SYNC_STATUS_PENDING;
  LineupList step = LINEUP_LIST_NONE;
  g_autofree char *state = NULL;
  guint percentage = 0;

  g_object_get (sync, "status", &status, "step", &step, "percentage", &percentage, NULL);
  if (status == LINEUP_SYNC_STATUS_SYNCING)
    state = g_strdup_printf (
        "STATUS=Syncing %s: %s, %u%%", account, lineup_list_to_string (step), percentage);
  else
    state = g_strdup_printf (
        "STATUS=Idle; the last sync of %s: %s", account, lineup_sync_status_to_string (status));
  send_state (self, state);
}

static void
on_account_added (LineupServiceNotifier *self, LineupSubscription *subscription)
{
  LineupAccountSync *sync = lineup_subscription_get_sync (subscription);

  g_signal_connect_object (
      sync, "notify::status", G_CALLBACK (on_sync_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      sync, "notify::percentage", G_CALLBACK (on_sync_changed), self, G_CONNECT_SWAPPED);
}

LineupServiceNotifier *
lineup_service_notifier_new (LineupRoster *roster, LineupClock *clock)
{
  LineupServiceNotifier *self = g_object_new (LINEUP_TYPE_SERVICE_NOTIFIER, NULL);

  connect_socket (self);
  start_watchdog (self, clock);
  if (self->socket != NULL)
    g_signal_connect_object (
        roster, "account-added", G_CALLBACK (on_account_added), self, G_CONNECT_SWAPPED);
  return self;
}

void
lineup_service_notifier_stopping (LineupServiceNotifier *self)
{
  g_return_if_fail (LINEUP_IS_SERVICE_NOTIFIER (self));

  send_state (self, "STOPPING=1\nSTATUS=Ending");
}
