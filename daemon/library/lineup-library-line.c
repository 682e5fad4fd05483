/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-library-line.h"

#include "lineup-clock.h"
#include "lineup-library-request.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* Version of what is written, and its name. */
#define VERSION 1
#define HEAD    "lineup-library"

/* Levels of objects within objects that a line may have, of which ours have two. */
#define MAX_LEVELS 4

/* Bytes of a name. */
#define MAX_NAME 4096

/* Number above which ids and times are none. */
#define MAX_NUMBER (G_GINT64_CONSTANT (1) << 53)

void
lineup_library_line_clear (gpointer data)
{
  LineupLibraryLine *self = data;

  g_clear_pointer (&self->entry, lineup_library_entry_unref);
  g_clear_pointer (&self->series, lineup_library_entry_unref);
  g_clear_pointer (&self->category, lineup_library_category_unref);
}

/* Writing. What says nothing is left out. */

static void
add_number (JsonBuilder *builder, const char *key, gint64 number)
{
  if (number == 0)
    return;
  json_builder_set_member_name (builder, key);
  json_builder_add_int_value (builder, number);
}

static void
add_flag (JsonBuilder *builder, const char *key, gboolean flag)
{
  if (!flag)
    return;
  json_builder_set_member_name (builder, key);
  json_builder_add_boolean_value (builder, TRUE);
}

static void
add_text (JsonBuilder *builder, const char *key, const char *text)
{
  if (text == NULL)
    return;
  json_builder_set_member_name (builder, key);
  json_builder_add_string_value (builder, text);
}

static void
add_identity (JsonBuilder *builder, const LineupLibraryEntry *entry)
{
  json_builder_set_member_name (builder, "id");
  json_builder_add_int_value (builder, entry->id);
  add_text (builder, "name", entry->name);
  add_number (builder, "year", entry->year);
  add_text (builder, "tmdb-id", entry->tmdb_id);
}

static void
add_entry (JsonBuilder *builder, const LineupLibraryEntry *entry, const LineupLibraryEntry *series)
{
  add_text (builder, "kind", lineup_marked_kind_to_string (entry->kind));
  add_identity (builder, entry);
  if (series != NULL)
    {
      json_builder_set_member_name (builder, "series");
      json_builder_begin_object (builder);
      add_identity (builder, series);
      json_builder_end_object (builder);
      add_number (builder, "season", entry->season);
      json_builder_set_member_name (builder, "number");
      json_builder_add_int_value (builder, entry->episode);
    }
  add_flag (builder, "favourite", entry->place != 0);
  add_number (builder, "favourite-when", entry->favourite_when);
  add_flag (builder, "hidden", entry->hidden);
  add_number (builder, "hidden-when", entry->hidden_when);
  add_flag (builder, "watched", entry->watched);
  add_number (builder, "resume", entry->resume);
  add_number (builder, "length", entry->length);
  add_number (builder, "programme", entry->programme);
  add_number (builder, "when", entry->played);
}

static void
add_category (JsonBuilder *builder, const LineupLibraryCategory *category)
{
  add_text (builder, "kind", lineup_kind_to_string (category->kind));
  add_text (builder, "category", category->id);
  add_text (builder, "name", category->name);
  add_flag (builder, "hidden", category->hidden);
  add_number (builder, "hidden-when", category->when);
}

static void
write_object (JsonBuilder *builder, GString *text)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  json_generator_to_gstring (generator, text);
  g_string_append_c (text, '\n');
}

void
lineup_library_line_write_head (GString *text)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_number (builder, HEAD, VERSION);
  write_object (builder, text);
}

void
lineup_library_line_write (const LineupLibraryLine *self, GString *text)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  if (self->entry != NULL)
    add_entry (builder, self->entry, self->series);
  else if (self->category != NULL)
    add_category (builder, self->category);
  write_object (builder, text);
}

/* Reading. Whoever hands a line in may have written anything. */

/* A parser goes down with each level. */
static gboolean
is_shallow (const char *line, gsize length)
{
  gboolean in_text = FALSE;
  guint n_levels = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (in_text && line[i] == '\\')
        i++;
      else if (line[i] == '"')
        in_text = !in_text;
      else if (!in_text && (line[i] == '{' || line[i] == '[') && ++n_levels > MAX_LEVELS)
        return FALSE;
      else if (!in_text && (line[i] == '}' || line[i] == ']') && n_levels > 0)
        n_levels--;
    }
  return TRUE;
}

