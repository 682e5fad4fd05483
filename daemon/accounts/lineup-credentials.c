/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "accounts/lineup-credentials.h"

#include <string.h>

static void
wipe (char *secret)
{
  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

LineupCredentials *
lineup_credentials_new (const char *username, const char *password)
{
  LineupCredentials *self = g_new (LineupCredentials, 1);

  self->username = g_strdup (username);
  self->password = g_strdup (password);
  return self;
}

void
lineup_credentials_free (LineupCredentials *self)
{
  wipe (self->username);
  wipe (self->password);
  g_free (self);
}
