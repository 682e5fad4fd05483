/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-flip.h"

#include "lineup-daemon-client.h"

#include <string.h>

/* Items, the more of them, are what a sync takes its time for. */
#define CATEGORIES 12

/* Far from any id that both catalogues have. */
#define OWN_IDS 100000

/* Items: that a search gives at most. */
#define MAX_HITS 1000U

static const char *const words[] = { "alpha", "beta" };

static const char *const actions[LINEUP_N_LISTS] = {
  [LINEUP_LIST_CHANNEL_CATEGORIES] = "get_live_categories",
  [LINEUP_LIST_CHANNELS] = "get_live_streams",
  [LINEUP_LIST_MOVIE_CATEGORIES] = "get_vod_categories",
  [LINEUP_LIST_MOVIES] = "get_vod_streams",
  [LINEUP_LIST_SERIES_CATEGORIES] = "get_series_categories",
  [LINEUP_LIST_SERIES] = "get_series",
};

static guint
get_first_length (guint size, LineupList list)
{
  return lineup_list_has_categories (list) ? CATEGORIES : size;
}

guint
lineup_flip_get_length (guint size, guint which, LineupList list)
{
  const guint first = get_first_length (size, list);

  return which == 0 ? first : first + first / 4;
}

static guint
get_n_common (guint size, LineupList list)
{
  return get_first_length (size, list) / 2;
}

/* Rises with the index. */
static guint
get_id (guint size, guint which, LineupList list, guint index)
{
  return index < get_n_common (size, list) ? index + 1 : (which + 1) * OWN_IDS + index;
}

guint
lineup_flip_count_changes (guint size, LineupList list)
{
  if (lineup_list_has_categories (list))
    return 0;
  return lineup_flip_get_length (size, 0, list) + lineup_flip_get_length (size, 1, list)
         - get_n_common (size, list);
}

static char *
make_name (guint which, LineupList list, guint index)
{
  return g_strdup_printf ("%s %u %s", lineup_list_to_string (list), index, words[which]);
}

static char *
make_names (guint size, guint which, LineupList list)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < lineup_flip_get_length (size, which, list); i++)
    {
      g_autofree char *name = make_name (which, list, i);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", name);
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

/* Giving */

static void
append_category (GString *body, guint id, const char *name)
{
  g_string_append_printf (
      body, "{\"category_id\":\"%u\",\"category_name\":\"%s\",\"parent_id\":0}", id, name);
}

static void
append_item (GString *body, guint size, guint which, LineupList list, guint index, const char *name)
{
  const LineupKind kind = lineup_list_get_kind (list);
  const LineupList categories = lineup_list_of_categories (kind);
  const guint n_categories = lineup_flip_get_length (size, which, categories);

  g_string_append_printf (
      body,
      "{\"num\":%u,\"%s\":%u,\"name\":\"%s\",\"category_id\":\"%u\",\"added\":\"%u\","
      "\"last_modified\":\"%u\",\"rating\":\"%u.5\",\"genre\":\"Drama, %s\","
      "\"plot\":\"What %s and %u others went through in the %s of the year\"}",
      index + 1,
      kind == LINEUP_KIND_SERIES ? "series_id" : "stream_id",
      get_id (size, which, list, index),
      name,
      get_id (size, which, categories, index % n_categories),
      1600000000 + index,
      1600000000 + which,
      (index + which) % 10,
      words[which],
      name,
      index,
      words[which]);
}

static char *
make_body (guint size, guint which, LineupList list)
{
  g_autoptr (GString) body = g_string_new ("[");

  for (guint i = 0; i < lineup_flip_get_length (size, which, list); i++)
    {
      g_autofree char *name = make_name (which, list, i);

      if (i > 0)
        g_string_append_c (body, ',');
      if (lineup_list_has_categories (list))
        append_category (body, get_id (size, which, list, i), name);
      else
        append_item (body, size, which, list, i, name);
    }
  g_string_append_c (body, ']');
  return g_string_free (g_steal_pointer (&body), FALSE);
}

void
lineup_flip_give (LineupFakePanel *panel, guint size, guint which)
{
  for (guint list = 0; list < LINEUP_N_LISTS; list++)
    {
      g_autofree char *body = make_body (size, which, (LineupList)list);

      lineup_fake_panel_set_text (panel, actions[list], body);
    }
}

/* Recognising */

char
lineup_flip_recognise (guint size, LineupList list, const char *names)
{
  if (*names == '\0')
    return LINEUP_FLIP_NOTHING;
  for (guint which = 0; which < G_N_ELEMENTS (words); which++)
    {
      g_autofree char *expected = make_names (size, which, list);

      if (g_str_equal (names, expected))
        return LINEUP_FLIP_LETTERS[which];
    }
  g_error ("%s are neither the old ones nor the new ones: %s", lineup_list_to_string (list), names);
}

/* Names of the categories that the panel lists; others that items still name come after them. */
static char *
get_category_names (LineupDaemonFixture *fixture, const char *account, LineupKind kind, guint64 n)
{
  g_autoptr (GVariant) categories = lineup_client_list_categories (
      fixture, account, lineup_kind_to_string (kind));
  g_autoptr (GString) names = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) category = g_variant_get_child_value (categories, i);
      const char *name = NULL;

      g_assert_true (g_variant_lookup (category, "name", "&s", &name));
      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", name);
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static char
read_list (LineupDaemonFixture *fixture, const char *account, guint size, LineupList list)
{
  const LineupKind kind = lineup_list_get_kind (list);
  const guint64 count = lineup_client_get_count (fixture, account, lineup_list_to_string (list));
  g_autofree char *names = lineup_list_has_categories (list)
                               ? get_category_names (fixture, account, kind, count)
                               : lineup_client_get_names (
                                   fixture, account, lineup_kind_to_string (kind));
  const char letter = lineup_flip_recognise (size, list, names);
  guint length = 0;

  if (letter != LINEUP_FLIP_NOTHING)
    length = lineup_flip_get_length (size, letter == LINEUP_FLIP_LETTERS[1], list);
  g_assert_cmpuint (count, ==, length);
  return letter;
}

/* Searching */

static gboolean
is_true (GVariant *hit, const char *key)
{
  gboolean value = FALSE;

  return g_variant_lookup (hit, key, "b", &value) && value;
}

/* Whether words of all items can be found already. */
static gboolean
is_search_complete (LineupDaemonFixture *fixture, const char *path)
{
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      fixture,
      path,
      "org.freedesktop.DBus.Properties",
      "GetAll",
      g_variant_new ("(s)", LINEUP_CATALOG_INTERFACE));
  g_autoptr (GVariant) properties = g_variant_get_child_value (reply, 0);
  gboolean is_complete = TRUE;

  g_variant_lookup (properties, "SearchComplete", "b", &is_complete);
  return is_complete;
}

