/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-details.h"

/* As many bytes of text as a movie's details have, more or less. */
#define CHUNK 1024

LineupDetails *
lineup_details_new (void)
{
  LineupDetails *self = g_atomic_rc_box_new0 (LineupDetails);

  self->item = (LineupItem)LINEUP_ITEM_INIT;
  self->seasons = g_array_new (FALSE, FALSE, sizeof (LineupSeason));
  self->episodes = g_array_new (FALSE, FALSE, sizeof (LineupEpisode));
  self->strings = g_string_chunk_new (CHUNK);
  return self;
}

LineupDetails *
lineup_details_ref (LineupDetails *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  LineupDetails *self = data;

  g_array_unref (self->seasons);
  g_array_unref (self->episodes);
  g_string_chunk_free (self->strings);
}

void
lineup_details_unref (LineupDetails *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

const char *
lineup_details_keep (LineupDetails *self, const char *text)
{
  return text != NULL ? g_string_chunk_insert (self->strings, text) : NULL;
}

/* Order. GArray sorts stably: what is equal stays as the panel put it. */

static int
compare_numbers (gint64 a, gint64 b)
{
  return (a > b) - (a < b);
}

static int
compare_seasons (gconstpointer a, gconstpointer b)
{
  const LineupSeason *left = a;
  const LineupSeason *right = b;

  return compare_numbers (left->number, right->number);
}

/* Episodes without a number come last in their season. */
static int
compare_episodes (gconstpointer a, gconstpointer b)
{
  const LineupEpisode *left = a;
  const LineupEpisode *right = b;

  if (left->season != right->season)
    return compare_numbers (left->season, right->season);
  return compare_numbers (left->number >= 0 ? left->number : G_MAXINT64,
                          right->number >= 0 ? right->number : G_MAXINT64);
}

static LineupSeason *
find_season (LineupDetails *self, guint n_seasons, guint number)
{
  for (guint i = 0; i < n_seasons; i++)
    {
      LineupSeason *season = &g_array_index (self->seasons, LineupSeason, i);

      if (season->number == number)
        return season;
    }
  return NULL;
}

/* There are at least as many episodes as are listed, whatever the panel counts. */
static void
complete_season (LineupDetails *self, guint n_listed, guint number, guint n_episodes)
{
  LineupSeason *season = find_season (self, n_listed, number);
  const LineupSeason missing = { .number = number, .episode_count = n_episodes };

  if (season == NULL)
    g_array_append_val (self->seasons, missing);
  else
    season->episode_count = MAX (season->episode_count, n_episodes);
}

void
lineup_details_complete (LineupDetails *self)
{
  const guint n_listed = self->seasons->len;
  guint first = 0;

  g_array_sort (self->episodes, compare_episodes);
  for (guint i = 0; i < self->episodes->len; i++)
    {
      const guint season = g_array_index (self->episodes, LineupEpisode, i).season;

      if (i + 1 < self->episodes->len
          && g_array_index (self->episodes, LineupEpisode, i + 1).season == season)
        continue;
      complete_season (self, n_listed, season, i + 1 - first);
      first = i + 1;
    }
  g_array_sort (self->seasons, compare_seasons);
}

static void
apply_text (const char **field, const char *text)
{
  if (text != NULL)
    *field = text;
}

void
lineup_details_apply (const LineupDetails *self, LineupItem *item)
{
  const LineupItem *details = &self->item;

  apply_text (&item->icon, details->icon);
  if (details->year != 0)
    item->year = details->year;
  if (details->rating > 0)
    item->rating = details->rating;
  apply_text (&item->genre, details->genre);
  apply_text (&item->plot, details->plot);
  apply_text (&item->cast, details->cast);
  apply_text (&item->director, details->director);
  apply_text (&item->release_date, details->release_date);
  if (details->duration != 0)
    item->duration = details->duration;
  apply_text (&item->extension, details->extension);
  apply_text (&item->trailer, details->trailer);
  apply_text (&item->tmdb_id, details->tmdb_id);
}

const LineupEpisode *
lineup_details_find_episode (const LineupDetails *self, gint64 id)
{
  for (guint i = 0; i < self->episodes->len; i++)
    {
      const LineupEpisode *episode = &g_array_index (self->episodes, LineupEpisode, i);

      if (episode->id == id)
        return episode;
    }
  return NULL;
}
