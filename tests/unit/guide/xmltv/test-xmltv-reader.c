/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-error.h"
#include "lineup-xmltv-reader.h"

#include <string.h>

/* Guides that come again, as they were or not: what is told of them, block by block. */

#define BLOCK LINEUP_GUIDE_BLOCK_BYTES

/* What was told of a guide. */
typedef struct
{
  GPtrArray *elements; /* (owned) (element-type utf8): number of its block, and its bytes */
  GArray *blocks;      /* (owned) (nullable): NULL where it did not come whole */
  guint n_same;
} Told;

static void
told_free (Told *told)
{
  g_ptr_array_unref (told->elements);
  g_clear_pointer (&told->blocks, g_array_unref);
  g_free (told);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Told, told_free)

static Told *
read_guide (const GString *guide, gsize size, GArray *known)
{
  g_autoptr (LineupXmltvReader) reader = lineup_xmltv_reader_new (NULL);
  g_autoptr (GError) error = NULL;
  Told *told = g_new0 (Told, 1);
  LineupXmltvReaderState state = LINEUP_XMLTV_READER_MORE;
  LineupXmltvElement element;
  gsize offset = 0;

  told->elements = g_ptr_array_new_with_free_func (g_free);
  if (known != NULL)
    lineup_xmltv_reader_set_known (
        reader, (const LineupGuideBlock *)(gpointer)known->data, known->len);
  while (state == LINEUP_XMLTV_READER_MORE)
    {
      const gsize n = MIN (size, guide->len - offset);
      g_autoptr (GBytes) bytes = g_bytes_new (guide->str + offset, n);

      offset += n;
      if (n > 0)
        lineup_xmltv_reader_push (reader, bytes);
      else
        lineup_xmltv_reader_end (reader);
      while ((state = lineup_xmltv_reader_next (reader, &element, &error))
             == LINEUP_XMLTV_READER_ELEMENT)
        {
          g_assert_cmpmem (
              guide->str + element.offset, element.length, element.data, element.length);
          g_assert_cmpuint (
              lineup_xmltv_reader_get_block (reader), >=, lineup_xmltv_reader_get_n_same (reader));
          g_ptr_array_add (told->elements,
                           g_strdup_printf ("%u %.*s",
                                            lineup_xmltv_reader_get_block (reader),
                                            (int)element.length,
                                            element.data));
        }
    }
  told->n_same = lineup_xmltv_reader_get_n_same (reader);
  if (state == LINEUP_XMLTV_READER_END)
    told->blocks = g_array_ref (lineup_xmltv_reader_get_blocks (reader));
  else
    g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA);
  return told;
}

static GString *
make_guide (const char *head, guint n_programmes, guint changed)
{
  GString *guide = g_string_new ("<?xml version='1.0'?>\n");
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  g_string_append (guide, head);
  g_string_append (guide, "<channel id='c'/>\n");
  for (guint i = 0; i < n_programmes; i++)
    {
      const guint length = (guint)g_rand_int_range (random, 0, 1000);
      g_autofree char *text = g_strnfill (length, i == changed ? 'y' : 'x');

      g_string_append_printf (
          guide, "<programme start='2026' channel='c'><title>%u %s</title></programme>\n", i, text);
    }
  return g_string_append (guide, "</tv>\n");
}

static void
assert_same_blocks (GArray *a, GArray *b)
{
  g_assert_cmpuint (a->len, ==, b->len);
  g_assert_cmpmem (
      a->data, a->len * sizeof (LineupGuideBlock), b->data, b->len * sizeof (LineupGuideBlock));
}

/* What is told again is all that belongs to the blocks that are not as they were. */
static void
assert_rest (Told *told, Told *all)
{
  guint k = 0;

  for (guint i = 0; i < all->elements->len; i++)
    {
      if (g_ascii_strtoull (all->elements->pdata[i], NULL, 10) < told->n_same)
        continue;
      g_assert_cmpuint (k, <, told->elements->len);
      g_assert_cmpstr (told->elements->pdata[k++], ==, all->elements->pdata[i]);
    }
  g_assert_cmpuint (k, ==, told->elements->len);
}

static const gsize sizes[] = { 1000, 4096, 70000, BLOCK, BLOCK + 1, 100000000 };

