/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-list.h"

static const char *const kinds[] = { "channels", "movies", "series" };

typedef enum
{
  ROLE_CATEGORIES,
  ROLE_ITEMS,
} Role;

/* All that is known of a list, or of the step that fetches it, without a source. */
static const struct
{
  const char *token;
  LineupKind kind;
  Role role;
  guint64 usual_size; /* items */
} lists[] = {
  [LINEUP_LIST_CHANNEL_CATEGORIES] = {
    "channel-categories", LINEUP_KIND_CHANNELS, ROLE_CATEGORIES, 100,
  },
  [LINEUP_LIST_CHANNELS] = {
    "channels", LINEUP_KIND_CHANNELS, ROLE_ITEMS, 10000,
  },
  [LINEUP_LIST_MOVIE_CATEGORIES] = {
    "movie-categories", LINEUP_KIND_MOVIES, ROLE_CATEGORIES, 100,
  },
  [LINEUP_LIST_MOVIES] = {
    "movies", LINEUP_KIND_MOVIES, ROLE_ITEMS, 40000,
  },
  [LINEUP_LIST_SERIES_CATEGORIES] = {
    "series-categories", LINEUP_KIND_SERIES, ROLE_CATEGORIES, 100,
  },
  [LINEUP_LIST_SERIES] = {
    "series", LINEUP_KIND_SERIES, ROLE_ITEMS, 10000,
  },
};

G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == LINEUP_N_KINDS);
G_STATIC_ASSERT (G_N_ELEMENTS (lists) == LINEUP_N_LISTS);

const char *
lineup_kind_to_string (LineupKind kind)
{
  g_return_val_if_fail ((guint)kind < LINEUP_N_KINDS, NULL);

  return kinds[kind];
}

gboolean
lineup_kind_from_string (const char *token, LineupKind *kind)
{
  for (guint i = 0; i < LINEUP_N_KINDS; i++)
    {
      if (g_str_equal (kinds[i], token))
        {
          *kind = (LineupKind)i;
          return TRUE;
        }
    }
  return FALSE;
}

const char *
lineup_list_to_string (LineupList list)
{
  g_return_val_if_fail ((guint)list < LINEUP_N_LISTS, NULL);

  return lists[list].token;
}

gboolean
lineup_list_from_string (const char *token, LineupList *list)
{
  for (guint i = 0; i < LINEUP_N_LISTS; i++)
    {
      if (g_str_equal (lists[i].token, token))
        {
          *list = (LineupList)i;
          return TRUE;
        }
    }
  return FALSE;
}

LineupKind
lineup_list_get_kind (LineupList list)
{
  return lists[list].kind;
}

gboolean
lineup_list_has_categories (LineupList list)
{
  return lists[list].role == ROLE_CATEGORIES;
}

guint64
lineup_list_get_usual_size (LineupList list)
{
  return lists[list].usual_size;
}

/* Each kind has one list of each role. */
static LineupList
find_list (LineupKind kind, Role role)
{
  guint list = 0;

  while (lists[list].kind != kind || lists[list].role != role)
    list++;
  return (LineupList)list;
}

LineupList
lineup_list_of_items (LineupKind kind)
{
  return find_list (kind, ROLE_ITEMS);
}

LineupList
lineup_list_of_categories (LineupKind kind)
{
  return find_list (kind, ROLE_CATEGORIES);
}
