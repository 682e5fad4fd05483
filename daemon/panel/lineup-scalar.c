/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "panel/lineup-scalar.h"

#include <string.h>

#define FIRST_YEAR 1870
#define LAST_YEAR  2100

/* A number from here on counts milliseconds: as seconds it would be after the year 5000, as
 * milliseconds it is after 1973. */
#define FIRST_MILLISECONDS G_GINT64_CONSTANT (100000000000)
#define LAST_MILLISECONDS  G_GINT64_CONSTANT (9999999999999)

/* More are no number that anybody means. */
#define MAX_EXPONENT_DIGITS 3

/* The longest text of a number or time. */
#define MAX_TEXT 40

static gsize
count_digits (const char *text, gsize length)
{
  gsize n = 0;

  while (n < length && g_ascii_isdigit (text[n]))
    n++;
  return n;
}

static gboolean
equals (const char *text, gsize length, const char *word)
{
  return length == strlen (word) && g_ascii_strncasecmp (text, word, length) == 0;
}

gboolean
lineup_scalar_is_unknown (const char *text, gsize length)
{
  return length == 0 || equals (text, length, "n/a") || equals (text, length, "none");
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

double
lineup_scalar_to_rating (const char *text, gsize length)
{
  char copy[MAX_TEXT + 1] = { 0 };
  char *comma = NULL;
  char *end = NULL;
  double rating = 0;

  /* The first byte keeps out `inf`, `nan` and the sign, the second hexadecimal numbers. */
  if (length == 0 || length > MAX_TEXT || !g_ascii_isdigit (text[0])
      || (length > 1 && g_ascii_isalpha (text[1])))
    return 0;

  memcpy (copy, text, length);
  comma = strchr (copy, ',');
  if (comma != NULL)
    *comma = '.';

  rating = g_ascii_strtod (copy, &end);
  return *end == '\0' && rating > 0 && rating <= 10 ? rating : 0;
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

gint64
lineup_scalar_to_time (const char *text, gsize length)
{
  const gsize n_digits = count_digits (text, length);
  gint64 seconds = 0;

  if (n_digits == 0)
    return 0;

  if (n_digits != length || n_digits == 8 || n_digits == 14)
    {
      g_autoptr (GDateTime) time = read_date_time (text, length);

      if (time != NULL)
        return MAX (g_date_time_to_unix (time), 0);
    }

  /* Seconds may have a fraction. */
  if (n_digits != length
      && (text[n_digits] != '.'
          || n_digits + 1 + count_digits (text + n_digits + 1, length - n_digits - 1) != length))
    return 0;

  seconds = lineup_scalar_to_integer (text, n_digits);
  if (seconds < FIRST_MILLISECONDS)
    return MAX (seconds, 0);
  return seconds <= LAST_MILLISECONDS ? seconds / 1000 : 0;
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
