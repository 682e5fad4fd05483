/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-item-decoder.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_text (const char *text, gsize max_length)
{
  if (text == NULL)
    return;
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpuint (strlen (text), >, 0);
  g_assert_cmpuint (strlen (text), <=, max_length);
}

static void
check_item (const LineupItem *item)
{
  const char *const texts[] = { item->genre,    item->plot,         item->cast,
                                item->director, item->release_date, item->extension,
                                item->epg_id,   item->trailer,      item->tmdb_id };

  g_assert_cmpint (item->id, >=, 0);
  g_assert_nonnull (item->name);
  check_text (item->name, 64 * 1024);
  check_text (item->icon, 2048);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    check_text (texts[i], 64 * 1024);
  for (gsize i = 0; i < item->n_categories; i++)
    check_text (item->categories[i], 64 * 1024);
  g_assert_true (item->icon == NULL || g_ascii_strncasecmp (item->icon, "http", 4) == 0);
  g_assert_true (item->rating >= 0 && item->rating <= 10);
  g_assert_cmpint (item->added, >=, 0);
  g_assert_cmpint (item->modified, >=, 0);
  g_assert_cmpint (item->duration, >=, 0);
}

static gboolean
is_same (const LineupItem *a, const LineupItem *b)
{
  return a->id == b->id && g_strcmp0 (a->name, b->name) == 0
         && memcmp (&a->rating, &b->rating, sizeof a->rating) == 0 && a->added == b->added
         && a->n_categories == b->n_categories;
}

/* The first byte says of which list; the rest is an element of it. What is made of it is in order,
 * and the same the next time. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const LineupList list = (LineupList)(size > 0 ? data[0] % LINEUP_N_LISTS : 0);
  g_autoptr (LineupItemDecoder) decoder = lineup_item_decoder_new (list);
  g_autoptr (LineupItemDecoder) other = lineup_item_decoder_new (list);
  const char *element = (const char *)data + 1;
  const gsize length = size > 0 ? size - 1 : 0;
  LineupCategory category;
  LineupItem again;
  LineupItem item;
  gboolean decoded = FALSE;

  if (size == 0)
    return 0;
  g_assert_cmpuint (lineup_item_decoder_fingerprint (decoder, element, length), !=, 0);
  if (lineup_list_has_categories (list))
    {
      if (!lineup_item_decoder_decode_category (decoder, element, length, &category))
        return 0;
      g_assert_nonnull (category.id);
      g_assert_nonnull (category.name);
      check_text (category.id, 64 * 1024);
      check_text (category.name, 64 * 1024);
      check_text (category.parent, 64 * 1024);
      return 0;
    }

  decoded = lineup_item_decoder_decode_item (decoder, element, length, &item);
  g_assert_cmpint (decoded, ==, lineup_item_decoder_decode_item (other, element, length, &again));
  if (!decoded)
    return 0;
  check_item (&item);
  g_assert_true (is_same (&item, &again));
  return 0;
}
