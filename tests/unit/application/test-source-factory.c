/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-source-factory.h"

#include "lineup-await.h"
#include "lineup-error.h"
#include "lineup-test-clock.h"

/* Types of accounts, and what each makes of settings. */

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
  const LineupSourceAccess access = make_access (fixture, LINEUP_SOURCE_TYPE_PANEL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupSource) source = lineup_source_factory_make (&access, fixture->hosts, &error);

  g_assert_no_error (error);
  g_assert_true (lineup_source_can (source, LINEUP_SOURCE_TELLS_ACCOUNT));
}

/* Where a playlist is, is a secret, or stands in the settings; a server alone is none. */
static void
test_playlist (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupServerUrl) file = lineup_server_url_parse_playlist (
      "file:///home/me/a.m3u", NULL, NULL);
  LineupSourceAccess access = make_access (fixture, LINEUP_SOURCE_TYPE_PLAYLIST);
  g_autoptr (LineupSource) secret = NULL;
  g_autoptr (LineupSource) written = NULL;
  g_autoptr (LineupSource) local = NULL;
  g_autoptr (GError) error = NULL;

  access.written = lineup_server_url_get_base (fixture->url);
  g_assert_null (lineup_source_factory_make (&access, fixture->hosts, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_AUTH_FAILED);
  g_clear_error (&error);

  access.written = "http://panel.example/a.m3u";
  written = lineup_source_factory_make (&access, fixture->hosts, &error);
  g_assert_no_error (error);
  g_assert_false (lineup_source_can (written, LINEUP_SOURCE_TELLS_ACCOUNT));
  access.written = NULL;
  lineup_credentials_set_address (
      fixture->credentials, LINEUP_CREDENTIALS_PLAYLIST, "http://panel.example/b.m3u");
  secret = lineup_source_factory_make (&access, fixture->hosts, &error);
  g_assert_no_error (error);
  lineup_credentials_set_address (fixture->credentials, LINEUP_CREDENTIALS_PLAYLIST, NULL);
  access.url = file;
  local = lineup_source_factory_make (&access, fixture->hosts, &error);
  g_assert_no_error (error);
}

static void
test_urls (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *text;
    const char *base;    /* (nullable): NULL for what is none */
    const char *address; /* (nullable) */
  } cases[] = {
    { "http://me:pw@Host.example:8080/p/a.m3u?t=1#x",
      "http://host.example:8080",
      "http://me:pw@Host.example:8080/p/a.m3u?t=1" },
    { " “https://host.example/get.php?username=a&amp;password=b” ",
      "https://host.example",
      "https://host.example/get.php?username=a&password=b" },
    { "host.example/a.m3u", "http://host.example", "http://host.example/a.m3u" },
    { "file:///home/me/my%20list.m3u",
      "file:///home/me/my%20list.m3u",
      "file:///home/me/my%20list.m3u" },
    { "file://other.example/home/me", NULL, NULL },
    { "ftp://host.example/a", NULL, NULL },
    { "", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *address = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (LineupServerUrl) url = lineup_server_url_parse_playlist (
          cases[i].text, &address, &error);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (url != NULL ? lineup_server_url_get_base (url) : NULL, ==, cases[i].base);
      g_assert_cmpstr (address, ==, cases[i].address);
      if (url == NULL)
        g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_INVALID_ACCOUNT);
    }
}

#define ADD(path, test)                                                                            \
  g_test_add ("/application/source-factory/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("known", test_known);
  ADD ("playlist", test_playlist);
  ADD ("urls", test_urls);

  return g_test_run ();
}