static void
test_unchanged (void)
{
  g_autoptr (GString) guide = make_guide ("<tv>", 10000, G_MAXUINT);
  g_autoptr (GString) other_head = make_guide (
      "<tv date='2026-01-05'><!-- <programme> -->", 10000, G_MAXUINT);
  g_autoptr (Told) all = read_guide (guide, 65536, NULL);

  g_assert_cmpuint (all->elements->len, ==, 10001);
  g_assert_cmpuint (all->blocks->len, ==, (guide->len + BLOCK - 1) / BLOCK);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (Told) first = read_guide (other_head, sizes[i], NULL);
      g_autoptr (Told) again = read_guide (guide, sizes[i], all->blocks);
      g_autoptr (Told) other = read_guide (other_head, sizes[i], all->blocks);

      assert_same_blocks (first->blocks, all->blocks);
      g_assert_cmpuint (again->n_same, ==, all->blocks->len);
      assert_rest (again, all);
      assert_same_blocks (again->blocks, all->blocks);
      g_assert_cmpuint (other->n_same, ==, all->blocks->len);
      assert_rest (other, all);
      assert_same_blocks (other->blocks, all->blocks);
    }
}

static void
test_changed (void)
{
  g_autoptr (GString) guide = make_guide ("<tv>", 10000, G_MAXUINT);
  g_autoptr (Told) all = read_guide (guide, 65536, NULL);

  for (guint changed = 0; changed < 10000; changed += 777)
    {
      g_autoptr (GString) other = make_guide ("<tv>", 10000, changed);
      g_autoptr (Told) other_all = read_guide (other, 65536, NULL);

      for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
        {
          g_autoptr (Told) told = read_guide (other, sizes[i], all->blocks);

          assert_rest (told, other_all);
          assert_same_blocks (told->blocks, other_all->blocks);
          g_assert_cmpuint (told->n_same, >=, MAX (changed * 500 / BLOCK, 1) - 1);
        }
    }
}

/* Guides that grow or shrink at their end, are cut anywhere, or end where a block does. */
static void
test_length (void)
{
  g_autoptr (GString) guide = make_guide ("<tv>", 6000, G_MAXUINT);
  g_autoptr (Told) all = read_guide (guide, 65536, NULL);
  const gsize begin = (gsize)(strstr (guide->str, "<channel") - guide->str);

  for (guint n = 0; n < 12000; n += 1999)
    {
      g_autoptr (GString) other = make_guide ("<tv>", n, G_MAXUINT);
      g_autoptr (Told) other_all = read_guide (other, 65536, NULL);
      g_autoptr (Told) told = read_guide (other, 65536, all->blocks);

      assert_rest (told, other_all);
      assert_same_blocks (told->blocks, other_all->blocks);
    }
  for (gsize length = begin + 2 * BLOCK - 3; length < begin + 2 * BLOCK + 3; length++)
    {
      g_autoptr (GString) cut = g_string_new_len (guide->str, (gssize)length);
      g_autoptr (Told) cut_all = read_guide (cut, 65536, NULL);
      g_autoptr (Told) told = read_guide (cut, 65536, all->blocks);

      g_assert_null (told->blocks);
      assert_rest (told, cut_all);
    }
  for (guint n = 0; n < 3; n++)
    {
      g_autoptr (GString) exact = g_string_new_len (guide->str,
                                                    (gssize)(begin + 2 * BLOCK - 500 - n));
      g_autoptr (Told) exact_all = NULL;
      g_autoptr (Told) told = NULL;

      while (exact->len < begin + 2 * BLOCK - 5 - n)
        g_string_append_c (exact, ' ');
      g_string_append (exact, "</tv>");
      exact_all = read_guide (exact, 65536, NULL);
      told = read_guide (exact, 65536, exact_all->blocks);
      g_assert_nonnull (told->blocks);
      g_assert_cmpuint (told->n_same, ==, exact_all->blocks->len);
      assert_rest (told, exact_all);
      assert_same_blocks (told->blocks, exact_all->blocks);
    }
}

/* What is remembered of another guide does no harm. */
static void
test_another (void)
{
  g_autoptr (GString) guide = make_guide ("<tv>", 5000, G_MAXUINT);
  g_autoptr (GString) nothing = g_string_new ("<tv></tv>");
  g_autoptr (Told) all = read_guide (guide, 65536, NULL);
  g_autoptr (Told) empty = read_guide (nothing, 65536, all->blocks);
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (LineupGuideBlock));
  g_autoptr (Told) with_none = read_guide (guide, 65536, none);

  g_assert_cmpuint (empty->elements->len, ==, 0);
  g_assert_cmpuint (empty->blocks->len, ==, 0);
  assert_rest (with_none, all);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xmltv-reader/unchanged", test_unchanged);
  g_test_add_func ("/xmltv-reader/changed", test_changed);
  g_test_add_func ("/xmltv-reader/length", test_length);
  g_test_add_func ("/xmltv-reader/another", test_another);
  return g_test_run ();
}
