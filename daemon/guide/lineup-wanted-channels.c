/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-wanted-channels.h"

#include "lineup-channel-key.h"
#include "lineup-hash.h"

#include <stdlib.h>

struct _LineupWantedChannels
{
  GArray *keys; /* (owned) (element-type guint64): sorted once it was completed */
};

LineupWantedChannels *
lineup_wanted_channels_new (void)
{
  LineupWantedChannels *self = g_atomic_rc_box_new0 (LineupWantedChannels);

  self->keys = g_array_new (FALSE, FALSE, sizeof (guint64));
  return self;
}

LineupWantedChannels *
lineup_wanted_channels_ref (LineupWantedChannels *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  LineupWantedChannels *self = data;

  g_array_unref (self->keys);
}

void
lineup_wanted_channels_unref (LineupWantedChannels *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

static void
add_key (LineupWantedChannels *self, guint64 key)
{
  if (key != 0)
    g_array_append_val (self->keys, key);
}

/* An id that is the same is so in whatever case. */
void
lineup_wanted_channels_add_id (LineupWantedChannels *self, const char *id)
{
  add_key (self, lineup_channel_key_of_folded_id (id));
}

void
lineup_wanted_channels_add (LineupWantedChannels *self, const LineupMatchChannel *channel)
{
  if (lineup_channel_key_is_id (channel->epg_id))
    {
      lineup_wanted_channels_add_id (self, channel->epg_id);
      add_key (self, lineup_channel_key_of_bare_id (channel->epg_id));
    }
  if (channel->guide_name != NULL)
    add_key (self, lineup_channel_key_of_text (channel->guide_name));
  add_key (self, lineup_channel_key_of_name (channel->name, LINEUP_COUNTRY_UNKNOWN));
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const guint64 key = *(const guint64 *)a;
  const guint64 other = *(const guint64 *)b;

  return key < other ? -1 : key > other;
}

/* Many channels have a name in common. */
static void
leave_each_once (GArray *keys)
{
  guint n_left = 0;

  for (guint i = 0; i < keys->len; i++)
    {
      const guint64 key = g_array_index (keys, guint64, i);

      if (n_left == 0 || g_array_index (keys, guint64, n_left - 1) != key)
        g_array_index (keys, guint64, n_left++) = key;
    }
  g_array_set_size (keys, n_left);
}

void
lineup_wanted_channels_complete (LineupWantedChannels *self)
{
  g_array_sort (self->keys, compare_keys);
  leave_each_once (self->keys);
}

static gboolean
has_key (const LineupWantedChannels *self, guint64 key)
{
  return key != 0 && self->keys->len > 0
         && bsearch (&key, self->keys->data, self->keys->len, sizeof key, compare_keys) != NULL;
}

static gboolean
has_name (const LineupWantedChannels *self, const char *name)
{
  return has_key (self, lineup_channel_key_of_text (name))
         || has_key (self, lineup_channel_key_of_name (name, LINEUP_COUNTRY_UNKNOWN));
}

gboolean
lineup_wanted_channels_have (const LineupWantedChannels *self, const LineupGuideChannel *channel)
{
  if (has_key (self, lineup_channel_key_of_folded_id (channel->id))
      || has_key (self, lineup_channel_key_of_bare_id (channel->id))
      || has_key (self, lineup_channel_key_of_text (channel->id)))
    return TRUE;
  for (gsize i = 0; i < channel->n_names; i++)
    {
      if (has_name (self, channel->names[i]))
        return TRUE;
    }
  return FALSE;
}

guint64
lineup_wanted_channels_hash (const LineupWantedChannels *self)
{
  guint64 hash = 0;

  /* The same on every machine, though nobody takes a database to another. */
  for (guint i = 0; i < self->keys->len; i++)
    {
      const guint64 key = GUINT64_TO_LE (g_array_index (self->keys, guint64, i));

      hash = lineup_hash (&key, sizeof key, hash);
    }
  return hash;
}
