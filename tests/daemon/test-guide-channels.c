/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"
#include "lineup-guide-filling.h"
#include "lineup-programme.h"

/* What the catalogue's interface tells of the guide: what is on at channels, and how to play what
 * was on. */

#define PATH LINEUP_ACCOUNT_PATH_PREFIX "home"

#define NOT_FOUND LINEUP_ERROR_NAME_PREFIX "NotFound"

#define HOUR (60 * 60)
#define DAY  (24 * HOUR)

#define CHANNELS                                                                                   \
  "[{\"stream_id\":11,\"name\":\"News\",\"num\":1,\"tv_archive\":1,\"tv_archive_duration\":\"3\"}" \
  ","                                                                                              \
  "{\"stream_id\":12,\"name\":\"Sport\",\"num\":2,\"tv_archive\":0,\"tv_archive_duration\":0},"    \
  "{\"stream_id\":13,\"name\":\"Gap\",\"num\":3}]"

#define MOVIES "[{\"stream_id\":21,\"name\":\"Dune\",\"container_extension\":\"mkv\"}]"

/* An account with channels of which one has an archive, and a guide. Returns a whole minute that
 * has begun just now. */
static gint64
add (LineupDaemonFixture *fixture)
{
  static const LineupMatchChannel channels[] = {
    { .id = 11, .epg_id = "a", .name = "x", .archive_days = 3 },
    { .id = 12, .epg_id = "b", .name = "x" },
    { .id = 13, .epg_id = "c", .name = "x" },
  };
  const gint64 now = g_get_real_time () / G_USEC_PER_SEC / 60 * 60;
  g_autofree char *folder = lineup_daemon_fixture_get_path (fixture, "cache/lineupd");
  g_autofree char *status = NULL;
  g_autofree char *text = g_strdup_printf ("a %1$" G_GINT64_FORMAT "-%2$" G_GINT64_FORMAT " Old\n"
                                           "a %3$" G_GINT64_FORMAT "-%4$" G_GINT64_FORMAT " Film\n"
                                           "a %4$" G_GINT64_FORMAT "-%5$" G_GINT64_FORMAT " Show\n"
                                           "b %3$" G_GINT64_FORMAT "-%4$" G_GINT64_FORMAT " Race\n"
                                           "b %4$" G_GINT64_FORMAT "-%5$" G_GINT64_FORMAT " Match\n"
                                           "a %5$" G_GINT64_FORMAT "-%6$" G_GINT64_FORMAT " Later\n"
                                           "c %5$" G_GINT64_FORMAT "-%6$" G_GINT64_FORMAT " Later",
                                           now - 4 * DAY,
                                           now - 4 * DAY + HOUR,
                                           now - 2 * HOUR,
                                           now - HOUR,
                                           now + HOUR,
                                           now + 2 * HOUR);

  lineup_fake_panel_set_text (fixture->panel, "get_live_streams", CHANNELS);
  lineup_fake_panel_set_text (fixture->panel, "get_vod_streams", MOVIES);
  lineup_client_add (fixture, "home", "{'guide': <false>}", NULL);
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");
  lineup_daemon_fixture_stop (fixture);
  lineup_guide_filling_run (folder, "home", text, channels, G_N_ELEMENTS (channels), now);
  lineup_daemon_fixture_start (fixture);
  return now;
}

/* Gives what is on at channels as `News: Show; Sport: Match; Gap: `. */
static void
assert_on (GVariant *items, gint64 now, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < g_variant_n_children (items); i++)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (items, i);
      const char *name = "?";
      const char *title = "";
      gint64 channel = 0;
      gint64 id = 0;
      guint64 start = 0;
      guint64 end = 0;

      g_variant_lookup (item, "name", "&s", &name);
      g_variant_lookup (item, "id", "x", &channel);
      if (g_variant_lookup (item, "now", "(xtt&s)", &id, &start, &end, &title))
        {
          g_assert_cmpint (id, ==, lineup_programme_make_id (channel, now - HOUR));
          g_assert_cmpuint (start, ==, (guint64)(now - HOUR));
          g_assert_cmpuint (end, ==, (guint64)(now + HOUR));
        }
      g_string_append_printf (text, "%s%s: %s", i > 0 ? "; " : "", name, title);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static GVariant *
list (LineupDaemonFixture *fixture, const char *kind, const char *filter)
{
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      fixture,
      PATH,
      LINEUP_CATALOG_INTERFACE,
      "ListItems",
      g_variant_new ("(s@a{sv}su)", kind, g_variant_new_parsed (filter), "", 10));

  return g_variant_get_child_value (reply, 0);
}

static void
test_items (LineupDaemonFixture *fixture, gconstpointer data)
{
  const gint64 now = add (fixture);
  const gint64 ids[] = { 12, 99, 11 };
  g_autoptr (GVariant) items = list (fixture, "channels", "{'fields': <['name', 'now']>}");
  g_autoptr (GVariant) plain = list (fixture, "channels", "@a{sv} {}");
  g_autoptr (GVariant) movies = list (fixture, "movies", "{'fields': <['name', 'now']>}");
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      fixture,
      PATH,
      LINEUP_CATALOG_INTERFACE,
      "GetItems",
      g_variant_new (
          "(s@ax@a{sv})",
          "channels",
          g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, ids, G_N_ELEMENTS (ids), sizeof *ids),
          g_variant_new_parsed ("{'fields': <['now']>}")));
  g_autoptr (GVariant) some = g_variant_get_child_value (reply, 0);
  g_autoptr (GVariant) none = g_variant_get_child_value (some, 1);

  /* In a gap nothing is on. */
  assert_on (items, now, "News: Show; Sport: Match; Gap: ");
  assert_on (movies, now, "Dune: ");
  /* Whoever does not ask for it does not get it. */
  assert_on (plain, now, "News: ; Sport: ; Gap: ");
  assert_on (some, now, "?: Match; ?: ; ?: Show");
  g_assert_cmpuint (g_variant_n_children (none), ==, 0);
}

