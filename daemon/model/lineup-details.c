/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-details.h"

#include "lineup-compare.h"

#include <stdlib.h>

/* Bytes of text that a movie's details have, more or less. */
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

void
lineup_details_keep_field (LineupDetails *self,
                           const LineupItemField *field,
                           const LineupItem *item)
{
  lineup_item_field_copy (field, &self->item, item);
  if (lineup_item_field_is_text (field))
    G_STRUCT_MEMBER (const char *, &self->item, field->offset) = lineup_details_keep (
        self, lineup_item_field_get_text (field, item));
}

/* Order. GArray sorts stably: what is equal stays as the panel put it. */

static int
compare_seasons (gconstpointer a, gconstpointer b)
{
  const LineupSeason *left = a;
  const LineupSeason *right = b;

  return lineup_compare_numbers (left->number, right->number);
}

/* Episodes without a number come last in their season. */
static int
compare_episodes (gconstpointer a, gconstpointer b)
{
  const LineupEpisode *left = a;
  const LineupEpisode *right = b;

  if (left->season != right->season)
    return lineup_compare_numbers (left->season, right->season);
  return lineup_compare_numbers (left->number >= 0 ? left->number : G_MAXINT64,
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

/* Whether a field says what the film or series itself is, not its file. */
static gboolean
is_description (const LineupItemField *field)
{
  return (field->use & (LINEUP_FIELD_USE_DETAILS | LINEUP_FIELD_USE_FILE))
         == LINEUP_FIELD_USE_DETAILS;
}

static gboolean
has_description (const LineupItem *item)
{
  LINEUP_FOREACH_ITEM_FIELD (field)
    {
      if (is_description (field) && lineup_item_field_is_known (field, item))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_episodes (const LineupDetails *self)
{
  return self->seasons->len > 0 || self->episodes->len > 0;
}

gboolean
lineup_details_are_empty (const LineupDetails *self)
{
  return !has_description (&self->item) && self->item.extension == NULL && !has_episodes (self);
}

static void
keep_description (LineupDetails *self, const LineupItem *known)
{
  LINEUP_FOREACH_ITEM_FIELD (field)
    {
      if (is_description (field))
        lineup_details_keep_field (self, field, known);
    }
}

static void
keep_episodes (LineupDetails *self, const LineupDetails *known)
{
  g_array_set_size (self->seasons, 0);
  for (guint i = 0; i < known->seasons->len; i++)
    {
      LineupSeason season = g_array_index (known->seasons, LineupSeason, i);

      season.name = lineup_details_keep (self, season.name);
      season.cover = lineup_details_keep (self, season.cover);
      season.air_date = lineup_details_keep (self, season.air_date);
      season.overview = lineup_details_keep (self, season.overview);
      g_array_append_val (self->seasons, season);
    }
  for (guint i = 0; i < known->episodes->len; i++)
    {
      LineupEpisode episode = g_array_index (known->episodes, LineupEpisode, i);

      episode.title = lineup_details_keep (self, episode.title);
      episode.plot = lineup_details_keep (self, episode.plot);
      episode.extension = lineup_details_keep (self, episode.extension);
      episode.icon = lineup_details_keep (self, episode.icon);
      g_array_append_val (self->episodes, episode);
    }
}

gboolean
lineup_details_complement (LineupDetails *self, const LineupDetails *known)
{
  const gboolean is_empty = lineup_details_are_empty (self);
  const gboolean keeps_description = !has_description (&self->item)
                                     && has_description (&known->item);
  const gboolean keeps_episodes = self->episodes->len == 0
                                  && (known->episodes->len > 0
                                      || (self->seasons->len == 0 && known->seasons->len > 0));
  /* Which is nothing to ask again for, as the list tells it, too. */
  const gboolean keeps_file = self->item.extension == NULL
                              && (is_empty || known->version == self->version);

  if (keeps_description)
    keep_description (self, &known->item);
  if (keeps_episodes)
    keep_episodes (self, known);
  if (keeps_file)
    self->item.extension = lineup_details_keep (self, known->item.extension);
  if (!keeps_description && !keeps_episodes && !is_empty)
    return FALSE;
  self->version = known->version;
  self->item.name = lineup_details_keep (self, known->item.name);
  return TRUE;
}

gboolean
lineup_details_are_current (const LineupDetails *self, const LineupItem *item)
{
  return self->version == item->version;
}

static gboolean
has_all_words (char **words, char **wanted)
{
  for (gsize i = 0; wanted[i] != NULL; i++)
    {
      if (!g_strv_contains ((const char *const *)words, wanted[i]))
        return FALSE;
    }
  return TRUE;
}

/* Panels put years, languages and qualities around names. */
static gboolean
is_called_alike (const char *name, const char *other)
{
  g_auto (GStrv) words = g_str_tokenize_and_fold (name, NULL, NULL);
  g_auto (GStrv) other_words = g_str_tokenize_and_fold (other, NULL, NULL);

  return has_all_words (words, other_words) || has_all_words (other_words, words);
}

gboolean
lineup_details_tell_of (const LineupDetails *self, const LineupItem *item)
{
  const LineupItem *details = &self->item;

  if (lineup_details_are_current (self, item))
    return TRUE;
  if (details->tmdb_id != NULL && item->tmdb_id != NULL)
    return g_str_equal (details->tmdb_id, item->tmdb_id);
  if (details->year != 0 && item->year != 0 && abs ((int)details->year - (int)item->year) > 1)
    return FALSE;
  return is_called_alike (details->name, item->name);
}

void
lineup_details_apply (const LineupDetails *self, LineupItem *item)
{
  const LineupItem *details = &self->item;
  const gboolean wins = lineup_details_are_current (self, item);

  if (!lineup_details_tell_of (self, item))
    return;
  LINEUP_FOREACH_ITEM_FIELD (field)
    {
      if (lineup_item_field_is_detail (field) && lineup_item_field_is_known (field, details)
          && (wins || !lineup_item_field_is_known (field, item)))
        lineup_item_field_copy (field, item, details);
    }
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
