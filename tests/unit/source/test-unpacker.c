/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-error.h"
#include "lineup-unpacker.h"

#include <lzma.h>
#include <string.h>

/* Answers and guides, packed in one way or another, in chunks of any size. */

#define GUIDE "<tv><channel id=\"1\"><display-name>One</display-name></channel></tv>\n"

static GBytes *
compress (GBytes *bytes, GZlibCompressorFormat format)
{
  g_autoptr (GConverter) compressor = G_CONVERTER (g_zlib_compressor_new (format, 9));
  g_autoptr (GInputStream) memory = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (memory, compressor);
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();

  g_assert_cmpint (
      g_output_stream_splice (output, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL),
      >=,
      0);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (output));
}

static GBytes *
pack_gzip (GBytes *bytes)
{
  return compress (bytes, G_ZLIB_COMPRESSOR_FORMAT_GZIP);
}

static GBytes *
pack_xz (GBytes *bytes)
{
  const gsize room = lzma_stream_buffer_bound (g_bytes_get_size (bytes));
  guint8 *data = g_malloc (room);
  gsize length = 0;

  g_assert_cmpint (lzma_easy_buffer_encode (0,
                                            LZMA_CHECK_CRC64,
                                            NULL,
                                            g_bytes_get_data (bytes, NULL),
                                            g_bytes_get_size (bytes),
                                            data,
                                            &length,
                                            room),
                   ==,
                   LZMA_OK);
  return g_bytes_new_take (data, length);
}

static void
append_16 (GByteArray *array, guint number)
{
  const guint8 bytes[] = { (guint8)number, (guint8)(number >> 8) };

  g_byte_array_append (array, bytes, sizeof bytes);
}

static GBytes *
pack_zip (GBytes *bytes, guint flags, guint method)
{
  g_autoptr (GBytes) content = method == 8 ? compress (bytes, G_ZLIB_COMPRESSOR_FORMAT_RAW)
                                           : g_bytes_ref (bytes);
  GByteArray *array = g_byte_array_new ();
  const gsize size = (flags & 8) != 0 ? 0 : g_bytes_get_size (content);

  g_byte_array_append (array, (const guint8 *)"PK\x03\x04\x14\0", 6);
  append_16 (array, flags);
  append_16 (array, method);
  g_byte_array_append (array, (const guint8 *)"timedatecrc", 8);
  append_16 (array, (guint)size);
  append_16 (array, (guint)(size >> 16));
  append_16 (array, 0);
  append_16 (array, 0);
  append_16 (array, strlen ("guide.xml"));
  append_16 (array, strlen ("more"));
  g_byte_array_append (array, (const guint8 *)"guide.xmlmore", strlen ("guide.xmlmore"));
  g_byte_array_append (array, g_bytes_get_data (content, NULL), (guint)g_bytes_get_size (content));
  g_byte_array_append (array, (const guint8 *)"PK\x01\x02 and so on", 14);
  return g_byte_array_free_to_bytes (array);
}

static GBytes *
pack_deflated (GBytes *bytes)
{
  return pack_zip (bytes, 8, 8);
}

static GBytes *
pack_stored (GBytes *bytes)
{
  return pack_zip (bytes, 0, 0);
}

static GBytes *
pack_encrypted (GBytes *bytes)
{
  return pack_zip (bytes, 1, 8);
}

static GBytes *
pack_unknown (GBytes *bytes)
{
  return pack_zip (bytes, 0, 12);
}

static gboolean
drain (LineupUnpacker *unpacker, GByteArray *all, gsize size, GError **error)
{
  gboolean more = TRUE;

  while (more)
    {
      g_autoptr (GBytes) output = NULL;

      if (!lineup_unpacker_pull (unpacker, &output, error))
        return FALSE;
      more = output != NULL;
      if (!more)
        continue;
      g_assert_cmpuint (g_bytes_get_size (output), <=, MAX (LINEUP_UNPACKER_CHUNK, size + 8));
      g_byte_array_append (all, g_bytes_get_data (output, NULL), (guint)g_bytes_get_size (output));
    }
  return TRUE;
}

