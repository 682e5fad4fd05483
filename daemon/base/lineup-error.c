/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-error.h"

#include "lineup-names.h"

#include <errno.h>

/* What a panel answered, carried along with the error itself. */
typedef struct
{
  guint http_status;
  guint retry_after; /* seconds */
  gboolean transient;
  guint traits; /* #LineupErrorTraits */
} LineupErrorPrivate;

static void
lineup_error_private_init (LineupErrorPrivate *priv)
{
  *priv = (LineupErrorPrivate){ 0 };
}

static void
lineup_error_private_copy (const LineupErrorPrivate *source, LineupErrorPrivate *target)
{
  *target = *source;
}

static void
lineup_error_private_clear (LineupErrorPrivate *priv)
{
  *priv = (LineupErrorPrivate){ 0 };
}

static const GDBusErrorEntry entries[] = {
  { LINEUP_ERROR_AUTH_FAILED, LINEUP_ERROR_NAME_PREFIX "AuthFailed" },
  { LINEUP_ERROR_ACCOUNT_EXPIRED, LINEUP_ERROR_NAME_PREFIX "AccountExpired" },
  { LINEUP_ERROR_ACCOUNT_EXISTS, LINEUP_ERROR_NAME_PREFIX "AccountExists" },
  { LINEUP_ERROR_UNKNOWN_ACCOUNT, LINEUP_ERROR_NAME_PREFIX "UnknownAccount" },
  { LINEUP_ERROR_INVALID_ACCOUNT, LINEUP_ERROR_NAME_PREFIX "InvalidAccount" },
  { LINEUP_ERROR_NOT_RUNNING, LINEUP_ERROR_NAME_PREFIX "NotRunning" },
  { LINEUP_ERROR_CANCELLED, LINEUP_ERROR_NAME_PREFIX "Cancelled" },
  { LINEUP_ERROR_OFFLINE, LINEUP_ERROR_NAME_PREFIX "Offline" },
  { LINEUP_ERROR_TIMEOUT, LINEUP_ERROR_NAME_PREFIX "Timeout" },
  { LINEUP_ERROR_CERTIFICATE, LINEUP_ERROR_NAME_PREFIX "Certificate" },
  { LINEUP_ERROR_RATE_LIMITED, LINEUP_ERROR_NAME_PREFIX "RateLimited" },
  { LINEUP_ERROR_SERVER, LINEUP_ERROR_NAME_PREFIX "Server" },
  { LINEUP_ERROR_MALFORMED_DATA, LINEUP_ERROR_NAME_PREFIX "MalformedData" },
  { LINEUP_ERROR_NOT_FOUND, LINEUP_ERROR_NAME_PREFIX "NotFound" },
  { LINEUP_ERROR_KEYRING_LOCKED, LINEUP_ERROR_NAME_PREFIX "KeyringLocked" },
  { LINEUP_ERROR_DISABLED, LINEUP_ERROR_NAME_PREFIX "Disabled" },
  { LINEUP_ERROR_DATABASE, LINEUP_ERROR_NAME_PREFIX "Database" },
  { LINEUP_ERROR_DISK_FULL, LINEUP_ERROR_NAME_PREFIX "DiskFull" },
  { LINEUP_ERROR_SHUTTING_DOWN, LINEUP_ERROR_NAME_PREFIX "ShuttingDown" },
  { LINEUP_ERROR_STORAGE, LINEUP_ERROR_NAME_PREFIX "Storage" },
};

G_STATIC_ASSERT (G_N_ELEMENTS (entries) == LINEUP_N_ERRORS);

/* GLib aligns the private data, but clang can't see that. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wcast-align"
G_DEFINE_EXTENDED_ERROR (LineupError, lineup_error)
#pragma GCC diagnostic pop

void
lineup_error_register (void)
{
  static gsize registered = 0;

  if (!g_once_init_enter (&registered))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    g_dbus_error_register_error (LINEUP_ERROR, entries[i].error_code, entries[i].dbus_error_name);
  g_once_init_leave (&registered, 1);
}

GError *
lineup_error_new_answer (LineupError code,
                         guint http_status,
                         guint retry_after,
                         gboolean transient,
                         const char *format,
                         ...)
{
  GError *error = NULL;
  LineupErrorPrivate *priv = NULL;
  va_list args;

  va_start (args, format);
  error = g_error_new_valist (LINEUP_ERROR, (int)code, format, args);
  va_end (args);

  priv = lineup_error_get_private (error);
  priv->http_status = http_status;
  priv->retry_after = retry_after;
  priv->transient = transient;
  return error;
}

LineupError
lineup_error_from_errno (int number, LineupError otherwise)
{
  return number == ENOSPC || number == EDQUOT ? LINEUP_ERROR_DISK_FULL : otherwise;
}

void
lineup_error_set_errno (GError **error, LineupError otherwise, int number, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error,
               LINEUP_ERROR,
               (int)lineup_error_from_errno (number, otherwise),
               "%s: %s",
               what,
               g_strerror (number));
}

guint
lineup_error_get_http_status (const GError *error)
{
  return error->domain == LINEUP_ERROR ? lineup_error_get_private (error)->http_status : 0;
}

guint
lineup_error_get_retry_after (const GError *error)
{
  return error->domain == LINEUP_ERROR ? lineup_error_get_private (error)->retry_after : 0;
}

gboolean
lineup_error_is_transient (const GError *error)
{
  return error->domain == LINEUP_ERROR && lineup_error_get_private (error)->transient;
}

void
lineup_error_add_trait (GError *error, LineupErrorTraits trait)
{
  g_return_if_fail (error->domain == LINEUP_ERROR);

  lineup_error_get_private (error)->traits |= trait;
}

gboolean
lineup_error_has_trait (const GError *error, LineupErrorTraits trait)
{
  return error != NULL && error->domain == LINEUP_ERROR
         && (lineup_error_get_private (error)->traits & trait) != 0;
}

gboolean
lineup_error_is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
         || g_error_matches (error, LINEUP_ERROR, LINEUP_ERROR_CANCELLED);
}

gboolean
lineup_error_is_refusal (const GError *error)
{
  return g_error_matches (error, LINEUP_ERROR, LINEUP_ERROR_AUTH_FAILED)
         || g_error_matches (error, LINEUP_ERROR, LINEUP_ERROR_ACCOUNT_EXPIRED);
}

GError *
lineup_error_new_for_dbus_name (const char *name, const char *message)
{
  GError *error = NULL;

  lineup_error_register ();
  error = g_dbus_error_new_for_dbus_error (name, message);
  g_dbus_error_strip_remote_error (error);
  return error;
}

char *
lineup_error_get_dbus_name (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_strdup (LINEUP_ERROR_NAME_PREFIX "Cancelled");

  lineup_error_register ();
  return g_dbus_error_encode_gerror (error);
}
