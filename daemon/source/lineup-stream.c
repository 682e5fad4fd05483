/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-stream.h"

LineupStreamAddress *
lineup_stream_address_new (char *url)
{
  LineupStreamAddress *self = g_new0 (LineupStreamAddress, 1);

  self->url = url;
  self->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->properties = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
lineup_stream_address_add_header (LineupStreamAddress *self, const char *name, char *value)
{
  g_hash_table_insert (self->headers, g_strdup (name), value);
}

const char *
lineup_stream_address_get_header (const LineupStreamAddress *self, const char *name)
{
  return g_hash_table_lookup (self->headers, name);
}

void
lineup_stream_address_add_property (LineupStreamAddress *self, const char *name, char *value)
{
  g_hash_table_insert (self->properties, g_strdup (name), value);
}

void
lineup_stream_address_free (LineupStreamAddress *self)
{
  g_free (self->url);
  g_hash_table_unref (self->headers);
  g_hash_table_unref (self->properties);
  g_free (self);
}
