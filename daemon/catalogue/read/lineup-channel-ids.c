/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-channel-ids.h"

#include "lineup-listing.h"

static gboolean
add (const LineupItem *item, gpointer user_data)
{
  g_array_append_val (user_data, item->id);
  return TRUE;
}

gpointer
lineup_channel_ids_read (LineupReader *reader, gpointer category, GError **error)
{
  static const char *const no_fields[] = { NULL };
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *cursor = g_strdup ("");
  LineupQuery query;

  lineup_query_init (&query, LINEUP_KIND_CHANNELS, LINEUP_QUERY_MAX_LIMIT);
  query.filter.category = category;
  lineup_reader_set_fields (reader, no_fields);
  do
    {
      char *next = NULL;

      query.cursor = cursor;
      if (!lineup_listing_read (reader, &query, add, ids, &next, error))
        return NULL;
      g_free (cursor);
      cursor = next;
    }
  while (*cursor != '\0');
  return g_steal_pointer (&ids);
}

void
lineup_channel_ids_intersect (GArray *ids, const GArray *others)
{
  g_autoptr (GHashTable) kept = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint n_kept = 0;

  if (others->len == 0)
    return;
  for (guint i = 0; i < others->len; i++)
    g_hash_table_add (kept, &g_array_index (others, gint64, i));
  for (guint i = 0; i < ids->len; i++)
    {
      const gint64 id = g_array_index (ids, gint64, i);

      if (g_hash_table_contains (kept, &id))
        g_array_index (ids, gint64, n_kept++) = id;
    }
  g_array_set_size (ids, n_kept);
}
