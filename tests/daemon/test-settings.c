/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"

#include <glib/gstdio.h>

/* What can be set on an account, what is kept of it, and who keeps its syncs away. */

#define ERROR(name) LINEUP_BUS_NAME ".Error." name

#define DAY (24 * 60 * 60)

static char *
get_settings (LineupDaemonFixture *fixture)
{
  static const char *const names[] = {
    "AutoSync", "SyncInterval", "UnmeteredOnly", "Notify", "Enabled", "Guide", "LiveFormat",
  };
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GVariant) value = lineup_client_get (fixture, "home", names[i]);
      g_autofree char *shown = g_variant_print (value, FALSE);

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", shown);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_settings (LineupDaemonFixture *fixture, const char *expected)
{
  g_autofree char *settings = get_settings (fixture);

  g_assert_cmpstr (settings, ==, expected);
}

#define DEFAULTS "true 1440 true false true true ''"
#define OTHERS   "false 360 false true false false 'm3u8'"

static void
set_others (LineupDaemonFixture *fixture)
{
  lineup_client_set (fixture, "home", "AutoSync", g_variant_new_boolean (FALSE), NULL);
  lineup_client_set (fixture, "home", "SyncInterval", g_variant_new_uint32 (360), NULL);
  lineup_client_set (fixture, "home", "UnmeteredOnly", g_variant_new_boolean (FALSE), NULL);
  lineup_client_set (fixture, "home", "Notify", g_variant_new_boolean (TRUE), NULL);
  lineup_client_set (fixture, "home", "Guide", g_variant_new_boolean (FALSE), NULL);
  lineup_client_set (fixture, "home", "LiveFormat", g_variant_new_string ("m3u8"), NULL);
  lineup_client_set (fixture, "home", "Enabled", g_variant_new_boolean (FALSE), NULL);
}

static void
assert_account_call (LineupDaemonFixture *fixture,
                     const char *method,
                     GVariant *parameters,
                     const char *error_name)
{
  lineup_client_assert_call (
      fixture, "home", LINEUP_ACCOUNT_INTERFACE, method, parameters, error_name);
}

/* On the disk when the reply is there, so a power cut takes nothing. */
static void
test_kept (LineupDaemonFixture *fixture, gconstpointer data)
{
  lineup_client_add (fixture, "home", "{'auto-sync': <true>, 'guide': <true>}", NULL);
  assert_settings (fixture, DEFAULTS);
  set_others (fixture);
  assert_settings (fixture, OTHERS);
  lineup_daemon_fixture_kill (fixture);
  lineup_daemon_fixture_start (fixture);
  assert_settings (fixture, OTHERS);

  assert_account_call (fixture, "ResetSettings", NULL, NULL);
  assert_settings (fixture, DEFAULTS);
  lineup_daemon_fixture_kill (fixture);
  lineup_daemon_fixture_start (fixture);
  assert_settings (fixture, DEFAULTS);
}

