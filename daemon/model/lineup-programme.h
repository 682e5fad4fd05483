/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * LineupProgrammeFlags:
 * @LINEUP_PROGRAMME_NEW: never shown before
 * @LINEUP_PROGRAMME_LIVE: shown while it happens
 * @LINEUP_PROGRAMME_PREMIERE: shown for the first time here
 * @LINEUP_PROGRAMME_REPEAT: was shown before
 * @LINEUP_PROGRAMME_LAST_CHANCE: not to be shown again
 *
 * What a guide says of a broadcast beside its text. Values are stored.
 */
typedef enum
{
  LINEUP_PROGRAMME_NEW = 1 << 0,
  LINEUP_PROGRAMME_LIVE = 1 << 1,
  LINEUP_PROGRAMME_PREMIERE = 1 << 2,
  LINEUP_PROGRAMME_REPEAT = 1 << 3,
  LINEUP_PROGRAMME_LAST_CHANCE = 1 << 4,
} LineupProgrammeFlags;

/**
 * LineupProgrammeText:
 * @text: without blanks around it, never empty
 * @language: (nullable): of the text, as the guide wrote it, such as `fr`
 *
 * A text of a programme in one language.
 */
typedef struct
{
  const char *text;     /* (unowned) */
  const char *language; /* (unowned) (nullable) */
} LineupProgrammeText;

/**
 * LineupProgramme:
 * @id: 0 on its way from a guide, see lineup_programme_make_id()
 * @channel: the catalogue's id of its channel; 0 on its way from a guide
 * @guide_channel: (nullable): id of the guide's channel, never %NULL or empty on its way from a
 * guide
 * @start: Unix seconds
 * @stop: Unix seconds, 0 if unknown, which it never is on its way to a player
 * @length: seconds of the broadcast that the guide says beside its end, 0 if it does not
 * @stop_is_guessed: whether the guide does not say when it ends; on its way to a player only
 * @archived: whether it can be played now; on its way to a player only
 * @titles: (array length=n_titles): at least one; on its way to a player the one that was chosen
 * @n_titles: how many
 * @subtitles: (array length=n_subtitles): likewise
 * @n_subtitles: how many, 0 if unknown
 * @descriptions: (array length=n_descriptions): likewise
 * @n_descriptions: how many, 0 if unknown
 * @categories: (array length=n_categories): as the guide wrote them, each once
 * @n_categories: how many, 0 if unknown
 * @season: 1 for the first, -1 if unknown
 * @episode: 1 for the first, -1 if unknown
 * @episode_text: (nullable): its number as the guide wrote it
 * @icon: (nullable): http or https URL of its picture
 * @year: 0 if unknown
 * @rating: 0 to 10; 0 if unknown
 * @age_rating: (nullable): the first one, as the guide wrote it
 * @cast: (nullable): names parted by `, `
 * @director: (nullable): likewise
 * @flags: a #LineupProgrammeFlags
 *
 * One broadcast of something at one channel: an element `programme` of XMLTV.
 *
 * A view: the strings and arrays belong to whoever filled it in, who says for how long they stay.
 * All are valid UTF-8.
 */
typedef struct
{
  gint64 id;
  gint64 channel;
  const char *guide_channel; /* (unowned) (nullable) */
  gint64 start;
  gint64 stop;
  gint64 length;
  gboolean stop_is_guessed;
  gboolean archived;
  const LineupProgrammeText *titles; /* (unowned) */
  gsize n_titles;
  const LineupProgrammeText *subtitles; /* (unowned) */
  gsize n_subtitles;
  const LineupProgrammeText *descriptions; /* (unowned) */
  gsize n_descriptions;
  const char *const *categories; /* (unowned) */
  gsize n_categories;
  gint64 season;
  gint64 episode;
  const char *episode_text; /* (unowned) (nullable) */
  const char *icon;         /* (unowned) (nullable) */
  guint year;
  double rating;
  const char *age_rating; /* (unowned) (nullable) */
  const char *cast;       /* (unowned) (nullable) */
  const char *director;   /* (unowned) (nullable) */
  LineupProgrammeFlags flags;
} LineupProgramme;

/**
 * LINEUP_PROGRAMME_INIT:
 *
 * A programme of which nothing is known.
 */
#define LINEUP_PROGRAMME_INIT                                                                      \
  {                                                                                                \
    .season = -1, .episode = -1                                                                    \
  }

/**
 * LINEUP_PROGRAMME_MIN_START:
 *
 * Unix seconds: when the first programme begins that is taken.
 */
#define LINEUP_PROGRAMME_MIN_START G_GINT64_CONSTANT (1)

/**
 * LINEUP_PROGRAMME_MAX_START:
 *
 * Unix seconds: when the last programme begins that is taken, in the year 2242.
 */
#define LINEUP_PROGRAMME_MAX_START ((G_GINT64_CONSTANT (1) << 33) - 1)

/**
 * lineup_programme_make_id:
 * @channel: the catalogue's id of a channel
 * @start: Unix seconds, from %LINEUP_PROGRAMME_MIN_START to %LINEUP_PROGRAMME_MAX_START
 *
 * A programme's id is made of its channel and start alone: it is the same when the guide is read
 * again, unique at its channel, and hardly ever that of another channel's.
 *
 * Returns: the id, 1 to 2^53 − 1
 */
gint64 lineup_programme_make_id (gint64 channel, gint64 start);

/**
 * lineup_programme_parse_id:
 * @channel: the catalogue's id of a channel
 * @id: any number
 * @start: (out): when the programme begins that has this id
 *
 * Returns: whether there may be such a programme at the channel
 */
gboolean lineup_programme_parse_id (gint64 channel, gint64 id, gint64 *start);

/**
 * lineup_programme_choose_text:
 * @texts: (array length=n_texts): a text in several languages
 * @n_texts: how many
 * @languages: (array zero-terminated=1) (nullable): those wanted, the most wanted first, such as
 * `fr`
 *
 * A language is known by its first part, whatever its case: `fr` is wanted where `fr-CA` is there.
 *
 * Returns: (transfer none) (nullable): the text in the first of the languages that it is there in,
 *   else the first text; %NULL if there is none
 */
const LineupProgrammeText *lineup_programme_choose_text (const LineupProgrammeText *texts,
                                                         gsize n_texts,
                                                         const char *const *languages);

G_END_DECLS
