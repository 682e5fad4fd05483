/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-episode-mark.h"

#include <string.h>

/* Digits of a season and of an episode, at most. */
#define MAX_SEASON_DIGITS  4
#define MAX_EPISODE_DIGITS 5

static gboolean
is_part_of_word (const char *start, const char *p)
{
  return p > start && (g_ascii_isalnum (p[-1]) || (p[-1] & 0x80) != 0);
}

/* Returns where a number ends; %NULL if there is none of so few digits. */
static const char *
read_number (const char *p, const char *end, gsize min, gsize max, guint *number)
{
  const char *start = p;

  *number = 0;
  while (p < end && g_ascii_isdigit (*p) && (gsize)(p - start) <= max)
    *number = *number * 10 + (guint)(*p++ - '0');
  return (gsize)(p - start) >= min && (gsize)(p - start) <= max ? p : NULL;
}

static const char *
skip_separators (const char *p, const char *end)
{
  while (p < end && strchr (" .-_:,", *p) != NULL && *p != '\0')
    p++;
  return p;
}

/* Returns where a word ends that is at @p, in any case; %NULL if it is another one. */
static const char *
read_word (const char *p, const char *end, const char *const *words)
{
  for (; *words != NULL; words++)
    {
      const gsize length = strlen (*words);

      if ((gsize)(end - p) >= length && g_ascii_strncasecmp (p, *words, length) == 0)
        return p + length;
    }
  return NULL;
}

static gboolean
is_end_of_number (const char *p, const char *end)
{
  return p == end || !g_ascii_isalnum (*p);
}

/* Whether the next episode of several in one file follows, as in `S01E01E02` and `S01E01-E02`. */
static const char *
skip_more (const char *p, const char *end)
{
  guint number = 0;

  while (p < end)
    {
      const char *next = *p == '-' ? p + 1 : p;

      if (next == end || (*next != 'E' && *next != 'e'))
        break;
      next = read_number (next + 1, end, 1, MAX_EPISODE_DIGITS, &number);
      if (next == NULL)
        break;
      p = next;
    }
  return p;
}

/* `S01E02`, `S1 E2`, `S01.E02` */
static const char *
read_short (const char *p, const char *end, guint *season, guint *number)
{
  if (*p != 'S' && *p != 's')
    return NULL;
  p = read_number (p + 1, end, 1, MAX_SEASON_DIGITS, season);
  if (p == NULL)
    return NULL;
  p = skip_separators (p, end);
  if (p == end || (*p != 'E' && *p != 'e'))
    return NULL;
  p++;
  if (p < end && (*p == 'p' || *p == 'P'))
    p++;
  p = read_number (p, end, 1, MAX_EPISODE_DIGITS, number);
  if (p == NULL)
    return NULL;
  p = skip_more (p, end);
  return is_end_of_number (p, end) ? p : NULL;
}

/* `1x02`, but neither `1920x1080` nor `4x4` */
static const char *
read_crossed (const char *p, const char *end, guint *season, guint *number)
{
  p = read_number (p, end, 1, 2, season);
  if (p == NULL || p == end || (*p != 'x' && *p != 'X'))
    return NULL;
  p = read_number (p + 1, end, 2, 3, number);
  return p != NULL && is_end_of_number (p, end) ? p : NULL;
}

/* `Season 1 Episode 2` */
static const char *
read_long (const char *p, const char *end, guint *season, guint *number)
{
  static const char *const seasons[] = { "Season",   "Saison", "Staffel", "Temporada",
                                         "Stagione", "Sezon",  "Seizoen", NULL };
  static const char *const episodes[] = { "Episode", "Episodio", "Épisode",    "Folge", "Capitulo",
                                          "Bölüm",   "Odcinek",  "Aflevering", "Ep",    NULL };

  p = read_word (p, end, seasons);
  if (p == NULL)
    return NULL;
  p = read_number (skip_separators (p, end), end, 1, MAX_SEASON_DIGITS, season);
  if (p == NULL)
    return NULL;
  p = read_word (skip_separators (p, end), end, episodes);
  if (p == NULL)
    return NULL;
  p = read_number (skip_separators (p, end), end, 1, MAX_EPISODE_DIGITS, number);
  return p != NULL && is_end_of_number (p, end) ? p : NULL;
}

/* `Folge 3` */
static const char *
read_number_behind (const char *p, const char *end, guint *season, guint *number)
{
  static const char *const words[] = { "Folge", "Серия", "серия", NULL };

  *season = 1;
  p = read_word (p, end, words);
  if (p == NULL)
    return NULL;
  p = read_number (skip_separators (p, end), end, 1, MAX_EPISODE_DIGITS, number);
  return p != NULL && is_end_of_number (p, end) ? p : NULL;
}

/* `2 серия` */
static const char *
read_number_before (const char *p, const char *end, guint *season, guint *number)
{
  static const char *const words[] = { " серия", " Серия", " СЕРИЯ", "-я серия", NULL };

  *season = 1;
  p = read_number (p, end, 1, MAX_EPISODE_DIGITS, number);
  return p != NULL ? read_word (p, end, words) : NULL;
}

static LineupM3uText
strip (const char *start, const char *end)
{
  start = skip_separators (start, end);
  while (end > start && strchr (" .-_:,([|", end[-1]) != NULL)
    end--;
  while (start < end && (*start == ')' || *start == ']' || *start == '|'))
    start = skip_separators (start + 1, end);
  return (LineupM3uText){ start, (gsize)(end - start) };
}

/* Whether a mark can begin so, told at a glance. */
static gboolean
may_begin (char c)
{
  switch (c)
    {
    case 'S':
    case 's':
    case 'T':
    case 't':
    case 'F':
    case 'f':
    case '\xd0':
    case '\xd1':
      return TRUE;
    default:
      return g_ascii_isdigit (c);
    }
}

gboolean
lineup_episode_mark_find (LineupM3uText title, LineupEpisodeMark *mark)
{
  static const char *(*const readers[]) (const char *, const char *, guint *, guint *) = {
    read_short, read_crossed, read_long, read_number_behind, read_number_before,
  };
  const char *end = title.data + title.length;

  for (const char *p = title.data; p < end; p++)
    {
      if (!may_begin (*p) || is_part_of_word (title.data, p))
        continue;
      for (gsize i = 0; i < G_N_ELEMENTS (readers); i++)
        {
          const char *after = readers[i](p, end, &mark->season, &mark->number);

          if (after == NULL)
            continue;
          mark->before = strip (title.data, p);
          mark->after = strip (after, end);
          return TRUE;
        }
    }
  return FALSE;
}
