/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"

#include "lineup-list.h"
#include "lineup-test-limits.h"

#include <fcntl.h>
#include <gio/gunixfdlist.h>
#include <unistd.h>

#define PAGE 1000

char *
lineup_client_path (const char *account)
{
  return g_strconcat (LINEUP_ACCOUNT_PATH_PREFIX, account, NULL);
}

void
lineup_client_give_catalogue (LineupDaemonFixture *fixture,
                              guint64 channels,
                              guint64 movies,
                              guint64 series,
                              guint revision,
                              guint64 added)
{
  g_autoptr (LineupFakeCatalogue) catalogue = lineup_fake_catalogue_new (
      1, channels, movies, series);

  lineup_fake_catalogue_set_revision (catalogue, revision);
  lineup_fake_catalogue_set_added (catalogue, added);
  lineup_fake_panel_set_catalogue (fixture->panel, catalogue);
}

static GVariant *
parse_vardict (const char *text)
{
  g_autoptr (GError) error = NULL;
  GVariant *dict = g_variant_parse (
      G_VARIANT_TYPE_VARDICT, text != NULL ? text : "{}", NULL, NULL, &error);

  g_assert_no_error (error);
  return dict;
}

static void
add_default (GVariantDict *settings, const char *key, GVariant *value)
{
  g_autoptr (GVariant) sunk = g_variant_ref_sink (value);

  if (!g_variant_dict_contains (settings, key))
    g_variant_dict_insert_value (settings, key, sunk);
}

GVariant *
lineup_client_make_settings (LineupDaemonFixture *fixture, const char *more)
{
  g_autoptr (GVariant) given = parse_vardict (more);
  g_autofree char *url = lineup_fake_panel_get_url (fixture->panel);
  GVariantDict settings;

  g_variant_dict_init (&settings, given);
  add_default (&settings, "url", g_variant_new_string (url));
  add_default (&settings, "username", g_variant_new_string ("user"));
  add_default (&settings, "password", g_variant_new_string ("secret"));
  add_default (&settings, "auto-sync", g_variant_new_boolean (FALSE));
  add_default (&settings, "guide", g_variant_new_boolean (FALSE));
  return g_variant_dict_end (&settings);
}

void
lineup_client_call_manager (LineupDaemonFixture *fixture,
                            const char *method,
                            GVariant *parameters,
                            const char *error_name)
{
  if (error_name != NULL)
    {
      lineup_daemon_fixture_expect_error (
          fixture, LINEUP_OBJECT_PATH, LINEUP_MANAGER_INTERFACE, method, parameters, error_name);
    }
  else
    {
      g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
          fixture, LINEUP_OBJECT_PATH, LINEUP_MANAGER_INTERFACE, method, parameters);
    }
}

void
lineup_client_add (LineupDaemonFixture *fixture,
                   const char *account,
                   const char *settings,
                   const char *error_name)
{
  lineup_client_call_manager (
      fixture,
      "AddAccount",
      g_variant_new ("(s@a{sv})", account, lineup_client_make_settings (fixture, settings)),
      error_name);
}

void
lineup_client_update (LineupDaemonFixture *fixture,
                      const char *account,
                      const char *settings,
                      const char *error_name)
{
  g_autoptr (GVariant) dict = parse_vardict (settings);

  lineup_client_call_manager (
      fixture, "UpdateAccount", g_variant_new ("(s@a{sv})", account, dict), error_name);
}

void
lineup_client_remove (LineupDaemonFixture *fixture, const char *account, const char *error_name)
{
  lineup_client_call_manager (fixture, "RemoveAccount", g_variant_new ("(s)", account), error_name);
}

GVariant *
lineup_client_get_objects (LineupDaemonFixture *fixture)
{
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      fixture, LINEUP_OBJECT_PATH, "org.freedesktop.DBus.ObjectManager", "GetManagedObjects", NULL);

  return g_variant_get_child_value (reply, 0);
}

