/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-episode-title.h"

#include <string.h>

#define SEPARATOR " – "

/* Season and number as people write them: S01E02, s1 e2, 1x02. */
#define NUMBER                                                                                     \
  "(?<![[:alnum:]])(?|s *(\\d{1,4})[ ._-]*e(?:p\\.?)? *(\\d{1,6})|(\\d{1,4})x(\\d{1,6}))(?!\\d)"

static gboolean
is_separator (gunichar c)
{
  return g_unichar_isspace (c) || strchr ("-:.|_,;", (int)MIN (c, 0x7f)) != NULL || c == 0x2013
         || c == 0x2014 || c == 0x00b7;
}

/* Returns the text without what parts it from its neighbours. */
static char *
strip (const char *text, gsize length)
{
  const char *end = text + length;

  while (text < end && is_separator (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  while (text < end && is_separator (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  return g_strndup (text, (gsize)(end - text));
}

/* Whether one is a part of the other, as `Show` is of `FR - Show (2019)`. */
static gboolean
is_same_name (const char *a, const char *b)
{
  g_autofree char *folded_a = g_utf8_casefold (a, -1);
  g_autofree char *folded_b = g_utf8_casefold (b, -1);

  return strstr (folded_a, folded_b) != NULL || strstr (folded_b, folded_a) != NULL;
}

/* Returns what follows the name of the series, if the title begins with that; else the title. A
 * name that goes on as a sentence does, such as `Lost and Found`, is none of `Lost`. */
static const char *
skip_series (const char *title, const char *series)
{
  g_autofree char *folded_series = g_utf8_casefold (series, -1);
  g_autofree char *folded_start = NULL;
  const char *rest = title;

  for (glong n = g_utf8_strlen (series, -1); n > 0 && *rest != '\0'; n--)
    rest = g_utf8_next_char (rest);
  folded_start = g_utf8_casefold (title, rest - title);
  if (!g_str_equal (folded_start, folded_series))
    return title;
  while (g_unichar_isspace (g_utf8_get_char (rest)))
    rest = g_utf8_next_char (rest);
  return *rest == '\0' || is_separator (g_utf8_get_char (rest)) ? rest : title;
}

static gint64
get_number (const GMatchInfo *match, int group)
{
  g_autofree char *digits = g_match_info_fetch (match, group);

  return g_ascii_strtoll (digits, NULL, 10);
}

/* Finds the episode's own number in its title. Another one may be part of a name, or mean
 * something. */
static gboolean
find_number (const LineupEpisode *episode, int *start, int *end)
{
  g_autoptr (GRegex) number = g_regex_new (NUMBER, G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  return g_regex_match (number, episode->title, 0, &match)
         && get_number (match, 1) == episode->season && get_number (match, 2) == episode->number
         && g_match_info_fetch_pos (match, 0, start, end);
}

/* Returns the episode's own name; empty if it has none. */
static char *
find_name (const LineupEpisode *episode, const char *series)
{
  const char *title = episode->title;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  int start = 0;
  int end = 0;

  if (title == NULL)
    return g_strdup ("");
  if (!find_number (episode, &start, &end))
    {
      title = skip_series (title, series);
      return strip (title, strlen (title));
    }
  after = strip (title + end, strlen (title + end));
  if (*after != '\0')
    return g_steal_pointer (&after);
  before = strip (title, (gsize)start);
  return is_same_name (before, series) ? g_strdup ("") : g_steal_pointer (&before);
}

char *
lineup_episode_title_make (const LineupEpisode *episode, const char *series)
{
  g_autofree char *name = find_name (episode, series != NULL ? series : "");
  GString *title = g_string_new (series);

  if (episode->number >= 0)
    g_string_append_printf (title,
                            "%sS%02uE%02" G_GINT64_FORMAT,
                            title->len > 0 ? SEPARATOR : "",
                            episode->season,
                            episode->number);
  if (*name != '\0')
    g_string_append_printf (title, "%s%s", title->len > 0 ? SEPARATOR : "", name);
  return g_string_free (title, FALSE);
}
