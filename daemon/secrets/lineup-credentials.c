/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-credentials.h"

#include "lineup-key-file.h"

#include <string.h>

#define GROUP        "Credentials"
#define KEY_USERNAME "Username"
#define KEY_PASSWORD "Password"

void
lineup_credentials_wipe (char *secret)
{
  if (secret == NULL)
    return;
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

LineupCredentials *
lineup_credentials_copy (const LineupCredentials *self)
{
  return self != NULL ? lineup_credentials_new (self->username, self->password) : NULL;
}

void
lineup_credentials_free (LineupCredentials *self)
{
  lineup_credentials_wipe (self->username);
  lineup_credentials_wipe (self->password);
  g_free (self);
}

gboolean
lineup_credentials_equal (const LineupCredentials *a, const LineupCredentials *b)
{
  return g_str_equal (a->username, b->username) && g_str_equal (a->password, b->password);
}

LineupCredentials *
lineup_credentials_load (GKeyFile *contents)
{
  g_autoptr (LineupCredentials) self = g_new0 (LineupCredentials, 1);

  self->username = g_key_file_get_string (contents, GROUP, KEY_USERNAME, NULL);
  self->password = g_key_file_get_string (contents, GROUP, KEY_PASSWORD, NULL);
  return self->username != NULL && self->password != NULL ? g_steal_pointer (&self) : NULL;
}

GKeyFile *
lineup_credentials_save (const LineupCredentials *self)
{
  GKeyFile *contents = g_key_file_new ();

  g_key_file_set_string (contents, GROUP, KEY_USERNAME, self->username);
  g_key_file_set_string (contents, GROUP, KEY_PASSWORD, self->password);
  return contents;
}

LineupCredentials *
lineup_credentials_parse (const char *text)
{
  g_autoptr (GKeyFile) contents = lineup_key_file_parse (text, NULL);

  return contents != NULL ? lineup_credentials_load (contents) : NULL;
}

char *
lineup_credentials_print (const LineupCredentials *self)
{
  g_autoptr (GKeyFile) contents = lineup_credentials_save (self);

  return g_key_file_to_data (contents, NULL, NULL);
}
