/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-secret-error.h"

#include "lineup-error.h"

#include <libsecret/secret.h>
#include <string.h>

#define IS_LOCKED "org.freedesktop.Secret.Error.IsLocked"

/* Characters of what a service says; nobody reads more. */
#define MAX_CHARACTERS 300

gboolean
lineup_secret_error_is_lock (const GError *error)
{
  g_autofree char *name = error != NULL ? g_dbus_error_get_remote_error (error) : NULL;

  return g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED)
         || g_strcmp0 (name, IS_LOCKED) == 0;
}

static gboolean
is_absence (const GError *error)
{
  return g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN)
         || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER)
         || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_EXEC_FAILED)
         || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_FAILED)
         || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_CHILD_EXITED)
         || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND);
}

static gboolean
is_silence (const GError *error)
{
  return g_error_matches (error, LINEUP_ERROR, LINEUP_ERROR_TIMEOUT)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT)
         || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_TIMEOUT)
         || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY);
}

static gboolean
is_confidential (const char *text, const LineupCredentials *credentials)
{
  return credentials != NULL
         && (strstr (text, credentials->username) != NULL
             || strstr (text, credentials->password) != NULL);
}

/* Returns what a service has said as one line, the name of its error if it said nothing that can be
 * told. */
static char *
quote (const GError *reason, const LineupCredentials *credentials)
{
  g_autoptr (GError) said = g_error_copy (reason);
  g_autofree char *name = g_dbus_error_get_remote_error (reason);
  g_autofree char *valid = NULL;

  g_dbus_error_strip_remote_error (said);
  valid = g_utf8_make_valid (said->message, -1);
  for (char *c = valid; *c != '\0'; c++)
    {
      if (g_ascii_iscntrl (*c))
        *c = ' ';
    }
  g_strstrip (valid);
  if (*valid == '\0' || is_confidential (valid, credentials))
    return g_strdup (name != NULL ? name : "it does not say why");
  return g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), MAX_CHARACTERS));
}

GError *
lineup_secret_error_new_locked (void)
{
  return g_error_new (LINEUP_ERROR, LINEUP_ERROR_KEYRING_LOCKED, "The keyring is locked");
}

GError *
lineup_secret_error_new (const GError *reason, const LineupCredentials *credentials)
{
  g_autofree char *said = NULL;

  if (lineup_secret_error_is_lock (reason))
    return lineup_secret_error_new_locked ();
  if (is_silence (reason))
    return g_error_new (
        LINEUP_ERROR, LINEUP_ERROR_KEYRING_LOCKED, "The keyring does not answer in time");
  if (is_absence (reason))
    return g_error_new (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "There is no keyring");
  if (reason->domain == LINEUP_ERROR || g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
      || g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (reason);
  said = quote (reason, credentials);
  return g_error_new (LINEUP_ERROR, LINEUP_ERROR_STORAGE, "The keyring does not work: %s", said);
}
