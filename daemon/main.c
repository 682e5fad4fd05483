/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-announcer.h"
#include "lineup-application.h"
#include "lineup-bus-service.h"
#include "lineup-desktop-notifications.h"
#include "lineup-error.h"
#include "lineup-file-secret-store.h"
#include "lineup-instance-lock.h"
#include "lineup-keyring-secret-store.h"
#include "lineup-log.h"
#include "lineup-names.h"
#include "lineup-player-launcher.h"
#include "lineup-private-folder.h"
#include "lineup-secret-service.h"
#include "lineup-service-notifier.h"
#include "lineup-soup-transport.h"
#include "lineup-system-clock.h"
#include "lineup-system-conditions.h"
#include "lineup-version.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <malloc.h>
#include <stdlib.h>
#include <sys/stat.h>

/* Status of an end after which it is of use to start again, which it is not where it could not
 * start. */
#define EXIT_LOST 3

/* Bytes: of blocks that are given back as soon as they are freed. What a download reads at once is
 * smaller: to get each piece anew from the kernel is a quarter of what an unchanged list costs. */
#define LARGE_BLOCK (256 * 1024)

/* Bytes: that are kept of smaller blocks, as many as of a download wait to be looked at. */
#define KEPT (2 * 1024 * 1024)

/* The daemon: what it is made of, and how it ends. */
typedef struct
{
  GMainLoop *loop;                 /* (owned) */
  LineupBusService *service;       /* (owned) */
  LineupApplication *application;  /* (owned) */
  LineupServiceNotifier *notifier; /* (owned) */
  LineupAnnouncer *announcer;      /* (owned) */
  GDBusConnection *connection;     /* (owned) */
  guint name_id;                   /* 0 until the name was asked for */
  gboolean has_name;
  gboolean ending;
  int status;
} Daemon;

/* By itself the C library keeps as much as the largest block that was ever freed, for each thread:
 * that would be some MB for words, which are cut once in a while. */
static void
give_back_large_blocks (void)
{
#ifdef __GLIBC__
  mallopt (M_MMAP_THRESHOLD, LARGE_BLOCK);
  mallopt (M_TRIM_THRESHOLD, KEPT);
#endif
}

static void
on_announcer_flushed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Daemon *daemon = user_data;

  lineup_announcer_flush_finish (LINEUP_ANNOUNCER (source), result);
  g_main_loop_quit (daemon->loop);
}

static void
on_shut_down (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Daemon *daemon = user_data;
  const LineupLogContext context = { 0 };
  g_autoptr (GError) error = NULL;

  if (!lineup_application_shut_down_finish (LINEUP_APPLICATION (source), result, &error))
    lineup_log (G_LOG_LEVEL_WARNING, &context, error, "not everything could be saved");
  /* The end of the process has limits of its own. */
  lineup_announcer_flush_async (daemon->announcer, NULL, on_announcer_flushed, daemon);
}

static void
shut_down (Daemon *daemon, int status)
{
  if (daemon->ending)
    return;
  daemon->ending = TRUE;
  daemon->status = status;
  lineup_service_notifier_stopping (daemon->notifier);
  lineup_bus_service_cancel_calls (daemon->service);
  /* The end of the process has limits of its own. */
  lineup_application_shut_down_async (daemon->application, NULL, on_shut_down, daemon);
}

/* Whoever says so at the same time as the bus goes away, as at a session's end, has asked for it.
 */
static gboolean
on_signal (gpointer user_data)
{
  Daemon *daemon = user_data;

  daemon->status = EXIT_SUCCESS;
  shut_down (daemon, EXIT_SUCCESS);
  return G_SOURCE_CONTINUE;
}

static void
on_name_acquired (GDBusConnection *connection, const char *name, gpointer user_data)
{
  Daemon *daemon = user_data;
  const LineupLogContext context = { 0 };

  daemon->has_name = TRUE;
  lineup_log (G_LOG_LEVEL_MESSAGE, &context, NULL, "lineupd %s is ready", LINEUP_VERSION);
}

