/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-entry-address.h"
#include "lineup-one-entry.h"

#include <string.h>

#define BASE "https://list.example.org/a/list.m3u?token=x"

static void
test_addresses (void)
{
  static const struct
  {
    const char *address;
    const char *expected;
  } addresses[] = {
    { "http://h/1.ts", "http://h/1.ts" },
    { "HTTPS://h:8443/a?b=c", "HTTPS://h:8443/a?b=c" },
    { "http://u:p@h/1", "http://u:p@h/1" },
    { "rtsp://h/1", "rtsp://h/1" },
    { "rtsps://h/1", "rtsps://h/1" },
    { "rtmp://h/1", "rtmp://h/1" },
    { "rtmps://h/1", "rtmps://h/1" },
    { "rtp://@239.0.0.1:5000", "rtp://@239.0.0.1:5000" },
    { "udp://@239.0.0.1:1234", "udp://@239.0.0.1:1234" },
    { "srt://h:1?mode=caller", "srt://h:1?mode=caller" },
    { "mms://h/1", "mms://h/1" },
    { "http://h/a b \"c\" é.ts|User-Agent=X", "http://h/a%20b%20%22c%22%20%C3%A9.ts" },
    { "ch1.ts", "https://list.example.org/a/ch1.ts" },
    { "/ch1.ts?x=y", "https://list.example.org/ch1.ts?x=y" },
    { "//other/1", "https://other/1" },

    /* Not a player's business, or no address at all */
    { "file:///etc/passwd", NULL },
    { "pipe://rm -rf", NULL },
    { "plugin://plugin.video.x/", NULL },
    { "acestream://abc", NULL },
    { "acestream:abc", NULL },
    { "data:text/plain,a", NULL },
    { "javascript:alert(1)", NULL },
    { "concat:a|b", NULL },
    { "lavfi://x", NULL },
    { "ytdl://x", NULL },
    { "http://", NULL },
    { "http:///path", NULL },
    { "http://h/\x01", NULL },
    { "http://h/a\tb", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      const LineupM3uText text = { addresses[i].address, strlen (addresses[i].address) };
      LineupEntryPath path;
      g_autofree char *seen = NULL;

      lineup_entry_path_parse (&path, text);
      seen = lineup_entry_address_resolve (&path, BASE);
      g_assert_cmpstr (seen, ==, addresses[i].expected);
    }
}

/* What a file names beside itself stays unread. */
static void
test_no_base (void)
{
  LineupEntryPath path;

  lineup_entry_path_parse (&path, (LineupM3uText){ "ch1.ts", 6 });
  g_assert_null (lineup_entry_address_resolve (&path, NULL));
  g_assert_null (lineup_entry_address_resolve (&path, "file:///home/list.m3u"));
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *)a, *(const char *const *)b);
}

static void
append_table (GString *text, GHashTable *table)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer name = NULL;
  gpointer value = NULL;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_ptr_array_add (lines, g_strdup_printf ("%s: %s\n", (char *)name, (char *)value));
  g_ptr_array_sort (lines, compare);
  for (guint i = 0; i < lines->len; i++)
    g_string_append (text, lines->pdata[i]);
}

typedef struct
{
  const char *list;
  const char *expected;
} Case;

static const Case headers[] = {
  { "#EXTINF:-1,A\nhttp://h/1", "" },
  { "#EXTINF:-1,A\n#EXTVLCOPT:http-user-agent=X Y\n#EXTVLCOPT:http-referrer=http://r/?a=b\n"
    "#EXTVLCOPT:http-origin=http://o\n#EXTVLCOPT:network-caching=100\n#EXTVLCOPT:program=3\nhttp://"
    "h/1",
    "Origin: http://o\nReferer: http://r/?a=b\nUser-Agent: X Y\n" },
  { "#EXTINF:-1,A\nhttp://h/1|User-Agent=X&Referer=http%3A%2F%2Fh%2F&!x-y=\"q r\"",
    "Referer: http://h/\nUser-Agent: X\nx-y: q r\n" },
  { "#EXTINF:-1,A\nhttp://h/1|referer=http://r&user-agent=Mozilla/5.0 (X; Y)",
    "Referer: http://r\nUser-Agent: Mozilla/5.0 (X; Y)\n" },
  { "#EXTINF:-1,A\n#EXTHTTP:{\"User-Agent\" : \"X\\\"\\u00e9\", \"Cookie\":\"a=b\", "
    "\"N\":12}\nhttp://h/1",
    "Cookie: a=b\nN: 12\nUser-Agent: X\"é\n" },
  { "#EXTINF:-1 user-agent=\"X\",A\nhttp://h/1", "User-Agent: X\n" },

  /* What is nearest to the address counts. */
  { "#EXTM3U\n#EXTVLCOPT:http-user-agent=A\n#EXTINF:-1,A\n#EXTVLCOPT:http-user-agent=B\nhttp://h/1",
    "User-Agent: B\n" },
  { "#EXTINF:-1,A\n#EXTVLCOPT:http-user-agent=B\n#EXTHTTP:{\"user-agent\":\"C\"}\nhttp://h/"
    "1|USER-AGENT=D",
    "User-Agent: D\n" },

  /* Properties are a player's. */
  { "#EXTINF:-1,A\n#KODIPROP:inputstream=inputstream.adaptive\n"
    "#KODIPROP:inputstream.adaptive.license_key=http://k/?a=b|c\nhttp://h/1",
    "--\ninputstream.adaptive.license_key: http://k/?a=b|c\ninputstream: inputstream.adaptive\n" },

  /* What is no header, or would be two */
  { "#EXTINF:-1,A\nhttp://h/1|User-Agent=X%0D%0AEvil: y", "" },
  { "#EXTINF:-1,A\nhttp://h/1|a=%00&User Agent=X&b=%FF&c=", "" },
  { "#EXTINF:-1,A\nhttp://h/1|Good=x&a\x01=X&Host=other&content-length=3", "Good: x\n" },
  { "#EXTINF:-1,A\n#EXTHTTP:{\"A\":\"x\\ny\"}\nhttp://h/1", "" },
  { "#EXTINF:-1,A\n#EXTHTTP:{\"A\":\"x\\u000ay\",\"B\":\"z\"}\nhttp://h/1", "B: z\n" },
  { "#EXTINF:-1,A\n#EXTHTTP:{\"A\":\"x\",\"B\":{}}\nhttp://h/1", "A: x\n" },
  { "#EXTINF:-1,A\n#EXTHTTP:[\"A\"]\nhttp://h/1", "" },
  { "#EXTINF:-1,A\n#EXTHTTP:{\"A\nhttp://h/1", "" },
};

static void
test_headers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autoptr (LineupOneEntry) one = lineup_one_entry_new (headers[i].list);
      g_autoptr (LineupStreamAddress) address = lineup_entry_address_make (
          &one->entry, &one->path, lineup_entry_address_resolve (&one->path, NULL));
      g_autoptr (GString) seen = g_string_new (NULL);

      g_assert_cmpstr (address->url, ==, "http://h/1");
      append_table (seen, address->headers);
      if (g_hash_table_size (address->properties) > 0)
        g_string_append (seen, "--\n");
      append_table (seen, address->properties);
      g_assert_cmpstr (seen->str, ==, headers[i].expected);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/entry-address/addresses", test_addresses);
  g_test_add_func ("/entry-address/no-base", test_no_base);
  g_test_add_func ("/entry-address/headers", test_headers);

  return g_test_run ();
}
