/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-scalar.h"

#include <string.h>

/* Years that a number may be. */
#define FIRST_YEAR 1870
#define LAST_YEAR  2100

/* Unix seconds from which on a time is after the year 5000: such as the end of 9999, by which
 * panels mean never. From the next one on numbers count milliseconds, after 2000: panels have no
 * older times. */
#define FIRST_NEVER        G_GINT64_CONSTANT (100000000000)
#define FIRST_MILLISECONDS G_GINT64_CONSTANT (946684800000)
#define LAST_MILLISECONDS  G_GINT64_CONSTANT (9999999999999)

/* Seconds of the longest duration, a year: longer ones are nonsense. */
#define MAX_SECONDS (365 * 24 * 60 * 60)

/* Minutes that nothing lasts longer than: such a number counts seconds. */
#define MAX_MINUTES 600

/* Digits of an exponent: more are no number that anybody means. */
#define MAX_EXPONENT_DIGITS 3

/* Bytes of the longest text of a number or time. */
#define MAX_TEXT 40

static gsize
count_digits (const char *text, gsize length)
{
  gsize n = 0;

  while (n < length && g_ascii_isdigit (text[n]))
    n++;
  return n;
}

gboolean
lineup_scalar_is_word (const char *text, gsize length, const char *word)
{
  return length == strlen (word) && g_ascii_strncasecmp (text, word, length) == 0;
}

gboolean
lineup_scalar_is_unknown (const char *text, gsize length)
{
  return length == 0 || lineup_scalar_is_word (text, length, "n/a")
         || lineup_scalar_is_word (text, length, "none");
}

static gboolean
append_digit (guint64 *number, char digit)
{
  if (*number > G_MAXINT64 / 10)
    return FALSE;
  *number = *number * 10 + (guint64)(digit - '0');
  return *number <= G_MAXINT64;
}

/* Reads `e3`, `E+3` or `e-3`. Returns whether that is all there is. */
static gboolean
read_exponent (const char *text, gsize length, gint64 *exponent)
{
  const gboolean has_sign = length > 1 && (text[1] == '+' || text[1] == '-');
  const gsize start = has_sign ? 2 : 1;

  *exponent = 0;
  if (length == 0)
    return TRUE;
  if (g_ascii_tolower (text[0]) != 'e' || length <= start || length - start > MAX_EXPONENT_DIGITS
      || count_digits (text + start, length - start) != length - start)
    return FALSE;
  for (gsize i = start; i < length; i++)
    *exponent = *exponent * 10 + (text[i] - '0');
  if (text[1] == '-')
    *exponent = -*exponent;
  return TRUE;
}

/* Ids may have more digits than a double. */
gint64
lineup_scalar_to_integer (const char *text, gsize length)
{
  const gsize n_whole = count_digits (text, length);
  const gboolean has_fraction = n_whole + 1 < length && text[n_whole] == '.';
  const gsize fraction = has_fraction ? n_whole + 1 : n_whole;
  const gsize n_fraction = has_fraction ? count_digits (text + fraction, length - fraction) : 0;
  const gsize n_read = fraction + n_fraction;
  gint64 place = (gint64)n_whole; /* what is left of the point */
  gint64 exponent = 0;
  guint64 number = 0;

  if (n_whole == 0 || (has_fraction && n_fraction == 0)
      || !read_exponent (text + n_read, length - n_read, &exponent))
    return -1;

  place += exponent;
  for (gsize i = 0; i < n_read; i++)
    {
      if (text[i] == '.')
        continue;
      if (place-- > 0 ? !append_digit (&number, text[i]) : text[i] != '0')
        return -1;
    }
  while (number > 0 && place-- > 0)
    {
      if (!append_digit (&number, '0'))
        return -1;
    }
  return (gint64)number;
}

gint64
lineup_scalar_split_decimal (const char *text, gsize length, gsize *fraction)
{
  const gsize n_whole = count_digits (text, length);
  gboolean is_whole = TRUE;

  *fraction = n_whole + 1;
  if (*fraction >= length || (text[n_whole] != '.' && text[n_whole] != ',')
      || count_digits (text + *fraction, length - *fraction) != length - *fraction)
    return -1;
  for (gsize i = *fraction; i < length; i++)
    is_whole = is_whole && text[i] == '0';
  return is_whole ? -1 : lineup_scalar_to_integer (text, n_whole);
}

static const char *
skip_blanks (const char *text)
{
  return text + strspn (text, " \t");
}

/* Returns what a rating is out of, by what follows its number; 0 if that is anything else. */
static double
read_scale (const char *text)
{
  char *end = NULL;
  double scale = 0;

  text = skip_blanks (text);
  if (*text == '\0')
    return 10;
  if (g_str_equal (text, "%"))
    return 100;
  if (*text != '/')
    return 0;

  text = skip_blanks (text + 1);
  if (!g_ascii_isdigit (*text) || g_ascii_isalpha (text[1]))
    return 0;
  scale = g_ascii_strtod (text, &end);
  return *end == '\0' ? scale : 0;
}

