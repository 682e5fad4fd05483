/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-desktop-result.h"

#include "lineup-line.h"

#include <glib/gi18n.h>
#include <string.h>

/* Between the parts of a description. */
#define SEPARATOR " · "

/* Characters of a line. */
#define MAX_LENGTH 250

static const char *
get_title (LineupKind kind)
{
  switch (kind)
    {
    case LINEUP_KIND_CHANNELS:
      /* Translators: one of them, as are those that follow. */
      return _ ("Channel");
    case LINEUP_KIND_MOVIES:
      return _ ("Movie");
    case LINEUP_KIND_SERIES:
    default:
      return _ ("Series");
    }
}

/* Panels write what they like, as long as they like; a search shows a line. */
static char *
make_line (const char *text)
{
  return g_strstrip (lineup_line_new (text, MAX_LENGTH));
}

static void
add_part (GString *description, const char *text)
{
  g_autofree char *line = text != NULL ? make_line (text) : NULL;

  if (line != NULL && line[0] != '\0')
    g_string_append_printf (description, SEPARATOR "%s", line);
}

/* @year: 0 to leave it out */
static char *
make_description (LineupKind kind, guint year, const LineupItem *item, const char *label)
{
  GString *description = g_string_new (get_title (kind));

  if (year != 0)
    g_string_append_printf (description, SEPARATOR "%u", year);
  add_part (description, item->genre);
  add_part (description, label);
  return g_string_free (description, FALSE);
}

/* Many panels write it into the name, in one of three ways. A film that is called like its year
 * says nothing of it. */
static gboolean
says_year (const char *name, guint year)
{
  g_autofree char *round = g_strdup_printf ("(%u)", year);
  g_autofree char *square = g_strdup_printf ("[%u]", year);
  g_autofree char *end = g_strdup_printf (" %u", year);

  return strstr (name, round) != NULL || strstr (name, square) != NULL
         || g_str_has_suffix (name, end);
}

static char *
make_dated_name (const char *name, guint year)
{
  return year == 0 || says_year (name, year) ? g_strdup (name)
                                             : g_strdup_printf ("%s (%u)", name, year);
}

LineupDesktopResult *
lineup_desktop_result_new (const char *account,
                           const char *label,
                           LineupKind kind,
                           const LineupItem *item,
                           const LineupRank *rank)
{
  LineupDesktopResult *self = g_new0 (LineupDesktopResult, 1);

  self->reference = g_strdup_printf (
      "%s/%s/%" G_GINT64_FORMAT, account, lineup_kind_to_string (kind), item->id);
  self->kind = kind;
  self->name = make_line (item->name);
  self->description = make_description (kind, item->year, item, label);
  self->undated_description = make_description (kind, 0, item, label);
  self->label = g_strdup (label);
  self->rank = *rank;
  /* Shells do without all of an answer if something in it has no name. */
  if (self->name[0] == '\0')
    {
      g_free (self->name);
      self->name = g_strdup_printf ("%s %" G_GINT64_FORMAT, get_title (kind), item->id);
    }
  self->dated_name = make_dated_name (self->name, item->year);
  return self;
}

LineupDesktopResult *
lineup_desktop_result_new_missing (const char *reference)
{
  LineupDesktopResult *self = g_new0 (LineupDesktopResult, 1);

  self->reference = g_strdup (reference);
  self->kind = LINEUP_KIND_MOVIES;
  self->name = g_strdup (_ ("Not there any more"));
  self->description = g_strdup ("");
  self->dated_name = g_strdup (self->name);
  self->undated_description = g_strdup ("");
  return self;
}

void
lineup_desktop_result_set_now (LineupDesktopResult *self, const char *title)
{
  g_autofree char *line = make_line (title);
  g_autoptr (GString) description = NULL;

  if (line[0] == '\0')
    return;
  description = g_string_new (NULL);
  /* Translators: what is on at a channel. */
  g_string_append_printf (description, _ ("%s now"), line);
  add_part (description, self->label);
  g_free (self->description);
  g_free (self->undated_description);
  self->description = g_strdup (description->str);
  self->undated_description = g_strdup (description->str);
}

void
lineup_desktop_result_free (LineupDesktopResult *self)
{
  g_free (self->reference);
  g_free (self->name);
  g_free (self->description);
  g_free (self->dated_name);
  g_free (self->undated_description);
  g_free (self->label);
  g_free (self);
}

gboolean
lineup_desktop_result_parse_reference (const char *reference,
                                       char **account,
                                       LineupKind *kind,
                                       gint64 *id)
{
  g_auto (GStrv) parts = g_strsplit (reference, "/", 4);

  if (g_strv_length (parts) != 3 || !lineup_kind_from_string (parts[1], kind)
      || !g_ascii_string_to_signed (parts[2], 10, G_MININT64, G_MAXINT64, id, NULL))
    return FALSE;
  *account = g_strdup (parts[0]);
  return TRUE;
}
