/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-channel-map.h"

#include "lineup-hash.h"

#include <stdlib.h>
#include <string.h>

struct _LineupChannelMap
{
  LineupDatabase *database;           /* (unowned) */
  const LineupWantedChannels *wanted; /* (unowned) */
  gint64 source;
  GHashTable *by_id;         /* (owned) (element-type utf8 LineupMappedChannel) */
  GPtrArray *by_row;         /* (owned) (element-type LineupMappedChannel): as rows only rise */
  GString *id;               /* (owned): the one at hand */
  LineupMappedChannel *last; /* (unowned) (nullable): that was found */
  guint n_added;             /* as programmes named them */
};

static void
mapped_channel_free (gpointer data)
{
  LineupMappedChannel *channel = data;

  g_clear_pointer (&channel->starts, g_array_unref);
  g_free (channel);
}

static LineupStatement *
get_statement (LineupChannelMap *self, const char *name, GError **error)
{
  return lineup_database_get_statement (self->database, name, LINEUP_SCHEMA_ANY_SET, error);
}

static LineupMappedChannel *
add (LineupChannelMap *self, const char *id, gint64 row)
{
  LineupMappedChannel *channel = g_new0 (LineupMappedChannel, 1);

  channel->row = (guint32)row;
  channel->hash = lineup_hash_text (id, 0);
  g_hash_table_insert (self->by_id, g_strdup (id), channel);
  g_ptr_array_add (self->by_row, channel);
  return channel;
}

/* Whether it is one that somebody may have. */
static gboolean
is_wanted (const LineupChannelMap *self, const char *id, const char *const *names)
{
  const LineupGuideChannel channel
      = { .id = id, .names = names, .n_names = g_strv_length ((char **)(gpointer)names) };

  return lineup_wanted_channels_have (self->wanted, &channel);
}

static char **
split_names (const char *names)
{
  return *names != '\0' ? g_strsplit (names, "\n", -1) : g_new0 (char *, 1);
}

