/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-http.h"

#include "lineup-error.h"
#include "lineup-http-fixture.h"
#include "lineup-pinned-database.h"
#include "lineup-test-certificate.h"

#define SIZE     LINEUP_TOKEN_BUCKET_SIZE
#define INTERVAL LINEUP_TOKEN_BUCKET_INTERVAL

/* A panel behind the first one, where it sends us. */
typedef struct
{
  LineupHttpFixture base;
  LineupFakePanel *other;       /* (owned) */
  LineupRequestLog *other_log;  /* (unowned) */
  GTlsCertificate *certificate; /* (owned) */
  char *fingerprint;            /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  lineup_http_fixture_set_up (&fixture->base, data);
  fixture->other = lineup_fake_panel_new ();
  fixture->other_log = lineup_fake_panel_get_log (fixture->other);
  lineup_fake_panel_set_credentials (
      fixture->other, LINEUP_HTTP_FIXTURE_USERNAME, LINEUP_HTTP_FIXTURE_PASSWORD);
  lineup_fake_panel_set_text (fixture->other, "", LINEUP_HTTP_FIXTURE_BODY);
  g_assert_true (lineup_fake_panel_listen (fixture->other, 0, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  lineup_http_fixture_tear_down (&fixture->base, data);
  g_object_unref (fixture->other);
  g_clear_object (&fixture->certificate);
  g_clear_pointer (&fixture->fingerprint, g_free);
}

/* Makes @panel speak TLS, and the client trust it. */
static void
protect (Fixture *fixture, LineupFakePanel *panel)
{
  g_autoptr (GTlsDatabase) trust = NULL;

  fixture->certificate = lineup_test_certificate_new ("127.0.0.1", 1);
  fixture->fingerprint = lineup_test_certificate_get_fingerprint (fixture->certificate);
  lineup_fake_panel_set_certificate (panel, fixture->certificate);
  trust = lineup_pinned_database_new (fixture->fingerprint, "127.0.0.1");
  lineup_http_fixture_reset (&fixture->base, "Player/1", trust);
}

/* The address of @panel, with @rest. */
static char *
get_url (LineupFakePanel *panel, const char *rest)
{
  g_autofree char *base = lineup_fake_panel_get_url (panel);

  return g_strconcat (base, rest, NULL);
}

static void
redirect (LineupFakePanel *panel, const char *which, const char *location)
{
  g_autofree char *fault = g_strdup_printf ("%s=redirect:%s", which, location);

  lineup_fake_panel_add_fault (panel, fault);
}

static LineupRequest *
get_request (LineupRequestLog *log, guint i)
{
  g_autoptr (GPtrArray) requests = lineup_request_log_get_all (log, NULL);

  g_assert_cmpuint (requests->len, >, i);
  return lineup_request_copy (requests->pdata[i]);
}

/* What the Location says, and nothing else. */
static void
test_relative (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *location;
    const char *path;
  } cases[] = {
    { "/moved" LINEUP_HTTP_FIXTURE_QUERY, "/moved/player_api.php" },
    { "moved" LINEUP_HTTP_FIXTURE_QUERY, "/moved/player_api.php" },
    { "./a/../b" LINEUP_HTTP_FIXTURE_QUERY "#part", "/b/player_api.php" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LineupRequest) request = NULL;

      g_test_message ("%s", cases[i].location);
      lineup_request_log_clear (fixture->base.log);
      redirect (fixture->base.panel, "account:1", cases[i].location);
      lineup_http_fixture_expect (&fixture->base);
      request = get_request (fixture->base.log, 1);
      g_assert_cmpstr (request->path, ==, cases[i].path);
      g_assert_cmpstr (
          lineup_request_get_param (request, "password"), ==, LINEUP_HTTP_FIXTURE_PASSWORD);
      lineup_fake_panel_clear_faults (fixture->base.panel);
    }
}

static void
test_other_host (Fixture *fixture, gconstpointer data)
{
  g_autofree char *location = get_url (fixture->other, "/lb" LINEUP_HTTP_FIXTURE_QUERY "&token=x");
  g_autoptr (LineupRequest) request = NULL;

  lineup_http_fixture_reset (&fixture->base, "Player/1", NULL);
  redirect (fixture->base.panel, "account", location);
  lineup_http_fixture_expect (&fixture->base);

  request = get_request (fixture->other_log, 0);
  g_assert_cmpstr (request->path, ==, "/lb/player_api.php");
  g_assert_cmpstr (lineup_request_get_param (request, "token"), ==, "x");
  g_assert_cmpstr (lineup_request_get_header (request, "user-agent"), ==, "Player/1");
  g_assert_null (lineup_request_get_header (request, "referer"));
}

/* Nothing of ours goes to where no query is. */
static void
test_without_query (Fixture *fixture, gconstpointer data)
{
  g_autofree char *location = get_url (fixture->other, "/player_api.php");
  g_autoptr (LineupBody) body = NULL;
  g_autoptr (LineupRequest) request = NULL;

  redirect (fixture->base.panel, "account", location);
  body = lineup_http_fixture_open (&fixture->base, NULL);
  g_assert_nonnull (body);
  lineup_body_close (body);
  request = get_request (fixture->other_log, 0);
  g_assert_cmpuint (g_hash_table_size (request->params), ==, 0);
}

/* A name and a password before the host are none that we were given to send. */
static void
test_user_in_location (Fixture *fixture, gconstpointer data)
{
  g_autofree char *location = g_strdup_printf ("http://mallory:pass@127.0.0.1:%u/player_api.php",
                                               lineup_fake_panel_get_port (fixture->other));
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupRequest) request = NULL;

  redirect (fixture->base.panel, "account", location);
  lineup_fake_panel_add_fault (fixture->other,
                               "account=status:401;header:WWW-Authenticate:Basic realm=\"x\"");
  error = lineup_http_fixture_expect_error (&fixture->base, LINEUP_ERROR_SERVER);
  g_assert_cmpuint (lineup_error_get_http_status (error), ==, 401);
  g_assert_cmpuint (lineup_request_log_count (fixture->other_log, NULL), ==, 1);
  request = get_request (fixture->other_log, 0);
  g_assert_null (lineup_request_get_header (request, "authorization"));
}

