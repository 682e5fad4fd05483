/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-process.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#define LOG_NAME "log"

struct _LineupDaemonProcess
{
  GObject parent_instance;

  GSubprocess *subprocess; /* (owned) */
  gboolean ended;
};

G_DEFINE_FINAL_TYPE (LineupDaemonProcess, lineup_daemon_process, G_TYPE_OBJECT)

static void
lineup_daemon_process_dispose (GObject *object)
{
  LineupDaemonProcess *self = LINEUP_DAEMON_PROCESS (object);

  if (self->subprocess != NULL && !self->ended)
    {
      g_subprocess_force_exit (self->subprocess);
      g_subprocess_wait (self->subprocess, NULL, NULL);
    }
  g_clear_object (&self->subprocess);
  G_OBJECT_CLASS (lineup_daemon_process_parent_class)->dispose (object);
}

static void
lineup_daemon_process_class_init (LineupDaemonProcessClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lineup_daemon_process_dispose;
}

static void
lineup_daemon_process_init (LineupDaemonProcess *self)
{
}

static void
die_with_parent (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static void
set_directory (GSubprocessLauncher *launcher,
               const char *variable,
               const char *root,
               const char *name,
               int mode)
{
  g_autofree char *path = g_build_filename (root, name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (path, mode), ==, 0);
  g_subprocess_launcher_setenv (launcher, variable, path, TRUE);
}

static GSubprocessLauncher *
make_launcher (const char *address, const char *directory)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autofree char *log = g_build_filename (directory, LOG_NAME, NULL);
  int fd = open (log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);

  g_assert_cmpint (fd, >=, 0);
  g_subprocess_launcher_take_stdout_fd (launcher, dup (fd));
  g_subprocess_launcher_take_stderr_fd (launcher, fd);

  /* All that it has to say is wanted; the machine's proxies, mounts and journal are not. */
  g_subprocess_launcher_setenv (launcher, "DBUS_SESSION_BUS_ADDRESS", address, TRUE);
  g_subprocess_launcher_setenv (launcher, "G_DEBUG", "fatal-criticals", TRUE);
  g_subprocess_launcher_setenv (launcher, "G_MESSAGES_DEBUG", "all", TRUE);
  g_subprocess_launcher_setenv (launcher, "GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
  g_subprocess_launcher_setenv (launcher, "GIO_USE_VFS", "local", TRUE);
  g_subprocess_launcher_setenv (launcher, "GSETTINGS_BACKEND", "memory", TRUE);
  g_subprocess_launcher_unsetenv (launcher, "NOTIFY_SOCKET");
  g_subprocess_launcher_unsetenv (launcher, "JOURNAL_STREAM");

  set_directory (launcher, "HOME", directory, "home", 0700);
  set_directory (launcher, "XDG_CONFIG_HOME", directory, "config", 0700);
  set_directory (launcher, "XDG_CACHE_HOME", directory, "cache", 0700);
  set_directory (launcher, "XDG_DATA_HOME", directory, "data", 0700);
  set_directory (launcher, "XDG_STATE_HOME", directory, "state", 0700);
  set_directory (launcher, "XDG_RUNTIME_DIR", directory, "runtime", 0700);
  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  return g_steal_pointer (&launcher);
}

static GPtrArray *
make_command (const char *const *arguments)
{
  g_autoptr (GPtrArray) command = g_ptr_array_new_with_free_func (g_free);
  const char *wrapper = g_getenv ("LINEUPD_WRAPPER");
  const char *program = g_getenv ("LINEUPD");
  g_auto (GStrv) words = NULL;

  if (program == NULL)
    g_error ("LINEUPD is not set: the tests are to be run by meson");
  if (wrapper != NULL && *wrapper != '\0' && !g_shell_parse_argv (wrapper, NULL, &words, NULL))
    g_error ("LINEUPD_WRAPPER is no command: %s", wrapper);

  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    g_ptr_array_add (command, g_strdup (words[i]));
  g_ptr_array_add (command, g_strdup (program));
  for (guint i = 0; arguments != NULL && arguments[i] != NULL; i++)
    g_ptr_array_add (command, g_strdup (arguments[i]));
  g_ptr_array_add (command, NULL);
  return g_steal_pointer (&command);
}

LineupDaemonProcess *
lineup_daemon_process_new (const char *address, const char *directory, const char *const *arguments)
{
  LineupDaemonProcess *self = g_object_new (LINEUP_TYPE_DAEMON_PROCESS, NULL);
  g_autoptr (GSubprocessLauncher) launcher = make_launcher (address, directory);
  g_autoptr (GPtrArray) command = make_command (arguments);
  g_autoptr (GError) error = NULL;

  self->subprocess = g_subprocess_launcher_spawnv (
      launcher, (const char *const *)command->pdata, &error);
  g_assert_no_error (error);
  return self;
}

void
lineup_daemon_process_send_signal (LineupDaemonProcess *self, int signal_number)
{
  g_subprocess_send_signal (self->subprocess, signal_number);
}

typedef struct
{
  gboolean done;
  gboolean ended;
} Wait;

static void
on_waited (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wait *wait = user_data;

  wait->done = TRUE;
  wait->ended = g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
}

static gboolean
on_time_over (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

gboolean
lineup_daemon_process_wait (LineupDaemonProcess *self, gint64 microseconds)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GCancellable) time_over = g_cancellable_new ();
  g_autoptr (GSource) timer = g_timeout_source_new ((guint)(microseconds / 1000));
  Wait wait = { FALSE, FALSE };

  g_source_set_callback (timer, on_time_over, time_over, NULL);
  g_source_attach (timer, context);

  g_main_context_push_thread_default (context);
  g_subprocess_wait_async (self->subprocess, time_over, on_waited, &wait);
  while (!wait.done)
    g_main_context_iteration (context, TRUE);
  g_main_context_pop_thread_default (context);

  g_source_destroy (timer);
  self->ended = wait.ended;
  return wait.ended;
}

gboolean
lineup_daemon_process_exited_cleanly (LineupDaemonProcess *self)
{
  return g_subprocess_get_if_exited (self->subprocess)
         && g_subprocess_get_exit_status (self->subprocess) == 0;
}

char *
lineup_daemon_process_describe_end (LineupDaemonProcess *self)
{
  if (g_subprocess_get_if_signaled (self->subprocess))
    return g_strdup_printf ("signal %d", g_subprocess_get_term_sig (self->subprocess));
  return g_strdup_printf ("exit status %d", g_subprocess_get_exit_status (self->subprocess));
}

const char *
lineup_daemon_process_get_pid (LineupDaemonProcess *self)
{
  return g_subprocess_get_identifier (self->subprocess);
}