static gboolean
load (LineupChannelMap *self, GError **error)
{
  LineupStatement *list = get_statement (self, "channels-list", error);
  g_auto (LineupRows) rows = lineup_statement_query (list);
  gboolean has_row = TRUE;

  if (list == NULL)
    return FALSE;
  lineup_statement_bind_int (list, "source", self->source);
  while (TRUE)
    {
      g_auto (GStrv) names = NULL;
      const char *id = NULL;
      LineupMappedChannel *channel = NULL;

      if (!lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      id = lineup_rows_get_text (&rows, "id");
      names = split_names (lineup_rows_get_text (&rows, "names"));
      channel = add (self, id, lineup_rows_get_int (&rows, "channel"));
      channel->known = TRUE;
      channel->wanted = is_wanted (self, id, (const char *const *)names);
    }
}

LineupChannelMap *
lineup_channel_map_new (LineupDatabase *database,
                        gint64 source,
                        const LineupWantedChannels *wanted,
                        GError **error)
{
  g_autoptr (LineupChannelMap) self = g_new0 (LineupChannelMap, 1);

  self->database = database;
  self->wanted = wanted;
  self->source = source;
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, mapped_channel_free);
  self->by_row = g_ptr_array_new ();
  self->id = g_string_new (NULL);
  if (!load (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
lineup_channel_map_free (LineupChannelMap *self)
{
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->by_row);
  g_string_free (self->id, TRUE);
  g_free (self);
}

/* Storing */

static gboolean
store_new (LineupChannelMap *self, const char *names, const char *icon, GError **error)
{
  LineupStatement *statement = get_statement (self, "channel-add", error);
  const char *const none[] = { NULL };
  LineupMappedChannel *channel = NULL;

  if (statement == NULL)
    return FALSE;
  lineup_statement_bind_int (statement, "source", self->source);
  lineup_statement_bind_text (statement, "id", self->id->str);
  lineup_statement_bind_text (statement, "names", names);
  lineup_statement_bind_text (statement, "icon", icon);
  if (!lineup_statement_execute (statement, error))
    return FALSE;
  channel = add (self, self->id->str, lineup_database_get_last_row (self->database));
  channel->wanted = is_wanted (self, self->id->str, none);
  return TRUE;
}

static gboolean
store_again (LineupChannelMap *self,
             const LineupMappedChannel *channel,
             const char *names,
             const char *icon,
             GError **error)
{
  LineupStatement *statement = get_statement (self, "channel-set", error);

  if (statement == NULL)
    return FALSE;
  lineup_statement_bind_int (statement, "channel", channel->row);
  lineup_statement_bind_text (statement, "names", names);
  lineup_statement_bind_text (statement, "icon", icon);
  return lineup_statement_execute (statement, error);
}

gboolean
lineup_channel_map_find (LineupChannelMap *self,
                         const char *id,
                         gsize length,
                         LineupMappedChannel **channel,
                         GError **error)
{
  if (self->last != NULL && self->id->len == length && memcmp (self->id->str, id, length) == 0)
    {
      *channel = self->last;
      return TRUE;
    }
  g_string_truncate (self->id, 0);
  g_string_append_len (self->id, id, (gssize)length);
  self->last = g_hash_table_lookup (self->by_id, self->id->str);
  if (self->last == NULL && self->by_row->len < LINEUP_CHANNEL_MAP_MAX)
    {
      if (!store_new (self, "", NULL, error))
        return FALSE;
      self->last = self->by_row->pdata[self->by_row->len - 1];
      self->n_added++;
    }
  *channel = self->last;
  return TRUE;
}

/* Names */

static gboolean
has_name (const GPtrArray *names, const char *name)
{
  for (guint i = 0; i < names->len; i++)
    {
      if (g_str_equal (names->pdata[i], name))
        return TRUE;
    }
  return FALSE;
}

/* What is stored of a channel. */
typedef struct
{
  char **names; /* (owned) */
  char *icon;   /* (owned) (nullable) */
} Stored;

static void
stored_clear (Stored *self)
{
  g_strfreev (self->names);
  g_free (self->icon);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Stored, stored_clear)

static gboolean
read_stored (LineupChannelMap *self, guint32 row, Stored *stored, GError **error)
{
  LineupStatement *get = get_statement (self, "channel-get", error);
  g_auto (LineupRows) rows = lineup_statement_query (get);
  gboolean has_row = FALSE;

  if (get == NULL)
    return FALSE;
  lineup_statement_bind_int (get, "channel", row);
  if (!lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  if (!has_row)
    return lineup_database_fail_damaged (self->database, error);
  stored->names = split_names (lineup_rows_get_text (&rows, "names"));
  stored->icon = g_strdup (lineup_rows_get_text (&rows, "icon"));
  return TRUE;
}

/* Names that are the guide's, and those that are known if they count, too; one a line. */
static char *
join_names (const LineupGuideChannel *channel, char **known)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (gsize i = 0; known != NULL && known[i] != NULL; i++)
    g_ptr_array_add (names, known[i]);
  for (gsize i = 0; i < channel->n_names; i++)
    {
      /* Nobody calls a channel two lines. */
      if (strchr (channel->names[i], '\n') == NULL && !has_name (names, channel->names[i]))
        g_ptr_array_add (names, (gpointer)channel->names[i]);
    }
  g_ptr_array_add (names, NULL);
  return g_strjoinv ("\n", (char **)names->pdata);
}

static gboolean
update (LineupChannelMap *self,
        LineupMappedChannel *mapped,
        const LineupGuideChannel *channel,
        guint *changed,
        GError **error)
{
  g_auto (Stored) stored = { NULL, NULL };
  g_autofree char *names = NULL;
  g_autofree char *known = NULL;
  g_auto (GStrv) all = NULL;
  const char *icon = channel->icon;

  if (!read_stored (self, mapped->row, &stored, error))
    return FALSE;
  known = g_strjoinv ("\n", stored.names);
  names = join_names (channel, mapped->declared ? stored.names : NULL);
  if (mapped->declared && stored.icon != NULL)
    icon = stored.icon;
  mapped->declared = TRUE;
  *changed = !g_str_equal (names, known) || g_strcmp0 (icon, stored.icon) != 0;
  all = split_names (names);
  mapped->wanted = is_wanted (self, channel->id, (const char *const *)all);
  return *changed == 0 || store_again (self, mapped, names, icon, error);
}

gboolean
lineup_channel_map_declare (LineupChannelMap *self,
                            const LineupGuideChannel *channel,
                            guint *changed,
                            GError **error)
{
  LineupMappedChannel *mapped = NULL;

  *changed = 0;
  if (!lineup_channel_map_find (self, channel->id, strlen (channel->id), &mapped, error))
    return FALSE;
  return mapped == NULL || update (self, mapped, channel, changed, error);
}

/* Programmes */

/* Returns the place of the first start that is as late, or later. */
static guint
find_place (const GArray *starts, guint32 start)
{
  guint low = 0;
  guint high = starts->len;

  while (low < high)
    {
      const guint middle = low + (high - low) / 2;

      if (g_array_index (starts, guint32, middle) < start)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Guides mostly have them in order. */
static LineupSeen
see_among_known (LineupMappedChannel *channel, guint32 start)
{
  GArray *starts = NULL;
  guint place = 0;

  if (channel->starts == NULL)
    channel->starts = g_array_new (FALSE, FALSE, sizeof start);
  starts = channel->starts;
  place = starts->len == 0 || g_array_index (starts, guint32, starts->len - 1) < start
              ? starts->len
              : find_place (starts, start);
  if (place < starts->len && g_array_index (starts, guint32, place) == start)
    return LINEUP_SEEN_AGAIN;
  g_array_insert_val (starts, place, start);
  return LINEUP_SEEN_NOT;
}

static LineupSeen
see_among_new (const LineupMappedChannel *channel, guint32 start)
{
  return start > channel->latest ? LINEUP_SEEN_NOT : LINEUP_SEEN_UNKNOWN;
}

LineupSeen
lineup_channel_map_see (LineupMappedChannel *channel, guint32 start)
{
  LineupSeen seen = LINEUP_SEEN_TOO_MANY;

  if (channel->n_taken >= LINEUP_CHANNEL_MAX_PROGRAMMES)
    return seen;
  channel->n_taken++;
  seen = channel->has_airings ? see_among_known (channel, start) : see_among_new (channel, start);
  if (channel->first == 0 || start < channel->first)
    channel->first = start;
  channel->latest = MAX (channel->latest, (gint64)start);
  return seen;
}

gboolean
lineup_channel_map_has_seen (const LineupMappedChannel *channel, guint32 start)
{
  guint place = 0;

  if (channel->starts == NULL)
    return FALSE;
  place = find_place (channel->starts, start);
  return place < channel->starts->len && g_array_index (channel->starts, guint32, place) == start;
}

void
lineup_channel_map_note_change (LineupMappedChannel *channel, gint64 first, gint64 last)
{
  if (channel->changed_last == 0 || first < channel->changed_first)
    channel->changed_first = first;
  channel->changed_last = MAX (channel->changed_last, last);
}

static int
compare_to_row (gconstpointer key, gconstpointer element)
{
  const guint32 row = *(const guint32 *)key;
  const LineupMappedChannel *channel = *(LineupMappedChannel *const *)element;

  return row < channel->row ? -1 : row > channel->row;
}

LineupMappedChannel *
lineup_channel_map_get_row (LineupChannelMap *self, guint32 row)
{
  LineupMappedChannel **found = NULL;

  if (self->by_row->len > 0)
    found = bsearch (
        &row, self->by_row->pdata, self->by_row->len, sizeof (gpointer), compare_to_row);
  return found != NULL ? *found : NULL;
}

guint
lineup_channel_map_get_n_added (LineupChannelMap *self)
{
  return self->n_added;
}

GPtrArray *
lineup_channel_map_list (LineupChannelMap *self)
{
  return self->by_row;
}

gboolean
lineup_channel_map_judge (const LineupMappedChannel *channel)
{
  return channel->wanted || (!channel->known && !channel->declared);
}
