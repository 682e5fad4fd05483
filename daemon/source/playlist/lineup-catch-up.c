/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-catch-up.h"

#include "lineup-error.h"

#include <string.h>

/* Days of the past where a list says that there is one, but not how long, and days that are more
 * than anybody keeps. */
#define DEFAULT_DAYS 3
#define MAX_DAYS     3650

/* Number of hours by which a clock can be off. */
#define MAX_CORRECTION 48.0

/* Bytes of a number that is read. */
#define MAX_NUMBER 31

typedef enum
{
  MODE_NONE,
  MODE_DEFAULT,
  MODE_APPEND,
  MODE_SHIFT,
  MODE_PANEL,
  MODE_SERVER, /* Flussonic */
} Mode;

static gboolean
read_number (LineupM3uText text, double *number)
{
  char buffer[MAX_NUMBER + 1] = { 0 };
  char *end = NULL;

  if (text.length == 0 || text.length > MAX_NUMBER)
    return FALSE;
  memcpy (buffer, text.data, text.length);
  g_strdelimit (buffer, ",", '.');
  *number = g_ascii_strtod (buffer, &end);
  return end > buffer && *end == '\0' && *number > -1e6 && *number < 1e6;
}

static gboolean
is_whole (LineupM3uText source)
{
  LineupEntryPath path;

  if (source.length == 0)
    return FALSE;
  lineup_entry_path_parse (&path, source);
  return path.scheme.length > 0;
}

/* What a list that says only that there is a past means. */
static Mode
guess_mode (LineupM3uText source, const LineupEntryPath *path)
{
  if (source.length > 0)
    return is_whole (source) ? MODE_DEFAULT : MODE_APPEND;
  return lineup_entry_path_get_stream (path).length > 0 ? MODE_PANEL : MODE_SHIFT;
}

static Mode
choose_mode (const LineupM3uEntry *entry, const LineupEntryPath *path)
{
  static const struct
  {
    const char *word;
    Mode mode;
  } modes[] = {
    { "default", MODE_DEFAULT },
    { "append", MODE_APPEND },
    { "shift", MODE_SHIFT },
    { "timeshift", MODE_SHIFT },
    { "xc", MODE_PANEL },
    { "flussonic", MODE_SERVER },
    { "flussonic-hls", MODE_SERVER },
    { "flussonic-ts", MODE_SERVER },
    { "fs", MODE_SERVER },
  };
  static const char *const unsure[] = { "vod", "1", "true", "yes" };
  const LineupM3uText word = entry->values[LINEUP_M3U_CATCHUP];
  const LineupM3uText source = entry->values[LINEUP_M3U_CATCHUP_SOURCE];
  double days = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      if (lineup_m3u_text_is (word, modes[i].word))
        return modes[i].mode;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (unsure); i++)
    {
      if (lineup_m3u_text_is (word, unsure[i]))
        return guess_mode (source, path);
    }
  if (word.length > 0)
    return MODE_NONE;
  if (source.length > 0)
    return guess_mode (source, path);
  /* TV sets say no more than how long it is. */
  if (read_number (entry->values[LINEUP_M3U_RECORD_DAYS], &days) && days > 0)
    return MODE_SHIFT;
  return MODE_NONE;
}

guint
lineup_catch_up_get_days (const LineupM3uEntry *entry, const LineupEntryPath *path)
{
  const Mode mode = choose_mode (entry, path);
  double days = 0;

  if (mode == MODE_NONE
      || (mode == MODE_DEFAULT && entry->values[LINEUP_M3U_CATCHUP_SOURCE].length == 0))
    return 0;
  if (!read_number (entry->values[LINEUP_M3U_CATCHUP_DAYS], &days)
      && !read_number (entry->values[LINEUP_M3U_RECORD_DAYS], &days))
    return DEFAULT_DAYS;
  /* Half a day is one. */
  return days > 0 ? (guint)CLAMP (days + 0.99, 1, MAX_DAYS) : 0;
}

/* --- Addresses --- */

static void
append (GString *template, LineupM3uText text)
{
  g_string_append_len (template, text.data, (gssize)text.length);
}

/* The address without its query and the last part of its path. */
static void
append_folder (GString *template, const LineupEntryPath *path)
{
  const LineupM3uText last = path->segments[path->n_segments - 1];

  g_string_append_len (template, path->address.data, last.data - path->address.data);
}

static void
append_query (GString *template, const LineupEntryPath *path)
{
  if (path->query.length == 0)
    return;
  g_string_append_c (template, '?');
  append (template, path->query);
}

/* What is behind an address is a part of its query, however it is written. */
static void
append_source (GString *template, const LineupEntryPath *path, LineupM3uText source)
{
  const gboolean has_query = memchr (path->address.data, '?', path->address.length) != NULL;

  append (template, path->address);
  if (source.length > 0 && (*source.data == '?' || *source.data == '&'))
    {
      g_string_append_c (template, has_query ? '&' : '?');
      source.data++;
      source.length--;
    }
  append (template, source);
}

