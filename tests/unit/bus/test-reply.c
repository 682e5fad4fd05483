/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-reply.h"
#include "lineup-variants.h"

#include <string.h>

#define MIB (1024 * 1024)

static GVariant *
make_element (gsize length)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert_value (&dict, "t", g_variant_new_take_string (g_strnfill (length, 'x')));
  return g_variant_dict_end (&dict);
}

static gsize
measure (GVariant *element)
{
  g_autoptr (GVariant) owned_element = g_variant_ref_sink (element);

  return g_variant_get_size (owned_element);
}

static void
test_empty (void)
{
  g_auto (LineupReply) reply;
  g_autoptr (GVariant) list = NULL;

  lineup_reply_init (&reply);
  g_assert_cmpuint (reply.max_text, ==, G_MAXSIZE);
  list = g_variant_ref_sink (lineup_reply_end (&reply));
  g_assert_cmpstr (g_variant_get_type_string (list), ==, "aa{sv}");
  g_assert_cmpuint (g_variant_n_children (list), ==, 0);
}

/* Adds what is missing to so many bytes, in one dictionary. */
static gboolean
fill (LineupReply *reply, gsize n_bytes)
{
  const gsize overhead = measure (make_element (n_bytes)) - n_bytes;

  g_assert_cmpuint (measure (make_element (n_bytes - overhead)), ==, n_bytes);
  return lineup_reply_add (reply, make_element (n_bytes - overhead));
}

static guint
count (LineupReply *reply)
{
  g_autoptr (GVariant) list = g_variant_ref_sink (lineup_reply_end (reply));

  return (guint)g_variant_n_children (list);
}

/* Full is not a byte before the 8 MiB, and what is added then is not there. */
static void
test_full (void)
{
  g_auto (LineupReply) reply;

  g_assert_cmpuint (LINEUP_REPLY_MAX_SIZE, ==, 8 * MIB);
  lineup_reply_init (&reply);
  for (guint i = 0; i < 7; i++)
    g_assert_true (fill (&reply, MIB));
  g_assert_true (fill (&reply, MIB - 1));
  g_assert_false (lineup_reply_add (&reply, make_element (0)));
  g_assert_false (lineup_reply_add (&reply, make_element (0)));
  g_assert_false (fill (&reply, MIB));
  g_assert_cmpuint (count (&reply), ==, 9);

  lineup_reply_init (&reply);
  g_assert_false (fill (&reply, 8 * MIB));
  g_assert_false (lineup_reply_add (&reply, make_element (0)));
  g_assert_cmpuint (count (&reply), ==, 1);
}

static void
test_clear (void)
{
  g_autoptr (GVariant) element = g_variant_ref_sink (make_element (MIB));
  LineupReply reply;

  lineup_reply_init (&reply);
  lineup_reply_add (&reply, element);
  lineup_reply_clear (&reply);
  lineup_reply_init (&reply);
  g_assert_cmpuint (count (&reply), ==, 0);
}

/* All that belongs into a list. */
typedef struct
{
  guint n_elements;
  gsize length; /* bytes of a whole text */
  guint n_calls;
  guint fail_at;     /* number of the call that fails, 0 for none */
  gsize max_text[3]; /* of each call */
} Source;

static gboolean
add_all (LineupReply *reply, gpointer user_data, GError **error)
{
  Source *source = user_data;

  source->max_text[source->n_calls++] = reply->max_text;
  for (guint i = 0; i < source->n_elements; i++)
    lineup_reply_add (reply, make_element (MIN (source->length, reply->max_text)));
  if (source->n_calls != source->fail_at)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Enough");
  return FALSE;
}

static void
assert_made (Source *source, guint n_calls)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) list = lineup_reply_make_all (add_all, source, &error);

  g_assert_no_error (error);
  g_assert_true (g_variant_is_floating (list));
  g_variant_ref_sink (list);
  g_assert_cmpuint (g_variant_n_children (list), ==, source->n_elements);
  g_assert_cmpuint (g_variant_get_size (list), <, LINEUP_REPLY_MAX_SIZE + 8 * source->n_elements);
  g_assert_cmpuint (source->n_calls, ==, n_calls);
  g_assert_cmpuint (source->max_text[0], ==, G_MAXSIZE);
}

static void
test_all_fit (void)
{
  Source few = { .n_elements = 7, .length = MIB };
  Source none = { 0 };

  assert_made (&few, 1);
  assert_made (&none, 1);
}

