/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-episode-number.h"

#include <string.h>

/* Digits of the largest number that is one. */
#define MAX_DIGITS 6

static const char *
skip_blanks (const char *p)
{
  while (g_ascii_isspace (*p))
    p++;
  return p;
}

/* Reads a number at @p, and returns where it goes on, %NULL if there is none. */
static const char *
read_number (const char *p, gint64 *number)
{
  gsize n = 0;

  *number = 0;
  for (; g_ascii_isdigit (*p) && n <= MAX_DIGITS; p++, n++)
    *number = *number * 10 + (*p - '0');
  return n > 0 && n <= MAX_DIGITS ? p : NULL;
}

/* Reads `4/12` at @p, and returns where it goes on; -1 where there is no number. */
static const char *
read_part (const char *p, gint64 *number)
{
  const char *next = read_number (skip_blanks (p), number);

  *number = next != NULL ? *number + 1 : -1;
  p = next != NULL ? next : p;
  while (*p != '\0' && *p != '.')
    p++;
  return *p == '.' ? p + 1 : p;
}

gboolean
lineup_episode_number_read_ns (const char *text, gint64 *season, gint64 *episode)
{
  read_part (read_part (text, season), episode);
  return *season >= 0 || *episode >= 0;
}

/* Whether a word of these letters begins at @p, and where its number is. */
static const char *
read_marked (const char *p, const char *const *marks, gint64 *number)
{
  for (gsize i = 0; marks[i] != NULL; i++)
    {
      const gsize length = strlen (marks[i]);
      const char *next = p + length;

      if (g_ascii_strncasecmp (p, marks[i], length) != 0)
        continue;
      while (g_ascii_isspace (*next) || *next == '.' || *next == ':')
        next++;
      next = read_number (next, number);
      if (next != NULL)
        return next;
    }
  return NULL;
}

/* `2x05` */
static gboolean
read_crossed (const char *p, gint64 *season, gint64 *episode)
{
  const char *next = read_number (p, season);

  if (next == NULL || (*next != 'x' && *next != 'X'))
    return FALSE;
  return read_number (next + 1, episode) != NULL;
}

gboolean
lineup_episode_number_read_shown (const char *text, gint64 *season, gint64 *episode)
{
  static const char *const seasons[] = { "season", "series", "s", NULL };
  static const char *const episodes[] = { "episode", "ep", "e", NULL };
  gint64 number = 0;

  *season = -1;
  *episode = -1;
  if (read_crossed (skip_blanks (text), season, episode))
    return TRUE;
  *season = -1;
  *episode = -1;
  /* Words begin where no letter is before them: `S01E02`, `s1 ep2`. */
  for (const char *p = text; *p != '\0'; p++)
    {
      const char *next = NULL;

      if (p > text && g_ascii_isalpha (p[-1]))
        continue;
      if (*season < 0 && (next = read_marked (p, seasons, &number)) != NULL)
        *season = number;
      else if (*episode < 0 && (next = read_marked (p, episodes, &number)) != NULL)
        *episode = number;
      if (next != NULL)
        p = next - 1;
    }
  return *season >= 0 || *episode >= 0;
}
