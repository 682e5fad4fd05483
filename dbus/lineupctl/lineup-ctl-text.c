/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-text.h"

#include <glib/gi18n.h>

/* Seconds: less than the first is "now". */
#define NOW    10
#define MINUTE 60
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)

/* What a terminal, or the reader's eye, would take for more than a letter. */
static gboolean
is_printable (gunichar letter)
{
  if (letter < 0x7f)
    return letter >= ' ';
  switch ((int)g_unichar_type (letter))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
      return FALSE;
    case G_UNICODE_FORMAT:
      /* Two characters that join letters in some scripts. All else turns directions or is not to be
       * seen. */
      return letter == 0x200c || letter == 0x200d;
    default:
      return TRUE;
    }
}

char *
lineup_ctl_text_clean (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GString) clean = g_string_sized_new (strlen (valid));

  for (const char *next = valid; *next != '\0'; next = g_utf8_next_char (next))
    {
      gunichar letter = g_utf8_get_char (next);

      if (letter == '\n' || letter == '\t' || letter == '\r')
        g_string_append_c (clean, ' ');
      else if (is_printable (letter))
        g_string_append_unichar (clean, letter);
      else
        g_string_append_unichar (clean, 0xfffd);
    }
  return g_string_free (g_steal_pointer (&clean), FALSE);
}

static guint
get_letter_width (gunichar letter)
{
  if (letter < 0x7f)
    return 1;
  if (g_unichar_iszerowidth (letter))
    return 0;
  return g_unichar_iswide (letter) ? 2 : 1;
}

guint
lineup_ctl_text_get_width (const char *text)
{
  guint width = 0;

  for (const char *next = text; *next != '\0'; next = g_utf8_next_char (next))
    width += get_letter_width (g_utf8_get_char (next));
  return width;
}

char *
lineup_ctl_text_fit (const char *text, guint width)
{
  const char *next = text;
  guint used = 0;

  if (lineup_ctl_text_get_width (text) <= width)
    return g_strdup (text);

  /* A column is the ellipsis'. */
  while (used + get_letter_width (g_utf8_get_char (next)) < width)
    {
      used += get_letter_width (g_utf8_get_char (next));
      next = g_utf8_next_char (next);
    }
  return g_strdup_printf ("%.*s%s", (int)(next - text), text, width > 0 ? "…" : "");
}

/* Such as the 20 of "20 series". */
static gboolean
is_number (const char *text, gsize length)
{
  return length > 0 && g_ascii_isdigit (text[0]) && g_ascii_isdigit (text[length - 1]);
}

/* Length of what begins @text and stays on one line: a word, or a number and what is counted. */
static gsize
measure_unit (const char *text)
{
  const gsize length = strcspn (text, " ");

  if (!is_number (text, length) || text[length] == '\0')
    return length;
  return length + 1 + strcspn (text + length + 1, " ");
}

static guint
get_width_of (const char *text, gsize length)
{
  g_autofree char *part = g_strndup (text, length);

  return lineup_ctl_text_get_width (part);
}

guint
lineup_ctl_text_get_least_width (const char *text)
{
  guint least = 0;

  while (*text != '\0')
    {
      const gsize length = measure_unit (text);

      least = MAX (least, get_width_of (text, length));
      text += length + (text[length] == ' ');
    }
  return least;
}

/* Length of what begins a word and is no wider than @width, but for a letter that is. */
static gsize
measure_fitting (const char *word, gsize length, guint width)
{
  const char *end = word;
  guint used = 0;

  do
    {
      used += get_letter_width (g_utf8_get_char (end));
      end = g_utf8_next_char (end);
    }
  while (end < word + length && used + get_letter_width (g_utf8_get_char (end)) <= width);
  return (gsize)(end - word);
}