/* Returns what a search for the names of one of the two catalogues finds of a list, which says of
 * itself if it may not be all. */
static GVariant *
search_names (LineupDaemonFixture *fixture,
              const char *path,
              LineupList list,
              guint which,
              gboolean *is_complete)
{
  const char *kind = lineup_kind_to_string (lineup_list_get_kind (list));
  g_autofree char *text = g_strdup_printf ("%s %s", lineup_list_to_string (list), words[which]);
  g_autoptr (GVariant) options = g_variant_ref_sink (
      g_variant_new_parsed ("{'kinds': <[%s]>, 'limit': <%u>, 'fuzzy': <false>}", kind, MAX_HITS));
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      fixture,
      path,
      LINEUP_CATALOG_INTERFACE,
      "Search",
      g_variant_new ("(s@a{sv})", text, options));
  GVariant *hits = g_variant_get_child_value (reply, 0);

  *is_complete = is_search_complete (fixture, path);
  if (g_variant_n_children (hits) > 0)
    {
      g_autoptr (GVariant) hit = g_variant_get_child_value (hits, 0);

      *is_complete = *is_complete && !is_true (hit, "incomplete");
    }
  return hits;
}

/* What is found is what is there. */
static void
check_search (
    LineupDaemonFixture *fixture, const char *account, guint size, LineupList list, char letter)
{
  g_autofree char *path = lineup_client_path (account);

  for (guint which = 0; which < G_N_ELEMENTS (words); which++)
    {
      const guint length = letter == LINEUP_FLIP_LETTERS[which]
                               ? lineup_flip_get_length (size, which, list)
                               : 0;
      gboolean is_complete = FALSE;
      g_autoptr (GVariant) hits = search_names (fixture, path, list, which, &is_complete);

      g_assert_cmpuint (g_variant_n_children (hits), <=, length);
      if (is_complete)
        g_assert_cmpuint (g_variant_n_children (hits), ==, MIN (length, MAX_HITS));
      for (gsize i = 0; i < g_variant_n_children (hits); i++)
        {
          g_autoptr (GVariant) hit = g_variant_get_child_value (hits, i);
          const char *name = NULL;

          g_assert_true (g_variant_lookup (hit, "name", "&s", &name));
          g_assert_true (g_str_has_suffix (name, words[which]));
        }
    }
}

char *
lineup_flip_read_served (LineupDaemonFixture *fixture, const char *account, guint size)
{
  char *letters = g_malloc0 (LINEUP_N_LISTS + 1);

  for (guint list = 0; list < LINEUP_N_LISTS; list++)
    {
      letters[list] = read_list (fixture, account, size, (LineupList)list);
      if (!lineup_list_has_categories ((LineupList)list))
        check_search (fixture, account, size, (LineupList)list, letters[list]);
    }
  return letters;
}
