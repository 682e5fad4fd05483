/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-xmltv-time.h"

#include <string.h>

/* Seconds of a day, an hour and a minute. */
#define DAY    (24 * 60 * 60)
#define HOUR   (60 * 60)
#define MINUTE 60

/* Minutes that a zone is from UTC, at most. */
#define MAX_OFFSET (15 * 60)

/* Year, month, day, hour, minute, second. */
#define N_PARTS 6

typedef struct
{
  const char *p; /* (unowned) */
  const char *end;
} Cursor;

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

static gboolean
is_at (const Cursor *cursor, const char *characters)
{
  return cursor->p < cursor->end && *cursor->p != '\0' && strchr (characters, *cursor->p) != NULL;
}

static gsize
count_digits (const Cursor *cursor)
{
  gsize n = 0;

  while (cursor->p + n < cursor->end && g_ascii_isdigit (cursor->p[n]))
    n++;
  return n;
}

static int
read_digits (Cursor *cursor, gsize n)
{
  int number = 0;

  for (; n > 0; n--)
    number = number * 10 + (*cursor->p++ - '0');
  return number;
}

/* --- Date and time of day --- */

/* Days from 1970 on in the Gregorian calendar. Years are counted from March, so that the day that
 * is left out is the last one. */
static gint64
count_days (int year, int month, int day)
{
  const gint64 y = month > 2 ? year : year - 1;
  const gint64 m = (month + 9) % 12;

  return y * 365 + y / 4 - y / 100 + y / 400 + (m * 153 + 2) / 5 + day - 1 - 719468;
}

static gboolean
is_date (const int parts[N_PARTS])
{
  return parts[0] >= 1
         && g_date_valid_dmy ((GDateDay)parts[2], (GDateMonth)parts[1], (GDateYear)parts[0])
         && parts[3] <= 24 && parts[4] < 60 && parts[5] <= 60;
}

/* Reads `YYYYMMDDhhmmss`, or what is there of it. Half of a part is none. */
static gboolean
read_digits_alone (Cursor *cursor, gsize n_digits, int parts[N_PARTS])
{
  if (n_digits < 4 || n_digits > 14 || n_digits % 2 != 0)
    return FALSE;
  parts[0] = read_digits (cursor, 4);
  for (gsize i = 1; i <= (n_digits - 4) / 2; i++)
    parts[i] = read_digits (cursor, 2);
  return TRUE;
}

/* Reads `-MM-DDThh:mm:ss.s`, or what is there of it. */
static void
read_separated (Cursor *cursor, int parts[N_PARTS])
{
  static const char *const separators[N_PARTS] = { "", "-", "-", "Tt ", ":", ":" };

  for (gsize i = 1; i < N_PARTS; i++)
    {
      Cursor part = *cursor;

      if (!is_at (&part, separators[i]))
        return;
      part.p++;
      if (count_digits (&part) != 2)
        return;
      parts[i] = read_digits (&part, 2);
      *cursor = part;
    }
  /* Fractions of seconds are none of ours. */
  if (is_at (cursor, "."))
    {
      cursor->p++;
      cursor->p += count_digits (cursor);
    }
}

/* Reads what the clock shows, as seconds of a clock in UTC. The parts that are missing are as small
 * as may be. */
static gboolean
read_clock (Cursor *cursor, gint64 *clock)
{
  const gsize n_digits = count_digits (cursor);
  int parts[N_PARTS] = { 0, 1, 1, 0, 0, 0 };

  if (!read_digits_alone (cursor, n_digits, parts))
    return FALSE;
  /* `-05` after a year is a month where a day follows; else a zone. */
  if (n_digits == 4 && cursor->end - cursor->p >= 6 && cursor->p[0] == '-' && cursor->p[3] == '-')
    read_separated (cursor, parts);
  *clock = count_days (parts[0], parts[1], parts[2]) * DAY + parts[3] * HOUR + parts[4] * MINUTE
           + parts[5];
  return is_date (parts);
}

/* --- Zones --- */

