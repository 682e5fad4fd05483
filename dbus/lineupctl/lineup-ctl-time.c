/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-time.h"

#include <glib/gi18n.h>
#include <stdio.h>

#define N_DAYS_OF_WEEK 7

/* A time of day. */
typedef struct
{
  int hour;
  int minute;
  int second;
} Clock;

static gboolean
is_word (const char *text, const char *word)
{
  g_autofree char *folded = g_utf8_casefold (word, -1);

  return folded[0] != '\0' && g_str_equal (text, folded);
}

/* --- What ISO 8601 has --- */

static GDateTime *
parse_iso (const char *text, GTimeZone *zone)
{
  g_autofree char *full = strpbrk (text, "T ") != NULL ? g_strdup (text)
                                                       : g_strconcat (text, "T00:00:00", NULL);
  GDateTime *date = g_date_time_new_from_iso8601 (full, zone);

  if (date == NULL && strchr (full, ':') == strrchr (full, ':'))
    {
      /* Who types a time leaves the seconds out. */
      g_autofree char *precise = g_strconcat (full, ":00", NULL);

      date = g_date_time_new_from_iso8601 (precise, zone);
    }
  return date;
}

/* --- What people say --- */

/* Hours of a clock with twelve, in those of a day; -1 if there is no such hour. */
static int
convert_hour (int hour, char half)
{
  if (hour < 1 || hour > 12)
    return -1;
  return hour % 12 + (half == 'p' ? 12 : 0);
}

static gboolean
parse_clock (const char *text, Clock *clock)
{
  g_autoptr (GRegex) form = g_regex_new ("^(\\d{1,2})(?:[:.](\\d{2})(?::(\\d{2}))?)?(?:([ap])m)?$",
                                         G_REGEX_DEFAULT,
                                         G_REGEX_MATCH_DEFAULT,
                                         NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *hour = NULL;
  g_autofree char *minute = NULL;
  g_autofree char *second = NULL;
  g_autofree char *half = NULL;

  if (!g_regex_match (form, text, G_REGEX_MATCH_DEFAULT, &match))
    return FALSE;
  hour = g_match_info_fetch (match, 1);
  minute = g_match_info_fetch (match, 2);
  second = g_match_info_fetch (match, 3);
  half = g_match_info_fetch (match, 4);
  /* A number alone can be many things. */
  if ((minute == NULL || *minute == '\0') && (half == NULL || *half == '\0'))
    return FALSE;
  clock->hour = atoi (hour);
  clock->minute = minute != NULL ? atoi (minute) : 0;
  clock->second = second != NULL ? atoi (second) : 0;
  if (half != NULL && *half != '\0')
    clock->hour = convert_hour (clock->hour, *half);
  return clock->hour >= 0 && clock->hour < 24 && clock->minute < 60 && clock->second < 60;
}

static gboolean
is_day_of_week (const char *text, GDateTime *day)
{
  static const char *const names[] = { "monday", "tuesday",  "wednesday", "thursday",
                                       "friday", "saturday", "sunday" };
  const char *name = names[g_date_time_get_day_of_week (day) - 1];
  g_autofree char *whole = g_date_time_format (day, "%A");
  g_autofree char *part = g_date_time_format (day, "%a");

  return is_word (text, name) || (strlen (text) == 3 && g_str_has_prefix (name, text))
         || is_word (text, whole) || is_word (text, part);
}

/* Returns: (transfer full) (nullable): a moment of the day that is meant */
static GDateTime *
parse_day (const char *text, GDateTime *now, GTimeZone *zone)
{
  if (is_word (text, "today") || is_word (text, _ ("today")))
    return g_date_time_ref (now);
  if (is_word (text, "tomorrow") || is_word (text, _ ("tomorrow")))
    return g_date_time_add_days (now, 1);
  if (is_word (text, "yesterday") || is_word (text, _ ("yesterday")))
    return g_date_time_add_days (now, -1);
  for (int n = 0; n < N_DAYS_OF_WEEK; n++)
    {
      g_autoptr (GDateTime) day = g_date_time_add_days (now, n);

      if (is_day_of_week (text, day))
        return g_steal_pointer (&day);
    }
  return parse_iso (text, zone);
}

static GDateTime *
put_together (GDateTime *day, const Clock *clock, GTimeZone *zone)
{
  int year = 0, month = 0, number = 0;

  g_date_time_get_ymd (day, &year, &month, &number);
  return g_date_time_new (
      zone, year, month, number, clock->hour, clock->minute, (double)clock->second);
}

static GDateTime *
parse_words (const char *text, GDateTime *now, GTimeZone *zone)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autofree char *clean = g_strstrip (g_strdup (folded));
  const char *gap = strpbrk (clean, " \t");
  g_autofree char *first = gap != NULL ? g_strndup (clean, (gsize)(gap - clean)) : g_strdup (clean);
  g_autofree char *rest = g_strstrip (g_strdup (gap != NULL ? gap : ""));
  g_autoptr (GDateTime) day = NULL;
  Clock clock = { 0 };

  if (is_word (clean, "now") || is_word (clean, _ ("now")))
    return g_date_time_ref (now);
  if (parse_clock (clean, &clock))
    return put_together (now, &clock, zone);
  day = parse_day (first, now, zone);
  if (day == NULL || (*rest != '\0' && !parse_clock (rest, &clock)))
    return NULL;
  return put_together (day, &clock, zone);
}

gboolean
lineup_ctl_time_parse (const char *text, GDateTime *now, guint64 *time)
{
  GTimeZone *zone = g_date_time_get_timezone (now);
  g_autoptr (GDateTime) date = NULL;

  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, time, NULL))
    return TRUE;
  date = parse_iso (text, zone);
  if (date == NULL)
    date = parse_words (text, now, zone);
  if (date == NULL || g_date_time_to_unix (date) < 0)
    return FALSE;
  *time = (guint64)g_date_time_to_unix (date);
  return TRUE;
}