/* Returns all that came out of @packed in chunks of @size, whether or not there was an error. */
static char *
unpack_as (LineupPacking packing, GBytes *packed, gsize size, GError **error)
{
  g_autoptr (LineupUnpacker) unpacker = lineup_unpacker_new (packing);
  GByteArray *all = g_byte_array_new ();
  gboolean good = TRUE;

  for (gsize offset = 0; offset < g_bytes_get_size (packed) && good; offset += size)
    {
      g_autoptr (GBytes) chunk = g_bytes_new_from_bytes (
          packed, offset, MIN (size, g_bytes_get_size (packed) - offset));

      lineup_unpacker_push (unpacker, chunk);
      good = drain (unpacker, all, size, error);
    }
  lineup_unpacker_end (unpacker);
  if (good)
    drain (unpacker, all, size, error);
  g_byte_array_append (all, (const guint8 *)"", 1);
  return (char *)g_byte_array_free (all, FALSE);
}

static char *
unpack (GBytes *packed, gsize size, GError **error)
{
  return unpack_as (LINEUP_PACKING_FILE, packed, size, error);
}

typedef GBytes *(*Pack) (GBytes *bytes);

static const struct
{
  const char *name;
  Pack inner; /* (nullable) */
  Pack outer; /* (nullable) */
} ways[] = {
  { "plain", NULL, NULL },
  { "gzip", pack_gzip, NULL },
  { "gzip-in-gzip", pack_gzip, pack_gzip },
  { "xz", pack_xz, NULL },
  { "xz-in-gzip", pack_xz, pack_gzip },
  { "zip", pack_deflated, NULL },
  { "zip-stored", pack_stored, NULL },
  { "gzip-in-zip", pack_gzip, pack_stored },
  { "zip-in-gzip", pack_deflated, pack_gzip },
};

static GBytes *
pack (gsize way, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GBytes) inner = ways[way].inner != NULL ? ways[way].inner (bytes)
                                                     : g_bytes_ref (bytes);

  return ways[way].outer != NULL ? ways[way].outer (inner) : g_bytes_ref (inner);
}

static void
test_way (gconstpointer data)
{
  static const gsize sizes[] = { 1, 2, 3, 7, 100, 1000000 };
  g_autoptr (GBytes) packed = pack (GPOINTER_TO_SIZE (data), GUIDE);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = unpack (packed, sizes[i], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, GUIDE);
    }
}

/* What is cut is given out as far as it goes, and said to be cut. */
static void
test_cut (gconstpointer data)
{
  g_autoptr (GBytes) packed = pack (GPOINTER_TO_SIZE (data), GUIDE);

  for (gsize length = 0; length < g_bytes_get_size (packed); length++)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (packed, 0, length);
      g_autoptr (GError) error = NULL;
      g_autofree char *text = unpack (part, 5, &error);

      if (GPOINTER_TO_SIZE (data) == 0)
        g_assert_no_error (error);
      if (error != NULL)
        {
          g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA);
          g_assert_true (lineup_error_is_transient (error));
          g_assert_true (g_str_has_prefix (GUIDE, text) || strlen (text) < 6);
        }
    }
}

/* Files that follow each other are one, as `cat` makes one of them; what else follows is padding.
 */
static void
test_several (void)
{
  static const Pack packs[] = { pack_gzip, pack_xz };

  for (gsize i = 0; i < G_N_ELEMENTS (packs); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (GUIDE, strlen (GUIDE));
      g_autoptr (GBytes) packed = packs[i](bytes);
      GByteArray *array = g_byte_array_new ();
      g_autoptr (GBytes) both = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      for (guint n = 0; n < 2; n++)
        g_byte_array_append (
            array, g_bytes_get_data (packed, NULL), (guint)g_bytes_get_size (packed));
      g_byte_array_append (array, (const guint8 *)"\0\0\0\0", 4);
      both = g_byte_array_free_to_bytes (array);
      text = unpack (both, 9, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, GUIDE GUIDE);
    }
}