static GVariant *
make_call (const char *kind, gint64 channel, gint64 start, const char *more)
{
  g_autofree char *options = g_strdup_printf ("{'programme': <int64 %" G_GINT64_FORMAT ">%s}",
                                              lineup_programme_make_id (channel, start),
                                              more);

  return lineup_client_make_item_call (kind, channel, options);
}

static void
refuse (LineupDaemonFixture *fixture, GVariant *parameters, const char *error)
{
  lineup_daemon_fixture_expect_error (
      fixture, PATH, LINEUP_CATALOG_INTERFACE, "GetStream", parameters, error);
}

static void
assert_played (
    LineupDaemonFixture *fixture, gint64 start, gint64 end, const char *title, const char *minutes)
{
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      fixture, PATH, LINEUP_CATALOG_INTERFACE, "GetStream", make_call ("channels", 11, start, ""));
  g_autoptr (GVariant) stream = g_variant_get_child_value (reply, 0);
  g_autofree char *part = g_strdup_printf ("/%s/", minutes);
  const char *text = NULL;
  guint64 time = 0;
  gboolean live = TRUE;

  g_assert_true (g_variant_lookup (stream, "title", "&s", &text));
  g_assert_cmpstr (text, ==, title);
  g_assert_true (g_variant_lookup (stream, "url", "&s", &text));
  g_assert_nonnull (strstr (text, "/timeshift/"));
  g_assert_nonnull (strstr (text, part));
  g_assert_true (g_variant_lookup (stream, "start", "t", &time));
  g_assert_cmpuint (time, ==, (guint64)start);
  g_assert_true (g_variant_lookup (stream, "end", "t", &time));
  g_assert_cmpuint (time, ==, (guint64)end);
  g_assert_true (g_variant_lookup (stream, "live", "b", &live));
  g_assert_false (live);
}

static void
test_stream (LineupDaemonFixture *fixture, gconstpointer data)
{
  const gint64 now = add (fixture);

  assert_played (fixture, now - 2 * HOUR, now - HOUR, "News – Film", "60");
  /* What is on can be begun anew. */
  assert_played (fixture, now - HOUR, now + HOUR, "News – Show", "120");

  refuse (fixture, make_call ("channels", 11, now + HOUR, ""), LINEUP_INVALID_ARGS);
  refuse (fixture, make_call ("channels", 11, now - 4 * DAY, ""), NOT_FOUND);
  refuse (fixture, make_call ("channels", 11, now - HOUR + 1, ""), NOT_FOUND);
  refuse (fixture, make_call ("channels", 12, now - 2 * HOUR, ""), LINEUP_INVALID_ARGS);
  refuse (fixture, make_call ("movies", 21, now - 2 * HOUR, ""), LINEUP_INVALID_ARGS);
  refuse (fixture,
          make_call ("channels", 11, now - 2 * HOUR, ", 'start': <uint64 5>"),
          LINEUP_INVALID_ARGS);
}

/* What can be played says so. */
static void
test_archived (LineupDaemonFixture *fixture, gconstpointer data)
{
  const gint64 now = add (fixture);
  const gint64 channels[] = { 11, 12 };
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      fixture,
      PATH,
      LINEUP_BUS_NAME ".Guide",
      "ListProgrammes",
      g_variant_new ("(@axtt@a{sv})",
                     g_variant_new_fixed_array (
                         G_VARIANT_TYPE_INT64, channels, G_N_ELEMENTS (channels), sizeof *channels),
                     (guint64)(now - 5 * DAY),
                     (guint64)(now + DAY),
                     g_variant_new_parsed ("{'fields': <['archived']>}")));
  g_autoptr (GVariant) list_of_channels = g_variant_get_child_value (reply, 0);
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < g_variant_n_children (list_of_channels); i++)
    {
      g_autoptr (GVariant) programmes = NULL;

      g_variant_get_child (list_of_channels, i, "(x@a(xttsa{sv}))", NULL, &programmes);
      for (gsize j = 0; j < g_variant_n_children (programmes); j++)
        {
          g_autoptr (GVariant) fields = NULL;
          const char *title = NULL;
          gboolean archived = FALSE;

          g_variant_get_child (programmes, j, "(xtt&s@a{sv})", NULL, NULL, NULL, &title, &fields);
          g_variant_lookup (fields, "archived", "b", &archived);
          g_string_append_printf (text, "%s%s ", title, archived ? "!" : "");
        }
    }
  g_assert_cmpstr (text->str, ==, "Old Film! Show Later Race Match ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  lineup_daemon_test ("/guide-channels/items", test_items);
  lineup_daemon_test ("/guide-channels/stream", test_stream);
  lineup_daemon_test ("/guide-channels/archived", test_archived);
  return g_test_run ();
}
