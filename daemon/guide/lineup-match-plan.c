/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-match-plan.h"

/* Bytes of text that are taken at once. */
#define CHUNK (16 * 1024)

typedef struct
{
  const char *name; /* (unowned): in the plan's strings */
  gint64 shift;
} Source;

struct _LineupMatchPlan
{
  GArray *sources;       /* (owned) (element-type Source) */
  const char *direct;    /* (unowned) (nullable): in the plan's strings */
  GArray *channels;      /* (owned) (element-type LineupMatchChannel) */
  GHashTable *choices;   /* (owned) (element-type gint64 LineupMatchChoice) */
  GStringChunk *strings; /* (owned) */
};

LineupMatchPlan *
lineup_match_plan_new (void)
{
  LineupMatchPlan *self = g_atomic_rc_box_new0 (LineupMatchPlan);

  self->sources = g_array_new (FALSE, FALSE, sizeof (Source));
  self->channels = g_array_new (FALSE, FALSE, sizeof (LineupMatchChannel));
  self->choices = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->strings = g_string_chunk_new (CHUNK);
  return self;
}

LineupMatchPlan *
lineup_match_plan_ref (LineupMatchPlan *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  LineupMatchPlan *self = data;

  g_array_unref (self->sources);
  g_array_unref (self->channels);
  g_hash_table_unref (self->choices);
  g_string_chunk_free (self->strings);
}

void
lineup_match_plan_unref (LineupMatchPlan *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

static const char *
keep (LineupMatchPlan *self, const char *text)
{
  return text != NULL ? g_string_chunk_insert (self->strings, text) : NULL;
}

void
lineup_match_plan_add_source (LineupMatchPlan *self, const char *name, gint64 shift)
{
  const Source source = { keep (self, name), shift };

  g_array_append_val (self->sources, source);
}

void
lineup_match_plan_set_direct (LineupMatchPlan *self, const char *name)
{
  self->direct = keep (self, name);
}

const char *
lineup_match_plan_get_direct (const LineupMatchPlan *self)
{
  return self->direct;
}

void
lineup_match_plan_add_channel (LineupMatchPlan *self, const LineupMatchChannel *channel)
{
  LineupMatchChannel copy = *channel;

  copy.epg_id = keep (self, copy.epg_id);
  copy.guide_name = keep (self, copy.guide_name);
  copy.name = keep (self, copy.name);
  /* Many channels are in one group. */
  if (copy.group != NULL)
    copy.group = g_string_chunk_insert_const (self->strings, copy.group);
  g_array_append_val (self->channels, copy);
}

void
lineup_match_plan_choose (LineupMatchPlan *self, gint64 item, const LineupMatchChoice *choice)
{
  LineupMatchChoice copy = *choice;

  copy.source = keep (self, copy.source);
  copy.guide_channel = keep (self, copy.guide_channel);
  g_hash_table_insert (
      self->choices, g_memdup2 (&item, sizeof item), g_memdup2 (&copy, sizeof copy));
}

guint
lineup_match_plan_get_n_sources (const LineupMatchPlan *self)
{
  return self->sources->len;
}

const char *
lineup_match_plan_get_source (const LineupMatchPlan *self, guint place, gint64 *shift)
{
  const Source *source = &g_array_index (self->sources, Source, place);

  *shift = source->shift;
  return source->name;
}

const GArray *
lineup_match_plan_get_channels (const LineupMatchPlan *self)
{
  return self->channels;
}

const LineupMatchChoice *
lineup_match_plan_get_choice (const LineupMatchPlan *self, gint64 item)
{
  return g_hash_table_lookup (self->choices, &item);
}

static void
add_choice (gpointer key, gpointer value, gpointer user_data)
{
  const LineupMatchChoice *choice = value;

  if (choice->guide_channel != NULL)
    lineup_wanted_channels_add_id (user_data, choice->guide_channel);
}

LineupWantedChannels *
lineup_match_plan_make_wanted (const LineupMatchPlan *self)
{
  LineupWantedChannels *wanted = lineup_wanted_channels_new ();

  for (guint i = 0; i < self->channels->len; i++)
    lineup_wanted_channels_add (wanted, &g_array_index (self->channels, LineupMatchChannel, i));
  g_hash_table_foreach (self->choices, add_choice, wanted);
  lineup_wanted_channels_complete (wanted);
  return wanted;
}