static void
on_name_lost (GDBusConnection *connection, const char *name, gpointer user_data)
{
  Daemon *daemon = user_data;

  const LineupLogContext context = { 0 };
  const gboolean is_taken = !daemon->has_name && !g_dbus_connection_is_closed (daemon->connection);

  if (daemon->ending)
    return;
  if (is_taken)
    g_printerr ("lineupd: another program owns %s on this bus\n", name);
  else
    lineup_log (G_LOG_LEVEL_WARNING, &context, NULL, "the bus is gone");
  shut_down (daemon, is_taken ? EXIT_FAILURE : EXIT_LOST);
}

/* Nobody is to find a name without the objects, or a catalogue that seems empty. */
static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Daemon *daemon = user_data;

  lineup_application_load_finish (LINEUP_APPLICATION (source), result);
  if (!daemon->ending)
    daemon->name_id = g_bus_own_name_on_connection (daemon->connection,
                                                    LINEUP_BUS_NAME,
                                                    G_BUS_NAME_OWNER_FLAGS_DO_NOT_QUEUE,
                                                    on_name_acquired,
                                                    on_name_lost,
                                                    daemon,
                                                    NULL);
}

/* Everything that may keep the daemon from starting is found out before it touches an account. */
static GDBusConnection *
connect_to_bus (GError **error)
{
  g_autoptr (GDBusConnection) connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, error);

  if (connection != NULL)
    g_dbus_connection_set_exit_on_close (connection, FALSE);
  return g_steal_pointer (&connection);
}

static int
run (GDBusConnection *connection,
     const char *config_directory,
     const char *cache_directory,
     const char *data_directory)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (LineupClock) clock = lineup_system_clock_new ();
  g_autoptr (LineupConditions) conditions = lineup_system_conditions_new ();
  g_autofree char *preferences_file = g_build_filename (config_directory, "preferences", NULL);
  g_autoptr (LineupPreferences) preferences = lineup_preferences_new (preferences_file);
  g_autofree char *secret_directory = g_build_filename (config_directory, "secrets", NULL);
  g_autoptr (LineupSecretStore) files = lineup_file_secret_store_new (secret_directory);
  g_autoptr (LineupKeyring) keyring = lineup_secret_service_new (connection, clock);
  g_autoptr (LineupSecretStore) secrets = lineup_keyring_secret_store_new (
      keyring, files, secret_directory, clock);
  g_autoptr (LineupApplication) application = lineup_application_new (
      config_directory, cache_directory, data_directory, secrets, conditions, clock);
  g_autoptr (LineupServiceNotifier) notifier = lineup_service_notifier_new (
      lineup_application_get_roster (application), clock);
  g_autoptr (LineupLauncher) launcher = lineup_player_launcher_new (connection);
  g_autoptr (LineupDesktopSearch) search = lineup_desktop_search_new (
      lineup_application_get_roster (application), preferences, launcher, clock);
  g_autoptr (LineupBusService) service = lineup_bus_service_new (
      application, preferences, search, clock);
  g_autoptr (LineupNotifications) notifications = lineup_desktop_notifications_new (connection);
  g_autoptr (LineupAnnouncer) announcer = lineup_announcer_new (
      lineup_application_get_roster (application), notifications, clock);
  g_autoptr (GError) error = NULL;
  Daemon daemon = {
    .loop = loop,
    .service = service,
    .application = application,
    .notifier = notifier,
    .announcer = announcer,
    .connection = connection,
  };
  guint signal_ids[2];

  if (!lineup_bus_service_export (service, connection, &error))
    {
      g_printerr ("lineupd: %s\n", error->message);
      return EXIT_FAILURE;
    }

  signal_ids[0] = g_unix_signal_add (SIGTERM, on_signal, &daemon);
  signal_ids[1] = g_unix_signal_add (SIGINT, on_signal, &daemon);
  /* Loading is ended by shutting down. */
  lineup_application_load_async (application, NULL, on_loaded, &daemon);
  g_main_loop_run (loop);

  /* What was said last has to reach the bus. */
  g_dbus_connection_flush_sync (connection, NULL, NULL);
  if (daemon.name_id != 0)
    g_bus_unown_name (daemon.name_id);
  g_source_remove (signal_ids[0]);
  g_source_remove (signal_ids[1]);
  return daemon.status;
}