static gboolean
make_shift (GString *template, const LineupEntryPath *path, LineupM3uText source)
{
  static const char *const usual = "?utc={utc}&lutc={lutc}";

  append_source (
      template, path, source.length > 0 ? source : (LineupM3uText){ usual, strlen (usual) });
  return TRUE;
}

/* `/live/U/P/ID.ts` becomes `/timeshift/U/P/MINUTES/START/ID.ts`. */
static gboolean
make_panel (GString *template, const LineupEntryPath *path)
{
  const LineupM3uText stream = lineup_entry_path_get_stream (path);
  const LineupM3uText extension = lineup_entry_path_get_extension (path);
  const LineupM3uText *user = NULL;

  if (stream.length == 0
      || (path->n_segments == 4 && !lineup_m3u_text_is (path->segments[0], "live")))
    return FALSE;
  user = &path->segments[path->n_segments - 3];
  g_string_append_len (template, path->address.data, path->segments[0].data - path->address.data);
  g_string_append (template, "timeshift/");
  append (template, user[0]);
  g_string_append_c (template, '/');
  append (template, user[1]);
  g_string_append (template, "/{duration:60}/{Y}-{m}-{d}:{H}-{M}/");
  append (template, stream);
  g_string_append (template, lineup_m3u_text_is (extension, "m3u8") ? ".m3u8" : ".ts");
  append_query (template, path);
  return TRUE;
}

static gboolean
make_server (GString *template, const LineupEntryPath *path)
{
  static const char *const ending = ".m3u8";
  const LineupM3uText extension = lineup_entry_path_get_extension (path);
  LineupM3uText last;

  if (path->n_segments < 2)
    return FALSE;
  last = path->segments[path->n_segments - 1];
  append_folder (template, path);
  if (lineup_m3u_text_is (last, "mpegts"))
    g_string_append (template, "timeshift_abs-{utc}.ts");
  else if (lineup_m3u_text_is (extension, "m3u8"))
    {
      last.length -= strlen (ending);
      if (!lineup_m3u_text_is (last, "index"))
        {
          append (template, last);
          g_string_append_c (template, '-');
        }
      g_string_append (template, "timeshift_rel-{offset:1}.m3u8");
    }
  else
    return FALSE;
  append_query (template, path);
  return TRUE;
}

static gboolean
make_template (GString *template, const LineupM3uEntry *entry, const LineupEntryPath *path)
{
  const LineupM3uText source = entry->values[LINEUP_M3U_CATCHUP_SOURCE];
  double hours = 0;

  switch (choose_mode (entry, path))
    {
    case MODE_DEFAULT:
      append (template, source);
      return is_whole (source);
    case MODE_APPEND:
      append_source (template, path, source);
      return source.length > 0;
    case MODE_SHIFT:
      return make_shift (template, path, source);
    case MODE_PANEL:
      /* A number is no template: see get_correction(). */
      if (source.length > 0 && !read_number (source, &hours))
        return make_shift (template, path, source);
      return make_panel (template, path);
    case MODE_SERVER:
      if (source.length > 0 && is_whole (source))
        {
          append (template, source);
          return TRUE;
        }
      return source.length > 0 ? make_shift (template, path, source) : make_server (template, path);
    case MODE_NONE:
    default:
      return FALSE;
    }
}

/* Returns by how many seconds times are to be earlier. */
static gint64
get_correction (const LineupM3uEntry *entry, const LineupEntryPath *path)
{
  double hours = 0;
  double more = 0;

  if (!read_number (entry->values[LINEUP_M3U_CATCHUP_CORRECTION], &hours))
    hours = 0;
  if (choose_mode (entry, path) == MODE_PANEL
      && read_number (entry->values[LINEUP_M3U_CATCHUP_SOURCE], &more))
    hours -= more;
  return (gint64)(CLAMP (hours, -MAX_CORRECTION, MAX_CORRECTION) * 3600);
}

/* What follows behind a `|` in a template is for players, not for servers. An address that would
 * end early is none. */
static char *
cut_options (GString *address)
{
  LineupEntryPath path;

  if (strlen (address->str) != address->len)
    return NULL;
  lineup_entry_path_parse (&path, (LineupM3uText){ address->str, address->len });
  return g_strndup (path.address.data, path.address.length);
}

char *
lineup_catch_up_make_address (const LineupM3uEntry *entry,
                              const LineupEntryPath *path,
                              const LineupCatchUpTime *time,
                              GError **error)
{
  const gint64 correction = get_correction (entry, path);
  g_autoptr (GString) template = g_string_new (NULL);
  g_autoptr (GString) address = g_string_new (NULL);
  LineupCatchUpTime corrected = *time;
  g_autofree char *found = NULL;

  corrected.start -= correction;
  corrected.end -= correction;
  if (make_template (template, entry, path)
      && lineup_catch_up_template_fill (
          (LineupM3uText){ template->str, template->len }, &corrected, address))
    found = cut_options (address);
  if (found != NULL
      && (strlen (found) != path->address.length
          || memcmp (found, path->address.data, path->address.length) != 0))
    return g_steal_pointer (&found);
  g_set_error (error,
               LINEUP_ERROR,
               LINEUP_ERROR_NOT_FOUND,
               "The playlist does not say how the past of this channel is asked for");
  return NULL;
}
