/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Each row of m3u-wire-format's table of quirks, as far as it is about reading a list. */

#include "lineup-m3u-decoder.h"
#include "lineup-m3u-listing.h"

#include <string.h>

#define HEAD "#EXTM3U\n"
#define END  "\nhttp://h/1\n"

typedef struct
{
  const char *name;
  const char *list;
  const char *expected;
} Case;

static const Case cases[] = {
  /* File */
  { "no-header", "#EXTINF:-1,A\nhttp://h/1\n", "A|http://h/1\n" },
  { "addresses-alone",
    "http://h/a/1.ts?t=2\nudp://@239.0.0.1:1234\n",
    "1.ts|http://h/a/1.ts?t=2\n@239.0.0.1:1234|udp://@239.0.0.1:1234\n" },
  { "byte-order-mark", "\xef\xbb\xbf#EXTM3U\n#EXTINF:-1,A" END, "A|http://h/1\n" },
  { "blank-lines-first", "\n\r\n  \n\xef\xbb\xbf" HEAD "\n#EXTINF:-1,A\n\n" END, "A|http://h/1\n" },
  { "crlf", "#EXTM3U\r\n#EXTINF:-1,A\r\nhttp://h/1\r\n", "A|http://h/1\n" },
  { "cr",
    "#EXTM3U\r#EXTINF:-1,A\rhttp://h/1\r#EXTINF:-1,B\rhttp://h/2",
    "A|http://h/1\nB|http://h/2\n" },
  { "ends-mixed",
    "#EXTM3U\r#EXTINF:-1,A\nhttp://h/1\r\n#EXTINF:-1,B\rhttp://h/2\n",
    "A|http://h/1\nB|http://h/2\n" },
  { "latin1",
    "#EXTINF:-1 group-title=\"\xc9t\xe9\",Caf\xe9 \x80" END,
    "Café €|http://h/1 group:Été\n" },
  { "encodings-mixed",
    "#EXTINF:-1,Caf\xe9" END "#EXTINF:-1,Café\nhttp://h/2\n",
    "Café|http://h/1\nCafé|http://h/2\n" },
  { "stream-media",
    "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n1.ts\n",
    "stream\n" },
  { "stream-master", "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nlow.m3u8\n", "stream\n" },
  { "stream-mixed",
    HEAD "#EXTINF:-1,A\nhttp://h/1\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,B\n2.ts\n",
    "A|http://h/1\nB|2.ts\n" },
  { "html", "<!DOCTYPE html>\n<html>\n", "malformed\n" },
  { "html-behind-blanks", "\n\n  <html>\nhttp://h/1\n", "malformed\n" },
  { "object", "{\"user_info\":{\"auth\":0}}", "malformed\n" },
  { "list", "[]", "malformed\n" },
  { "text", "Access denied", "malformed\n" },
  { "nothing", "", "malformed\n" },
  { "blanks-alone", "\n \n\r\n", "malformed\n" },
  { "comments-alone", "# nothing\n#\n", "malformed\n" },
  { "header-alone", HEAD, "" },
  { "cut-in-address",
    HEAD "#EXTINF:-1,A\nhttp://h/1\n#EXTINF:-1,B\nhttp://h",
    "A|http://h/1\nB|http://h\n" },
  { "cut-before-address",
    HEAD "#EXTINF:-1,A\nhttp://h/1\n#EXTINF:-1,B",
    "A|http://h/1\nrejected 1\n" },
  { "error-at-the-end",
    HEAD "#EXTINF:-1,A\nhttp://h/1\n#EXTINF:-1,B\n<br />\n<b>Fatal error</b>\n",
    "A|http://h/1\nrejected 2\n" },
  { "joined",
    "#EXTM3U url-tvg=\"http://h/a\"\n#EXTINF:-1,A" END
    "#EXTM3U url-tvg=\"http://h/b\"\n#EXTINF:-1,B\nhttp://h/2\n",
    "A|http://h/1\nB|http://h/2\nguide http://h/a\n" },
  { "header-late",
    "#EXTINF:-1,A" END HEAD "#EXTINF:-1,B\nhttp://h/2\n",
    "A|http://h/1\nB|http://h/2\n" },

  /* EXTINF */
  { "durations",
    "#EXTINF:0,A\nhttp://h/1\n#EXTINF:-1.0,B\nhttp://h/2\n#EXTINF:,C\nhttp://h/3\n"
    "#EXTINF:5400,D\nhttp://h/4\n#EXTINF: 61.5 tvg-id=x,E\nhttp://h/5\n#EXTINF,F\nhttp://h/6\n"
    "#EXTINF:-1\nhttp://h/7\n#EXTINF:24h News\nhttp://h/8\n",
    "A|http://h/1\nB|http://h/2\nC|http://h/3\nD|http://h/4 duration:5400\n"
    "E|http://h/5 id:x duration:62\nF|http://h/6\n7|http://h/7\n24h News|http://h/8\n" },
  { "comma-after-duration",
    "#EXTINF:-1, tvg-id=\"a\" group-title=\"G\",A, b" END,
    "A, b|http://h/1 group:G id:a\n" },
  { "commas-between",
    "#EXTINF:-1 tvg-id=\"a\", tvg-name=\"b\",A" END,
    "A|http://h/1 id:a name:b\n" },
  { "comma-in-value",
    "#EXTINF:-1 tvg-name=\"The Good, the Bad\" group-title=\"A, b\",A" END,
    "A|http://h/1 group:A, b name:The Good, the Bad\n" },
  { "comma-in-title",
    "#EXTINF:-1 tvg-id=\"\",Blood, Sweat & Tears" END,
    "Blood, Sweat & Tears|http://h/1 id:\n" },
  { "no-title",
    "#EXTINF:-1 tvg-name=\"N\" tvc-guide-title=\"T\",\nhttp://h/1\n"
    "#EXTINF:-1 tvg-name=\"N\"\nhttp://h/2\n#EXTINF:-1 "
    "tvg-id=\"i\",\nhttp://h/a/last.ts?x=/y|b/c\n",
    "T|http://h/1 name:N\nN|http://h/2 name:N\nlast.ts|http://h/a/last.ts?x=/y|b/c id:i\n" },
  { "title-not-name", "#EXTINF:-1 tvg-name=\"N\",T" END, "T|http://h/1 name:N\n" },
  { "title-without-comma", "#EXTINF:-1 tvg-id=\"i\" Some Name" END, "Some Name|http://h/1 id:i\n" },
  { "unquoted",
    "#EXTINF:-1 tvg-shift=3 tvg-id=demo.fr,A" END,
    "A|http://h/1 id:demo.fr shift:3\n" },
  { "single-quotes",
    "#EXTINF:-1 tvg-id='x y' tvg-name=\"It's\",Tom's 'Bar'" END,
    "Tom's 'Bar'|http://h/1 id:x y name:It's\n" },
  { "quote-in-value",
    "#EXTINF:-1 tvg-name=\"24\" TV\" group-title=\"G\",A" END,
    "A|http://h/1 group:G name:24\" TV\n" },
  { "quote-lost",
    "#EXTINF:-1 tvg-name=\"X group-title=\"G\",A" END,
    "A|http://h/1 group:G name:X\n" },
  { "quote-lost-last", "#EXTINF:-1 tvg-name=\"X,A" END, "A|http://h/1 name:X\n" },
  { "blanks-round-equals",
    "#EXTINF:-1 tvg-id = \"EPG\" tvg-name= \"N\",A" END,
    "A|http://h/1 id:EPG name:N\n" },
  { "no-blanks-between",
    "#EXTINF:-1 tvg-logo=\"http://h/l.png\"tvg-chno=\"7\",A" END,
    "A|http://h/1 logo:http://h/l.png number:7\n" },
  { "key-case",
    "#EXTINF:-1 TVG-ID=\"a\" CUID=\"7\" Group-Title=\"G\",A" END,
    "A|http://h/1 group:G id:a panel-id:7\n" },
  { "key-like-another",
    "#EXTINF:-1 old-group-title=\"O\" x-tvg-id=\"o\" audio-lang=\"fr\",A" END,
    "A|http://h/1\n" },
  { "key-twice",
    "#EXTINF:-1 group-title=\"G\" tvg-id=\"a\" group-title=\"H\" tvg-id=\"b\",A" END,
    "A|http://h/1 group:G group:H id:a\n" },
  { "values-empty",
    "#EXTINF:-1 tvg-id=\"\" tvg-name=\"\" tvg-logo=\"\" group-title=\"\",A" END,
    "A|http://h/1 id: name: logo:\n" },
  { "word-in-any-case", "#extm3u\n#extinf:-1,A" END, "A|http://h/1\n" },

  /* Groups */
  { "groups",
    "#EXTINF:-1 group-title=\"A; B ;;C, d|e\",A" END,
    "A|http://h/1 group:A group:B group:C, d|e\n" },
  { "extgrp",
    "#EXTINF:-1,A\n#EXTGRP:G" END "#EXTINF:-1 group-title=\"H\",B\n#EXTGRP:I\nhttp://h/2\n"
    "#EXTINF:-1,C\nhttp://h/3\n",
    "A|http://h/1 group:G\nB|http://h/2 group:H\nC|http://h/3\n" },
  { "extgrp-before", "#EXTGRP:G;H\n#EXTINF:-1,A" END, "A|http://h/1 group:G group:H\n" },
  { "extgrp-carried",
    "#EXTINF:-1,A\n#EXTGRP:G" END "#EXTINF:-1,B\nhttp://h/2\n"
    "#EXTGRP:\n#EXTINF:-1,C\nhttp://h/3\n",
    "A|http://h/1 group:G\nB|http://h/2 carried:G\nC|http://h/3\n" },
  { "separator",
    "#EXTINF:-1,##### SPORT #####\nhttp://h/none\n#EXTINF:-1,***\nhttp://h/none\n",
    "##### SPORT #####|http://h/none\n***|http://h/none\n" },

  /* Guides and numbers */
  { "guide-keys",
    "#EXTM3U url-tvg=\"http://h/a\" x-tvg-url=\"http://h/b\" tvg-url=http://h/c\n"
    "#EXTINF:-1 tvg-url=\"http://h/d\",A" END,
    "A|http://h/1\nguide http://h/a\nguide http://h/b\nguide http://h/c\nguide http://h/d\n" },
  { "guides",
    "#EXTM3U url-tvg=\"http://h/a,b.xml,https://h/b http://h/c d , http://h/a,ftp://h\"\n"
    "#EXTINF:-1,A" END,
    "A|http://h/1\nguide http://h/a,b.xml\nguide https://h/b\nguide http://h/c d\n"
    "guide http://h/a,ftp://h\n" },
  { "guide-empty", "#EXTM3U x-tvg-url=\"\"\n#EXTINF:-1,A" END, "A|http://h/1\n" },
  { "shift",
    "#EXTM3U tvg-shift=-3.5\n#EXTINF:-1,A\nhttp://h/1\n#EXTINF:-1 tvg-shift=\"0\",B\n"
    "http://h/2\n#EXTINF:-1 tvg-shift=+1,C\nhttp://h/3\n",
    "A|http://h/1 shift:-3.5\nB|http://h/2 shift:0\nC|http://h/3 shift:+1\n" },
  { "numbers",
    "#EXTINF:-1 tvg-chno=\"7\",A\nhttp://h/1\n#EXTINF:-1 ch-number=\"5.1\",B\nhttp://h/2\n"
    "#EXTINF:-1 channel-number=\"8\",C\nhttp://h/3\n",
    "A|http://h/1 number:7\nB|http://h/2 number:5.1\nC|http://h/3 number:8\n" },
  { "flags",
    "#EXTINF:-1 radio=\"true\" tvg-type=\"movies\" xui-id=\"{4}\" media=\"1\",A" END,
    "A|http://h/1 radio:true type:movies panel-id:{4} media:1\n" },
  { "ignored",
    "#EXTINF:-1 parent-code=\"1\" audio-track=\"fr\" tvg-country=\"FR\" tvc-x=\"1\",A" END,
    "A|http://h/1\n" },

  /* Options */
  { "player-options",
    "#EXTINF:-1,A\n#EXTVLCOPT:http-user-agent=\"VLC 3\"\n"
    "#EXTVLCOPT:http-referrer=http://h/?a=b" END "#EXTINF:-1,B\nhttp://h/2\n",
    "A|http://h/1 player:http-user-agent=VLC 3 "
    "player:http-referrer=http://h/?a=b\nB|http://h/2\n" },
  { "player-options-of-list",
    "#EXTM3U\n#EXTVLCOPT:http-user-agent=X\n#EXTINF:-1,A" END
    "#EXTVLCOPT:http-user-agent=Y\n#EXTINF:-1,B\nhttp://h/2\n",
    "A|http://h/1 player:http-user-agent=X player:http-user-agent=X\n"
    "B|http://h/2 player:http-user-agent=X player:http-user-agent=Y\n" },
  { "properties",
    "#KODIPROP:inputstream=inputstream.adaptive\n#EXTINF:-1,A\n"
    "#KODIPROP:inputstream.adaptive.license_key=http://k/?a=b|c" END "#EXTINF:-1,B\nhttp://h/2\n",
    "A|http://h/1 property:inputstream=inputstream.adaptive "
    "property:inputstream.adaptive.license_key=http://k/?a=b|c\nB|http://h/2\n" },
  { "http-headers",
    "#EXTINF:-1,A\n#EXTHTTP:{\"User-Agent\":\"X=Y\"}" END,
    "A|http://h/1 headers:={\"User-Agent\":\"X=Y\"}\n" },
  { "file-tag", "#EXTINF:-1,A\n#EXT-X-PLAYLIST-TYPE:VOD" END, "A|http://h/1 file\n" },
  { "pipe",
    "#EXTINF:-1,A\nhttp://h/1|User-Agent=X&Referer=http%3A%2F%2Fh%2F\n",
    "A|http://h/1|User-Agent=X&Referer=http%3A%2F%2Fh%2F\n" },

  /* Addresses */
  { "relative", HEAD "#EXTINF:-1,A\nch1.ts\n", "A|ch1.ts\n" },
  { "address-with-blanks", HEAD "#EXTINF:-1,A\n  http://h/a b.ts \t\n", "A|http://h/a b.ts\n" },
  { "address-missing",
    "#EXTINF:-1,A\n#EXTINF:-1,B\nhttp://h/2\n#EXTINF:-1,C\n",
    "B|http://h/2\nrejected 2\n" },
  { "no-address",
    HEAD "#EXTINF:-1,A" END "what is this\n#EXTINF:-1,B\nhttp://h/2\n",
    "A|http://h/1\nB|http://h/2\nrejected 1\n" },
  { "repeated",
    "#EXTINF:-1 tvg-id=\"a\",A" END "#EXTINF:-1 tvg-id=\"a\",A" END,
    "A|http://h/1 id:a\nA|http://h/1 id:a\n" },
  { "catchup",
    "#EXTM3U catchup=\"append\" catchup-days=\"5\"\n"
    "#EXTINF:-1 catchup-source=\"?u={utc}\" catchup-correction=\"-1.5\" catchup-id=\"7\",A" END
    "#EXTINF:-1 catchup-type=\"xc\" catchup-days=\"3\" tvg-rec=\"7\" "
    "timeshift=\"8\",B\nhttp://h/2\n",
    "A|http://h/1 catchup:append source:?u={utc} days:5 correction:-1.5 catchup-id:7\n"
    "B|http://h/2 catchup:xc days:3 record-days:7\n" },
};

