/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-item-text.h"

static void
add_text (GString *text, const char *field, const char *value)
{
  if (value != NULL)
    g_string_append_printf (text, " %s=%s", field, value);
}

static void
add_number (GString *text, const char *field, gint64 value, gint64 unknown)
{
  if (value != unknown)
    g_string_append_printf (text, " %s=%" G_GINT64_FORMAT, field, value);
}

/* What an item has beside its id and name. */
static void
add_fields (GString *text, const LineupItem *item)
{
  for (gsize i = 0; i < item->n_categories; i++)
    add_text (text, "category", item->categories[i]);
  add_number (text, "position", item->position, -1);
  add_text (text, "channel-number", item->channel_number);
  add_number (text, "radio", item->radio, FALSE);
  add_text (text, "icon", item->icon);
  add_number (text, "year", item->year, 0);
  if (item->rating > 0)
    g_string_append_printf (text, " rating=%g", item->rating);
  add_text (text, "genre", item->genre);
  add_text (text, "plot", item->plot);
  add_text (text, "cast", item->cast);
  add_text (text, "director", item->director);
  add_text (text, "release-date", item->release_date);
  add_number (text, "added", item->added, 0);
  add_number (text, "modified", item->modified, 0);
  add_number (text, "duration", item->duration, 0);
  add_text (text, "extension", item->extension);
  add_text (text, "epg-id", item->epg_id);
  add_number (text, "archive-days", item->archive_days, 0);
  add_number (text, "adult", item->adult, LINEUP_ADULT_UNKNOWN);
  add_text (text, "trailer", item->trailer);
  add_text (text, "country", item->country);
  add_text (text, "tmdb-id", item->tmdb_id);
}

char *
lineup_item_to_text (const LineupItem *item)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%" G_GINT64_FORMAT " %s", item->id, item->name);
  add_fields (text, item);
  return g_string_free (text, FALSE);
}

char *
lineup_category_to_text (const LineupCategory *category)
{
  return g_strdup_printf ("%s %s%s%s%s",
                          category->id,
                          category->name,
                          category->parent != NULL ? " parent=" : "",
                          category->parent != NULL ? category->parent : "",
                          category->adult ? " adult=1" : "");
}

static void
add_season (GString *text, const LineupSeason *season)
{
  g_string_append_printf (text, "\nseason %u", season->number);
  add_text (text, "name", season->name);
  add_number (text, "count", season->episode_count, 0);
  add_text (text, "cover", season->cover);
  add_text (text, "date", season->air_date);
  add_text (text, "overview", season->overview);
}

static void
add_episode (GString *text, const LineupEpisode *episode)
{
  g_string_append_printf (
      text, "\nepisode %" G_GINT64_FORMAT " season=%u", episode->id, episode->season);
  add_number (text, "number", episode->number, -1);
  add_text (text, "title", episode->title);
  add_number (text, "duration", episode->duration, 0);
  add_text (text, "plot", episode->plot);
  add_text (text, "extension", episode->extension);
  add_text (text, "icon", episode->icon);
  add_number (text, "added", episode->added, 0);
}

char *
lineup_details_to_text (const LineupDetails *details)
{
  GString *text = g_string_new ("item");

  add_fields (text, &details->item);
  for (guint i = 0; i < details->seasons->len; i++)
    add_season (text, &g_array_index (details->seasons, LineupSeason, i));
  for (guint i = 0; i < details->episodes->len; i++)
    add_episode (text, &g_array_index (details->episodes, LineupEpisode, i));
  return g_string_free (text, FALSE);
}
