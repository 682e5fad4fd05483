/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-floor-document.h"

#include <json-glib/json-glib.h>

#define MAX_CATEGORIES 16

/* Categories of one item. */
typedef struct
{
  char ids[MAX_CATEGORIES][24];
  const char *list[MAX_CATEGORIES];
  guint n_ids;
} Categories;

static const char *
get_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  const char *text = NULL;

  if (node != NULL && json_node_get_value_type (node) == G_TYPE_STRING)
    text = json_node_get_string (node);
  return text != NULL && *text != '\0' ? text : NULL;
}

/* Panels write numbers as numbers or as strings. */
static gint64
get_number (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return 0;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_ascii_strtoll (json_node_get_string (node), NULL, 10);
  return json_node_get_int (node);
}

static double
get_decimal (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return 0;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_ascii_strtod (json_node_get_string (node), NULL);
  return json_node_get_double (node);
}

static void
read_categories (JsonObject *object, Categories *categories)
{
  JsonNode *node = json_object_get_member (object, "category_ids");
  JsonArray *ids = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  categories->n_ids = ids != NULL ? MIN (json_array_get_length (ids), MAX_CATEGORIES) : 0;
  for (guint i = 0; i < categories->n_ids; i++)
    {
      g_snprintf (categories->ids[i],
                  sizeof categories->ids[i],
                  "%" G_GINT64_FORMAT,
                  json_array_get_int_element (ids, i));
      categories->list[i] = categories->ids[i];
    }
}

static void
read_item (JsonObject *object, Categories *categories, LineupItem *item)
{
  const char *name = get_text (object, "name");

  read_categories (object, categories);
  *item = (LineupItem)LINEUP_ITEM_INIT;
  item->id = get_number (object, "stream_id");
  item->name = name != NULL ? name : "";
  item->categories = categories->list;
  item->n_categories = categories->n_ids;
  item->icon = get_text (object, "stream_icon");
  item->year = (guint)get_number (object, "year");
  item->rating = get_decimal (object, "rating");
  item->genre = get_text (object, "genre");
  item->plot = get_text (object, "plot");
  item->cast = get_text (object, "cast");
  item->director = get_text (object, "director");
  item->release_date = get_text (object, "release_date");
  item->added = get_number (object, "added");
  item->duration = get_number (object, "episode_run_time") * 60;
  item->extension = get_text (object, "container_extension");
  item->adult = (LineupAdult)get_number (object, "is_adult");
  item->trailer = get_text (object, "youtube_trailer");
  item->tmdb_id = get_text (object, "tmdb");
}

void
lineup_floor_document_load (GBytes *body, LineupFloorLoad *load)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;
  g_auto (LineupItemKeys) keys = { 0 };
  JsonArray *list = NULL;
  gsize length = 0;
  const char *data = g_bytes_get_data (body, &length);

  if (!json_parser_load_from_data (parser, data, (gssize)length, &error))
    g_error ("%s", error->message);
  list = json_node_get_array (json_parser_get_root (parser));
  lineup_item_keys_init (&keys);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      Categories categories;
      LineupItem item;

      read_item (json_array_get_object_element (list, i), &categories, &item);
      lineup_floor_load_prepare (load, &item, &keys);
      lineup_floor_load_add (load, &item, &keys);
    }
}