static char *
read_list (const char *list, gsize chunk)
{
  return lineup_m3u_listing_read (list, strlen (list), chunk, NULL);
}

/* At once, and cut at every byte, in chunks of one byte, of two, and of three. */
static void
test_case (gconstpointer data)
{
  const Case *tested = data;

  for (gsize chunk = 1; chunk <= strlen (tested->list) + 1; chunk++)
    {
      g_autofree char *seen = read_list (tested->list, chunk);

      g_assert_cmpstr (seen, ==, tested->expected);
    }
}

static void
test_encoding (void)
{
  /* Both are valid in the other encoding, too. */
  const char *list = "#EXTINF:-1,\xcf\xe5\xf0\xe2\xfb\xe9" END "#EXTINF:-1,Первый\nhttp://h/2\n";
  g_autofree char *seen = lineup_m3u_listing_read (list, strlen (list), 100, "WINDOWS-1251");
  g_autofree char *unknown = lineup_m3u_listing_read (list, strlen (list), 100, "KLINGON");

  g_assert_cmpstr (seen, ==, "Первый|http://h/1\nПервый|http://h/2\n");
  g_assert_cmpstr (unknown, ==, "Ïåðâûé|http://h/1\nПервый|http://h/2\n");
}

/* Whether two lines are of the same entry, of which the first may have lost the end of its address.
 */
