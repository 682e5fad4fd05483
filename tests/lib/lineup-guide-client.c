/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-client.h"

#include <string.h>

#define DAY (24 * 60 * 60)

static GVariant *
parse (const char *text)
{
  return g_variant_new_parsed (text);
}

static GVariant *
no_options (void)
{
  return g_variant_new ("a{sv}", NULL);
}

GVariant *
lineup_guide_client_call (LineupDaemonFixture *fixture, const char *method, GVariant *parameters)
{
  g_autofree char *path = lineup_client_path ("home");

  return lineup_daemon_fixture_expect (fixture, path, LINEUP_GUIDE_INTERFACE, method, parameters);
}

void
lineup_guide_client_assert_refused (LineupDaemonFixture *fixture,
                                    const char *method,
                                    GVariant *parameters,
                                    const char *name)
{
  g_autofree char *path = lineup_client_path ("home");

  lineup_daemon_fixture_expect_error (
      fixture, path, LINEUP_GUIDE_INTERFACE, method, parameters, name);
}

void
lineup_guide_client_begin (LineupDaemonFixture *fixture, const char *const *epg_ids)
{
  g_autoptr (GString) json = g_string_new ("[");
  g_autofree char *status = NULL;

  for (guint i = 0; epg_ids[i] != NULL; i++)
    g_string_append_printf (json,
                            "%s{\"stream_id\":%u,\"name\":\"Channel %u\","
                            "\"epg_channel_id\":\"%s\",\"tv_archive\":1,"
                            "\"tv_archive_duration\":14}",
                            i > 0 ? "," : "",
                            i + 1,
                            i + 1,
                            epg_ids[i]);
  g_string_append_c (json, ']');
  lineup_fake_panel_set_text (fixture->panel, "get_live_streams", json->str);
  lineup_client_add (fixture, "home", "{'guide': <true>}", NULL);
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");
  /* A sync of the guide has begun by itself: later ones are to be the test's own. */
  g_free (lineup_guide_client_sync (fixture));
}

static gboolean
is_finished (const LineupSignal *signal, gpointer user_data)
{
  guint64 job = 0;

  if (!g_str_equal (signal->member, "GuideFinished"))
    return FALSE;
  g_variant_get_child (signal->parameters, 0, "t", &job);
  return job == *(const guint64 *)user_data;
}

char *
lineup_guide_client_sync (LineupDaemonFixture *fixture)
{
  g_autoptr (GVariant) reply = lineup_guide_client_call (
      fixture, "StartGuideSync", g_variant_new ("(@a{sv})", no_options ()));
  guint64 job = 0;
  guint index = 0;
  g_autoptr (LineupSignal) signal = NULL;
  char *status = NULL;

  g_variant_get (reply, "(t)", &job);
  index = lineup_daemon_fixture_wait (fixture, 0, is_finished, &job);
  signal = lineup_signal_log_get (fixture->signals, index);
  g_variant_get_child (signal->parameters, 1, "s", &status);
  return status;
}

void
lineup_guide_client_assert_synced (LineupDaemonFixture *fixture, const char *status)
{
  g_autofree char *found = lineup_guide_client_sync (fixture);

  g_assert_cmpstr (found, ==, status);
}

/* Sources */

char *
lineup_guide_client_add_source (LineupDaemonFixture *fixture, const char *source)
{
  g_autoptr (GVariant) reply = lineup_guide_client_call (
      fixture, "AddSource", g_variant_new ("(@a{sv})", parse (source)));
  char *id = NULL;

  g_variant_get (reply, "(s)", &id);
  return id;
}

char *
lineup_guide_client_add_file (LineupDaemonFixture *fixture, const char *path, int flags)
{
  g_autofree char *account = lineup_client_path ("home");
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = lineup_client_call_with_file (
      fixture,
      account,
      LINEUP_GUIDE_INTERFACE,
      "AddSource",
      g_variant_new ("(@a{sv})", parse ("{'file': <handle 0>, 'enabled': <false>}")),
      path,
      flags,
      &error);
  char *id = NULL;

  if (reply == NULL)
    {
      g_assert_null (strstr (error->message, path));
      return g_dbus_error_get_remote_error (error);
    }
  g_variant_get (reply, "(s)", &id);
  return id;
}

void
lineup_guide_client_update_source (LineupDaemonFixture *fixture, const char *id, const char *source)
{
  g_variant_unref (lineup_guide_client_call (
      fixture, "UpdateSource", g_variant_new ("(s@a{sv})", id, parse (source))));
}

void
lineup_guide_client_remove_source (LineupDaemonFixture *fixture, const char *id)
{
  g_variant_unref (lineup_guide_client_call (fixture, "RemoveSource", g_variant_new ("(s)", id)));
}

GVariant *
lineup_guide_client_get_source (LineupDaemonFixture *fixture, const char *id, const char *key)
{
  g_autoptr (GVariant) reply = lineup_guide_client_call (
      fixture, "ListSources", g_variant_new ("(@a{sv})", no_options ()));
  g_autoptr (GVariant) sources = g_variant_get_child_value (reply, 0);

  for (gsize i = 0; i < g_variant_n_children (sources); i++)
    {
      g_autoptr (GVariant) source = g_variant_get_child_value (sources, i);
      const char *found = NULL;

      if (g_variant_lookup (source, "id", "&s", &found) && g_str_equal (found, id))
        return g_variant_lookup_value (source, key, NULL);
    }
  g_error ("There is no source %s", id);
}

