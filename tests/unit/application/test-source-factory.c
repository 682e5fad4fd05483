/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-source-factory.h"

#include "lineup-await.h"
#include "lineup-error.h"
#include "lineup-test-clock.h"
#include "lineup-validation.h"

/* Types of accounts: those that there are make sources, and any other one is told of. */

typedef struct
{
  LineupTestClock *clock;
  LineupHosts *hosts;
  LineupServerUrl *url;
  LineupCredentials *credentials;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->clock = lineup_test_clock_new (0);
  fixture->hosts = lineup_hosts_new (LINEUP_CLOCK (fixture->clock));
  fixture->url = lineup_server_url_parse ("http://panel.example", NULL, NULL, &error);
  g_assert_no_error (error);
  fixture->credentials = lineup_credentials_new ("user", "secret");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  lineup_credentials_free (fixture->credentials);
  lineup_server_url_unref (fixture->url);
  lineup_await_finalize (fixture->hosts);
  lineup_await_finalize (fixture->clock);
}

static LineupSourceAccess
make_access (Fixture *fixture, guint type)
{
  return (LineupSourceAccess){
    .type = (LineupSourceType)type,
    .url = fixture->url,
    .credentials = fixture->credentials,
  };
}

static void
test_known (Fixture *fixture, gconstpointer data)
{
  const LineupSourceAccess access = make_access (fixture, LINEUP_SOURCE_TYPE_XTREAM);
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupSource) source = lineup_source_factory_make (&access, fixture->hosts, &error);

  g_assert_no_error (error);
  g_assert_true (lineup_source_can (source, LINEUP_SOURCE_TELLS_ACCOUNT));
}

static void
test_unknown (Fixture *fixture, gconstpointer data)
{
  const LineupSourceAccess access = make_access (fixture, LINEUP_SOURCE_TYPE_XTREAM + 1);
  g_autoptr (GError) error = NULL;

  g_assert_null (lineup_source_factory_make (&access, fixture->hosts, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_INVALID_ACCOUNT);
  g_assert_cmpstr (error->message, ==, "Nobody knows how to fetch from a source of type 1");
}

/* An account of it is refused before anybody is asked. */
static void
test_validation (Fixture *fixture, gconstpointer data)
{
  const LineupSourceAccess access = make_access (fixture, LINEUP_SOURCE_TYPE_XTREAM + 1);
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (LineupAccountInfo) info = NULL;
  g_autoptr (GError) error = NULL;

  lineup_validation_run_async (&access, fixture->hosts, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  g_assert_false (lineup_validation_run_finish (result, &info, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_INVALID_ACCOUNT);
  g_assert_cmpint (lineup_test_clock_get_next_alarm (fixture->clock), ==, -1);
}

#define ADD(path, test)                                                                            \
  g_test_add ("/application/source-factory/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("known", test_known);
  ADD ("unknown", test_unknown);
  ADD ("validation", test_validation);

  return g_test_run ();
}
