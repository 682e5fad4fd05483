/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-short-guide-decoder.h"

#include "lineup-entities.h"
#include "lineup-error.h"
#include "lineup-field-reader.h"
#include "lineup-json.h"
#include "lineup-panel-zone.h"
#include "lineup-scalar.h"

#include <stdio.h>
#include <string.h>

/* Rows of an answer that are read: weeks of a channel have fewer. */
#define MAX_ROWS 5000

/* Bytes of a text, written as base64, and of anything else. */
#define MAX_TEXT  (64 * 1024)
#define MAX_SHORT 64

/* Seconds between a programme's start and its end, at most. */
#define MAX_LENGTH (24 * 60 * 60)

/* One row, as it came. */
typedef struct
{
  char *title;       /* (owned) (nullable) */
  char *description; /* (owned) (nullable) */
  char *language;    /* (owned) (nullable) */
  char *start;       /* (owned) (nullable): as the panel's clock shows it, or a number */
  char *end;         /* (owned) (nullable): likewise */
  char *stop;        /* (owned) (nullable): likewise */
  gint64 start_time; /* Unix seconds, 0 if unknown */
  gint64 stop_time;  /* Unix seconds, 0 if unknown */
} Row;

static void
row_free (Row *row)
{
  g_free (row->title);
  g_free (row->description);
  g_free (row->language);
  g_free (row->start);
  g_free (row->end);
  g_free (row->stop);
  g_free (row);
}

/* Reading rows */

static char *
copy_value (const LineupJsonValue *value, gsize max_length)
{
  const gsize size = MIN (3 * value->length, max_length) + 1;
  g_autofree char *text = NULL;

  if (value->type == LINEUP_JSON_NULL || value->type == LINEUP_JSON_OBJECT
      || value->type == LINEUP_JSON_ARRAY)
    return NULL;
  text = g_malloc (size);
  lineup_json_value_copy_text (value, text, size - 1);
  g_strstrip (text);
  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static void
read_field (Row *row, const LineupJsonValue *key, const LineupJsonValue *value)
{
  const struct
  {
    const char *name;
    char **place;
    gsize max_length;
  } fields[] = {
    { "title", &row->title, MAX_TEXT },    { "description", &row->description, MAX_TEXT },
    { "lang", &row->language, MAX_SHORT }, { "start", &row->start, MAX_SHORT },
    { "end", &row->end, MAX_SHORT },       { "stop", &row->stop, MAX_SHORT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (*fields[i].place == NULL && lineup_json_value_is (key, fields[i].name))
        *fields[i].place = copy_value (value, fields[i].max_length);
    }
  if (lineup_json_value_is (key, "start_timestamp"))
    row->start_time = MAX (lineup_field_to_integer (value), 0);
  else if (lineup_json_value_is (key, "stop_timestamp"))
    row->stop_time = MAX (lineup_field_to_integer (value), 0);
}

static void
read_row (GPtrArray *rows, const LineupJsonValue *value)
{
  LineupJson json;
  LineupJsonValue key;
  LineupJsonValue field;
  Row *row = NULL;

  if (!lineup_json_init_object (&json, value->text, value->length) || rows->len >= MAX_ROWS)
    return;
  row = g_new0 (Row, 1);
  while (lineup_json_next (&json, &key, &field))
    read_field (row, &key, &field);
  g_ptr_array_add (rows, row);
}

/* A list, or an object that some panels make of one. */
static void
read_rows (GPtrArray *rows, const LineupJsonValue *list)
{
  LineupJson json;
  LineupJsonValue key;
  LineupJsonValue value;

  if (!lineup_json_init (&json, list->text, list->length))
    return;
  while (lineup_json_next (&json, &key, &value))
    read_row (rows, &value);
}

static gboolean
fail (gboolean transient, const char *message, GError **error)
{
  g_propagate_error (
      error, lineup_error_new_answer (LINEUP_ERROR_MALFORMED_DATA, 0, 0, transient, "%s", message));
  return FALSE;
}

/* Panels that don't know the call answer with the account. */
static gboolean
read_answer (GPtrArray *rows, const char *text, GError **error)
{
  const char *begin = lineup_json_find (text);
  gboolean is_account = FALSE;
  LineupJson json;
  LineupJsonValue key;
  LineupJsonValue value;

  if (begin == NULL)
    return fail (TRUE, "The answer is no JSON", error);
  if (!lineup_json_init (&json, begin, strlen (begin)))
    return fail (FALSE, "The answer is no JSON", error);
  while (lineup_json_next (&json, &key, &value))
    {
      if (lineup_json_value_is (&key, "epg_listings"))
        read_rows (rows, &value);
      else if (key.length == 0)
        read_row (rows, &value);
      else
        is_account = is_account || lineup_json_value_is (&key, "user_info");
    }
  if (is_account)
    return fail (FALSE, "The answer is an account object, not what is on", error);
  return lineup_json_is_closed (&json) || fail (TRUE, "The answer ended early", error);
}

/* Texts */

static gboolean
is_text (const char *data, gsize length)
{
  if (!g_utf8_validate (data, (gssize)length, NULL))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (g_ascii_iscntrl (data[i]) && strchr ("\t\r\n", data[i]) == NULL)
        return FALSE;
    }
  return TRUE;
}

/* Returns what base64 says, with or without its padding, and in the alphabet of URLs, too; %NULL
 * for what is none. */
static char *
decode_base64 (const char *text)
{
  g_autofree char *plain = g_strdup (text);
  g_autofree guchar *data = NULL;
  g_autofree char *padded = NULL;
  gsize length = 0;

  g_strdelimit (plain, "-", '+');
  g_strdelimit (plain, "_", '/');
  length = strcspn (plain, "=");
  if (plain[length + strspn (plain + length, "=")] != '\0' || length % 4 == 1
      || strspn (plain, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "+/") != length)
    return NULL;
  plain[length] = '\0';
  padded = g_strconcat (plain, &"==="[3 - (4 - length % 4) % 4], NULL);
  data = g_base64_decode (padded, &length);
  return is_text ((const char *)data, length) ? g_strndup ((const char *)data, length) : NULL;
}

static gboolean
is_base64 (const char *text)
{
  g_autofree char *decoded = text != NULL ? decode_base64 (text) : NULL;

  return text == NULL || decoded != NULL;
}

/* One word alone may look like base64 and be none. */
static gboolean
are_base64 (const GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = rows->pdata[i];

      if (!is_base64 (row->title) || !is_base64 (row->description))
        return FALSE;
    }
  return TRUE;
}