static gboolean
parse_options (int *argc, char ***argv, gboolean *version, GError **error)
{
  const GOptionEntry entries[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, version, _ ("Print the version and exit"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (
      context,
      _ ("Keeps a local copy of the catalogue of each Xtream Codes IPTV account and serves it to\n"
         "every player on the desktop over D-Bus."));
  g_option_context_set_description (
      context,
      _ ("The daemon is started by systemd, or by the bus when a player asks for it. Accounts are\n"
         "added with lineupctl, or over D-Bus.\n\n"
         "Settings: $XDG_CONFIG_HOME/lineupd\n"
         "Catalogues: $XDG_CACHE_HOME/lineupd\n"
         "G_MESSAGES_DEBUG=lineupd logs more."));
  g_option_context_add_main_entries (context, entries, NULL);
  return g_option_context_parse (context, argc, argv, error);
}

/* The XDG Base Directory Specification has a relative path count as none, but GLib follows it to
 * wherever we happen to be. */
static void
drop_relative_folders (void)
{
  static const char *const variables[] = {
    "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      const char *path = g_getenv (variables[i]);

      if (path != NULL && !g_path_is_absolute (path))
        g_unsetenv (variables[i]);
    }
}

/* What is not installed has its catalogues in the build folder, which tests name. */
static void
set_language (void)
{
  const char *folder = g_getenv ("LINEUP_LOCALE_DIR");

  setlocale (LC_ALL, "");
  bindtextdomain (LINEUP_TEXT_DOMAIN, folder != NULL ? folder : LINEUP_LOCALE_DIR);
  bind_textdomain_codeset (LINEUP_TEXT_DOMAIN, "UTF-8");
  textdomain (LINEUP_TEXT_DOMAIN);
}

int
main (int argc, char **argv)
{
  g_autofree char *config_directory = NULL;
  g_autofree char *cache_directory = NULL;
  g_autofree char *data_directory = NULL;
  g_autoptr (GDBusConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  gboolean version = FALSE;

  give_back_large_blocks ();
  set_language ();
  umask (0077);
  /* All of these before there are threads. */
  drop_relative_folders ();
  config_directory = g_build_filename (g_get_user_config_dir (), LINEUP_DIRECTORY, NULL);
  cache_directory = g_build_filename (g_get_user_cache_dir (), LINEUP_DIRECTORY, NULL);
  data_directory = g_build_filename (g_get_user_data_dir (), LINEUP_DIRECTORY, NULL);
  /* SQLite's temporary files stay with its databases. */
  g_setenv ("SQLITE_TMPDIR", cache_directory, TRUE);
  /* GIO would look for the desktop's settings, and make files of its own to that end. */
  g_setenv ("GSETTINGS_BACKEND", "memory", FALSE);
  lineup_soup_transport_prepare ();
  lineup_log_set_up ();
  g_set_prgname ("lineupd");

  if (!parse_options (&argc, &argv, &version, &error) || argc > 1)
    {
      g_printerr ("lineupd: %s\n", error != NULL ? error->message : _ ("it takes no arguments"));
      return EXIT_FAILURE;
    }
  if (version)
    {
      g_print ("lineupd %s\n", LINEUP_VERSION);
      return EXIT_SUCCESS;
    }

  lineup_error_register ();
  connection = connect_to_bus (&error);
  if (connection == NULL || lineup_instance_lock_take (config_directory, &error) < 0)
    {
      g_printerr ("lineupd: %s\n", error->message);
      return EXIT_FAILURE;
    }
  lineup_private_folder_make (cache_directory);
  return run (connection, config_directory, cache_directory, data_directory);
}