static void
test_statuses (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *fault;
    gboolean followed;
  } cases[] = {
    { "account:1=status:300;header:Location:/player_api.php", FALSE },
    { "account:1=status:301;header:Location:" LINEUP_HTTP_FIXTURE_QUERY, TRUE },
    { "account:1=status:303;header:Location:" LINEUP_HTTP_FIXTURE_QUERY, TRUE },
    { "account:1=status:304;header:Location:/player_api.php", FALSE },
    { "account:1=status:307;header:Location:" LINEUP_HTTP_FIXTURE_QUERY, TRUE },
    { "account:1=status:308;header:Location:" LINEUP_HTTP_FIXTURE_QUERY, TRUE },
    { "account:1=status:503;header:Location:/player_api.php", FALSE },
    { "account:1=status:302", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].fault);
      lineup_fake_panel_add_fault (fixture->base.panel, cases[i].fault);
      if (cases[i].followed)
        lineup_http_fixture_expect (&fixture->base);
      else
        g_error_free (lineup_http_fixture_expect_error (&fixture->base, LINEUP_ERROR_SERVER));
      lineup_fake_panel_clear_faults (fixture->base.panel);
      lineup_http_fixture_advance (&fixture->base, 2 * INTERVAL);
    }
}

/* Five are followed, and the sixth is not. */
static void
test_too_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  redirect (fixture->base.panel, "*:1-5", LINEUP_HTTP_FIXTURE_QUERY);
  lineup_http_fixture_expect (&fixture->base);
  g_assert_cmpuint (lineup_request_log_count (fixture->base.log, NULL), ==, 6);

  lineup_http_fixture_advance (&fixture->base, SIZE * INTERVAL);
  lineup_fake_panel_clear_faults (fixture->base.panel);
  lineup_request_log_clear (fixture->base.log);
  redirect (fixture->base.panel, "*", LINEUP_HTTP_FIXTURE_QUERY);
  error = lineup_http_fixture_expect_error (&fixture->base, LINEUP_ERROR_SERVER);
  g_assert_cmpuint (lineup_error_get_http_status (error), ==, 302);
  g_assert_false (lineup_error_is_transient (error));
  g_assert_cmpuint (lineup_request_log_count (fixture->base.log, NULL), ==, 6);
}