guint64
lineup_guide_client_get_number (LineupDaemonFixture *fixture, const char *id, const char *key)
{
  g_autoptr (GVariant) value = lineup_guide_client_get_source (fixture, id, key);

  return g_variant_get_uint64 (value);
}

void
lineup_guide_client_assert_source (LineupDaemonFixture *fixture,
                                   const char *id,
                                   const char *state,
                                   const char *error)
{
  g_autoptr (GVariant) found_state = lineup_guide_client_get_source (fixture, id, "state");
  g_autoptr (GVariant) found_error = lineup_guide_client_get_source (fixture, id, "error-name");
  g_autofree char *name = *error != '\0' ? g_strconcat (LINEUP_BUS_NAME ".Error.", error, NULL)
                                         : g_strdup ("");

  g_assert_cmpstr (g_variant_get_string (found_error, NULL), ==, name);
  g_assert_cmpstr (g_variant_get_string (found_state, NULL), ==, state);
}

/* Programmes */

gint64
lineup_guide_client_get_base (void)
{
  const gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  /* What goes on over midnight is not to see another one. */
  return now - now % DAY + (now % DAY > DAY - 600 ? 3 : 2) * DAY;
}

static GVariant *
list_channel (LineupDaemonFixture *fixture, gint64 channel)
{
  g_autoptr (GVariant) reply = lineup_guide_client_call (
      fixture,
      "ListProgrammes",
      g_variant_new ("(@axtt@a{sv})",
                     g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, &channel, 1, sizeof channel),
                     (guint64)1,
                     (guint64)G_MAXUINT32,
                     no_options ()));
  g_autoptr (GVariant) channels = g_variant_get_child_value (reply, 0);
  g_autoptr (GVariant) first = g_variant_get_child_value (channels, 0);

  return g_variant_get_child_value (first, 1);
}

char *
lineup_guide_client_list (LineupDaemonFixture *fixture, gint64 channel)
{
  const gint64 base = lineup_guide_client_get_base ();
  g_autoptr (GVariant) programmes = list_channel (fixture, channel);
  g_autoptr (GString) text = g_string_new (NULL);
  GVariantIter iter;
  guint64 start = 0;
  guint64 end = 0;
  const char *title = NULL;

  g_variant_iter_init (&iter, programmes);
  while (g_variant_iter_next (&iter, "(xtt&s@a{sv})", NULL, &start, &end, &title, NULL))
    g_string_append_printf (text,
                            "%s%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT " %s",
                            text->len > 0 ? " " : "",
                            ((gint64)start - base) / 60,
                            ((gint64)end - base) / 60,
                            title);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
lineup_guide_client_assert_list (LineupDaemonFixture *fixture, gint64 channel, const char *expected)
{
  g_autofree char *text = lineup_guide_client_list (fixture, channel);

  g_assert_cmpstr (text, ==, expected);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

char *
lineup_guide_client_describe (LineupDaemonFixture *fixture, gint64 channel)
{
  const char *const others[] = { "id", "channel", "start", "end", "title", "archived", NULL };
  g_autoptr (GVariant) programmes = list_channel (fixture, channel);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GVariant) programme = NULL;
  GVariantIter iter;
  gint64 id = 0;
  const char *key = NULL;
  GVariant *value = NULL;

  if (g_variant_n_children (programmes) == 0)
    return g_strdup ("nothing");
  g_variant_get_child (programmes, 0, "(xtts@a{sv})", &id, NULL, NULL, NULL, NULL);
  reply = lineup_guide_client_call (
      fixture, "GetProgramme", g_variant_new ("(xx@a{sv})", channel, id, no_options ()));
  programme = g_variant_get_child_value (reply, 0);
  g_variant_iter_init (&iter, programme);
  while (g_variant_iter_loop (&iter, "{&sv}", &key, &value))
    {
      g_autofree char *text = g_variant_print (value, FALSE);

      if (!g_strv_contains (others, key))
        g_ptr_array_add (texts, g_strconcat (key, "=", text, NULL));
    }
  g_ptr_array_sort (texts, compare_texts);
  g_ptr_array_add (texts, NULL);
  return g_strjoinv (" ", (char **)texts->pdata);
}

static char *
format_time (gint64 time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time);

  return g_date_time_format (utc, "%Y%m%d%H%M%S");
}

char *
lineup_guide_client_make_xml (const char *channel, const char *const *titles)
{
  GString *xml = g_string_new ("<?xml version='1.0'?><tv>");

  for (guint i = 0; titles[i] != NULL; i++)
    {
      const gint64 base = lineup_guide_client_get_base ();
      g_autofree char *start = format_time (base + i * 3600);
      g_autofree char *stop = format_time (base + (i + 1) * 3600);

      g_string_append_printf (xml,
                              "<programme start='%s' stop='%s' channel='%s'>"
                              "<title>%s</title></programme>",
                              start,
                              stop,
                              channel,
                              titles[i]);
    }
  g_string_append (xml, "</tv>");
  return g_string_free (xml, FALSE);
}
