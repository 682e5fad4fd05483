/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-transport-error.h"

#include "lineup-error.h"
#include "lineup-test-clock.h"

#include <libsoup/soup.h>
#include <string.h>

#define URL "http://panel.example/player_api.php?username=alice&password=s3cr3t"

static void
test_statuses (void)
{
  static const struct
  {
    guint status;
    LineupError code;
    gboolean transient;
  } cases[] = {
    { 100, LINEUP_ERROR_SERVER, FALSE },      { 304, LINEUP_ERROR_SERVER, FALSE },
    { 400, LINEUP_ERROR_SERVER, FALSE },      { 401, LINEUP_ERROR_SERVER, FALSE },
    { 403, LINEUP_ERROR_SERVER, FALSE },      { 404, LINEUP_ERROR_SERVER, FALSE },
    { 407, LINEUP_ERROR_SERVER, FALSE },      { 408, LINEUP_ERROR_SERVER, TRUE },
    { 409, LINEUP_ERROR_SERVER, FALSE },      { 428, LINEUP_ERROR_SERVER, FALSE },
    { 429, LINEUP_ERROR_RATE_LIMITED, TRUE }, { 430, LINEUP_ERROR_SERVER, FALSE },
    { 451, LINEUP_ERROR_SERVER, FALSE },      { 499, LINEUP_ERROR_SERVER, FALSE },
    { 500, LINEUP_ERROR_SERVER, TRUE },       { 502, LINEUP_ERROR_SERVER, TRUE },
    { 503, LINEUP_ERROR_SERVER, TRUE },       { 512, LINEUP_ERROR_SERVER, TRUE },
    { 521, LINEUP_ERROR_SERVER, TRUE },       { 599, LINEUP_ERROR_SERVER, TRUE },
    { 600, LINEUP_ERROR_SERVER, FALSE },      { 884, LINEUP_ERROR_SERVER, FALSE },
    { 426, LINEUP_ERROR_SERVER, FALSE },      { 505, LINEUP_ERROR_SERVER, FALSE },
  };

  g_autoptr (LineupTestClock) clock = lineup_test_clock_new (0);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = lineup_transport_error_new_status (
          cases[i].status, NULL, LINEUP_CLOCK (clock));

      g_test_message ("%u", cases[i].status);
      g_assert_error (error, LINEUP_ERROR, (int)cases[i].code);
      g_assert_cmpuint (lineup_error_get_http_status (error), ==, cases[i].status);
      g_assert_cmpint (lineup_error_is_transient (error), ==, cases[i].transient);
      g_assert_cmpuint (lineup_error_get_retry_after (error), ==, 0);
    }
}

/* Friday, 23 Oct 2026, 12:00:00 UTC. */
#define NOW G_GINT64_CONSTANT (1792756800)

static guint
get_retry_after (const char *header)
{
  g_autoptr (LineupTestClock) clock = lineup_test_clock_new (NOW * G_USEC_PER_SEC);
  g_autoptr (GError) error = lineup_transport_error_new_status (503, header, LINEUP_CLOCK (clock));

  return lineup_error_get_retry_after (error);
}

static void
test_retry_after_seconds (void)
{
  g_assert_cmpuint (get_retry_after ("0"), ==, 0);
  g_assert_cmpuint (get_retry_after ("1"), ==, 1);
  g_assert_cmpuint (get_retry_after ("120"), ==, 120);
  g_assert_cmpuint (get_retry_after ("4294967295"), ==, G_MAXUINT);
}

static void
test_retry_after_date (void)
{
  g_assert_cmpuint (get_retry_after ("Fri, 23 Oct 2026 13:00:01 GMT"), ==, 3601);
  g_assert_cmpuint (get_retry_after ("Fri, 23 Oct 2026 12:00:00 GMT"), ==, 0);
  g_assert_cmpuint (get_retry_after ("Fri, 23 Oct 2026 11:59:59 GMT"), ==, 0);
  g_assert_cmpuint (get_retry_after ("Thu, 01 Jan 1970 00:00:00 GMT"), ==, 0);
}

