/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-credentials.h"

#include "lineup-key-file.h"

#include <string.h>

#define GROUP        "Credentials"
#define KEY_USERNAME "Username"
#define KEY_PASSWORD "Password"

/* A key for each address. */
#define GUIDES "Guides"

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
  LineupCredentials *self = g_new0 (LineupCredentials, 1);

  self->username = g_strdup (username);
  self->password = g_strdup (password);
  return self;
}

static void
wipe (gpointer secret)
{
  lineup_credentials_wipe (secret);
}

void
lineup_credentials_set_address (LineupCredentials *self, const char *source, const char *address)
{
  if (self->addresses == NULL)
    self->addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, wipe);
  if (address != NULL)
    g_hash_table_insert (self->addresses, g_strdup (source), g_strdup (address));
  else
    g_hash_table_remove (self->addresses, source);
}

const char *
lineup_credentials_get_address (const LineupCredentials *self, const char *source)
{
  return self->addresses != NULL ? g_hash_table_lookup (self->addresses, source) : NULL;
}

static guint
count_addresses (const LineupCredentials *self)
{
  return self->addresses != NULL ? g_hash_table_size (self->addresses) : 0;
}

LineupCredentials *
lineup_credentials_copy (const LineupCredentials *self)
{
  LineupCredentials *copy = NULL;
  GHashTableIter iter;
  gpointer source = NULL;
  gpointer address = NULL;

  if (self == NULL)
    return NULL;
  copy = lineup_credentials_new (self->username, self->password);
  if (self->addresses == NULL)
    return copy;
  g_hash_table_iter_init (&iter, self->addresses);
  while (g_hash_table_iter_next (&iter, &source, &address))
    lineup_credentials_set_address (copy, source, address);
  return copy;
}

void
lineup_credentials_free (LineupCredentials *self)
{
  lineup_credentials_wipe (self->username);
  lineup_credentials_wipe (self->password);
  g_clear_pointer (&self->addresses, g_hash_table_unref);
  g_free (self);
}

gboolean
lineup_credentials_equal (const LineupCredentials *a, const LineupCredentials *b)
{
  GHashTableIter iter;
  gpointer source = NULL;
  gpointer address = NULL;

  if (!g_str_equal (a->username, b->username) || !g_str_equal (a->password, b->password)
      || count_addresses (a) != count_addresses (b))
    return FALSE;
  if (a->addresses == NULL)
    return TRUE;
  g_hash_table_iter_init (&iter, a->addresses);
  while (g_hash_table_iter_next (&iter, &source, &address))
    {
      if (g_strcmp0 (address, lineup_credentials_get_address (b, source)) != 0)
        return FALSE;
    }
  return TRUE;
}

static void
load_addresses (LineupCredentials *self, GKeyFile *contents)
{
  g_auto (GStrv) sources = g_key_file_get_keys (contents, GUIDES, NULL, NULL);

  for (gsize i = 0; sources != NULL && sources[i] != NULL; i++)
    {
      char *address = g_key_file_get_string (contents, GUIDES, sources[i], NULL);

      if (address != NULL)
        lineup_credentials_set_address (self, sources[i], address);
      lineup_credentials_wipe (address);
    }
}

LineupCredentials *
lineup_credentials_load (GKeyFile *contents)
{
  g_autoptr (LineupCredentials) self = g_new0 (LineupCredentials, 1);

  self->username = g_key_file_get_string (contents, GROUP, KEY_USERNAME, NULL);
  self->password = g_key_file_get_string (contents, GROUP, KEY_PASSWORD, NULL);
  load_addresses (self, contents);
  return self->username != NULL && self->password != NULL ? g_steal_pointer (&self) : NULL;
}

GKeyFile *
lineup_credentials_save (const LineupCredentials *self)
{
  GKeyFile *contents = g_key_file_new ();
  GHashTableIter iter;
  gpointer source = NULL;
  gpointer address = NULL;

  g_key_file_set_string (contents, GROUP, KEY_USERNAME, self->username);
  g_key_file_set_string (contents, GROUP, KEY_PASSWORD, self->password);
  if (self->addresses == NULL)
    return contents;
  g_hash_table_iter_init (&iter, self->addresses);
  while (g_hash_table_iter_next (&iter, &source, &address))
    g_key_file_set_string (contents, GUIDES, source, address);
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
