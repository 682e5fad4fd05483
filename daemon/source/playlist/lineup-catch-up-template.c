/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-catch-up-template.h"

#include "lineup-entry-path.h"

#include <string.h>

/* Seconds by which a duration can be divided, at most: a day. */
#define MAX_DIVISOR 86400

static LineupM3uText
make_text (const char *start, const char *end)
{
  return (LineupM3uText){ start, (gsize)(end - start) };
}

static GDateTime *
make_date (gint64 seconds, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (seconds);

  return utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
}

/* One letter stands for each part, as in strftime(); others stand for themselves. */
static void
append_letter (GString *result, GDateTime *date, char letter)
{
  switch (letter)
    {
    case 'Y':
      g_string_append_printf (result, "%04d", g_date_time_get_year (date));
      break;
    case 'm':
      g_string_append_printf (result, "%02d", g_date_time_get_month (date));
      break;
    case 'd':
      g_string_append_printf (result, "%02d", g_date_time_get_day_of_month (date));
      break;
    case 'H':
      g_string_append_printf (result, "%02d", g_date_time_get_hour (date));
      break;
    case 'M':
      g_string_append_printf (result, "%02d", g_date_time_get_minute (date));
      break;
    case 'S':
      g_string_append_printf (result, "%02d", g_date_time_get_second (date));
      break;
    default:
      g_string_append_c (result, letter);
      break;
    }
}

/* A run of letters stands for each part, as in Java: `yyyyMMdd`. */
static gboolean
append_runs (GString *result, GDateTime *date, LineupM3uText format)
{
  static const struct
  {
    const char *run;
    char letter;
  } runs[] = { { "yyyy", 'Y' }, { "MM", 'm' }, { "dd", 'd' },
               { "HH", 'H' },   { "mm", 'M' }, { "ss", 'S' } };
  const char *p = format.data;
  const char *end = format.data + format.length;

  while (p < end)
    {
      gsize i = 0;

      for (i = 0; i < G_N_ELEMENTS (runs); i++)
        {
          const gsize length = strlen (runs[i].run);

          if ((gsize)(end - p) >= length && memcmp (p, runs[i].run, length) == 0)
            {
              append_letter (result, date, runs[i].letter);
              p += length;
              break;
            }
        }
      if (i < G_N_ELEMENTS (runs))
        continue;
      if (g_ascii_isalpha (*p) && *p != 'T' && *p != 'Z')
        return FALSE;
      g_string_append_c (result, *p++);
    }
  return TRUE;
}

/* `(b)yyyyMMddHHmmss`, `(e)timestamp`, both with or without `:utc` */
static gboolean
append_bracket (GString *result, LineupM3uText name, const LineupCatchUpTime *time)
{
  static const char *const zones[] = { ":utc", "|utc" };
  const gint64 seconds = name.data[1] == 'b' ? time->start : time->end;
  LineupM3uText format = { name.data + 3, name.length - 3 };
  gboolean in_utc = FALSE;
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) date = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      const gsize length = strlen (zones[i]);

      if (format.length > length
          && g_ascii_strncasecmp (format.data + format.length - length, zones[i], length) == 0)
        {
          in_utc = TRUE;
          format.length -= length;
        }
    }
  if (lineup_m3u_text_is (format, "timestamp"))
    {
      g_string_append_printf (result, "%" G_GINT64_FORMAT, seconds);
      return TRUE;
    }
  date = make_date (seconds, in_utc ? utc : time->zone);
  return date != NULL && format.length > 0 && append_runs (result, date, format);
}

/* A moment: as seconds, or in the format that follows. */
static gboolean
append_moment (GString *result, gint64 seconds, LineupM3uText format, GTimeZone *zone)
{
  g_autoptr (GDateTime) date = NULL;

  if (format.data == NULL)
    {
      g_string_append_printf (result, "%" G_GINT64_FORMAT, seconds);
      return TRUE;
    }
  date = make_date (seconds, zone);
  if (date == NULL || format.length == 0)
    return FALSE;
  for (gsize i = 0; i < format.length; i++)
    append_letter (result, date, format.data[i]);
  return TRUE;
}

/* A stretch of time, divided by what follows: what was begun counts, so that nothing is missing. */
static gboolean
append_stretch (GString *result, gint64 seconds, LineupM3uText divisor)
{
  gint64 unit = 0;

  if (divisor.data == NULL)
    unit = 1;
  for (gsize i = 0; divisor.data != NULL && i < divisor.length; i++)
    {
      if (!g_ascii_isdigit (divisor.data[i]))
        return FALSE;
      unit = MIN (unit * 10 + divisor.data[i] - '0', MAX_DIVISOR);
    }
  if (unit == 0)
    return FALSE;
  g_string_append_printf (result, "%" G_GINT64_FORMAT, (MAX (seconds, 0) + unit - 1) / unit);
  return TRUE;
}

/* Whether a name is that of a moment, and of which. */
static gboolean
find_moment (LineupM3uText name, const LineupCatchUpTime *time, gint64 *seconds)
{
  const struct
  {
    const char *name;
    gint64 seconds;
  } moments[] = {
    { "utc", time->start },     { "start", time->start }, { "utcend", time->end },
    { "end", time->end },       { "lutc", time->now },    { "now", time->now },
    { "timestamp", time->now },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      if (lineup_m3u_text_is (name, moments[i].name))
        {
          *seconds = moments[i].seconds;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
append_programme (GString *result, const char *programme)
{
  if (programme == NULL)
    return FALSE;
  g_string_append (result, programme);
  return TRUE;
}

/* @text: what stands between the braces. */
static gboolean
append_value (GString *result, LineupM3uText text, const LineupCatchUpTime *time)
{
  const char *end = text.data + text.length;
  const char *colon = memchr (text.data, ':', text.length);
  const LineupM3uText name = make_text (text.data, colon != NULL ? colon : end);
  const LineupM3uText format = { colon != NULL ? colon + 1 : NULL,
                                 colon != NULL ? (gsize)(end - colon - 1) : 0 };
  gint64 moment = 0;

  if (text.length >= 3 && (memcmp (text.data, "(b)", 3) == 0 || memcmp (text.data, "(e)", 3) == 0))
    return append_bracket (result, text, time);
  if (find_moment (name, time, &moment))
    return append_moment (result, moment, format, time->zone);
  if (text.length == 1 && strchr ("YmdHMS", *text.data) != NULL)
    return append_moment (result, time->start, text, time->zone);
  if (lineup_m3u_text_is (name, "duration"))
    return append_stretch (result, time->end - time->start, format);
  if (lineup_m3u_text_is (name, "offset"))
    return append_stretch (result, time->now - time->start, format);
  if (lineup_m3u_text_is (text, "catchup-id"))
    return append_programme (result, time->programme);
  return FALSE;
}

gboolean
lineup_catch_up_template_fill (LineupM3uText text, const LineupCatchUpTime *time, GString *result)
{
  const char *p = text.data;
  const char *end = text.data + text.length;

  while (p < end)
    {
      const char *open = memchr (p, '{', (gsize)(end - p));
      const char *close = open != NULL ? memchr (open, '}', (gsize)(end - open)) : NULL;

      if (open == NULL)
        open = end;
      g_string_append_len (result, p, open - p);
      if (open == end)
        break;
      if (close == NULL)
        return FALSE;
      if (open > p && open[-1] == '$')
        g_string_truncate (result, result->len - 1);
      if (!append_value (result, make_text (open + 1, close), time))
        return FALSE;
      p = close + 1;
    }
  return TRUE;
}
