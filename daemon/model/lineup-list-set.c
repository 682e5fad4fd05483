/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-list-set.h"

gboolean
lineup_list_set_has (LineupListSet set, LineupList list)
{
  return (set & LINEUP_LIST_SET_OF (list)) != 0;
}

guint
lineup_list_set_count (LineupListSet set)
{
  guint n = 0;

  for (guint list = 0; list < LINEUP_N_LISTS; list++)
    n += lineup_list_set_has (set, (LineupList)list);
  return n;
}

gboolean
lineup_list_set_take_first (LineupListSet *set, LineupList *list)
{
  for (guint i = 0; i < LINEUP_N_LISTS; i++)
    {
      if (!lineup_list_set_has (*set, (LineupList)i))
        continue;
      *list = (LineupList)i;
      *set &= ~LINEUP_LIST_SET_OF (i);
      return TRUE;
    }
  return FALSE;
}
