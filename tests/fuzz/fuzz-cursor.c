/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-cursor.h"

#include <gio/gio.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* The bytes are taken for a cursor, and for a place that becomes one. */

static void
parse (const LineupQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  LineupCursor cursor;

  if (!lineup_cursor_parse (&cursor, query, &error))
    {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      return;
    }
  text = lineup_cursor_to_string (&cursor, query);
  g_assert_cmpstr (text, ==, query->cursor);
}

static void
make_place (LineupPlace *place, const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *)data, MIN (size, LINEUP_PLACE_TEXT_SIZE));

  *place = (LineupPlace){ .type = SQLITE_INTEGER };
  memcpy (&place->row, data, MIN (size, sizeof place->row));
  if (size % 3 == 0)
    memcpy (&place->number, data, MIN (size, sizeof place->number));
  else if (size % 3 == 1)
    lineup_place_set_unknown (place, place->row);
  else
    lineup_place_set_text (place, text, place->row);
}

/* A cursor is read as it was written, and for no other listing. */
static void
check_round (const LineupQuery *query, const LineupPlace *place)
{
  const LineupCursor cursor = { .place = *place, .generation = (guint64)place->row };
  g_autofree char *text = lineup_cursor_to_string (&cursor, query);
  LineupQuery with_cursor = *query;
  LineupCursor back;

  with_cursor.cursor = text;
  g_assert_true (lineup_cursor_parse (&back, &with_cursor, NULL));
  g_assert_cmpint (back.place.type, ==, place->type);
  g_assert_cmpint (back.place.number, ==, place->number);
  g_assert_cmpstr (back.place.text, ==, place->text);
  g_assert_cmpint (back.place.row, ==, place->row);
  g_assert_cmpuint (back.generation, ==, cursor.generation);
  with_cursor.descending = !query->descending;
  g_assert_false (lineup_cursor_parse (&back, &with_cursor, NULL));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *)data, size);
  LineupPlace place;

  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    {
      LineupQuery query;

      lineup_query_init (&query, (LineupKind)kind, 10);
      query.cursor = text;
      parse (&query);
      make_place (&place, data, size);
      check_round (&query, &place);
    }
  return 0;
}
