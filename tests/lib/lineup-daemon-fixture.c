/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-fixture.h"

#include "lineup-test-files.h"
#include "lineup-test-limits.h"

#include <signal.h>
#include <string.h>

/* Microseconds that a call may take, and the end of the daemon. */
#define CALL_LIMIT (30 * G_USEC_PER_SEC)
#define STOP_LIMIT (2 * G_USEC_PER_SEC)
#define LOG_NAME   "log"

/* Microseconds after which a start looks whether the daemon is still alive. */
#define GLANCE (100 * 1000)

#define PROPERTIES_INTERFACE "org.freedesktop.DBus.Properties"

char *
lineup_daemon_fixture_get_path (LineupDaemonFixture *self, const char *name)
{
  return g_build_filename (self->directory, name, NULL);
}

char *
lineup_daemon_fixture_read_log (LineupDaemonFixture *self)
{
  g_autofree char *path = g_build_filename (self->directory, LOG_NAME, NULL);
  char *log = NULL;

  if (!g_file_get_contents (path, &log, NULL, NULL))
    return g_strdup ("");
  return log;
}

/* Ends the test with all that is known. */
G_NORETURN static void
fail (LineupDaemonFixture *self, const char *what)
{
  g_autofree char *log = lineup_daemon_fixture_read_log (self);

  g_error ("%s. The daemon said:\n%s", what, log);
}

void
lineup_daemon_fixture_wait_logged (LineupDaemonFixture *self, const char *text)
{
  const gint64 watchdog = lineup_test_watchdog ();
  gboolean found = FALSE;

  while (!found)
    {
      g_autofree char *log = lineup_daemon_fixture_read_log (self);

      if (g_get_monotonic_time () > watchdog)
        fail (self, text);
      found = strstr (log, text) != NULL;
      g_thread_yield ();
    }
}

void
lineup_daemon_fixture_start (LineupDaemonFixture *self)
{
  gint64 watchdog = lineup_test_watchdog ();

  self->process = lineup_daemon_process_new (
      lineup_test_bus_get_address (self->bus), self->directory, NULL);
  while (!lineup_signal_log_wait_owned (self->signals, TRUE, g_get_monotonic_time () + GLANCE))
    {
      if (lineup_daemon_process_get_pid (self->process) == NULL)
        fail (self, "The daemon ended at its start");
      if (g_get_monotonic_time () > watchdog)
        fail (self, "The daemon does not take its name");
    }
}

static void
end_process (LineupDaemonFixture *self, int signal_number, gint64 limit)
{
  lineup_daemon_process_send_signal (self->process, signal_number);
  if (!lineup_daemon_process_wait (self->process, lineup_test_limit (limit)))
    fail (self, "The daemon does not end");
  if (signal_number == SIGTERM && !lineup_daemon_process_exited_cleanly (self->process))
    {
      g_autofree char *end = lineup_daemon_process_describe_end (self->process);
      g_autofree char *what = g_strconcat ("The daemon ended badly: ", end, NULL);

      fail (self, what);
    }
  g_clear_object (&self->process);

  if (!lineup_signal_log_wait_owned (self->signals, FALSE, lineup_test_watchdog ()))
    fail (self, "The daemon's name is still taken");
}

void
lineup_daemon_fixture_stop (LineupDaemonFixture *self)
{
  end_process (self, SIGTERM, STOP_LIMIT);
}

void
lineup_daemon_fixture_kill (LineupDaemonFixture *self)
{
  end_process (self, SIGKILL, STOP_LIMIT);
}

void
lineup_daemon_fixture_restart (LineupDaemonFixture *self)
{
  lineup_daemon_fixture_stop (self);
  lineup_daemon_fixture_start (self);
}

void
lineup_daemon_fixture_set_up (LineupDaemonFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->directory = g_dir_make_tmp ("lineupd-XXXXXX", &error);
  g_assert_no_error (error);

  self->bus = lineup_test_bus_new (self->directory);
  self->connection = lineup_test_bus_connect (self->bus);
  self->signals = lineup_signal_log_new (self->connection, LINEUP_BUS_NAME);

  self->panel = lineup_fake_panel_new ();
  self->requests = lineup_fake_panel_get_log (self->panel);
  lineup_fake_panel_listen (self->panel, 0, &error);
  g_assert_no_error (error);

  lineup_daemon_fixture_start (self);
}

