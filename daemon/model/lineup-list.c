/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-list.h"

#include <glib/gi18n.h>

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
  const char *title;
  LineupKind kind;
  Role role;
  guint64 usual_size; /* items */
} lists[] = {
  [LINEUP_LIST_CHANNEL_CATEGORIES] = {
    "channel-categories", N_ ("channel categories"), LINEUP_KIND_CHANNELS, ROLE_CATEGORIES, 100,
  },
  [LINEUP_LIST_CHANNELS] = {
    "channels", N_ ("channels"), LINEUP_KIND_CHANNELS, ROLE_ITEMS, 10000,
  },
  [LINEUP_LIST_MOVIE_CATEGORIES] = {
    "movie-categories", N_ ("movie categories"), LINEUP_KIND_MOVIES, ROLE_CATEGORIES, 100,
  },
  [LINEUP_LIST_MOVIES] = {
    "movies", N_ ("movies"), LINEUP_KIND_MOVIES, ROLE_ITEMS, 40000,
  },
  [LINEUP_LIST_SERIES_CATEGORIES] = {
    "series-categories", N_ ("series categories"), LINEUP_KIND_SERIES, ROLE_CATEGORIES, 100,
  },
  [LINEUP_LIST_SERIES] = {
    "series", N_ ("series"), LINEUP_KIND_SERIES, ROLE_ITEMS, 10000,
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

GType
lineup_list_get_type (void)
{
  static GEnumValue values[LINEUP_N_LISTS + 2];
  static gsize type = 0;

  if (g_once_init_enter (&type))
    {
      values[0] = (GEnumValue){ LINEUP_LIST_NONE, "", "" };
      for (int i = 0; i < LINEUP_N_LISTS; i++)
        values[i + 1] = (GEnumValue){ i, lists[i].token, lists[i].token };
      g_once_init_leave (&type, g_enum_register_static ("LineupList", values));
    }
  return type;
}

const char *
lineup_list_to_string (LineupList list)
{
  if (list == LINEUP_LIST_NONE)
    return "";
  g_return_val_if_fail ((guint)list < LINEUP_N_LISTS, NULL);

  return lists[list].token;
}

gboolean
lineup_list_from_string (const char *token, LineupList *list)
{
  for (guint i = 0; i < LINEUP_N_LISTS; i++)
    {
      if (g_strcmp0 (lists[i].token, token) == 0)
        {
          *list = (LineupList)i;
          return TRUE;
        }
    }
  return FALSE;
}

const char *
lineup_list_get_title (LineupList list)
{
  return lists[list].title;
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