static gboolean
is_same_entry (const char *cut, const char *whole)
{
  const char *address = strchr (cut, '|') + 1;
  const gsize length = strcspn (address, " ");

  return strncmp (cut, whole, (gsize)(address - cut) + length) == 0
         && g_str_has_suffix (whole, address + length);
}

/* What there is of a list that is cut off is what the whole list has, and at most one entry more is
 * counted. */
static void
test_cut (void)
{
  const char *list = "#EXTM3U\n#EXTINF:-1 tvg-id=\"a\" group-title=\"G\",A\n#EXTGRP:H\nhttp://h/1\n"
                     "#EXTINF:-1 tvg-name=\"It's, \"it\"\",B, c\nhttp://h/2|User-Agent=X\n";
  g_autofree char *whole = read_list (list, 1000);
  g_auto (GStrv) expected = g_strsplit (whole, "\n", -1);

  for (gsize length = strlen ("#EXTM3U"); length <= strlen (list); length++)
    {
      g_autofree char *seen = lineup_m3u_listing_read (list, length, 7, NULL);
      g_auto (GStrv) lines = g_strsplit (seen, "\n", -1);
      guint n = 0;

      if (*seen == '\0')
        continue;
      while (strchr (lines[n], '|') != NULL)
        {
          g_assert_true (is_same_entry (lines[n], expected[n]));
          n++;
        }
      if (g_str_equal (lines[n], "rejected 1"))
        n++;
      g_assert_cmpstr (lines[n], ==, "");
    }
}