static void
test_invalid (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const guint wrong[] = { 0, 1, 359, 525601, G_MAXUINT };

  lineup_client_add (fixture, "home", "{'guide': <true>}", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    lineup_client_set (
        fixture, "home", "SyncInterval", g_variant_new_uint32 (wrong[i]), LINEUP_INVALID_ARGS);
  lineup_client_set (
      fixture, "home", "SyncInterval", g_variant_new_string ("often"), LINEUP_INVALID_ARGS);
  lineup_client_set (fixture, "home", "AutoSync", g_variant_new_uint32 (1), LINEUP_INVALID_ARGS);
  lineup_client_set (
      fixture, "home", "LiveFormat", g_variant_new_string ("flv"), LINEUP_INVALID_ARGS);
  lineup_client_set (fixture, "home", "LiveFormat", g_variant_new_boolean (1), LINEUP_INVALID_ARGS);
  lineup_client_set (fixture, "home", "LastSync", g_variant_new_uint64 (1), LINEUP_INVALID_ARGS);
  lineup_client_set (fixture, "home", "Nothing", g_variant_new_uint64 (1), LINEUP_INVALID_ARGS);
  lineup_client_set (fixture, "home", "SyncInterval", g_variant_new_uint32 (525600), NULL);
}

/* What can't be kept is not shown, either. */
static void
test_not_saved (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *folder = lineup_daemon_fixture_get_path (fixture, "config/lineupd/accounts");
  g_autofree char *away = g_strconcat (folder, "-away", NULL);

  lineup_client_add (fixture, "home", "{'auto-sync': <false>}", NULL);
  g_assert_cmpint (g_rename (folder, away), ==, 0);
  g_assert_true (g_file_set_contents (folder, "in the way", -1, NULL));
  lineup_client_set (
      fixture, "home", "SyncInterval", g_variant_new_uint32 (720), ERROR ("Storage"));
  assert_account_call (fixture, "ResetSettings", NULL, ERROR ("Storage"));
  assert_settings (fixture, "false 1440 true false true false ''");

  g_assert_cmpint (g_unlink (folder), ==, 0);
  g_assert_cmpint (g_rename (away, folder), ==, 0);
  lineup_client_set (fixture, "home", "SyncInterval", g_variant_new_uint32 (720), NULL);
  lineup_daemon_fixture_restart (fixture);
  assert_settings (fixture, "false 720 true false true false ''");
}

static gboolean
tells_of (const LineupSignal *signal, gpointer name)
{
  g_autoptr (GVariant) changed = NULL;
  g_autoptr (GVariant) value = NULL;

  if (!g_str_equal (signal->member, "PropertiesChanged"))
    return FALSE;
  changed = g_variant_get_child_value (signal->parameters, 1);
  value = g_variant_lookup_value (changed, name, NULL);
  return value != NULL;
}

static void
test_told (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const char *const names[] = {
    "AutoSync", "SyncInterval", "UnmeteredOnly", "Notify", "Enabled", "LiveFormat", "NextSync",
  };
  guint n_signals = 0;

  lineup_client_add (fixture, "home", "{'auto-sync': <true>, 'guide': <true>}", NULL);
  g_free (lineup_client_sync (fixture, "home", NULL));
  n_signals = lineup_signal_log_get_length (fixture->signals);
  set_others (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_test_message ("%s", names[i]);
      g_assert_cmpint (
          lineup_signal_log_wait (fixture->signals, n_signals, tells_of, (gpointer)names[i]),
          >=,
          0);
    }
}

/* The plan follows the settings, and lasts. */
static void
test_next_sync (LineupDaemonFixture *fixture, gconstpointer data)
{
  guint64 attempt = 0;
  guint64 next = 0;

  lineup_client_add (fixture, "home", "{'auto-sync': <false>}", NULL);
  g_assert_cmpuint (lineup_client_get_time (fixture, "home", "NextSync"), ==, 0);
  g_free (lineup_client_sync (fixture, "home", NULL));
  g_assert_cmpuint (lineup_client_get_time (fixture, "home", "NextSync"), ==, 0);

  lineup_client_set (fixture, "home", "AutoSync", g_variant_new_boolean (TRUE), NULL);
  attempt = lineup_client_get_time (fixture, "home", "LastAttempt");
  next = lineup_client_get_time (fixture, "home", "NextSync");
  g_assert_cmpuint (next - attempt, >=, DAY * 9 / 10);
  g_assert_cmpuint (next - attempt, <=, DAY * 11 / 10);

  lineup_daemon_fixture_restart (fixture);
  g_assert_cmpuint (lineup_client_get_time (fixture, "home", "NextSync"), ==, next);
  g_assert_cmpuint (lineup_client_get_time (fixture, "home", "LastAttempt"), ==, attempt);
  lineup_client_set (fixture, "home", "SyncInterval", g_variant_new_uint32 (14400), NULL);
  g_assert_cmpuint (lineup_client_get_time (fixture, "home", "NextSync") - attempt,
                    >,
                    10 * (next - attempt) - 10);
  lineup_client_set (fixture, "home", "Enabled", g_variant_new_boolean (FALSE), NULL);
  g_assert_cmpuint (lineup_client_get_time (fixture, "home", "NextSync"), ==, 0);
}

/* A guest on the bus, to leave it. */
static GDBusConnection *
join (LineupDaemonFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *connection = g_dbus_connection_new_for_address_sync (
      lineup_test_bus_get_address (fixture->bus),
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
          | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
      NULL,
      NULL,
      &error);

  g_assert_no_error (error);
  return connection;
}

static GVariant *
call_as (GDBusConnection *connection, const char *method, GVariant *parameters, GError **error)
{
  g_autofree char *path = lineup_client_path ("home");

  return g_dbus_connection_call_sync (connection,
                                      LINEUP_BUS_NAME,
                                      path,
                                      LINEUP_ACCOUNT_INTERFACE,
                                      method,
                                      parameters,
                                      NULL,
                                      G_DBUS_CALL_FLAGS_NONE,
                                      -1,
                                      NULL,
                                      error);
}

static guint
inhibit (GDBusConnection *connection)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = call_as (
      connection, "Inhibit", g_variant_new ("(ss)", "Player", "playing"), &error);
  guint cookie = 0;

  g_assert_no_error (error);
  g_variant_get (reply, "(u)", &cookie);
  g_assert_cmpuint (cookie, >, 0);
  return cookie;
}