static void
test_nowhere (Fixture *fixture, gconstpointer data)
{
  const char *const locations[] = { "http://",           "http:///x",
                                    "ftp://127.0.0.1/x", "file:///etc/passwd",
                                    "data:,x",           "http://[::1",
                                    "http://a b/",       "http://127.0.0.1:0/",
                                    "javascript:x",      "http://127.0.0.1:99999/" };

  for (gsize i = 0; i < G_N_ELEMENTS (locations); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", locations[i]);
      redirect (fixture->base.panel, "account", locations[i]);
      error = lineup_http_fixture_expect_error (&fixture->base, LINEUP_ERROR_SERVER);
      g_assert_cmpuint (lineup_error_get_http_status (error), ==, 302);
      g_assert_false (lineup_error_is_transient (error));
      lineup_fake_panel_clear_faults (fixture->base.panel);
      lineup_http_fixture_advance (&fixture->base, INTERVAL);
    }
}

static void
test_to_https (Fixture *fixture, gconstpointer data)
{
  g_autofree char *location = NULL;
  g_autoptr (LineupRequest) request = NULL;

  protect (fixture, fixture->other);
  location = get_url (fixture->other, LINEUP_HTTP_FIXTURE_QUERY);
  g_assert_true (g_str_has_prefix (location, "https:"));
  redirect (fixture->base.panel, "account", location);
  lineup_http_fixture_expect (&fixture->base);
  request = get_request (fixture->other_log, 0);
  g_assert_cmpstr (lineup_request_get_header (request, "user-agent"), ==, "Player/1");
}

/* Refused before anything is sent, also when what is left of the address is only a token. */
static void
test_to_http (Fixture *fixture, gconstpointer data)
{
  const char *const rests[] = { LINEUP_HTTP_FIXTURE_QUERY, "/player_api.php?token=x", "" };

  protect (fixture, fixture->base.panel);
  for (gsize i = 0; i < G_N_ELEMENTS (rests); i++)
    {
      g_autofree char *location = get_url (fixture->other, rests[i]);
      g_autoptr (GError) error = NULL;

      redirect (fixture->base.panel, "account", location);
      error = lineup_http_fixture_expect_error (&fixture->base, LINEUP_ERROR_CERTIFICATE);
      g_assert_false (lineup_error_is_transient (error));
      lineup_fake_panel_clear_faults (fixture->base.panel);
    }
  g_assert_cmpuint (lineup_request_log_count (fixture->base.log, NULL), ==, 3);
  g_assert_cmpuint (lineup_request_log_count (fixture->other_log, NULL), ==, 0);
}

/* Each hop takes a token of the host that it goes to. */
static void
test_tokens (Fixture *fixture, gconstpointer data)
{
  g_autofree char *location = get_url (fixture->other, LINEUP_HTTP_FIXTURE_QUERY);
  LineupAwait *await = NULL;
  g_autoptr (LineupBody) body = NULL;

  for (guint i = 0; i < SIZE - 1; i++)
    lineup_http_fixture_expect (&fixture->base);
  redirect (fixture->base.panel, "*:1", LINEUP_HTTP_FIXTURE_QUERY);
  redirect (fixture->base.panel, "*:2", location);
  lineup_http_fixture_begin_open (&fixture->base, NULL, &await);
  /* The first hop had the last token; the second waits for one, the third need not. */
  while (lineup_test_clock_get_next_alarm (fixture->base.clock) != INTERVAL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (lineup_request_log_count (fixture->base.log, NULL), ==, SIZE);

  lineup_test_clock_advance (fixture->base.clock, INTERVAL);
  body = lineup_http_fixture_end_open (&fixture->base, &await, NULL);
  lineup_http_fixture_check_body (body, LINEUP_HTTP_FIXTURE_BODY);
  g_assert_cmpuint (lineup_request_log_count (fixture->base.log, NULL), ==, SIZE + 1);
  g_assert_cmpuint (lineup_request_log_count (fixture->other_log, NULL), ==, 1);
}

#define ADD(path, test) g_test_add ("/http-redirect/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("relative", test_relative);
  ADD ("other-host", test_other_host);
  ADD ("without-query", test_without_query);
  ADD ("user-in-location", test_user_in_location);
  ADD ("statuses", test_statuses);
  ADD ("too-many", test_too_many);
  ADD ("nowhere", test_nowhere);
  ADD ("to-https", test_to_https);
  ADD ("to-http", test_to_http);
  ADD ("tokens", test_tokens);

  return g_test_run ();
}
