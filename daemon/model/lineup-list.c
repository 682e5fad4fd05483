/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-list.h"

static const char *const kinds[] = { "channels", "movies", "series" };

static const char *const lists[] = {
  "channel-categories", "channels", "movie-categories", "movies", "series-categories", "series",
};

G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == LINEUP_N_KINDS);
G_STATIC_ASSERT (G_N_ELEMENTS (lists) == LINEUP_N_LISTS);

static gboolean
find_token (const char *const *tokens, guint n_tokens, const char *token, guint *index)
{
  for (guint i = 0; i < n_tokens; i++)
    {
      if (g_str_equal (tokens[i], token))
        {
          *index = i;
          return TRUE;
        }
    }
  return FALSE;
}

const char *
lineup_kind_to_string (LineupKind kind)
{
  g_return_val_if_fail ((guint)kind < LINEUP_N_KINDS, NULL);

  return kinds[kind];
}

gboolean
lineup_kind_from_string (const char *token, LineupKind *kind)
{
  guint index = 0;

  if (!find_token (kinds, LINEUP_N_KINDS, token, &index))
    return FALSE;
  *kind = (LineupKind)index;
  return TRUE;
}

const char *
lineup_list_to_string (LineupList list)
{
  g_return_val_if_fail ((guint)list < LINEUP_N_LISTS, NULL);

  return lists[list];
}

gboolean
lineup_list_from_string (const char *token, LineupList *list)
{
  guint index = 0;

  if (!find_token (lists, LINEUP_N_LISTS, token, &index))
    return FALSE;
  *list = (LineupList)index;
  return TRUE;
}

/* The lists come in pairs, categories first, in the order of the kinds. */

LineupKind
lineup_list_get_kind (LineupList list)
{
  return (LineupKind)(list / 2);
}

gboolean
lineup_list_has_categories (LineupList list)
{
  return list % 2 == 0;
}

LineupList
lineup_list_of_items (LineupKind kind)
{
  return (LineupList)(kind * 2 + 1);
}

LineupList
lineup_list_of_categories (LineupKind kind)
{
  return (LineupList)(kind * 2);
}
