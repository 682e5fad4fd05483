/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-library-identity.h"

#include "lineup-name.h"
#include "lineup-word-reader.h"

#include <string.h>

struct _LineupLibraryIdentity
{
  LineupWordReader *words; /* (owned) */
  const char *name;        /* (unowned) */
  guint year;
  const char *tmdb_id; /* (unowned) (nullable) */
  GString *title;      /* (owned): empty until it is asked for */
  GString *core;       /* (owned): likewise */
};

LineupLibraryIdentity *
lineup_library_identity_new (void)
{
  LineupLibraryIdentity *self = g_new0 (LineupLibraryIdentity, 1);

  self->words = lineup_word_reader_new ();
  self->name = "";
  self->title = g_string_new (NULL);
  self->core = g_string_new (NULL);
  return self;
}

void
lineup_library_identity_free (LineupLibraryIdentity *self)
{
  lineup_word_reader_free (self->words);
  g_string_free (self->title, TRUE);
  g_string_free (self->core, TRUE);
  g_free (self);
}

void
lineup_library_identity_set (LineupLibraryIdentity *self,
                             const char *name,
                             guint year,
                             const char *tmdb_id)
{
  self->name = name;
  self->year = year;
  self->tmdb_id = tmdb_id;
  g_string_truncate (self->title, 0);
  g_string_truncate (self->core, 0);
}

const char *
lineup_library_identity_get_title (LineupLibraryIdentity *self)
{
  if (self->title->len == 0)
    lineup_word_reader_make_key (self->words, self->name, strlen (self->name), self->title);
  return self->title->str;
}

const char *
lineup_library_identity_get_core (LineupLibraryIdentity *self)
{
  LineupNameParts parts;

  if (self->core->len > 0)
    return self->core->str;
  lineup_name_split (self->name, strlen (self->name), &parts);
  lineup_word_reader_make_key (
      self->words, self->name + parts.core_start, parts.core_end - parts.core_start, self->core);
  return self->core->str;
}

gboolean
lineup_library_identity_fits (LineupLibraryIdentity *self, guint year, const char *tmdb_id)
{
  return (self->year == 0 || year == 0 || self->year == year)
         && (self->tmdb_id == NULL || tmdb_id == NULL || g_str_equal (self->tmdb_id, tmdb_id));
}

/* A text of no word says nothing. */
static gboolean
is_same_text (const char *text, const char *other)
{
  return *text != '\0' && g_str_equal (text, other);
}

/* What has words of its own on both sides may be another part of the same: its fourth, its fifth.
 */
static gboolean
has_all_words (LineupLibraryIdentity *self, LineupLibraryIdentity *other)
{
  g_auto (GStrv) words = g_strsplit (lineup_library_identity_get_core (self), " ", -1);
  g_auto (GStrv) others = g_strsplit (lineup_library_identity_get_core (other), " ", -1);
  const guint n_words = MIN (g_strv_length (words), g_strv_length (others));
  guint n_same = 0;

  for (guint i = 0; words[i] != NULL; i++)
    n_same += g_strv_contains ((const char *const *)others, words[i]);
  return n_words > 0 && n_same >= n_words;
}

LineupLibraryLikeness
lineup_library_identity_compare (LineupLibraryIdentity *self, LineupLibraryIdentity *other)
{
  const gboolean have_ids = self->tmdb_id != NULL && other->tmdb_id != NULL;

  if (g_str_equal (self->name, other->name) && self->year == other->year)
    return LINEUP_LIBRARY_SAME;
  if (have_ids)
    return g_str_equal (self->tmdb_id, other->tmdb_id) ? LINEUP_LIBRARY_SAME : LINEUP_LIBRARY_OTHER;
  if (!lineup_library_identity_fits (self, other->year, other->tmdb_id))
    return LINEUP_LIBRARY_OTHER;
  if (is_same_text (lineup_library_identity_get_title (self),
                    lineup_library_identity_get_title (other))
      || is_same_text (lineup_library_identity_get_core (self),
                       lineup_library_identity_get_core (other)))
    return LINEUP_LIBRARY_SAME;
  return has_all_words (self, other) ? LINEUP_LIBRARY_SIMILAR : LINEUP_LIBRARY_OTHER;
}