/* Names that stand for one offset wherever they are used, more or less, in minutes. */
static gboolean
find_zone (const Cursor *name, int *minutes)
{
  static const struct
  {
    const char *name;
    int minutes;
  } zones[] = {
    { "Z", 0 },      { "UTC", 0 },    { "GMT", 0 },    { "UT", 0 },      { "WET", 0 },
    { "WEST", 60 },  { "BST", 60 },   { "CET", 60 },   { "MET", 60 },    { "CEST", 120 },
    { "MEST", 120 }, { "EET", 120 },  { "EEST", 180 }, { "MSK", 180 },   { "TRT", 180 },
    { "SAST", 120 }, { "NST", -210 }, { "NDT", -150 }, { "AST", -240 },  { "ADT", -180 },
    { "EST", -300 }, { "EDT", -240 }, { "CST", -360 }, { "CDT", -300 },  { "MST", -420 },
    { "MDT", -360 }, { "PST", -480 }, { "PDT", -420 }, { "AKST", -540 }, { "AKDT", -480 },
    { "HST", -600 }, { "BRT", -180 }, { "ART", -180 }, { "JST", 540 },   { "KST", 540 },
    { "AWST", 480 }, { "ACST", 570 }, { "ACDT", 630 }, { "AEST", 600 },  { "AEDT", 660 },
    { "NZST", 720 }, { "NZDT", 780 },
  };
  const gsize length = (gsize)(name->end - name->p);

  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      if (strlen (zones[i].name) == length
          && g_ascii_strncasecmp (name->p, zones[i].name, length) == 0)
        {
          *minutes = zones[i].minutes;
          return TRUE;
        }
    }
  return FALSE;
}

/* Reads `+0100`, `+01:00`, `+01` or `+1`. */
static gboolean
read_offset (Cursor *cursor, int *minutes)
{
  const int sign = is_at (cursor, "-") ? -1 : 1;
  gsize n = 0;
  int hours = 0;

  if (!is_at (cursor, "+-"))
    return FALSE;
  cursor->p++;
  n = count_digits (cursor);
  if (n == 0 || n > 4)
    return FALSE;
  hours = read_digits (cursor, n == 4 || n == 2 ? 2 : 1);
  if (is_at (cursor, ":"))
    cursor->p++;
  *minutes = count_digits (cursor) == 2 ? read_digits (cursor, 2) : 0;
  if (cursor->p < cursor->end || *minutes >= 60 || hours * 60 + *minutes > MAX_OFFSET)
    return FALSE;
  *minutes = sign * (hours * 60 + *minutes);
  return TRUE;
}

/* Also `GMT+1`. */
static LineupXmltvZone
read_zone (Cursor *cursor, int *minutes)
{
  static const char *const names[] = { "UTC", "GMT" };
  Cursor offset = *cursor;

  *minutes = 0;
  if (cursor->p == cursor->end)
    return LINEUP_XMLTV_ZONE_NONE;
  if (g_ascii_isalpha (*cursor->p) && find_zone (cursor, minutes))
    return LINEUP_XMLTV_ZONE_OFFSET;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (offset.end - offset.p > 3 && g_ascii_strncasecmp (offset.p, names[i], 3) == 0)
        offset.p += 3;
    }
  if (read_offset (&offset, minutes))
    return LINEUP_XMLTV_ZONE_OFFSET;
  *minutes = 0;
  return LINEUP_XMLTV_ZONE_UNKNOWN;
}

/* What a clock in @zone showed at a moment. */
static gint64
show (GTimeZone *zone, gint64 moment)
{
  const int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, moment);

  return moment + g_time_zone_get_offset (zone, interval);
}

/* Goes by the offsets of the day before and the day after: one of them holds, or both, where the
 * clock shows the time twice, or neither, where it leaves it out. */
static void
place (LineupXmltvTime *time, gint64 clock, GTimeZone *zone)
{
  const gint64 before = clock - (show (zone, clock - DAY) - (clock - DAY));
  const gint64 after = clock - (show (zone, clock + DAY) - (clock + DAY));
  const gboolean holds_before = show (zone, before) == clock;
  const gboolean holds_after = show (zone, after) == clock;

  time->seconds = holds_before || !holds_after ? before : after;
  time->later = holds_before && holds_after ? MAX (before, after) : time->seconds;
  if (holds_before && holds_after)
    time->seconds = MIN (before, after);
}

gboolean
lineup_xmltv_time_read (LineupXmltvTime *time, const char *text, gsize length, GTimeZone *zone)
{
  Cursor cursor = { .p = text, .end = text + length };
  gint64 clock = 0;
  int minutes = 0;

  while (cursor.p < cursor.end && is_blank (*cursor.p))
    cursor.p++;
  while (cursor.end > cursor.p && is_blank (cursor.end[-1]))
    cursor.end--;
  if (!read_clock (&cursor, &clock))
    return FALSE;
  while (cursor.p < cursor.end && is_blank (*cursor.p))
    cursor.p++;

  time->zone = read_zone (&cursor, &minutes);
  time->seconds = clock - (gint64)minutes * MINUTE;
  time->later = time->seconds;
  if (time->zone == LINEUP_XMLTV_ZONE_NONE && zone != NULL)
    place (time, clock, zone);
  return TRUE;
}
