/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"
#include "lineup-nginx.h"
#include "lineup-test-certificate.h"

#define ERROR(name) LINEUP_ERROR_NAME_PREFIX name

#define N_MOVIES 10

typedef struct
{
  LineupDaemonFixture daemon;
  LineupNginx *nginx; /* (owned) */
} Fixture;

/* An account of the fixture's panel, which is asked through nginx. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  LineupDaemonFixture *daemon = &fixture->daemon;
  g_autoptr (GTlsCertificate) certificate = lineup_test_certificate_new ("127.0.0.1", 1);
  g_autofree char *fingerprint = lineup_test_certificate_get_fingerprint (certificate);
  g_autofree char *upstream = NULL;
  g_autofree char *settings = NULL;
  g_autoptr (GString) movies = g_string_new ("[");

  lineup_daemon_fixture_set_up (daemon, data);
  for (guint i = 1; i <= N_MOVIES; i++)
    g_string_append_printf (
        movies, "%s{\"stream_id\":%u,\"name\":\"Movie %u\"}", i > 1 ? "," : "", i, i);
  g_string_append_c (movies, ']');
  lineup_fake_panel_set_text (daemon->panel, "get_vod_streams", movies->str);
  lineup_fake_panel_set_text (daemon->panel, "get_vod_info", "{\"info\":{\"plot\":\"Long\"}}");
  upstream = lineup_fake_panel_get_url (daemon->panel);
  fixture->nginx = lineup_nginx_new (certificate, upstream, 3);
  settings = g_strdup_printf ("{'url': <'%s'>, 'accept-certificate': <'%s'>}",
                              lineup_nginx_get_url (fixture->nginx),
                              fingerprint);
  lineup_client_add (daemon, "home", settings, NULL);
}

/* Whatever it offered. */
static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) log = lineup_nginx_read_log (fixture->nginx);

  g_assert_cmpuint (g_strv_length (log), >, 0);
  for (guint i = 0; log[i] != NULL; i++)
    g_assert_true (g_str_has_prefix (log[i], "HTTP/1.1 "));
  lineup_daemon_fixture_tear_down (&fixture->daemon, data);
  g_object_unref (fixture->nginx);
}

static void
assert_sync (Fixture *fixture, const char *expected)
{
  g_autofree char *status = lineup_client_sync (&fixture->daemon, "home", NULL);

  g_assert_cmpstr (status, ==, expected);
}

static void
assert_details (Fixture *fixture, gint64 id)
{
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      &fixture->daemon,
      LINEUP_ACCOUNT_PATH_PREFIX "home",
      LINEUP_CATALOG_INTERFACE,
      "GetDetails",
      lineup_client_make_item_call ("movies", id, NULL));
  g_autoptr (GVariant) item = g_variant_get_child_value (reply, 0);
  const char *plot = NULL;

  /* Plots come from the panel, and from nowhere else. */
  g_assert_true (g_variant_lookup (item, "plot", "&s", &plot));
  g_assert_cmpstr (plot, ==, "Long");
}

/* Each third request is the last one of its connection. */
static void
test_connections (Fixture *fixture, gconstpointer data)
{
  LineupRequestLog *requests = fixture->daemon.requests;

  assert_sync (fixture, "completed");
  for (gint64 id = 1; id <= N_MOVIES; id++)
    assert_details (fixture, id);
  g_assert_cmpuint (lineup_request_log_count (requests, NULL), ==, 2 + 7 + N_MOVIES);
}

/* An answer that breaks off is told of as what it is, when it does: not as one that stood still. */
static void
test_cut (Fixture *fixture, gconstpointer data)
{
  LineupDaemonFixture *daemon = &fixture->daemon;
  g_autofree char *error = NULL;

  lineup_fake_panel_add_fault (daemon->panel, "get_vod_streams=cut:20");
  assert_sync (fixture, "partial");
  error = lineup_client_get_step_text (daemon, "home", "movies", "error-name");
  g_assert_cmpstr (error, ==, ERROR ("MalformedData"));
  g_assert_cmpuint (lineup_client_get_step_number (daemon, "home", "movies", "attempts"), ==, 4);
}

#define ADD(path, test) g_test_add ("/nginx/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("connections", test_connections);
  ADD ("cut", test_cut);

  return g_test_run ();
}
