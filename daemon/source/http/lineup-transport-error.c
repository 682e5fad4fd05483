/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-transport-error.h"

#include "lineup-error.h"

#include <libintl.h>
#include <libsoup/soup.h>
#include <string.h>

/* Status that is not among libsoup's. */
#define STATUS_UPGRADE 426

/* What GnuTLS calls the alert of a server that takes none of the protocols which we offer. There is
 * no code for it, and its name is in the person's language. */
#define ALERT_DOMAIN "gnutls30"
#define ALERT_NAME   "No supported application protocol could be negotiated"

static GError *
translate_io (const GError *error)
{
  switch (error->code)
    {
    case G_IO_ERROR_TIMED_OUT:
      return lineup_error_new_answer (
          LINEUP_ERROR_TIMEOUT, 0, 0, TRUE, "The panel did not answer in time");
    case G_IO_ERROR_PARTIAL_INPUT:
      return lineup_error_new_answer (
          LINEUP_ERROR_MALFORMED_DATA, 0, 0, TRUE, "The answer ended early");
    case G_IO_ERROR_INVALID_DATA:
      return lineup_error_new_answer (
          LINEUP_ERROR_MALFORMED_DATA, 0, 0, FALSE, "The answer could not be decompressed");
    case G_IO_ERROR_CONNECTION_REFUSED:
      return lineup_error_new_answer (
          LINEUP_ERROR_OFFLINE, 0, 0, TRUE, "The panel refused the connection");
    default:
      return lineup_error_new_answer (
          LINEUP_ERROR_OFFLINE, 0, 0, TRUE, "The connection to the panel failed");
    }
}

static GError *
translate_session (const GError *error)
{
  switch (error->code)
    {
    case SOUP_SESSION_ERROR_ENCODING:
      return lineup_error_new_answer (
          LINEUP_ERROR_MALFORMED_DATA, 0, 0, FALSE, "The answer could not be decompressed");
    case SOUP_SESSION_ERROR_PARSING:
      return lineup_error_new_answer (
          LINEUP_ERROR_SERVER, 0, 0, TRUE, "The panel's answer is no HTTP");
    default:
      return lineup_error_new_answer (
          LINEUP_ERROR_OFFLINE, 0, 0, TRUE, "The connection to the panel failed");
    }
}

static gboolean
is_protocol_refused (const GError *error)
{
  return strstr (error->message, "application protocol") != NULL
         || strstr (error->message, dgettext (ALERT_DOMAIN, ALERT_NAME)) != NULL;
}

/* Only one code is about a certificate. Which of the others a server gets that speaks no TLS, or
 * has nothing in common with us, depends on the version of glib-networking: 2.74 says MISC to plain
 * HTTP, and NOT_TLS to one that hangs up. */
static GError *
translate_tls (const GError *error)
{
  switch (error->code)
    {
    case G_TLS_ERROR_BAD_CERTIFICATE:
      return lineup_error_new_answer (
          LINEUP_ERROR_CERTIFICATE, 0, 0, FALSE, "The panel's certificate can't be trusted");
    case G_TLS_ERROR_UNAVAILABLE:
      return lineup_error_new_answer (
          LINEUP_ERROR_OFFLINE,
          0,
          0,
          FALSE,
          "There is no TLS on this machine: glib-networking is missing");
    case G_TLS_ERROR_EOF:
      return lineup_error_new_answer (
          LINEUP_ERROR_OFFLINE, 0, 0, TRUE, "The connection to the panel failed");
    case G_TLS_ERROR_NOT_TLS:
      return lineup_error_new_answer (
          LINEUP_ERROR_OFFLINE, 0, 0, TRUE, "The panel speaks no TLS at this port, or hung up");
    default:
      if (is_protocol_refused (error))
        return lineup_error_new_answer (
            LINEUP_ERROR_SERVER, 0, 0, FALSE, "The panel does not take HTTP/1.1");
      return lineup_error_new_answer (LINEUP_ERROR_OFFLINE,
                                      0,
                                      0,
                                      FALSE,
                                      "The panel speaks no TLS at this port, or none that we do: "
                                      "is it http rather than https?");
    }
}

void
lineup_transport_error_translate (GError **error)
{
  GError *translated = NULL;

  if ((*error)->domain == LINEUP_ERROR
      || g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if ((*error)->domain == G_TLS_ERROR)
    translated = translate_tls (*error);
  else if ((*error)->domain == G_RESOLVER_ERROR)
    translated = lineup_error_new_answer (
        LINEUP_ERROR_OFFLINE, 0, 0, TRUE, "The panel's name could not be resolved");
  else if ((*error)->domain == SOUP_SESSION_ERROR)
    translated = translate_session (*error);
  else
    translated = translate_io (*error);

  g_clear_error (error);
  *error = translated;
}

/* RFC 9110, 10.2.3: seconds, or a date. */
static guint
parse_retry_after (const char *retry_after, LineupClock *clock)
{
  g_autoptr (GDateTime) date = NULL;
  guint64 seconds = 0;
  gint64 wait = 0;

  if (retry_after == NULL)
    return 0;
  if (g_ascii_string_to_unsigned (retry_after, 10, 0, G_MAXUINT, &seconds, NULL))
    return (guint)seconds;

  date = soup_date_time_new_from_http_string (retry_after);
  if (date == NULL)
    return 0;
  wait = g_date_time_to_unix (date) - lineup_clock_get_seconds (clock);
  return (guint)CLAMP (wait, 0, (gint64)G_MAXUINT);
}

GError *
lineup_transport_error_new_status (guint http_status, const char *retry_after, LineupClock *clock)
{
  const gboolean transient = http_status == 408 || http_status == 429
                             || (http_status >= 500 && http_status <= 599);

  if (http_status == SOUP_STATUS_HTTP_VERSION_NOT_SUPPORTED || http_status == STATUS_UPGRADE)
    return lineup_error_new_answer (LINEUP_ERROR_SERVER,
                                    http_status,
                                    0,
                                    FALSE,
                                    "The panel does not take HTTP/1.1: status %u",
                                    http_status);
  return lineup_error_new_answer (http_status == 429 ? LINEUP_ERROR_RATE_LIMITED
                                                     : LINEUP_ERROR_SERVER,
                                  http_status,
                                  parse_retry_after (retry_after, clock),
                                  transient,
                                  "The panel answered with status %u",
                                  http_status);
}