gboolean
lineup_client_has_account (LineupDaemonFixture *fixture, const char *account)
{
  g_autofree char *path = lineup_client_path (account);
  g_autoptr (GVariant) objects = lineup_client_get_objects (fixture);
  g_autoptr (GVariant) interfaces = g_variant_lookup_value (
      objects, path, G_VARIANT_TYPE ("a{sa{sv}}"));

  return interfaces != NULL;
}

void
lineup_client_add_account (LineupDaemonFixture *fixture, const char *account)
{
  GVariant *settings = lineup_client_make_settings (fixture, NULL);
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      fixture,
      LINEUP_OBJECT_PATH,
      LINEUP_MANAGER_INTERFACE,
      "AddAccount",
      g_variant_new ("(s@a{sv})", account, settings));
  g_autofree char *expected = lineup_client_path (account);
  const char *path = NULL;

  g_variant_get (reply, "(&o)", &path);
  g_assert_cmpstr (path, ==, expected);
}

static GVariant *
call_account (LineupDaemonFixture *fixture,
              const char *account,
              const char *interface,
              const char *method,
              GVariant *parameters)
{
  g_autofree char *path = lineup_client_path (account);

  return lineup_daemon_fixture_expect (fixture, path, interface, method, parameters);
}

guint64
lineup_client_start (LineupDaemonFixture *fixture, const char *account, const char *options)
{
  g_autoptr (GVariant) dict = parse_vardict (options);
  g_autoptr (GVariant) reply = call_account (
      fixture, account, LINEUP_ACCOUNT_INTERFACE, "StartSync", g_variant_new ("(@a{sv})", dict));
  guint64 job = 0;

  g_variant_get (reply, "(t)", &job);
  g_assert_cmpuint (job, >, 0);
  return job;
}

static gboolean
is_end_of_job (const LineupSignal *signal, gpointer user_data)
{
  guint64 *job = user_data;
  guint64 finished = 0;

  if (!g_str_equal (signal->member, "Finished"))
    return FALSE;
  g_variant_get_child (signal->parameters, 0, "t", &finished);
  return finished == *job;
}

GVariant *
lineup_client_wait (LineupDaemonFixture *fixture, guint64 job)
{
  guint index = lineup_daemon_fixture_wait (fixture, 0, is_end_of_job, &job);
  g_autoptr (LineupSignal) signal = lineup_signal_log_get (fixture->signals, index);

  g_assert_cmpstr (g_variant_get_type_string (signal->parameters), ==, "(tsa{sv})");
  return g_variant_ref (signal->parameters);
}

char *
lineup_client_wait_status (LineupDaemonFixture *fixture, guint64 job)
{
  g_autoptr (GVariant) finished = lineup_client_wait (fixture, job);
  char *status = NULL;

  g_variant_get_child (finished, 1, "s", &status);
  return status;
}

GVariant *
lineup_client_make_item_call (const char *kind, gint64 id, const char *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) dict = g_variant_parse (
      G_VARIANT_TYPE_VARDICT, options != NULL ? options : "{}", NULL, NULL, &error);

  g_assert_no_error (error);
  g_test_message ("%s %" G_GINT64_FORMAT " %s", kind, id, options != NULL ? options : "");
  return g_variant_new ("(sx@a{sv})", kind, id, dict);
}

gboolean
lineup_client_is_search_complete (LineupDaemonFixture *fixture, const char *account)
{
  g_autofree char *path = lineup_client_path (account);
  g_autoptr (GVariant) value = lineup_daemon_fixture_get (
      fixture, path, LINEUP_CATALOG_INTERFACE, "SearchComplete");

  return g_variant_get_boolean (value);
}

void
lineup_client_wait_search_complete (LineupDaemonFixture *fixture, const char *account)
{
  const gint64 watchdog = lineup_test_watchdog ();

  while (!lineup_client_is_search_complete (fixture, account))
    g_assert_cmpint (g_get_monotonic_time (), <, watchdog);
}

char *
lineup_client_sync (LineupDaemonFixture *fixture, const char *account, const char *options)
{
  return lineup_client_wait_status (fixture, lineup_client_start (fixture, account, options));
}

