/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-test-bus.h"

#include <signal.h>
#include <sys/prctl.h>

/* Nothing can be activated here: what is on the bus is what the test has put there. */
#define CONFIGURATION                                                                              \
  "<busconfig>"                                                                                    \
  "<type>session</type>"                                                                           \
  "<listen>unix:dir=%s</listen>"                                                                   \
  "<policy context=\"default\">"                                                                   \
  "<allow send_destination=\"*\"/><allow receive_sender=\"*\"/><allow own=\"*\"/>"                 \
  "</policy>"                                                                                      \
  "</busconfig>"

struct _LineupTestBus
{
  GObject parent_instance;

  GSubprocess *subprocess; /* (owned) */
  char *address;           /* (owned) */
};

G_DEFINE_FINAL_TYPE (LineupTestBus, lineup_test_bus, G_TYPE_OBJECT)

static void
lineup_test_bus_finalize (GObject *object)
{
  LineupTestBus *self = LINEUP_TEST_BUS (object);

  g_subprocess_force_exit (self->subprocess);
  g_subprocess_wait (self->subprocess, NULL, NULL);
  g_clear_object (&self->subprocess);
  g_free (self->address);
  G_OBJECT_CLASS (lineup_test_bus_parent_class)->finalize (object);
}

static void
lineup_test_bus_class_init (LineupTestBusClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_test_bus_finalize;
}

static void
lineup_test_bus_init (LineupTestBus *self)
{
}

static void
die_with_parent (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static char *
write_configuration (const char *directory)
{
  g_autofree char *path = g_build_filename (directory, "bus.conf", NULL);
  g_autofree char *text = g_strdup_printf (CONFIGURATION, directory);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&path);
}

LineupTestBus *
lineup_test_bus_new (const char *directory)
{
  LineupTestBus *self = g_object_new (LINEUP_TYPE_TEST_BUS, NULL);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *configuration = write_configuration (directory);
  g_autofree char *argument = g_strconcat ("--config-file=", configuration, NULL);
  g_autofree char *log = g_build_filename (directory, "bus-log", NULL);
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_set_stderr_file_path (launcher, log);
  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  self->subprocess = g_subprocess_launcher_spawn (
      launcher, &error, "dbus-daemon", "--nofork", "--print-address", argument, NULL);
  g_assert_no_error (error);

  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->subprocess));
  self->address = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (self->address);
  return self;
}

const char *
lineup_test_bus_get_address (LineupTestBus *self)
{
  return self->address;
}

GDBusConnection *
lineup_test_bus_connect (LineupTestBus *self)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *connection = g_dbus_connection_new_for_address_sync (
      self->address,
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
          | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
      NULL,
      NULL,
      &error);

  g_assert_no_error (error);
  return connection;
}