static JsonParser *
parse (const char *line, gsize length, JsonObject **object)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root = NULL;

  if (length > LINEUP_LIBRARY_LINE_MAX || memchr (line, '\0', length) != NULL
      || !g_utf8_validate (line, (gssize)length, NULL) || !is_shallow (line, length)
      || !json_parser_load_from_data (parser, line, (gssize)length, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return NULL;
  *object = json_node_get_object (root);
  return g_steal_pointer (&parser);
}

static JsonNode *
get_value (JsonObject *object, const char *key, GType type)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type
             ? node
             : NULL;
}

static const char *
get_text (JsonObject *object, const char *key)
{
  JsonNode *node = get_value (object, key, G_TYPE_STRING);
  const char *text = node != NULL ? json_node_get_string (node) : NULL;

  return text != NULL && strlen (text) <= MAX_NAME ? text : NULL;
}

static gint64
get_number (JsonObject *object, const char *key, gint64 lowest, gint64 highest)
{
  JsonNode *node = get_value (object, key, G_TYPE_INT64);
  const gint64 number = node != NULL ? json_node_get_int (node) : 0;

  return number >= lowest && number <= highest ? number : 0;
}

static gint64
get_time (JsonObject *object, const char *key)
{
  return get_number (object, key, 0, (gint64)LINEUP_CLOCK_LAST_SECOND);
}

static gboolean
get_flag (JsonObject *object, const char *key)
{
  JsonNode *node = get_value (object, key, G_TYPE_BOOLEAN);

  return node != NULL && json_node_get_boolean (node);
}

gboolean
lineup_library_line_is_head (const char *line, gsize length)
{
  JsonObject *object = NULL;
  g_autoptr (JsonParser) parser = parse (line, length, &object);

  return parser != NULL && get_number (object, HEAD, 1, VERSION) != 0;
}

static gboolean
is_tmdb_id (const char *text)
{
  return text != NULL && *text != '\0' && strspn (text, "0123456789") == strlen (text);
}

static LineupLibraryEntry *
read_identity (JsonObject *object, guint kind)
{
  const char *name = get_text (object, "name");
  const char *tmdb_id = get_text (object, "tmdb-id");
  LineupLibraryEntry *entry = NULL;

  if (get_value (object, "id", G_TYPE_INT64) == NULL || name == NULL)
    return NULL;
  entry = lineup_library_entry_new (kind, json_object_get_int_member (object, "id"), name);
  entry->year = (guint)get_number (object, "year", 0, 9999);
  if (is_tmdb_id (tmdb_id))
    entry->tmdb_id = g_strdup (tmdb_id);
  return entry;
}

static gboolean
read_series (JsonObject *object, LineupLibraryLine *self)
{
  JsonNode *node = json_object_get_member (object, "series");

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  self->series = read_identity (json_node_get_object (node), LINEUP_KIND_SERIES);
  self->entry->season = get_number (object, "season", 0, G_MAXINT32);
  self->entry->episode = get_number (object, "number", -1, G_MAXINT32);
  return self->series != NULL;
}

static gboolean
read_entry (JsonObject *object, guint kind, LineupLibraryLine *self)
{
  LineupLibraryEntry *entry = self->entry = read_identity (object, kind);

  if (entry == NULL || (kind == LINEUP_KIND_EPISODES && !read_series (object, self)))
    {
      lineup_library_line_clear (self);
      return FALSE;
    }
  entry->place = get_flag (object, "favourite");
  entry->favourite_when = get_time (object, "favourite-when");
  entry->hidden = get_flag (object, "hidden");
  entry->hidden_when = get_time (object, "hidden-when");
  entry->watched = get_flag (object, "watched");
  entry->resume = get_number (object, "resume", 0, LINEUP_LIBRARY_MAX_SECONDS);
  entry->length = get_number (object, "length", 0, LINEUP_LIBRARY_MAX_SECONDS);
  entry->programme = get_number (object, "programme", 0, MAX_NUMBER);
  entry->played = get_time (object, "when");
  return TRUE;
}

gboolean
lineup_library_line_read (const char *line, gsize length, LineupLibraryLine *self)
{
  JsonObject *object = NULL;
  g_autoptr (JsonParser) parser = parse (line, length, &object);
  const char *token = NULL;
  const char *category = NULL;
  guint kind = 0;

  *self = (LineupLibraryLine){ NULL };
  if (parser == NULL)
    return FALSE;
  token = get_text (object, "kind");
  category = get_text (object, "category");
  if (token == NULL || !lineup_marked_kind_from_string (token, &kind))
    return FALSE;
  if (category == NULL)
    return read_entry (object, kind, self);
  if (kind == LINEUP_KIND_EPISODES || get_text (object, "name") == NULL)
    return FALSE;
  self->category = lineup_library_category_new ((LineupKind)kind,
                                                category,
                                                get_text (object, "name"),
                                                get_flag (object, "hidden"),
                                                get_time (object, "hidden-when"));
  return TRUE;
}
