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

gboolean
lineup_ctl_reference_parse (LineupCtlReference *self, const char *text, GError **error)
{
  const char *path = text;
  g_auto (GStrv) parts = NULL;
  guint n_parts = 0;

  if (g_str_has_prefix (text, LINEUP_PLAYER_SCHEME "://"))
    path = text + strlen (LINEUP_PLAYER_SCHEME "://");
  parts = g_strsplit (path, "/", -1);
  n_parts = g_strv_length (parts);
  *self = (LineupCtlReference){ NULL };

  if ((n_parts == 2 && path == text) || (n_parts == 3 && is_account (parts[0])))
    {
      self->kind = find_kind (parts[n_parts - 2]);
      if (self->kind != NULL
          && g_ascii_string_to_signed (
              parts[n_parts - 1], 10, G_MININT64, G_MAXINT64, &self->id, NULL))
        {
          self->account = n_parts == 3 ? g_strdup (parts[0]) : NULL;
          return TRUE;
        }
    }
  g_set_error (
      error,
      LINEUP_CTL_ERROR,
      LINEUP_CTL_ERROR_USAGE,
      _ ("%s names no item. An item is [ACCOUNT/]KIND/ID, such as movies/123, where KIND is "
         "channels, movies, series or episodes."),
      text);
  return FALSE;
}

void
lineup_ctl_reference_clear (LineupCtlReference *self)
{
  g_clear_pointer (&self->account, g_free);
}
