/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-wish-list.h"

#include <gio/gio.h>
#include <string.h>

/* Bytes of a list, at most: all qualities and all languages are far less. */
#define MAX_TEXT 1024

struct _LineupWishList
{
  char *text;       /* (owned) */
  char **qualities; /* (owned) */
  char **languages; /* (owned) */
};

static gboolean
fail (GError **error, const char *word, const char *reason)
{
  g_autofree char *valid = g_utf8_make_valid (word, -1);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "“%s” %s", valid, reason);
  return FALSE;
}

static gboolean
check_quality (const char *word, GError **error)
{
  static const char *const qualities[] = { "8k", "4k", "fhd", "hd", "sd", NULL };

  return g_strv_contains (qualities, word)
         || fail (error, word, "is no quality: those are 8k, 4k, fhd, hd and sd");
}

static gboolean
check_language (const char *word, GError **error)
{
  return (strlen (word) == 2 && g_ascii_isalpha (word[0]) && g_ascii_isalpha (word[1]))
         || fail (error, word, "is no language: those have two letters, such as “en”");
}

static char **
parse_words (const char *text, gboolean (*check) (const char *, GError **), GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  if (*stripped == '\0')
    return g_new0 (char *, 1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_strstrip (parts[i]);
      for (char *at = parts[i]; *at != '\0'; at++)
        *at = g_ascii_tolower (*at);
      if (!check (parts[i], error))
        return NULL;
      if (!g_hash_table_add (known, parts[i]))
        {
          fail (error, parts[i], "is wanted twice");
          return NULL;
        }
      g_strv_builder_add (builder, parts[i]);
    }
  return g_strv_builder_end (builder);
}

static char *
make_text (char **qualities, char **languages)
{
  g_autofree char *first = g_strjoinv (",", qualities);
  g_autofree char *second = g_strjoinv (",", languages);

  return *second != '\0' ? g_strconcat (first, ";", second, NULL) : g_steal_pointer (&first);
}

LineupWishList *
lineup_wish_list_parse (const char *text, GError **error)
{
  g_auto (GStrv) lists = NULL;
  g_auto (GStrv) qualities = NULL;
  g_auto (GStrv) languages = NULL;
  LineupWishList *self = NULL;

  if (strlen (text) > MAX_TEXT)
    {
      g_set_error (error,
                   G_IO_ERROR,
                   G_IO_ERROR_INVALID_ARGUMENT,
                   "A list of what is wanted has at most %d bytes",
                   MAX_TEXT);
      return NULL;
    }
  lists = g_strsplit (text, ";", -1);
  if (g_strv_length (lists) > 2)
    {
      fail (error, text, "has more than qualities and languages");
      return NULL;
    }
  qualities = parse_words (lists[0] != NULL ? lists[0] : "", check_quality, error);
  if (qualities == NULL)
    return NULL;
  languages = parse_words (
      lists[0] != NULL && lists[1] != NULL ? lists[1] : "", check_language, error);
  if (languages == NULL)
    return NULL;
  self = g_atomic_rc_box_new0 (LineupWishList);
  self->text = make_text (qualities, languages);
  self->qualities = g_steal_pointer (&qualities);
  self->languages = g_steal_pointer (&languages);
  return self;
}

static void
clear (gpointer data)
{
  LineupWishList *self = data;

  g_free (self->text);
  g_strfreev (self->qualities);
  g_strfreev (self->languages);
}

LineupWishList *
lineup_wish_list_ref (LineupWishList *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
lineup_wish_list_unref (LineupWishList *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

const char *
lineup_wish_list_get_text (const LineupWishList *self)
{
  return self->text;
}

static guint
find (char **words, const char *word)
{
  guint place = 0;

  while (words[place] != NULL && g_strcmp0 (words[place], word) != 0)
    place++;
  return place;
}

guint
lineup_wish_list_get_quality_place (const LineupWishList *self, const char *quality)
{
  return find (self->qualities, quality);
}

guint
lineup_wish_list_get_language_place (const LineupWishList *self, const char *language)
{
  return find (self->languages, language);
}
