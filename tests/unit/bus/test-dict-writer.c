/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-dict-writer.h"

#include <string.h>

/* Dictionaries of all sizes, byte by byte as GLib makes them of values. */

#define N_ROUNDS 2000

/* Sizes at which offsets take another byte are met with texts of these. */
static const guint lengths[] = { 0, 1, 5, 100, 240, 250, 255, 300, 65000, 65520, 65540 };

/* The same dictionary, twice. */
typedef struct
{
  LineupDictWriter writer;
  GVariantBuilder builder;
} Pair;

static void
pair_init (Pair *self)
{
  lineup_dict_writer_init (&self->writer);
  g_variant_builder_init (&self->builder, G_VARIANT_TYPE_VARDICT);
}

static void
pair_assert_equal (Pair *self)
{
  g_autoptr (GVariant) written = g_variant_ref_sink (lineup_dict_writer_end (&self->writer));
  g_autoptr (GVariant) built = g_variant_ref_sink (g_variant_builder_end (&self->builder));

  g_assert_true (g_variant_is_of_type (written, G_VARIANT_TYPE_VARDICT));
  g_assert_cmpmem (g_variant_get_data (written),
                   g_variant_get_size (written),
                   g_variant_get_data (built),
                   g_variant_get_size (built));
}

static char *
make_text (guint length)
{
  return g_strnfill (length, (char)g_test_rand_int_range ('a', 'z'));
}

static void
add (Pair *self, const char *key, GVariant *value)
{
  g_variant_builder_add (&self->builder, "{sv}", key, value);
}

static void
add_string (Pair *self, const char *key, guint length)
{
  g_autofree char *text = make_text (length);

  lineup_dict_writer_add_string (&self->writer, key, text);
  add (self, key, g_variant_new_string (text));
}

static void
add_strv (Pair *self, const char *key, guint n_texts)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n_texts; i++)
    g_ptr_array_add (texts, make_text ((guint)g_test_rand_int_range (0, 40)));
  lineup_dict_writer_add_strv (&self->writer, key, (const char *const *)texts->pdata, n_texts);
  add (self, key, g_variant_new_strv ((const char *const *)texts->pdata, n_texts));
}

static void
add_number (Pair *self, const char *key, guint type)
{
  const gint64 number = (gint64)((guint64)(guint32)g_test_rand_int () << 32
                                 | (guint32)g_test_rand_int ());
  const double fraction = g_test_rand_double ();

  switch (type)
    {
    case 0:
      lineup_dict_writer_add_boolean (&self->writer, key, (number & 2) != 0);
      add (self, key, g_variant_new_boolean ((number & 2) != 0));
      break;
    case 1:
      lineup_dict_writer_add_uint (&self->writer, key, (guint32)number);
      add (self, key, g_variant_new_uint32 ((guint32)number));
      break;
    case 2:
      lineup_dict_writer_add_int64 (&self->writer, key, number);
      add (self, key, g_variant_new_int64 (number));
      break;
    case 3:
      lineup_dict_writer_add_uint64 (&self->writer, key, (guint64)number);
      add (self, key, g_variant_new_uint64 ((guint64)number));
      break;
    default:
      lineup_dict_writer_add_double (&self->writer, key, fraction);
      add (self, key, g_variant_new_double (fraction));
    }
}

static void
add_any (Pair *self, const char *key)
{
  const guint what = (guint)g_test_rand_int_range (0, 8);

  if (what < 5)
    add_number (self, key, what);
  else if (what == 5)
    add_strv (self, key, (guint)g_test_rand_int_range (0, 30));
  else
    add_string (self, key, lengths[g_test_rand_int_range (0, G_N_ELEMENTS (lengths) - 3)]);
}

static void
test_random (void)
{
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      const guint n_entries = (guint)g_test_rand_int_range (0, 25);
      Pair pair;

      pair_init (&pair);
      for (guint i = 0; i < n_entries; i++)
        {
          g_autofree char *name = make_text ((guint)g_test_rand_int_range (0, 20));
          g_autofree char *key = g_strdup_printf ("%s-%u", name, i);

          add_any (&pair, key);
        }
      pair_assert_equal (&pair);
    }
}

/* Every length around those at which offsets grow, of an entry and of the whole. */
static void
test_lengths (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      for (guint length = lengths[i]; length < lengths[i] + 40; length++)
        {
          Pair pair;

          pair_init (&pair);
          add_string (&pair, "plot", length);
          pair_assert_equal (&pair);
          pair_init (&pair);
          add_number (&pair, "id", 2);
          add_string (&pair, "plot", length);
          add_strv (&pair, "categories", length % 20);
          pair_assert_equal (&pair);
        }
    }
}

/* No text at all is better than one that a bus does not carry. */
static void
test_invalid (void)
{
  const char *const texts[] = { "caf\xe9", "a", "\xff", "é" };
  LineupDictWriter writer;
  g_autoptr (GVariant) dictionary = NULL;
  g_autofree const char **valid = NULL;

  lineup_dict_writer_init (&writer);
  lineup_dict_writer_add_string (&writer, "name", "caf\xe9");
  lineup_dict_writer_add_string (&writer, "genre", "café");
  lineup_dict_writer_add_strv (&writer, "categories", texts, G_N_ELEMENTS (texts));
  dictionary = g_variant_ref_sink (lineup_dict_writer_end (&writer));
  g_assert_cmpuint (g_variant_n_children (dictionary), ==, 2);
  g_assert_true (g_variant_is_normal_form (dictionary));
  g_assert_true (g_variant_lookup (dictionary, "genre", "&s", NULL));
  g_assert_true (g_variant_lookup (dictionary, "categories", "^a&s", &valid));
  g_assert_cmpuint (g_strv_length ((char **)valid), ==, 2);
  g_assert_cmpstr (valid[0], ==, "a");
  g_assert_cmpstr (valid[1], ==, "é");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/bus/dict-writer/random", test_random);
  g_test_add_func ("/bus/dict-writer/lengths", test_lengths);
  g_test_add_func ("/bus/dict-writer/invalid", test_invalid);

  return g_test_run ();
}