static void
uninhibit (GDBusConnection *connection, guint cookie)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = call_as (
      connection, "Uninhibit", g_variant_new ("(u)", cookie), &error);

  g_assert_no_error (error);
}

static void
assert_inhibited (LineupDaemonFixture *fixture, gboolean expected)
{
  g_autoptr (GVariant) inhibited = lineup_client_get (fixture, "home", "Inhibited");

  g_assert_cmpint (g_variant_get_boolean (inhibited), ==, expected);
}

/* Who leaves is noticed by the bus first, then by the daemon. */
static void
await_free (LineupDaemonFixture *fixture)
{
  gboolean inhibited = TRUE;

  while (inhibited)
    {
      g_autoptr (GVariant) value = lineup_client_get (fixture, "home", "Inhibited");

      inhibited = g_variant_get_boolean (value);
    }
}

static void
test_leases (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GDBusConnection) guest = join (fixture);
  g_autoptr (GDBusConnection) other = join (fixture);
  guint first = 0;
  guint second = 0;
  guint third = 0;

  lineup_client_add_account (fixture, "home");
  g_free (lineup_client_sync (fixture, "home", NULL));
  assert_inhibited (fixture, FALSE);
  first = inhibit (guest);
  assert_inhibited (fixture, TRUE);
  second = inhibit (guest);
  third = inhibit (other);
  g_assert_cmpuint (first, !=, second);
  g_assert_cmpuint (second, !=, third);

  /* Nobody gives back what somebody else holds. */
  assert_account_call (fixture, "Uninhibit", g_variant_new ("(u)", third), LINEUP_INVALID_ARGS);
  assert_account_call (fixture, "Uninhibit", g_variant_new ("(u)", 0), LINEUP_INVALID_ARGS);
  uninhibit (guest, first);
  uninhibit (guest, second);
  assert_inhibited (fixture, TRUE);
  g_free (lineup_client_sync (fixture, "home", NULL));

  inhibit (guest);
  inhibit (guest);
  uninhibit (other, third);
  assert_inhibited (fixture, TRUE);
  g_assert_true (g_dbus_connection_close_sync (guest, NULL, NULL));
  await_free (fixture);
  g_assert_cmpuint (inhibit (other), >, third);
  g_assert_true (g_dbus_connection_close_sync (other, NULL, NULL));
  await_free (fixture);
}

static void
test_leases_invalid (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GDBusConnection) guest = join (fixture);
  g_autofree char *longest = g_strnfill (256, 'x');
  g_autofree char *too_long = g_strnfill (257, 'x');

  lineup_client_add_account (fixture, "home");
  assert_account_call (
      fixture, "Inhibit", g_variant_new ("(ss)", "", "playing"), LINEUP_INVALID_ARGS);
  assert_account_call (
      fixture, "Inhibit", g_variant_new ("(ss)", "Player", ""), LINEUP_INVALID_ARGS);
  assert_account_call (
      fixture, "Inhibit", g_variant_new ("(ss)", too_long, "playing"), LINEUP_INVALID_ARGS);
  assert_inhibited (fixture, FALSE);
  assert_account_call (fixture, "Inhibit", g_variant_new ("(ss)", longest, longest), NULL);
  for (guint i = 0; i < 64; i++)
    inhibit (guest);
  g_assert_null (call_as (guest, "Inhibit", g_variant_new ("(ss)", "Player", "playing"), NULL));
  assert_account_call (fixture, "Inhibit", g_variant_new ("(ss)", "Player", "playing"), NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  lineup_daemon_test ("/settings/kept", test_kept);
  lineup_daemon_test ("/settings/invalid", test_invalid);
  lineup_daemon_test ("/settings/not-saved", test_not_saved);
  lineup_daemon_test ("/settings/told", test_told);
  lineup_daemon_test ("/settings/next-sync", test_next_sync);
  lineup_daemon_test ("/settings/leases", test_leases);
  lineup_daemon_test ("/settings/leases-invalid", test_leases_invalid);

  return g_test_run ();
}