double
lineup_scalar_to_rating (const char *text, gsize length)
{
  char copy[MAX_TEXT + 1] = { 0 };
  char *comma = NULL;
  char *end = NULL;
  double rating = 0;
  double scale = 0;

  /* The first byte keeps out `inf`, `nan` and the sign, the second hexadecimal numbers. */
  if (length == 0 || length > MAX_TEXT || !g_ascii_isdigit (text[0])
      || (length > 1 && g_ascii_isalpha (text[1])))
    return 0;

  memcpy (copy, text, length);
  comma = strchr (copy, ',');
  if (comma != NULL)
    *comma = '.';

  rating = g_ascii_strtod (copy, &end);
  scale = read_scale (end);
  /* What is out of ten stays exactly as it is, times 1. */
  return rating > 0 && rating <= scale ? MIN (rating * (10 / scale), 10) : 0;
}

guint
lineup_scalar_to_year (const char *text, gsize length)
{
  const gsize n_digits = count_digits (text, length);
  gint64 year = 0;

  if (n_digits != 4)
    return 0;
  year = lineup_scalar_to_integer (text, n_digits);
  return year >= FIRST_YEAR && year <= LAST_YEAR ? (guint)year : 0;
}

guint
lineup_scalar_to_year_at_end (const char *text)
{
  const gsize length = strlen (text);
  const gsize year_length = strlen ("(2020)");
  const char *year = text + length - year_length;

  if (length <= year_length || *year != '(' || year[year_length - 1] != ')'
      || count_digits (year + 1, 4) != 4)
    return 0;
  return lineup_scalar_to_year (year + 1, 4);
}

/* --- Durations --- */

/* Reads `01:42:00`, `42:00`, with or without a fraction of a second. */
static gint64
read_clock (const char *text)
{
  gint64 seconds = 0;
  guint n_parts = 0;

  while (TRUE)
    {
      const gsize n_digits = strspn (text, "0123456789");
      const gint64 part = lineup_scalar_to_integer (text, n_digits);

      if (part < 0 || part > MAX_SECONDS || ++n_parts > 3)
        return 0;
      seconds = seconds * 60 + part;
      text += n_digits;
      if (*text != ':')
        break;
      text++;
    }
  if (*text == '.')
    text += 1 + strspn (text + 1, "0123456789");
  return n_parts > 1 && *text == '\0' ? seconds : 0;
}

/* Returns the seconds in a unit, %0 if it is none; @length is that of its word. */
static gint64
read_unit (const char *text, gsize *length)
{
  static const struct
  {
    const char *word;
    gint64 seconds;
  } units[] = {
    { "h", 3600 }, { "hr", 3600 }, { "hrs", 3600 }, { "hour", 3600 }, { "hours", 3600 },
    { "m", 60 },   { "min", 60 },  { "mins", 60 },  { "minute", 60 }, { "minutes", 60 },
    { "s", 1 },    { "sec", 1 },   { "secs", 1 },   { "second", 1 },  { "seconds", 1 },
  };

  *length = 0;
  while (g_ascii_isalpha (text[*length]))
    (*length)++;
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      if (lineup_scalar_is_word (text, *length, units[i].word))
        return units[i].seconds;
    }
  return 0;
}

/* Reads `1h 49min`, `1 h 49`, `102 minutes`, `PT1H49M`: numbers with smaller and smaller units, of
 * which the last may be missing. */
static gint64
read_units (const char *text)
{
  gint64 seconds = 0;
  gint64 last_unit = MAX_SECONDS;

  if (g_str_has_prefix (text, "PT"))
    text += strlen ("PT");
  while (*text != '\0')
    {
      const gsize n_digits = strspn (text, "0123456789");
      const gint64 number = lineup_scalar_to_integer (text, n_digits);
      gint64 unit = 0;
      gsize word_length = 0;

      text = skip_blanks (text + n_digits);
      unit = *text == '\0' ? last_unit / 60 : read_unit (text, &word_length);
      if (number < 0 || number > MAX_SECONDS || unit == 0 || unit >= last_unit)
        return 0;
      seconds += number * unit;
      last_unit = unit;
      text = skip_blanks (text + word_length);
      text += strspn (text, ".,");
      text = skip_blanks (text);
    }
  return seconds;
}

