/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-reference.h"

#include "lineup-ctl-error.h"
#include "lineup-ctl-names.h"

#include <glib/gi18n.h>

/* People name one item, and lists many. */
static const char *const kinds[][2] = {
  { "channels", "channel" },
  { "movies", "movie" },
  { "series", "series" },
  { "episodes", "episode" },
};

static const char *
find_kind (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (text, kinds[i][0]) || g_str_equal (text, kinds[i][1]))
        return kinds[i][0];
    }
  return NULL;
}

static gboolean
is_account (const char *text)
{
  return text[0] != '\0' && text[strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789_")] == '\0';
}

/* @parts: a kind, an id, and the id of a programme that a channel may have */
static gboolean
parse_item (LineupCtlReference *self, char **parts)
{
  const guint n_parts = g_strv_length (parts);

  if (n_parts != 2 && n_parts != 3)
    return FALSE;
  self->kind = find_kind (parts[0]);
  if (self->kind == NULL
      || !g_ascii_string_to_signed (parts[1], 10, G_MININT64, G_MAXINT64, &self->id, NULL))
    return FALSE;
  return n_parts == 2
         || (g_str_equal (self->kind, "channels")
             && g_ascii_string_to_signed (parts[2], 10, 1, G_MAXINT64, &self->programme, NULL));
}

gboolean
lineup_ctl_reference_parse (LineupCtlReference *self, const char *text, GError **error)
{
  const gboolean is_uri = g_str_has_prefix (text, LINEUP_PLAYER_SCHEME "://");
  g_auto (GStrv) parts = g_strsplit (
      text + (is_uri ? strlen (LINEUP_PLAYER_SCHEME "://") : 0), "/", -1);

  *self = (LineupCtlReference){ NULL };
  if (!is_uri && parse_item (self, parts))
    return TRUE;
  *self = (LineupCtlReference){ NULL };
  if (parts[0] != NULL && is_account (parts[0]) && parse_item (self, parts + 1))
    {
      self->account = g_strdup (parts[0]);
      return TRUE;
    }
  g_set_error (
      error,
      LINEUP_CTL_ERROR,
      LINEUP_CTL_ERROR_USAGE,
      _ ("%s names no item. An item is [ACCOUNT/]KIND/ID, such as movies/123, where KIND is "
         "channels, movies, series or episodes. What was on at a channel is "
         "channels/ID/PROGRAMME."),
      text);
  return FALSE;
}

GVariant *
lineup_ctl_reference_make_options (const LineupCtlReference *self, GVariant *options)
{
  g_auto (GVariantDict) all = G_VARIANT_DICT_INIT (options);

  if (self->programme != 0)
    g_variant_dict_insert (&all, "programme", "x", self->programme);
  return g_variant_ref_sink (g_variant_dict_end (&all));
}

void
lineup_ctl_reference_clear (LineupCtlReference *self)
{
  g_clear_pointer (&self->account, g_free);
}