/* Lines of a megabyte, each before an entry that is read. */
static void
test_too_long (void)
{
  const char *const heads[] = { "#EXTINF:-1 tvg-id=\"",        "http://h/", "# ",
                                "#EXTVLCOPT:http-user-agent=", "x",         "#KODIPROP:" };
  g_autofree char *fill = g_strnfill (1024 * 1024, 'x');

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      g_autofree char *list = g_strdup_printf (
          HEAD "#EXTINF:-1,A\nhttp://h/1\n%s%s\n#EXTINF:-1,B\nhttp://h/2\n", heads[i], fill);
      g_autofree char *info = g_strdup_printf (
          HEAD
          "#EXTINF:-1,A\nhttp://h/1\n#EXTINF:-1,C\n%s%s\nhttp://h/3\n#EXTINF:-1,B\nhttp://h/2\n",
          heads[i],
          fill);
      g_autofree char *seen = read_list (list, 4000);
      g_autofree char *seen_info = read_list (info, 4000);

      g_assert_true (g_str_has_prefix (seen, "A|http://h/1\nB|http://h/2\n"));
      g_assert_true (g_str_has_prefix (seen_info, "A|http://h/1\n"));
      g_assert_nonnull (strstr (seen_info, "B|http://h/2\nrejected"));
    }
}

