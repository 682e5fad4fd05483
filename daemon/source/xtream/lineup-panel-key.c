/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-panel-key.h"

#define CHANNELS   LINEUP_PANEL_ANSWER_CHANNELS
#define MOVIES     LINEUP_PANEL_ANSWER_MOVIES
#define SERIES     LINEUP_PANEL_ANSWER_SERIES
#define INFO       LINEUP_PANEL_ANSWER_INFO
#define MOVIE_DATA LINEUP_PANEL_ANSWER_MOVIE_DATA
#define ON_DEMAND  (MOVIES | SERIES)
#define LISTS      LINEUP_PANEL_ANSWER_LISTS

static gint64
to_year (const LineupJsonValue *value)
{
  return lineup_field_to_year (value);
}

static gint64
to_seconds (const LineupJsonValue *value)
{
  return lineup_field_to_duration (value, LINEUP_TIME_UNIT_SECONDS);
}

static gint64
minutes_to_seconds (const LineupJsonValue *value)
{
  return lineup_field_to_duration (value, LINEUP_TIME_UNIT_MINUTES);
}

static gint64
to_adult (const LineupJsonValue *value)
{
  const int adult = lineup_field_to_flag (value);

  return adult == 0 ? LINEUP_ADULT_NO : adult == 1 ? LINEUP_ADULT_YES : LINEUP_ADULT_UNKNOWN;
}

#define TEXT(key, member, answers, copy_func)                                                      \
  {                                                                                                \
    key, G_STRUCT_OFFSET (LineupItem, member), answers, lineup_field_reader_copy_##copy_func, NULL \
  }
#define NUMBER(key, member, answers, count)                                                        \
  {                                                                                                \
    key, G_STRUCT_OFFSET (LineupItem, member), answers, NULL, count                                \
  }
#define RATING(key, member, answers)                                                               \
  {                                                                                                \
    key, G_STRUCT_OFFSET (LineupItem, member), answers, NULL, NULL                                 \
  }

/* `direct_source` is missing for a reason: it is a URL with somebody's credentials. */
static const LineupPanelKey keys[] = {
  TEXT ("name", name, LISTS | INFO | MOVIE_DATA, name),
  TEXT ("o_name", name, INFO, name),
  TEXT ("movie_image", icon, INFO, url),
  TEXT ("stream_icon", icon, CHANNELS | MOVIES, url),
  TEXT ("cover", icon, SERIES | INFO, url),
  TEXT ("cover_big", icon, INFO, url),
  NUMBER ("year", year, ON_DEMAND | INFO, to_year),
  RATING ("rating", rating, ON_DEMAND | INFO),
  TEXT ("genre", genre, ON_DEMAND | INFO, list),
  TEXT ("plot", plot, ON_DEMAND | INFO, prose),
  TEXT ("description", plot, INFO, prose),
  TEXT ("cast", cast, ON_DEMAND | INFO, list),
  TEXT ("actors", cast, INFO, list),
  TEXT ("director", director, ON_DEMAND | INFO, list),
  TEXT ("releasedate", release_date, INFO, date),
  TEXT ("release_date", release_date, ON_DEMAND | INFO, date),
  TEXT ("releaseDate", release_date, ON_DEMAND | INFO, date),
  NUMBER ("added", added, LISTS, lineup_field_to_time),
  NUMBER ("last_modified", modified, SERIES, lineup_field_to_time),
  NUMBER ("duration_secs", duration, ON_DEMAND | INFO, to_seconds),
  NUMBER ("duration", duration, ON_DEMAND | INFO, minutes_to_seconds),
  NUMBER ("episode_run_time", duration, ON_DEMAND | INFO, minutes_to_seconds),
  NUMBER ("episode_runtime", duration, ON_DEMAND | INFO, minutes_to_seconds),
  TEXT ("container_extension", extension, MOVIES | MOVIE_DATA, extension),
  TEXT ("epg_channel_id", epg_id, CHANNELS, text),
  NUMBER ("is_adult", adult, LISTS, to_adult),
  TEXT ("youtube_trailer", trailer, ON_DEMAND | INFO, text),
  TEXT ("trailer", trailer, ON_DEMAND | INFO, text),
  TEXT ("tmdb_id", tmdb_id, ON_DEMAND | INFO, number),
  TEXT ("tmdb", tmdb_id, ON_DEMAND | INFO, number),
  TEXT ("country", country, ON_DEMAND | INFO, list),
};

const LineupPanelKey *
lineup_panel_keys (gsize *n_keys)
{
  *n_keys = G_N_ELEMENTS (keys);
  return keys;
}

void
lineup_panel_key_read (const LineupPanelKey *self,
                       const LineupItemField *field,
                       LineupFieldReader *reader,
                       const LineupJsonValue *value,
                       LineupItem *item)
{
  if (lineup_item_field_is_text (field))
    G_STRUCT_MEMBER (const char *, item, field->offset) = self->copy (reader, value);
  else if (field->type == LINEUP_FIELD_TYPE_RATING)
    G_STRUCT_MEMBER (double, item, field->offset) = lineup_field_to_rating (value);
  else
    lineup_item_field_set_number (field, item, self->count (value));
}
