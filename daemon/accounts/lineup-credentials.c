/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "accounts/lineup-credentials.h"

#include <string.h>

static void
wipe (char *secret)
{
  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

static void
clear (gpointer data)
{
  LineupCredentials *self = data;

  wipe (self->username);
  wipe (self->password);
}

LineupCredentials *
lineup_credentials_new (const char *username, const char *password)
{
  LineupCredentials *self = g_atomic_rc_box_new0 (LineupCredentials);

  self->username = g_strdup (username);
  self->password = g_strdup (password);
  return self;
}

LineupCredentials *
lineup_credentials_ref (LineupCredentials *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
lineup_credentials_unref (LineupCredentials *self)
{
  g_atomic_rc_box_release_full (self, clear);
}
