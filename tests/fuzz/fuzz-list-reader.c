/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Reads a body in chunks of several sizes, which must not matter. Where json-glib reads it as an
 * array of objects, its elements, their ids and their names must be what json-glib says. */

#include "lineup-item-decoder.h"
#include "lineup-list-reader.h"

#include "lineup-error.h"

#include <json-glib/json-glib.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* A line an element: id and name, or nothing if the decoder refuses it. The last line is how it
 * ended. */
static GPtrArray *
read_list (LineupList list, const char *data, gsize size, gsize chunk_size)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (LineupListReader) reader = lineup_list_reader_new ();
  g_autoptr (LineupItemDecoder) decoder = lineup_item_decoder_new (list);
  g_autoptr (GError) error = NULL;

  for (gsize offset = 0; offset < size && error == NULL; offset += chunk_size)
    {
      const gsize length = MIN (chunk_size, size - offset);
      g_autofree char *chunk = g_memdup2 (data + offset, length);
      const char *element = NULL;
      gsize element_length = 0;

      lineup_list_reader_push (reader, chunk, length);
      while (lineup_list_reader_next (reader, &element, &element_length, &error)
             == LINEUP_LIST_READER_ELEMENT)
        {
          g_autofree char *copy = g_memdup2 (element, element_length);
          LineupItem item;

          g_assert_cmpuint (lineup_item_decoder_fingerprint (decoder, copy, element_length), !=, 0);
          if (!lineup_item_decoder_decode_item (decoder, copy, element_length, &item))
            {
              g_ptr_array_add (lines, g_strdup (""));
              continue;
            }
          g_assert_true (g_utf8_validate (item.name, -1, NULL));
          g_ptr_array_add (lines, g_strdup_printf ("%" G_GINT64_FORMAT " %s", item.id, item.name));
        }
    }

  if (error == NULL)
    lineup_list_reader_finish (reader, &error);
  g_ptr_array_add (lines,
                   g_strdup_printf ("%" G_GUINT64_FORMAT " rejected, %s",
                                    lineup_list_reader_get_rejected (reader),
                                    error != NULL ? error->message : "whole"));
  return lines;
}

static void
assert_same (GPtrArray *a, GPtrArray *b)
{
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    g_assert_cmpstr (a->pdata[i], ==, b->pdata[i]);
}

/* --- The other reading --- */

/* json-glib knows comments, resolves escapes in its own way, overlooks what follows the first
 * value, and calls itself for every bracket: what it says counts for plain JSON only. */
static gboolean
is_plain (const char *data, gsize size)
{
  gsize n_brackets = 0;
  gsize depth = 0;
  gboolean in_string = FALSE;

  if (size == 0 || data[0] != '[')
    return FALSE;

  for (gsize i = 0; i < size; i++)
    {
      const char c = data[i];

      if ((guchar)c < ' ' || c == '/' || c == '#' || c == '\'')
        return FALSE;
      if (c == '\\' && (++i == size || strchr ("\"\\nrt", data[i]) == NULL))
        return FALSE;

      if (c == '"')
        in_string = !in_string;
      else if (!in_string && (c == '[' || c == '{'))
        {
          depth++;
          n_brackets++;
        }
      else if (!in_string && (c == ']' || c == '}'))
        depth--;

      if (depth == 0)
        return i + 1 == size && n_brackets < 200 && g_utf8_validate (data, (gssize)size, NULL);
    }
  return FALSE;
}

static const char *
get_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

/* Returns the line of an element; %NULL for one whose names and ids are no strings, about which
 * json-glib does not say how they were written. */
static char *
expect_line (JsonObject *object)
{
  const char *id = get_text (object, "stream_id");
  const char *name = get_text (object, "name");
  g_autofree char *stripped_id = g_strstrip (g_strdup (id != NULL ? id : ""));
  g_autofree char *stripped_name = g_strstrip (g_strdup (name != NULL ? name : ""));
  guint64 number = 0;

  if (id == NULL || name == NULL || *stripped_name == '\0')
    return NULL;
  if (strspn (stripped_id, "0123456789") != strlen (stripped_id)
      || !g_ascii_string_to_unsigned (stripped_id, 10, 0, G_MAXINT64, &number, NULL))
    return g_strdup ("");
  return g_strdup_printf ("%" G_GUINT64_FORMAT " %s", number, stripped_name);
}

static void
compare (const char *data, gsize size, GPtrArray *lines)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *array = NULL;

  if (!is_plain (data, size) || !json_parser_load_from_data (parser, data, (gssize)size, NULL)
      || json_parser_get_root (parser) == NULL
      || !JSON_NODE_HOLDS_ARRAY (json_parser_get_root (parser)))
    return;

  array = json_node_get_array (json_parser_get_root (parser));
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (!JSON_NODE_HOLDS_OBJECT (json_array_get_element (array, i)))
        return;
    }

  g_assert_cmpuint (lines->len, ==, json_array_get_length (array) + 1);
  g_assert_cmpstr (lines->pdata[lines->len - 1], ==, "0 rejected, whole");
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *line = expect_line (json_array_get_object_element (array, i));

      if (line != NULL)
        g_assert_cmpstr (lines->pdata[i], ==, line);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize size)
{
  static const gsize chunk_sizes[] = { 1, 2, 3, 7, 64 };
  const char *data = (const char *)bytes;
  g_autoptr (GPtrArray) lines = read_list (LINEUP_LIST_MOVIES, data, size, MAX (size, 1));
  g_autoptr (GPtrArray) series = read_list (LINEUP_LIST_SERIES, data, size, MAX (size, 1));
  g_autoptr (GPtrArray) channels = read_list (LINEUP_LIST_CHANNELS, data, size, 11);

  g_assert_cmpuint (lines->len, ==, series->len);
  assert_same (lines, channels);
  for (gsize i = 0; i < G_N_ELEMENTS (chunk_sizes); i++)
    {
      g_autoptr (GPtrArray) again = read_list (LINEUP_LIST_MOVIES, data, size, chunk_sizes[i]);

      assert_same (lines, again);
    }

  compare (data, size, lines);
  return 0;
}