static void
check_log (LineupDaemonFixture *self)
{
  static const char *const complaints[] = {
    "-CRITICAL **", "runtime error:", "AddressSanitizer", "LeakSanitizer", "ThreadSanitizer"
  };
  g_autofree char *log = lineup_daemon_fixture_read_log (self);

  for (guint i = 0; i < G_N_ELEMENTS (complaints); i++)
    {
      if (strstr (log, complaints[i]) != NULL)
        fail (self, "The daemon has complained of itself");
    }
}

void
lineup_daemon_fixture_tear_down (LineupDaemonFixture *self, gconstpointer data)
{
  if (self->process != NULL)
    lineup_daemon_fixture_stop (self);
  check_log (self);

  g_assert_finalize_object (g_steal_pointer (&self->panel));
  lineup_signal_log_stop (self->signals);
  g_dbus_connection_close_sync (self->connection, NULL, NULL);
  g_clear_object (&self->connection);
  g_clear_object (&self->signals);
  g_clear_object (&self->bus);

  lineup_test_files_remove (self->directory);
  g_clear_pointer (&self->directory, g_free);
}

GVariant *
lineup_daemon_fixture_call (LineupDaemonFixture *self,
                            const char *path,
                            const char *interface,
                            const char *method,
                            GVariant *parameters,
                            GError **error)
{
  return g_dbus_connection_call_sync (self->connection,
                                      LINEUP_BUS_NAME,
                                      path,
                                      interface,
                                      method,
                                      parameters,
                                      NULL,
                                      G_DBUS_CALL_FLAGS_NO_AUTO_START,
                                      (int)(lineup_test_limit (CALL_LIMIT) / 1000),
                                      NULL,
                                      error);
}

GVariant *
lineup_daemon_fixture_expect (LineupDaemonFixture *self,
                              const char *path,
                              const char *interface,
                              const char *method,
                              GVariant *parameters)
{
  g_autoptr (GError) error = NULL;
  GVariant *reply = lineup_daemon_fixture_call (self, path, interface, method, parameters, &error);

  if (error != NULL)
    {
      g_autofree char *what = g_strdup_printf ("%s: %s", method, error->message);

      fail (self, what);
    }
  return reply;
}

void
lineup_daemon_fixture_expect_error (LineupDaemonFixture *self,
                                    const char *path,
                                    const char *interface,
                                    const char *method,
                                    GVariant *parameters,
                                    const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = lineup_daemon_fixture_call (
      self, path, interface, method, parameters, &error);
  g_autofree char *remote = error != NULL ? g_dbus_error_get_remote_error (error) : NULL;

  g_assert_null (reply);
  g_assert_cmpstr (remote, ==, name);
}

GVariant *
lineup_daemon_fixture_get (LineupDaemonFixture *self,
                           const char *path,
                           const char *interface,
                           const char *property)
{
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      self, path, PROPERTIES_INTERFACE, "Get", g_variant_new ("(ss)", interface, property));
  GVariant *value = NULL;

  g_variant_get (reply, "(v)", &value);
  return value;
}

guint
lineup_daemon_fixture_wait (LineupDaemonFixture *self,
                            guint first,
                            LineupSignalFunc func,
                            gpointer user_data)
{
  int index = lineup_signal_log_wait (self->signals, first, func, user_data);

  if (index < 0)
    fail (self, "A signal does not come");
  return (guint)index;
}

typedef struct
{
  const char *path;   /* (unowned) (nullable) */
  const char *member; /* (unowned) (nullable) */
} Wanted;

static gboolean
is_wanted (const LineupSignal *signal, gpointer user_data)
{
  const Wanted *wanted = user_data;

  return (wanted->path == NULL || g_str_equal (signal->path, wanted->path))
         && (wanted->member == NULL || g_str_equal (signal->member, wanted->member));
}

guint
lineup_daemon_fixture_wait_member (LineupDaemonFixture *self,
                                   guint first,
                                   const char *path,
                                   const char *member)
{
  Wanted wanted = { path, member };

  return lineup_daemon_fixture_wait (self, first, is_wanted, &wanted);
}