static void
test_retry_after_garbage (void)
{
  const char *const headers[] = { "",     " ",   "soon",       "-1",
                                  "2.5",  "1s",  "4294967296", "99999999999999999999",
                                  "0x10", "\xff" };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_test_message ("%" G_GSIZE_FORMAT, i);
      g_assert_cmpuint (get_retry_after (headers[i]), ==, 0);
    }
}

static void
check_translation (GQuark domain, int code, LineupError expected, gboolean transient)
{
  g_autoptr (GError) error = g_error_new (domain, code, "Could not connect to %s", URL);

  g_test_message ("%s %d", g_quark_to_string (domain), code);
  lineup_transport_error_translate (&error);
  g_assert_error (error, LINEUP_ERROR, (int)expected);
  g_assert_cmpint (lineup_error_is_transient (error), ==, transient);
  g_assert_null (strstr (error->message, "panel.example"));
  g_assert_null (strstr (error->message, "alice"));
  g_assert_null (strstr (error->message, "s3cr3t"));
}

static void
test_translate (void)
{
  check_translation (G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, LINEUP_ERROR_OFFLINE, TRUE);
  check_translation (
      G_RESOLVER_ERROR, G_RESOLVER_ERROR_TEMPORARY_FAILURE, LINEUP_ERROR_OFFLINE, TRUE);

  check_translation (G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, LINEUP_ERROR_OFFLINE, TRUE);
  check_translation (G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, LINEUP_ERROR_OFFLINE, TRUE);
  check_translation (G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE, LINEUP_ERROR_OFFLINE, TRUE);
  check_translation (G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE, LINEUP_ERROR_OFFLINE, TRUE);
  check_translation (G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE, LINEUP_ERROR_OFFLINE, TRUE);
  check_translation (G_IO_ERROR, G_IO_ERROR_FAILED, LINEUP_ERROR_OFFLINE, TRUE);
  check_translation (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, LINEUP_ERROR_TIMEOUT, TRUE);
  check_translation (G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, LINEUP_ERROR_MALFORMED_DATA, TRUE);

  check_translation (G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, LINEUP_ERROR_CERTIFICATE, FALSE);
  /* What servers get these with: http-tls. */
  check_translation (G_TLS_ERROR, G_TLS_ERROR_UNAVAILABLE, LINEUP_ERROR_OFFLINE, FALSE);
  check_translation (G_TLS_ERROR, G_TLS_ERROR_MISC, LINEUP_ERROR_OFFLINE, FALSE);
  check_translation (G_TLS_ERROR, G_TLS_ERROR_NOT_TLS, LINEUP_ERROR_OFFLINE, TRUE);
  check_translation (G_TLS_ERROR, G_TLS_ERROR_HANDSHAKE, LINEUP_ERROR_OFFLINE, FALSE);
  check_translation (G_TLS_ERROR, G_TLS_ERROR_CERTIFICATE_REQUIRED, LINEUP_ERROR_OFFLINE, FALSE);
  check_translation (G_TLS_ERROR, G_TLS_ERROR_EOF, LINEUP_ERROR_OFFLINE, TRUE);

  check_translation (SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_PARSING, LINEUP_ERROR_SERVER, TRUE);
}

static void
test_leaves_alone (void)
{
  g_autoptr (GError) cancelled = g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
  g_autoptr (GError) ours = lineup_error_new_answer (LINEUP_ERROR_SERVER, 512, 3, TRUE, "Ours");

  lineup_transport_error_translate (&cancelled);
  g_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  lineup_transport_error_translate (&ours);
  g_assert_error (ours, LINEUP_ERROR, LINEUP_ERROR_SERVER);
  g_assert_cmpuint (lineup_error_get_http_status (ours), ==, 512);
  g_assert_cmpuint (lineup_error_get_retry_after (ours), ==, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/transport-error/statuses", test_statuses);
  g_test_add_func ("/transport-error/retry-after/seconds", test_retry_after_seconds);
  g_test_add_func ("/transport-error/retry-after/date", test_retry_after_date);
  g_test_add_func ("/transport-error/retry-after/garbage", test_retry_after_garbage);
  g_test_add_func ("/transport-error/translate", test_translate);
  g_test_add_func ("/transport-error/leaves-alone", test_leaves_alone);

  return g_test_run ();
}
