/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-transcoder.h"

#include <string.h>

/* Documents in several encodings, in chunks of any size. */

typedef struct
{
  const char *name;
  const char *charset;     /* (nullable): what it is in, %NULL for UTF-8 */
  const char *mark;        /* (nullable): what precedes it, in its encoding */
  const char *declaration; /* (nullable): what it says */
  gboolean declared;       /* whether that counts */
} Case;

static const Case cases[] = {
  { "nothing", NULL, NULL, NULL, FALSE },
  { "utf-8", NULL, NULL, "UTF-8", TRUE },
  { "utf-8-mark", NULL, "\xef\xbb\xbf", NULL, TRUE },
  { "latin-1", "WINDOWS-1252", NULL, "ISO-8859-1", TRUE },
  { "latin-1-alias", "WINDOWS-1252", NULL, "latin1", TRUE },
  { "windows-1252", "WINDOWS-1252", NULL, "cp1252", TRUE },
  { "latin-15", "ISO-8859-15", NULL, "iso-8859-15", TRUE },
  { "windows-1250", "WINDOWS-1250", NULL, "windows-1250", TRUE },
  { "gb18030", "GB18030", NULL, "GB18030", TRUE },
  { "utf-16-little", "UTF-16LE", "\xff\xfe", "UTF-16", TRUE },
  { "utf-16-big", "UTF-16BE", "\xfe\xff", "UTF-16", TRUE },
  { "utf-16-little-no-mark", "UTF-16LE", NULL, "UTF-16", TRUE },
  { "utf-16-big-no-mark", "UTF-16BE", NULL, NULL, TRUE },
  { "utf-32", "UTF-32LE", "\xff\xfe\0", NULL, TRUE },
  /* Declarations that their bytes belie */
  { "utf-8-as-utf-16", NULL, NULL, "UTF-16", FALSE },
  { "utf-8-as-latin-1", NULL, NULL, "ISO-8859-1", FALSE },
  { "unknown", NULL, NULL, "x-rot13", FALSE },
  { "dangerous", NULL, NULL, "ISO-2022-CN-EXT", FALSE },
};

static GByteArray *
transcode (const char *data, gsize length, gsize size, gboolean *declared, guint64 *replaced)
{
  g_autoptr (LineupTranscoder) transcoder = lineup_transcoder_new ();
  GByteArray *all = g_byte_array_new ();

  for (gsize offset = 0; offset <= length; offset += size)
    {
      const gsize n = MIN (size, length - offset);
      g_autoptr (GBytes) chunk = g_bytes_new (data + offset, n);
      GBytes *output = NULL;

      lineup_transcoder_push (transcoder, chunk);
      if (n < size || offset + n == length)
        lineup_transcoder_end (transcoder);
      while ((output = lineup_transcoder_pull (transcoder)) != NULL)
        {
          g_byte_array_append (
              all, g_bytes_get_data (output, NULL), (guint)g_bytes_get_size (output));
          g_bytes_unref (output);
        }
      if (offset + n == length)
        break;
    }
  *declared = lineup_transcoder_is_declared (transcoder);
  *replaced = lineup_transcoder_get_replaced (transcoder);
  return all;
}

static char *
write_document (const Case *c, gsize repeat)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (c->declaration != NULL)
    g_string_append_printf (text, "<?xml version=\"1.0\" encoding='%s'?>", c->declaration);
  g_string_append (text, "<tv>");
  for (gsize i = 0; i < repeat; i++)
    g_string_append (text, "<title>Dém\u00f6, \u00e9t\u00e9</title>");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_case (gconstpointer data)
{
  static const gsize sizes[] = { 1, 2, 3, 1000, 65536, 10000000 };
  const Case *c = data;

  for (gsize repeat = 1; repeat <= 10000; repeat *= 10000)
    {
      g_autofree char *text = write_document (c, repeat);
      g_autoptr (GByteArray) document = g_byte_array_new ();
      gsize length = strlen (text);
      g_autofree char *encoded = c->charset != NULL ? g_convert (
                                     text, -1, c->charset, "UTF-8", NULL, &length, NULL)
                                                    : g_strdup (text);

      g_assert_nonnull (encoded);
      if (c->mark != NULL)
        g_byte_array_append (document,
                             (const guint8 *)c->mark,
                             c->charset != NULL && g_str_has_prefix (c->charset, "UTF-32")
                                 ? 4
                                 : (guint)strlen (c->mark));
      g_byte_array_append (document, (const guint8 *)encoded, (guint)length);
      for (gsize i = repeat == 1 ? 0 : 3; i < G_N_ELEMENTS (sizes); i++)
        {
          gboolean declared = FALSE;
          guint64 replaced = 0;
          g_autoptr (GByteArray) all = transcode (
              (const char *)document->data, document->len, sizes[i], &declared, &replaced);

          g_assert_cmpmem (all->data, all->len, text, strlen (text));
          g_assert_cmpint (declared, ==, c->declared);
          g_assert_cmpuint (replaced, ==, 0);
        }
    }
}

/* Bytes that are no characters, also the last ones. */
static void
test_replaced (void)
{
  static const char utf16[] = "\xff\xfe<\0t\0\0\xd8v\0>\0x";
  static const char windows[] = "<?xml encoding=\"windows-1252\"?><tv>\x81\xe9";
  gboolean declared = FALSE;
  guint64 replaced = 0;
  g_autoptr (GByteArray) all = transcode (utf16, sizeof utf16 - 1, 3, &declared, &replaced);
  g_autoptr (GByteArray) other = NULL;

  g_assert_cmpmem (all->data, all->len, "<t\ufffdv>\ufffd", 10);
  g_assert_cmpuint (replaced, ==, 3);
  other = transcode (windows, strlen (windows), 4, &declared, &replaced);
  g_assert_cmpmem (other->data + other->len - 5, 5, "\ufffd\u00e9", 5);
  g_assert_cmpuint (replaced, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/transcoder/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/transcoder/replaced", test_replaced);
  return g_test_run ();
}
