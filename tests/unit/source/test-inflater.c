/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-error.h"
#include "lineup-inflater.h"

/* Bodies, compressed or not, in chunks of any size. */

#define LIST                                                                                       \
  "[{\"num\":1,\"name\":\"One\",\"stream_id\":1},{\"num\":2,\"name\":\"Two\",\"stream_id\":2}]"

static GBytes *
compress (const void *data, gsize length)
{
  g_autoptr (GConverter) compressor = G_CONVERTER (
      g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  g_autoptr (GInputStream) memory = g_memory_input_stream_new_from_data (
      data, (gssize)length, NULL);
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (memory, compressor);
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();

  g_assert_cmpint (
      g_output_stream_splice (output, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL),
      >,
      0);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (output));
}

static void
append (GByteArray *array, GBytes *bytes)
{
  if (bytes != NULL)
    g_byte_array_append (array, g_bytes_get_data (bytes, NULL), (guint)g_bytes_get_size (bytes));
}

/* Returns what comes out of @body in chunks of @size, or NULL with an error. */
static GByteArray *
inflate (GBytes *body, gsize size, GError **error)
{
  g_autoptr (LineupInflater) inflater = lineup_inflater_new ();
  g_autoptr (GByteArray) all = g_byte_array_new ();
  g_autoptr (GBytes) rest = NULL;

  for (gsize offset = 0; offset < g_bytes_get_size (body); offset += size)
    {
      g_autoptr (GBytes) chunk = g_bytes_new_from_bytes (
          body, offset, MIN (size, g_bytes_get_size (body) - offset));
      gboolean more = TRUE;

      lineup_inflater_push (inflater, chunk);
      while (more)
        {
          g_autoptr (GBytes) output = NULL;

          if (!lineup_inflater_pull (inflater, &output, error))
            return NULL;
          more = output != NULL;
          append (all, output);
          /* What is given out at once is bounded; what was not compressed is not held back. */
          if (more && g_bytes_get_size (output) > MAX (LINEUP_INFLATER_CHUNK, size))
            g_error ("%" G_GSIZE_FORMAT " bytes at once", g_bytes_get_size (output));
        }
    }
  if (!lineup_inflater_finish (inflater, &rest, error))
    return NULL;
  append (all, rest);
  return g_steal_pointer (&all);
}

static void
assert_inflates (GBytes *body, gsize size, const char *expected, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GByteArray) all = inflate (body, size, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (all->data, all->len, expected, length);
}

static void
test_any_chunks (void)
{
  g_autoptr (GBytes) plain = g_bytes_new_static (LIST, strlen (LIST));
  g_autoptr (GBytes) gzip = compress (LIST, strlen (LIST));

  for (gsize size = 1; size <= strlen (LIST) + 1; size++)
    {
      assert_inflates (plain, size, LIST, strlen (LIST));
      assert_inflates (gzip, size, LIST, strlen (LIST));
    }
}

static void
test_short_bodies (void)
{
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) half_magic = g_bytes_new_static ("\x1f", 1);
  g_autoptr (GBytes) almost_magic = g_bytes_new_static ("\x1f\x8a", 2);

  assert_inflates (empty, 1, "", 0);
  assert_inflates (half_magic, 1, "\x1f", 1);
  assert_inflates (almost_magic, 1, "\x1f\x8a", 2);
}

/* RFC 1952, 2.2: a file has members, one after another. */
static void
test_members (void)
{
  g_autoptr (GBytes) one = compress ("[1,", 3);
  g_autoptr (GBytes) two = compress ("2]", 2);
  g_autoptr (GByteArray) joined = g_byte_array_new ();
  g_autoptr (GBytes) body = NULL;

  append (joined, one);
  append (joined, two);
  g_byte_array_append (joined, (const guint8 *)"\0\0\0", 3);
  body = g_byte_array_free_to_bytes (g_steal_pointer (&joined));
  for (gsize size = 1; size <= g_bytes_get_size (body); size++)
    assert_inflates (body, size, "[1,2]", 5);
}

static void
test_cut (void)
{
  g_autoptr (GBytes) gzip = compress (LIST, strlen (LIST));

  for (gsize length = 2; length < g_bytes_get_size (gzip); length++)
    {
      g_autoptr (GBytes) body = g_bytes_new_from_bytes (gzip, 0, length);
      g_autoptr (GError) error = NULL;
      g_autoptr (GByteArray) all = inflate (body, 7, &error);

      g_assert_null (all);
      g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA);
      g_assert_true (lineup_error_is_transient (error));
    }
}

static void
test_broken (void)
{
  static const char bytes[] = "\x1f\x8b\x08\0\0\0\0\0\0\x03 this is not deflate";
  g_autoptr (GBytes) body = g_bytes_new_static (bytes, sizeof bytes - 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GByteArray) all = inflate (body, 64, &error);

  g_assert_null (all);
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA);
  g_assert_false (lineup_error_is_transient (error));
}

/* A little that becomes a lot, which a list of films does not. */
static void
test_bomb (void)
{
  const gsize length = (gsize)LINEUP_INFLATER_RATIO_LENGTH;
  g_autofree char *zeros = g_malloc0 (2 * length);
  g_autoptr (GBytes) harmless = compress (zeros, length);
  g_autoptr (GBytes) bomb = compress (zeros, 2 * length);
  g_autoptr (GError) error = NULL;
  g_autoptr (GByteArray) all = NULL;

  /* However well it shrinks, what is short does no harm. */
  assert_inflates (harmless, 65536, zeros, length);

  all = inflate (bomb, 65536, &error);
  g_assert_null (all);
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA);
  g_assert_false (lineup_error_is_transient (error));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/inflater/any-chunks", test_any_chunks);
  g_test_add_func ("/inflater/short-bodies", test_short_bodies);
  g_test_add_func ("/inflater/members", test_members);
  g_test_add_func ("/inflater/cut", test_cut);
  g_test_add_func ("/inflater/broken", test_broken);
  g_test_add_func ("/inflater/bomb", test_bomb);
  return g_test_run ();
}
