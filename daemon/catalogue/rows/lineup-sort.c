/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-sort.h"

static const char *const tokens[LINEUP_N_SORTS] = { "position", "name", "rating", "year", "added" };

gboolean
lineup_sort_from_string (const char *token, LineupSort *sort)
{
  for (guint i = 0; i < LINEUP_N_SORTS; i++)
    {
      if (g_str_equal (token, tokens[i]))
        {
          *sort = (LineupSort)i;
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
lineup_sort_is_for (LineupSort sort, LineupKind kind)
{
  return sort != LINEUP_SORT_POSITION || kind == LINEUP_KIND_CHANNELS;
}

gboolean
lineup_sort_is_descending (LineupSort sort)
{
  return sort == LINEUP_SORT_RATING || sort == LINEUP_SORT_YEAR || sort == LINEUP_SORT_ADDED;
}

LineupSort
lineup_sort_get_default (LineupKind kind)
{
  return kind == LINEUP_KIND_CHANNELS ? LINEUP_SORT_POSITION : LINEUP_SORT_ADDED;
}