char *
lineup_ctl_text_wrap (const char *text, guint width, guint indent)
{
  const guint room = width > indent ? width - indent : 1;
  g_autoptr (GString) wrapped = g_string_new (NULL);
  guint used = 0;

  while (*text != '\0')
    {
      gsize length = measure_unit (text);
      guint unit_width = get_width_of (text, length);

      /* What no line has room for goes on in the next. */
      if (unit_width > room)
        {
          length = measure_fitting (text, strcspn (text, " "), room);
          unit_width = get_width_of (text, length);
        }
      if (used > 0 && used + 1 + unit_width > room)
        {
          g_string_append_printf (wrapped, "\n%*s", (int)indent, "");
          used = 0;
        }
      else if (used > 0)
        {
          g_string_append_c (wrapped, ' ');
          used++;
        }
      g_string_append_len (wrapped, text, (gssize)length);
      used += unit_width;
      text += length + (text[length] == ' ');
    }
  return g_string_free (g_steal_pointer (&wrapped), FALSE);
}

char *
lineup_ctl_text_draw_bar (guint percentage, guint width)
{
  const gboolean is_unicode = g_get_charset (NULL);
  const guint full = MIN (percentage, 100) * width / 100;
  g_autoptr (GString) bar = g_string_new ("[");

  for (guint i = 0; i < width; i++)
    {
      if (is_unicode)
        g_string_append (bar, i < full ? "█" : "░");
      else
        g_string_append_c (bar, i < full ? '#' : '-');
    }
  g_string_append_c (bar, ']');
  return g_string_free (g_steal_pointer (&bar), FALSE);
}

char *
lineup_ctl_text_format_number (guint64 number)
{
  return g_strdup_printf ("%'" G_GUINT64_FORMAT, number);
}

char *
lineup_ctl_text_format_name (guint64 number)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT, number);
}

char *
lineup_ctl_text_format_size (guint64 bytes)
{
  g_autofree char *text = g_format_size (bytes);
  g_autoptr (GString) size = g_string_new (text);

  /* The size's space is one that not all locales have. */
  g_string_replace (size, "\u00a0", " ", 0);
  return g_string_free (g_steal_pointer (&size), FALSE);
}

static char *
format_days (guint64 n_days)
{
  g_autofree char *number = lineup_ctl_text_format_name (n_days);

  return g_strdup_printf (ngettext ("%s day", "%s days", n_days), number);
}

char *
lineup_ctl_text_format_duration (double seconds)
{
  guint64 whole = (guint64)(seconds + 0.5);

  if (seconds < 1)
    return g_strdup_printf (_ ("%.0f ms"), seconds * 1000);
  if (seconds < 9.95)
    return g_strdup_printf (_ ("%.1f s"), seconds);
  if (whole < 2 * MINUTE)
    return g_strdup_printf (_ ("%d s"), (int)whole);
  if (whole < 2 * HOUR)
    return g_strdup_printf (_ ("%d min"), (int)(whole / MINUTE));
  if (whole < 2 * DAY)
    return g_strdup_printf (_ ("%d h %d min"), (int)(whole / HOUR), (int)(whole % HOUR / MINUTE));
  return format_days (whole / DAY);
}

char *
lineup_ctl_text_format_time (guint64 time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local ((gint64)MIN (time, G_MAXINT64));

  /* A panel may name a year that no calendar has. */
  if (date == NULL)
    return g_strdup_printf ("%" G_GUINT64_FORMAT, time);
  /* Translators: a date and a time, as of strftime(). */
  return g_date_time_format (date, _ ("%-d %b %Y, %H:%M"));
}

char *
lineup_ctl_text_format_distance (guint64 time)
{
  double distance = (double)time - (double)g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *duration = lineup_ctl_text_format_duration (ABS (distance));

  if (ABS (distance) < NOW)
    return g_strdup (_ ("just now"));
  /* Translators: both have a time span, such as "2 h 5 min". */
  return distance > 0 ? g_strdup_printf (_ ("in %s"), duration)
                      : g_strdup_printf (_ ("%s ago"), duration);
}