static void
assert_broken (GBytes *packed)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = unpack (packed, 100, &error);

  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA);
  g_assert_false (lineup_error_is_transient (error));
}

static void
test_broken (void)
{
  static const Pack packs[] = { pack_encrypted, pack_unknown };
  static const char *const texts[] = { "\x1f\x8b this is no gzip, whatever it begins with" };
  g_autoptr (GBytes) xz = g_bytes_new_static ("\xfd"
                                              "7zXZ\0no, this is none at all",
                                              30);

  for (gsize i = 0; i < G_N_ELEMENTS (packs); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (GUIDE, strlen (GUIDE));
      g_autoptr (GBytes) packed = packs[i](bytes);

      assert_broken (packed);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));

      assert_broken (bytes);
    }
  assert_broken (xz);
}

/* What grows beyond measure is given up, in one layer or in two. */
static void
test_bomb (void)
{
  g_autofree char *zeros = g_malloc0 (24 * 1024 * 1024);
  g_autoptr (GBytes) bytes = g_bytes_new_static (zeros, 24 * 1024 * 1024);
  g_autoptr (GBytes) once = pack_gzip (bytes);
  g_autoptr (GBytes) twice = pack_gzip (once);
  g_autoptr (GBytes) xz = pack_xz (bytes);

  assert_broken (once);
  assert_broken (twice);
  assert_broken (xz);
}

/* An answer is compressed once, on its way, and by gzip: what else is in it is meant so. */
static void
test_answers (void)
{
  static const gsize sizes[] = { 1, 2, 7, 1000000 };

  for (gsize way = 0; way < G_N_ELEMENTS (ways); way++)
    {
      const gboolean is_gzip = ways[way].outer == pack_gzip
                               || (ways[way].outer == NULL && ways[way].inner == pack_gzip);
      g_autoptr (GBytes) packed = pack (way, GUIDE);
      g_autoptr (GBytes) bytes = g_bytes_new_static (GUIDE, strlen (GUIDE));
      g_autoptr (GBytes) inner = ways[way].outer != NULL ? ways[way].inner (bytes)
                                                         : g_bytes_ref (bytes);
      GBytes *expected = is_gzip ? inner : packed;

      for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
        {
          g_autoptr (GError) error = NULL;
          g_autofree char *text = unpack_as (LINEUP_PACKING_ANSWER, packed, sizes[i], &error);

          g_assert_no_error (error);
          g_assert_cmpmem (text,
                           g_bytes_get_size (expected),
                           g_bytes_get_data (expected, NULL),
                           g_bytes_get_size (expected));
        }
    }
}

/* What ends within a magic, or almost has one, is what it is. */
static void
test_short (void)
{
  static const char *const texts[] = { "",
                                       "\x1f",
                                       "\x1f\x8a",
                                       ("\xfd"
                                        "7zX"),
                                       "PK" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));
      g_autoptr (GError) error = NULL;
      g_autofree char *text = unpack (bytes, 1, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, texts[i]);
    }
}

/* A third layer is no guide, and stays what it is. */
static void
test_layers (void)
{
  g_autoptr (GBytes) bytes = pack (2, GUIDE);
  g_autoptr (GBytes) packed = pack_gzip (bytes);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = unpack (packed, 100, &error);

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (text, "\x1f\x8b"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *whole = g_strconcat ("/unpacker/whole/", ways[i].name, NULL);
      g_autofree char *cut = g_strconcat ("/unpacker/cut/", ways[i].name, NULL);

      g_test_add_data_func (whole, GSIZE_TO_POINTER (i), test_way);
      g_test_add_data_func (cut, GSIZE_TO_POINTER (i), test_cut);
    }
  g_test_add_func ("/unpacker/answers", test_answers);
  g_test_add_func ("/unpacker/short", test_short);
  g_test_add_func ("/unpacker/several", test_several);
  g_test_add_func ("/unpacker/broken", test_broken);
  g_test_add_func ("/unpacker/bomb", test_bomb);
  g_test_add_func ("/unpacker/layers", test_layers);
  return g_test_run ();
}