GVariant *
lineup_client_get (LineupDaemonFixture *fixture, const char *account, const char *name)
{
  g_autofree char *path = lineup_client_path (account);

  return lineup_daemon_fixture_get (fixture, path, LINEUP_ACCOUNT_INTERFACE, name);
}

char *
lineup_client_get_text (LineupDaemonFixture *fixture, const char *account, const char *name)
{
  g_autoptr (GVariant) value = lineup_client_get (fixture, account, name);

  g_assert_true (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING));
  return g_variant_dup_string (value, NULL);
}

guint64
lineup_client_get_time (LineupDaemonFixture *fixture, const char *account, const char *name)
{
  g_autoptr (GVariant) value = lineup_client_get (fixture, account, name);

  g_assert_true (g_variant_is_of_type (value, G_VARIANT_TYPE_UINT64));
  return g_variant_get_uint64 (value);
}

void
lineup_client_set (LineupDaemonFixture *fixture,
                   const char *account,
                   const char *name,
                   GVariant *value,
                   const char *error_name)
{
  lineup_client_assert_call (fixture,
                             account,
                             "org.freedesktop.DBus.Properties",
                             "Set",
                             g_variant_new ("(ssv)", LINEUP_ACCOUNT_INTERFACE, name, value),
                             error_name);
}

GVariant *
lineup_client_get_step (LineupDaemonFixture *fixture, const char *account, const char *step)
{
  g_autoptr (GVariant) steps = lineup_client_get (fixture, account, "Steps");

  g_assert_cmpstr (g_variant_get_type_string (steps), ==, "aa{sv}");
  for (gsize i = 0; i < g_variant_n_children (steps); i++)
    {
      g_autoptr (GVariant) entry = g_variant_get_child_value (steps, i);
      const char *name = NULL;

      g_assert_true (g_variant_lookup (entry, "step", "&s", &name));
      if (g_str_equal (name, step))
        return g_steal_pointer (&entry);
    }
  g_error ("Steps has no '%s'", step);
}

guint64
lineup_client_get_step_number (LineupDaemonFixture *fixture,
                               const char *account,
                               const char *step,
                               const char *key)
{
  g_autoptr (GVariant) entry = lineup_client_get_step (fixture, account, step);
  guint64 number = 0;
  guint small = 0;

  if (g_variant_lookup (entry, key, "u", &small))
    return small;
  g_assert_true (g_variant_lookup (entry, key, "t", &number));
  return number;
}

char *
lineup_client_get_step_text (LineupDaemonFixture *fixture,
                             const char *account,
                             const char *step,
                             const char *key)
{
  g_autoptr (GVariant) entry = lineup_client_get_step (fixture, account, step);
  char *text = NULL;

  return g_variant_lookup (entry, key, "s", &text) ? text : NULL;
}

char *
lineup_client_get_outcomes (LineupDaemonFixture *fixture, const char *account)
{
  g_autoptr (GVariant) steps = lineup_client_get (fixture, account, "Steps");
  g_autoptr (GString) outcomes = g_string_new (NULL);

  for (gsize i = 0; i < g_variant_n_children (steps); i++)
    {
      g_autoptr (GVariant) step = g_variant_get_child_value (steps, i);
      const char *outcome = NULL;

      g_assert_true (g_variant_lookup (step, "outcome", "&s", &outcome));
      g_string_append_printf (outcomes, "%s%s", i > 0 ? " " : "", outcome);
    }
  return g_string_free (g_steal_pointer (&outcomes), FALSE);
}

guint64
lineup_client_get_count (LineupDaemonFixture *fixture, const char *account, const char *list)
{
  g_autofree char *path = lineup_client_path (account);
  g_autoptr (GVariant) counts = lineup_daemon_fixture_get (
      fixture, path, LINEUP_CATALOG_INTERFACE, "Counts");
  guint64 count = 0;

  g_assert_cmpstr (g_variant_get_type_string (counts), ==, "a{st}");
  g_assert_true (g_variant_lookup (counts, list, "t", &count));
  return count;
}