static char *
take_text (const char *text, gboolean encoded)
{
  char *taken = NULL;

  if (text == NULL)
    return NULL;
  taken = encoded ? decode_base64 (text) : g_strdup (text);
  lineup_entities_decode (taken);
  return g_strstrip (taken);
}

/* Times */

/* Reads `2025-10-09 10:00:00`, as a clock shows it. */
static GDateTime *
read_clock (const char *text, GTimeZone *zone)
{
  int year = 0;
  int month = 0;
  int day = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;

  if (text == NULL
      || sscanf (text, "%4d-%2d-%2d%*[ T]%2d:%2d:%2d", &year, &month, &day, &hour, &minute, &second)
             < 5)
    return NULL;
  return g_date_time_new (zone, year, month, day, hour, minute, second);
}

/* Whether the panel's clock shows @shown at @time. */
static gboolean
is_shown_at (GDateTime *shown, GTimeZone *zone, gint64 time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  return local != NULL
         && g_date_time_to_unix (shown) + g_date_time_get_utc_offset (shown) / G_TIME_SPAN_SECOND
                == time + g_date_time_get_utc_offset (local) / G_TIME_SPAN_SECOND;
}

/* A time that comes twice, as summer ends, is told apart by the number; where the zone is not known
 * that is all there is. */
static gint64
choose_time (const char *clock, gint64 time, GTimeZone *zone)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) shown = read_clock (clock, zone != NULL ? zone : utc);

  if (shown == NULL && time == 0 && clock != NULL)
    return MAX (lineup_scalar_to_time (clock, strlen (clock)), 0);
  if (shown == NULL || (time != 0 && (zone == NULL || is_shown_at (shown, zone, time))))
    return time;
  return g_date_time_to_unix (shown);
}

/* Some have the number in `end` and the clock in `stop`. */
static const char *
get_end_clock (const Row *row)
{
  if (row->end != NULL && strchr (row->end, ':') != NULL)
    return row->end;
  return row->stop != NULL ? row->stop : row->end;
}

static void
add_row (LineupShortGuide *guide, const Row *row, gboolean encoded, GTimeZone *zone)
{
  g_autofree char *title = take_text (row->title, encoded);
  g_autofree char *description = take_text (row->description, encoded);
  const gint64 start = choose_time (row->start, row->start_time, zone);
  gint64 stop = choose_time (get_end_clock (row), row->stop_time, zone);

  if (stop <= start || stop - start > MAX_LENGTH)
    stop = 0;
  lineup_short_guide_add (guide, start, stop, title, description, row->language);
}

LineupShortGuide *
lineup_short_guide_decode (GBytes *body, gint64 channel, const char *panel_zone, GError **error)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (body, &length);
  g_autofree char *text = g_strndup (data, length);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)row_free);
  g_autoptr (GTimeZone) zone = lineup_panel_zone_find (panel_zone);
  g_autoptr (LineupShortGuide) guide = lineup_short_guide_new (channel);
  gboolean encoded = FALSE;

  /* An empty answer is how some panels say so. */
  if (length == 0)
    return g_steal_pointer (&guide);
  if (!read_answer (rows, text, error))
    return NULL;
  encoded = are_base64 (rows);
  for (guint i = 0; i < rows->len; i++)
    add_row (guide, rows->pdata[i], encoded, zone);
  return g_steal_pointer (&guide);
}