gint64
lineup_scalar_to_duration (const char *text, gsize length, LineupTimeUnit unit)
{
  const gint64 number = lineup_scalar_to_integer (text, length);
  char copy[MAX_TEXT + 1] = { 0 };
  gint64 seconds = 0;

  if (length > MAX_TEXT)
    return 0;

  if (number >= 0)
    seconds = unit == LINEUP_TIME_UNIT_MINUTES && number <= MAX_MINUTES ? number * 60 : number;
  else
    {
      memcpy (copy, text, length);
      seconds = strchr (copy, ':') != NULL ? read_clock (copy) : read_units (copy);
    }
  return seconds <= MAX_SECONDS ? seconds : 0;
}

/* --- Times --- */

/* Reads `YYYYMMDD`. */
static gboolean
is_day (const char *digits)
{
  const gint64 year = lineup_scalar_to_integer (digits, 4);
  const gint64 month = lineup_scalar_to_integer (digits + 4, 2);
  const gint64 day = lineup_scalar_to_integer (digits + 6, 2);

  return year >= FIRST_YEAR && year <= LAST_YEAR
         && g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year);
}

/* Reads what looks like a date into the form that GLib knows. */
static GDateTime *
read_date_time (const char *text, gsize length)
{
  const gsize n_digits = count_digits (text, length);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *iso = NULL;

  if (length > MAX_TEXT || memchr (text, '\0', length) != NULL)
    return NULL;

  if (length == n_digits)
    {
      if ((length != 8 && length != 14) || !is_day (text))
        return NULL;
      iso = g_strdup_printf ("%.8sT%.*s", text, 6, length == 14 ? text + 8 : "000000");
    }
  else if (n_digits == 4 && length == strlen ("YYYY-MM-DD"))
    iso = g_strdup_printf ("%.10sT00:00:00", text);
  else if (n_digits == 4 && length == strlen ("YYYY-MM-DD hh:mm"))
    iso = g_strdup_printf ("%.16s:00", text);
  else if (n_digits == 4)
    iso = g_strndup (text, length);
  else
    return NULL;

  return g_date_time_new_from_iso8601 (iso, utc);
}

/* Reads a number of seconds, also with a fraction; -1 for anything else. */
static gint64
read_seconds (const char *text, gsize length)
{
  const gsize n_digits = count_digits (text, length);

  if (n_digits < length && text[n_digits] == '.'
      && n_digits + 1 + count_digits (text + n_digits + 1, length - n_digits - 1) == length)
    length = n_digits;
  return lineup_scalar_to_integer (text, length);
}

gint64
lineup_scalar_to_time (const char *text, gsize length)
{
  const gsize n_digits = count_digits (text, length);
  g_autoptr (GDateTime) time = NULL;
  gint64 seconds = 0;

  if (n_digits == 0)
    return 0;

  if (n_digits != length || n_digits == 8 || n_digits == 14)
    time = read_date_time (text, length);
  if (time != NULL)
    seconds = g_date_time_to_unix (time);
  else
    {
      seconds = read_seconds (text, length);
      if (seconds >= FIRST_MILLISECONDS && seconds <= LAST_MILLISECONDS)
        seconds /= 1000;
    }
  return seconds > 0 && seconds < FIRST_NEVER ? seconds : 0;
}

static gboolean
is_plain_date (const char *text, gsize length)
{
  const gsize date_length = LINEUP_SCALAR_DATE_SIZE - 1;
  char digits[8];

  if (length < date_length || count_digits (text, length) != 4 || text[4] != '-'
      || count_digits (text + 5, 3) != 2 || text[7] != '-'
      || count_digits (text + 8, length - 8) != 2)
    return FALSE;

  memcpy (digits, text, 4);
  memcpy (digits + 4, text + 5, 2);
  memcpy (digits + 6, text + 8, 2);
  return is_day (digits) && (length == date_length || text[10] == ' ' || text[10] == 'T');
}

gboolean
lineup_scalar_to_date (const char *text, gsize length, char *date)
{
  g_autoptr (GDateTime) time = NULL;

  /* The usual form, and one whose time of day can't matter. */
  if (is_plain_date (text, length))
    {
      memcpy (date, text, LINEUP_SCALAR_DATE_SIZE - 1);
      date[LINEUP_SCALAR_DATE_SIZE - 1] = '\0';
      return TRUE;
    }

  time = read_date_time (text, length);
  /* A short number is a year or nonsense, not a moment in 1970. */
  if (time == NULL && length > 8 && count_digits (text, length) == length)
    {
      const gint64 seconds = lineup_scalar_to_time (text, length);

      time = seconds > 0 ? g_date_time_new_from_unix_utc (seconds) : NULL;
    }
  if (time == NULL)
    return FALSE;

  g_snprintf (date,
              LINEUP_SCALAR_DATE_SIZE,
              "%04d-%02d-%02d",
              g_date_time_get_year (time),
              g_date_time_get_month (time),
              g_date_time_get_day_of_month (time));
  return TRUE;
}