char *
lineup_client_get_counts (LineupDaemonFixture *fixture, const char *account)
{
  g_autoptr (GString) counts = g_string_new (NULL);

  for (guint i = 0; i < LINEUP_N_LISTS; i++)
    g_string_append_printf (
        counts,
        "%s%" G_GUINT64_FORMAT,
        i > 0 ? " " : "",
        lineup_client_get_count (fixture, account, lineup_list_to_string ((LineupList)i)));
  return g_string_free (g_steal_pointer (&counts), FALSE);
}

GVariant *
lineup_client_list_categories (LineupDaemonFixture *fixture, const char *account, const char *kind)
{
  g_autoptr (GVariant) reply = call_account (
      fixture, account, LINEUP_CATALOG_INTERFACE, "ListCategories", g_variant_new ("(s)", kind));

  g_assert_cmpstr (g_variant_get_type_string (reply), ==, "(aa{sv})");
  return g_variant_get_child_value (reply, 0);
}

GPtrArray *
lineup_client_list_items (LineupDaemonFixture *fixture,
                          const char *account,
                          const char *kind,
                          const char *filter)
{
  g_autoptr (GVariant) dict = parse_vardict (filter);
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify)g_variant_unref);
  g_autofree char *cursor = g_strdup ("");

  do
    {
      g_autoptr (GVariant) reply = call_account (
          fixture,
          account,
          LINEUP_CATALOG_INTERFACE,
          "ListItems",
          g_variant_new ("(s@a{sv}su)", kind, dict, cursor, PAGE));
      g_autoptr (GVariant) page = NULL;

      g_assert_cmpstr (g_variant_get_type_string (reply), ==, "(aa{sv}s)");
      g_clear_pointer (&cursor, g_free);
      g_variant_get (reply, "(@aa{sv}s)", &page, &cursor);
      g_assert_cmpuint (g_variant_n_children (page), <=, PAGE);
      for (gsize i = 0; i < g_variant_n_children (page); i++)
        g_ptr_array_add (items, g_variant_get_child_value (page, i));
    }
  while (*cursor != '\0');
  return items;
}

static gint64
get_id (GVariant *item)
{
  gint64 id = 0;

  g_assert_true (g_variant_lookup (item, "id", "x", &id));
  return id;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 left = get_id (*(GVariant *const *)a);
  gint64 right = get_id (*(GVariant *const *)b);

  return (left > right) - (left < right);
}

char *
lineup_client_get_names (LineupDaemonFixture *fixture, const char *account, const char *kind)
{
  g_autoptr (GPtrArray) items = lineup_client_list_items (fixture, account, kind, NULL);
  g_autoptr (GString) names = g_string_new (NULL);

  g_ptr_array_sort (items, compare_ids);
  for (guint i = 0; i < items->len; i++)
    {
      const char *name = NULL;

      g_assert_true (g_variant_lookup (g_ptr_array_index (items, i), "name", "&s", &name));
      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", name);
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

void
lineup_client_assert_call (LineupDaemonFixture *fixture,
                           const char *account,
                           const char *interface,
                           const char *method,
                           GVariant *parameters,
                           const char *error_name)
{
  g_autofree char *path = lineup_client_path (account);

  if (error_name != NULL)
    {
      lineup_daemon_fixture_expect_error (fixture, path, interface, method, parameters, error_name);
    }
  else
    {
      g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
          fixture, path, interface, method, parameters);
    }
}

GVariant *
lineup_client_call_with_file (LineupDaemonFixture *fixture,
                              const char *path,
                              const char *interface,
                              const char *method,
                              GVariant *parameters,
                              const char *file,
                              int flags,
                              GError **error)
{
  g_autoptr (GUnixFDList) files = g_unix_fd_list_new ();
  const int fd = open (file, flags | O_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (g_unix_fd_list_append (files, fd, NULL), ==, 0);
  close (fd);
  return g_dbus_connection_call_with_unix_fd_list_sync (fixture->connection,
                                                        LINEUP_BUS_NAME,
                                                        path,
                                                        interface,
                                                        method,
                                                        parameters,
                                                        NULL,
                                                        G_DBUS_CALL_FLAGS_NONE,
                                                        -1,
                                                        files,
                                                        NULL,
                                                        NULL,
                                                        error);
}
