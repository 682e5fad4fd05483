/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-entry-kind.h"

typedef enum
{
  SAYS_NOTHING,
  SAYS_CHANNEL,
  SAYS_FILE,
  SAYS_MOVIE,
  SAYS_EPISODE,
} Saying;

typedef struct
{
  const char *word;
  Saying saying;
} Word;

static const Word path_words[] = {
  { "series", SAYS_EPISODE },
  { "movie", SAYS_MOVIE },
  { "movies", SAYS_MOVIE },
  { "vod", SAYS_MOVIE },
};

static const Word type_words[] = {
  { "live", SAYS_CHANNEL },     { "stream", SAYS_CHANNEL }, { "channel", SAYS_CHANNEL },
  { "channels", SAYS_CHANNEL }, { "tv", SAYS_CHANNEL },     { "radio", SAYS_CHANNEL },
  { "movie", SAYS_MOVIE },      { "movies", SAYS_MOVIE },   { "film", SAYS_MOVIE },
  { "vod", SAYS_MOVIE },        { "series", SAYS_EPISODE }, { "serie", SAYS_EPISODE },
  { "episode", SAYS_EPISODE },  { "tvshow", SAYS_EPISODE }, { "tvshows", SAYS_EPISODE },
  { "show", SAYS_EPISODE },     { "shows", SAYS_EPISODE },
};

/* What streams end in, which no tag makes a file of. */
static const Word extensions[] = {
  { "ts", SAYS_CHANNEL },  { "m3u8", SAYS_CHANNEL }, { "mpd", SAYS_CHANNEL },
  { "mp3", SAYS_CHANNEL }, { "aac", SAYS_CHANNEL },  { "ogg", SAYS_CHANNEL },
  { "mkv", SAYS_FILE },    { "mp4", SAYS_FILE },     { "avi", SAYS_FILE },
  { "m4v", SAYS_FILE },    { "mov", SAYS_FILE },     { "wmv", SAYS_FILE },
  { "flv", SAYS_FILE },    { "mpg", SAYS_FILE },     { "mpeg", SAYS_FILE },
  { "webm", SAYS_FILE },   { "divx", SAYS_FILE },    { "vob", SAYS_FILE },
  { "3gp", SAYS_FILE },    { "asf", SAYS_FILE },     { "ogm", SAYS_FILE },
  { "ogv", SAYS_FILE },    { "m2ts", SAYS_FILE },    { "iso", SAYS_FILE },
};

static Saying
look_up (const Word *words, gsize n, LineupM3uText text)
{
  for (gsize i = 0; text.length > 0 && i < n; i++)
    {
      if (lineup_m3u_text_is (text, words[i].word))
        return words[i].saying;
    }
  return SAYS_NOTHING;
}

/* The last part of a path is the name of a file. `live` counts before all others. */
static Saying
ask_path (const LineupEntryPath *path)
{
  Saying saying = SAYS_NOTHING;

  for (gsize i = 0; i + 1 < path->n_segments; i++)
    {
      if (lineup_m3u_text_is (path->segments[i], "live"))
        return SAYS_CHANNEL;
      if (saying == SAYS_NOTHING)
        saying = look_up (path_words, G_N_ELEMENTS (path_words), path->segments[i]);
    }
  return saying;
}

static Saying
ask_file (const LineupM3uEntry *entry, const LineupEntryPath *path)
{
  const LineupM3uText media = entry->values[LINEUP_M3U_MEDIA];
  const Saying saying = look_up (
      extensions, G_N_ELEMENTS (extensions), lineup_entry_path_get_extension (path));

  if (saying != SAYS_NOTHING)
    return saying;
  if (entry->is_file || lineup_m3u_text_is (media, "1") || lineup_m3u_text_is (media, "true"))
    return SAYS_FILE;
  return SAYS_NOTHING;
}

LineupEntryKind
lineup_entry_kind_find (const LineupM3uEntry *entry,
                        const LineupEntryPath *path,
                        LineupEpisodeMark *mark)
{
  Saying saying = ask_path (path);

  if (saying == SAYS_NOTHING)
    saying = look_up (type_words, G_N_ELEMENTS (type_words), entry->values[LINEUP_M3U_TYPE]);
  if (saying == SAYS_NOTHING)
    saying = ask_file (entry, path);
  if (saying == SAYS_NOTHING || saying == SAYS_CHANNEL)
    return LINEUP_ENTRY_CHANNEL;

  if (lineup_episode_mark_find (entry->title, mark))
    {
      /* `S01E02 - Title` is of a series that its group names at best. */
      if (mark->before.length == 0)
        mark->before = entry->n_groups > 0 ? entry->groups[0] : mark->after;
      if (mark->before.length == 0)
        mark->before = entry->title;
      return LINEUP_ENTRY_EPISODE;
    }
  if (saying != SAYS_EPISODE)
    return LINEUP_ENTRY_MOVIE;
  *mark = (LineupEpisodeMark){
    .before = entry->title, .after = entry->title, .season = 1, .number = 1
  };
  return LINEUP_ENTRY_EPISODE;
}
