/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-types.h"

static const char *const words[] = {
  [LINEUP_KIND_CHANNELS] = "channels",
  [LINEUP_KIND_MOVIES] = "movies",
  [LINEUP_KIND_SERIES] = "series",
  [LINEUP_KIND_EPISODES] = "episodes",
};

const char *
lineup_kind_to_string (LineupKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (words), NULL);

  return words[kind];
}

gboolean
lineup_kind_from_string (const char *word, LineupKind *kind)
{
  g_return_val_if_fail (word != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (!g_str_equal (word, words[i]))
        continue;
      if (kind != NULL)
        *kind = i;
      return TRUE;
    }
  return FALSE;
}