/* What a guide or an option takes does not grow with the list, nor does what is before it. */
static void
test_head_too_long (void)
{
  g_autoptr (GString) list = g_string_new ("#EXTM3U\n");
  g_autofree char *seen = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (list, "# just a comment that nobody reads\n#EXTVLCOPT:a=b\n");
  g_string_append (list, "#EXTINF:-1,A\nhttp://h/1\n#EXTINF:-1,B\nhttp://h/2\n");
  seen = lineup_m3u_listing_read (list->str, list->len, 4096, NULL);
  g_assert_nonnull (strstr (seen, "A|http://h/1 "));
  g_assert_nonnull (strstr (seen, "\nB|http://h/2 "));
}

/* A line without end that is no list is not read to its end. */
static void
test_one_line (void)
{
  g_autoptr (LineupM3uSplitter) splitter = lineup_m3u_splitter_new ();
  g_autofree char *fill = g_strnfill (5000, 'x');
  LineupM3uElement element;

  lineup_m3u_splitter_push (splitter, fill, 5000);
  g_assert_cmpint (lineup_m3u_splitter_next (splitter, &element, NULL), ==, LINEUP_M3U_ERROR);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/m3u/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/m3u/encoding", test_encoding);
  g_test_add_func ("/m3u/cut", test_cut);
  g_test_add_func ("/m3u/too-long", test_too_long);
  g_test_add_func ("/m3u/head-too-long", test_head_too_long);
  g_test_add_func ("/m3u/one-line", test_one_line);

  return g_test_run ();
}
