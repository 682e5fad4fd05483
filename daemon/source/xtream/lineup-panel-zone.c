/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-panel-zone.h"

#include "lineup-scalar.h"

#include <string.h>

#define ZONE_CHARACTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/"

/* Seconds. */
#define MINUTE 60
#define HOUR   (60 * MINUTE)

/* Seconds of an offset: it is a whole number of quarters of an hour, within a day around the Earth.
 */
#define QUARTER     (15 * MINUTE)
#define WEST_OFFSET (-12 * HOUR)
#define EAST_OFFSET (14 * HOUR)

/* Seconds that the two clocks of one answer may be apart, at most. */
#define MAX_SKEW (5 * MINUTE)

static gboolean
has_signed_number (const char *name)
{
  for (const char *sign = strpbrk (name, "+-"); sign != NULL; sign = strpbrk (sign + 1, "+-"))
    {
      if (g_ascii_isdigit (sign[1]))
        return TRUE;
    }
  return FALSE;
}

/* Returns the zone of the database that has this name, %NULL if there is none. GLib takes names for
 * files to be opened, and panels may say anything: only what looks like `Europe/Paris` may get
 * there. The other files of the database, which GLib would stumble over, don't begin with a
 * capital. A sign is only in the names below `Etc/`: elsewhere GLib would read it as POSIX does. */
static GTimeZone *
find_real (const char *name)
{
  if (name == NULL || !g_ascii_isupper (*name) || strspn (name, ZONE_CHARACTERS) != strlen (name))
    return NULL;
  if (has_signed_number (name) && !g_str_has_prefix (name, "Etc/"))
    return NULL;
  return g_time_zone_new_identifier (name);
}

/* Reads `3`, `03`, `0300`, `3:30`. Returns the number of bytes, 0 if there is no offset. */
static gsize
read_hours (const char *text, gint32 *seconds)
{
  const gsize n_digits = strspn (text, "0123456789");
  const gint64 number = lineup_scalar_to_integer (text, n_digits);
  const gboolean has_minutes = text[n_digits] == ':';
  gint64 hours = number;
  gint64 minutes = 0;

  if (n_digits == 0 || n_digits > 4)
    return 0;
  if (n_digits > 2)
    {
      hours = number / 100;
      minutes = number % 100;
    }
  if (has_minutes)
    {
      if (n_digits > 2 || strspn (text + n_digits + 1, "0123456789") != 2)
        return 0;
      minutes = lineup_scalar_to_integer (text + n_digits + 1, 2);
    }
  if (hours > EAST_OFFSET / HOUR || minutes >= 60)
    return 0;
  *seconds = (gint32)(hours * HOUR + minutes * MINUTE);
  return has_minutes ? n_digits + strlen (":00") : n_digits;
}

/* Reads an offset, plus is east; what follows it may be anything of its own. */
static gboolean
read_offset (const char *name, gint32 *seconds)
{
  gboolean is_west = FALSE;
  gsize length = 0;

  if (name == NULL)
    return FALSE;
  name += strspn (name, " (");
  if (g_ascii_strncasecmp (name, "UTC", 3) == 0 || g_ascii_strncasecmp (name, "GMT", 3) == 0)
    name += 3;
  name += strspn (name, " ");
  if (*name != '+' && *name != '-')
    return FALSE;
  is_west = *name++ == '-';

  length = read_hours (name, seconds);
  if (length == 0 || (name[length] != '\0' && strchr (" )", name[length]) == NULL))
    return FALSE;
  if (is_west)
    *seconds = -*seconds;
  return TRUE;
}

GTimeZone *
lineup_panel_zone_find (const char *name)
{
  gint32 seconds = 0;

  if (read_offset (name, &seconds))
    return g_time_zone_new_offset (seconds);
  return find_real (name);
}

/* Returns whether the two clocks tell an offset. A clock that says itself in which zone it is shows
 * no other. */
static gboolean
measure_offset (gint64 time, const char *clock, gint32 *seconds)
{
  const gsize length = clock != NULL ? strlen (clock) : 0;
  const gint64 shown = lineup_scalar_to_time (clock, length);
  const gint64 difference = shown - time;
  gint64 offset = 0;

  if (time == 0 || shown == 0 || length < strlen ("YYYY-MM-DD hh:mm")
      || strpbrk (clock + strlen ("YYYY-MM-DD"), "Zz+-") != NULL)
    return FALSE;
  if (difference < WEST_OFFSET - MAX_SKEW || difference > EAST_OFFSET + MAX_SKEW)
    return FALSE;

  offset = (difference + EAST_OFFSET + QUARTER / 2) / QUARTER * QUARTER - EAST_OFFSET;
  *seconds = (gint32)offset;
  return ABS (difference - offset) <= MAX_SKEW;
}

static gint32
get_offset (GTimeZone *zone, gint64 time)
{
  const int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, time);

  return g_time_zone_get_offset (zone, interval);
}

static char *
print_offset (gint32 seconds)
{
  const int minutes = ABS (seconds) / MINUTE;

  return g_strdup_printf ("%c%02d:%02d", seconds < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

char *
lineup_panel_zone_choose (const char *name, gint64 time, const char *clock)
{
  gint32 said = 0;
  gint32 measured = 0;
  const gboolean says_offset = read_offset (name, &said);
  const gboolean has_measured = measure_offset (time, clock, &measured);
  g_autoptr (GTimeZone) zone = says_offset ? NULL : find_real (name);

  if (zone != NULL && (!has_measured || get_offset (zone, time) == measured))
    return g_strdup (name);
  if (has_measured)
    return print_offset (measured);
  if (says_offset)
    return print_offset (said);
  return name != NULL && *name != '\0' ? g_strdup (name) : NULL;
}
