/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-http-fixture.h"

#include "lineup-error.h"
#include "lineup-soup-transport.h"

#include <string.h>

void
lineup_http_fixture_set_up (LineupHttpFixture *self, gconstpointer data)
{
  self->clock = lineup_test_clock_new (0);
  self->hosts = lineup_hosts_new (LINEUP_CLOCK (self->clock));
  self->panel = lineup_fake_panel_new ();
  self->log = lineup_fake_panel_get_log (self->panel);
  lineup_fake_panel_set_credentials (
      self->panel, LINEUP_HTTP_FIXTURE_USERNAME, LINEUP_HTTP_FIXTURE_PASSWORD);
  lineup_fake_panel_set_text (self->panel, "", LINEUP_HTTP_FIXTURE_BODY);
  g_assert_true (lineup_fake_panel_listen (self->panel, 0, NULL));
  lineup_http_fixture_reset (self, NULL, NULL);
}

static void
drop_client (LineupHttpFixture *self)
{
  if (self->http != NULL)
    lineup_await_finalize (g_steal_pointer (&self->http));
  g_clear_pointer (&self->url, g_free);
}

void
lineup_http_fixture_tear_down (LineupHttpFixture *self, gconstpointer data)
{
  drop_client (self);
  lineup_await_nothing ();
  g_assert_cmpint (lineup_test_clock_get_next_alarm (self->clock), ==, -1);
  lineup_fake_panel_release (self->panel);
  g_object_unref (self->panel);
  g_assert_finalize_object (self->hosts);
  g_object_unref (self->clock);
}

void
lineup_http_fixture_reset (LineupHttpFixture *self, const char *user_agent, GTlsDatabase *trust)
{
  g_autofree char *base = lineup_fake_panel_get_url (self->panel);
  g_autoptr (LineupTransport) transport = NULL;

  drop_client (self);
  self->url = g_strconcat (base, LINEUP_HTTP_FIXTURE_QUERY, NULL);
  transport = lineup_soup_transport_new (
      user_agent, trust, lineup_hosts_get_kept_connections (self->hosts));
  self->http = lineup_http_new (transport, self->hosts);
}

void
lineup_http_fixture_begin_open (LineupHttpFixture *self,
                                GCancellable *cancellable,
                                LineupAwait **await)
{
  lineup_http_open_async (self->http, self->url, cancellable, lineup_await_callback, await);
}

LineupBody *
lineup_http_fixture_end_open (LineupHttpFixture *self, LineupAwait **await, GError **error)
{
  g_autoptr (GAsyncResult) result = lineup_await (await);

  *await = NULL;
  return lineup_http_open_finish (self->http, result, error);
}

LineupBody *
lineup_http_fixture_open (LineupHttpFixture *self, GError **error)
{
  LineupAwait *await = NULL;

  lineup_http_fixture_begin_open (self, NULL, &await);
  return lineup_http_fixture_end_open (self, &await, error);
}

void
lineup_http_fixture_expect (LineupHttpFixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupBody) body = lineup_http_fixture_open (self, &error);

  g_assert_no_error (error);
  lineup_http_fixture_check_body (body, LINEUP_HTTP_FIXTURE_BODY);
}

GError *
lineup_http_fixture_expect_error (LineupHttpFixture *self, int code)
{
  GError *error = NULL;

  g_assert_null (lineup_http_fixture_open (self, &error));
  g_assert_error (error, LINEUP_ERROR, code);
  lineup_http_fixture_check_no_secret (self, error);
  return error;
}

GBytes *
lineup_http_fixture_read_all (LineupBody *body, gsize max_length, GError **error)
{
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  lineup_body_read_all_async (body, max_length, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  return lineup_body_read_all_finish (body, result, error);
}

void
lineup_http_fixture_check_body (LineupBody *body, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = lineup_http_fixture_read_all (body, 1000, &error);
  gsize length = 0;
  const char *text = NULL;

  g_assert_no_error (error);
  text = g_bytes_get_data (bytes, &length);
  g_assert_cmpmem (text, length, expected, strlen (expected));
  lineup_body_close (body);
}

void
lineup_http_fixture_check_no_secret (LineupHttpFixture *self, const GError *error)
{
  g_autofree char *port = g_strdup_printf ("%u", lineup_fake_panel_get_port (self->panel));
  const char *const secrets[] = { LINEUP_HTTP_FIXTURE_USERNAME,
                                  LINEUP_HTTP_FIXTURE_PASSWORD,
                                  "127.0.0.1",
                                  port,
                                  "player_api",
                                  "http:" };

  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    g_assert_null (strstr (error->message, secrets[i]));
}

void
lineup_http_fixture_advance (LineupHttpFixture *self, gint64 microseconds)
{
  lineup_test_clock_advance (self->clock, microseconds);
  lineup_await_nothing ();
}