static void
test_all_fit_shortened (void)
{
  Source one = { .n_elements = 1, .length = 9 * MIB };
  Source some = { .n_elements = 9, .length = MIB };
  Source many = { .n_elements = 1000, .length = MIB };

  assert_made (&one, 2);
  assert_made (&some, 2);
  assert_made (&many, 2);
  g_assert_cmpuint (one.max_text[1], ==, lineup_reply_get_max_text (1));
  g_assert_cmpuint (some.max_text[1], ==, lineup_reply_get_max_text (9));
  /* Elements count, too, that were not added. */
  g_assert_cmpuint (many.max_text[1], ==, lineup_reply_get_max_text (1000));
}

static void
test_too_many (void)
{
  Source source = { .n_elements = 8 * MIB / 64, .length = 64 };
  g_autoptr (GError) error = NULL;

  g_assert_null (lineup_reply_make_all (add_all, &source, &error));
  g_assert_error (error, G_DBUS_ERROR, G_DBUS_ERROR_LIMITS_EXCEEDED);
  g_assert_cmpuint (source.n_calls, ==, 2);
}

static void
test_failing (void)
{
  for (guint i = 1; i <= 2; i++)
    {
      Source source = { .n_elements = 9, .length = MIB, .fail_at = i };
      g_autoptr (GError) error = NULL;

      g_assert_null (lineup_reply_make_all (add_all, &source, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpuint (source.n_calls, ==, i);
    }
}

static void
test_max_text (void)
{
  g_assert_cmpuint (lineup_reply_get_max_text (1), ==, 512 * 1024);
  g_assert_cmpuint (lineup_reply_get_max_text (0), ==, 512 * 1024);
  g_assert_cmpuint (lineup_reply_get_max_text (1000), ==, 524);
  /* A name is to be told from another one. */
  g_assert_cmpuint (lineup_reply_get_max_text (G_MAXUINT), ==, 64);
}

/* Items whose texts are all of any length. */
typedef struct
{
  LineupItem item;
  guint n_items;
} Items;

static gboolean
add_items (LineupReply *reply, gpointer user_data, GError **error)
{
  const Items *items = user_data;

  for (guint i = 0; i < items->n_items; i++)
    lineup_reply_add (
        reply,
        lineup_variants_from_item (LINEUP_KIND_CHANNELS, &items->item, NULL, reply->max_text));
  return TRUE;
}

/* Whatever a panel has written, a page of items fits, and each of them is named. */
static void
assert_items_fit (guint n_items, gsize length)
{
  g_autofree char *text = g_strnfill (length, 'x');
  Items items = { .item = LINEUP_ITEM_INIT, .n_items = n_items };
  LineupItem *item = &items.item;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) list = NULL;

  item->name = item->genre = item->plot = item->cast = item->director = text;
  item->channel_number = item->icon = item->release_date = item->extension = text;
  item->epg_id = item->trailer = item->tmdb_id = text;
  list = lineup_reply_make_all (add_items, &items, &error);
  g_assert_no_error (error);
  g_variant_ref_sink (list);
  g_assert_cmpuint (g_variant_n_children (list), ==, n_items);
  g_assert_cmpuint (g_variant_get_size (list), <, LINEUP_REPLY_MAX_SIZE + 8 * n_items);
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (GVariant) dictionary = g_variant_get_child_value (list, i);
      const char *name = NULL;

      g_assert_true (g_variant_lookup (dictionary, "name", "&s", &name));
      g_assert_cmpuint (strlen (name), >=, MIN (length, 64));
    }
}

static void
test_items (void)
{
  static const guint counts[] = { 1, 20, 1000 };

  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      const gsize max_text = lineup_reply_get_max_text (counts[i]);

      assert_items_fit (counts[i], max_text);
      assert_items_fit (counts[i], max_text + 1);
      assert_items_fit (counts[i], 10 * MIB / counts[i]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/bus/reply/empty", test_empty);
  g_test_add_func ("/bus/reply/full", test_full);
  g_test_add_func ("/bus/reply/clear", test_clear);
  g_test_add_func ("/bus/reply/all-fit", test_all_fit);
  g_test_add_func ("/bus/reply/all-fit-shortened", test_all_fit_shortened);
  g_test_add_func ("/bus/reply/too-many", test_too_many);
  g_test_add_func ("/bus/reply/failing", test_failing);
  g_test_add_func ("/bus/reply/max-text", test_max_text);
  g_test_add_func ("/bus/reply/items", test_items);

  return g_test_run ();
}
