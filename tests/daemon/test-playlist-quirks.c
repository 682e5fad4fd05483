/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"

#include <fcntl.h>
#include <string.h>

/* What playlists really are like (m3u-wire-format, sections 2 to 4), through to the reply on the
 * bus. Each row is a file and an account of its own. */

#define HEAD "#EXTM3U\n"
#define END  "\nhttp://h/1\n"

/* @list: the file; @expected: as of describe(), or the name of an error; @encoding: of the
 * account */
typedef struct
{
  const char *quirk;
  const char *list;
  const char *expected;
  const char *encoding; /* (nullable) */
} Quirk;

static const Quirk quirks[] = {
  /* The file */
  { "no header", "#EXTINF:-1,A\nhttp://h/1\n", "A|http://h/1\n" },
  { "addresses alone", "http://h/a/1.ts\n", "1.ts|http://h/a/1.ts\n" },
  { "BOM, blank lines first", "\n \n\xef\xbb\xbf" HEAD "\n#EXTINF:-1,A" END, "A|http://h/1\n" },
  { "CRLF", "#EXTM3U\r\n#EXTINF:-1,A\r\nhttp://h/1\r\n", "A|http://h/1\n" },
  { "lone CR", "#EXTM3U\r#EXTINF:-1,A\rhttp://h/1\r", "A|http://h/1\n" },
  { "Latin-1 beside UTF-8",
    "#EXTINF:-1,Caf\xe9\nhttp://h/1\n#EXTINF:-1,Caf\xc3\xa9 2\nhttp://h/2\n",
    "Caf\xc3\xa9|http://h/1\nCaf\xc3\xa9 2|http://h/2\n" },
  { "the account's encoding",
    "#EXTINF:-1 group-title=\"\xcd\xee\xe2\",\xcc\xe8\xf0" END,
    "\xd0\x9c\xd0\xb8\xd1\x80|http://h/1 group=\xd0\x9d\xd0\xbe\xd0\xb2\n",
    "windows-1251" },
  { "HTML", "<!DOCTYPE html>\n<html>Blocked</html>\n", "MalformedData" },
  { "JSON", "{\"user_info\":{\"auth\":0}}", "MalformedData" },
  { "nothing", "", "MalformedData" },
  { "no playlist", "root:x:0:0:root:/root:/bin/sh\n", "MalformedData" },
  { "cut before an address",
    HEAD "#EXTINF:-1,A\nhttp://h/1\n#EXTINF:-1,B",
    "A|http://h/1\nrejected 1\n" },
  { "joined",
    "#EXTM3U catchup=\"shift\"\n#EXTINF:-1,A" END
    "#EXTM3U catchup=\"none\"\n#EXTINF:-1,B\nhttp://h/2\n",
    "A|http://h/1 archive=3\nB|http://h/2 archive=3\n" },

  /* EXTINF */
  { "durations",
    "#EXTINF:0,A\nhttp://h/1\n#EXTINF:-1.0,B\nhttp://h/2\n#EXTINF:,C\nhttp://h/3\n"
    "#EXTINF:5400,D\nhttp://h/4\n#EXTINF,E\nhttp://h/5\n",
    "A|http://h/1\nB|http://h/2\nC|http://h/3\nD|http://h/4\nE|http://h/5\n" },
  { "comma after the duration",
    "#EXTINF:-1, tvg-id=\"a\" group-title=\"G\",A" END,
    "A|http://h/1 group=G epg=a\n" },
  { "comma in a value",
    "#EXTINF:-1 tvg-name=\"The Good, the Bad\" group-title=\"A, b\",T" END,
    "T|http://h/1 group=A, b\n" },
  { "comma in the title",
    "#EXTINF:-1 tvg-id=\"\",Blood, Sweat & Tears" END,
    "Blood, Sweat & Tears|http://h/1\n" },
  { "no title",
    "#EXTINF:-1 tvg-name=\"N\" tvc-guide-title=\"T\",\nhttp://h/1\n"
    "#EXTINF:-1 tvg-name=\"N\"\nhttp://h/2\n#EXTINF:-1 group-title=\"X\",\nhttp://h/a/last.ts\n",
    "T|http://h/1\nN|http://h/2\nlast.ts|http://h/a/last.ts group=X\n" },
  { "title, not tvg-name", "#EXTINF:-1 tvg-name=\"N\",T" END, "T|http://h/1\n" },
  { "unquoted", "#EXTINF:-1 tvg-chno=3 tvg-id=demo.fr,A" END, "A|http://h/1 no=3 epg=demo.fr\n" },
  { "single quotes",
    "#EXTINF:-1 tvg-id='x y' group-title=\"It's\",Tom's 'Bar'" END,
    "Tom's 'Bar'|http://h/1 group=It's epg=x y\n" },
  { "quote inside a value",
    "#EXTINF:-1 group-title=\"24\" TV\" tvg-id=\"i\",A" END,
    "A|http://h/1 group=24\" TV epg=i\n" },
  { "lost closing quote",
    "#EXTINF:-1 tvg-id=\"X group-title=\"G\",A" END,
    "A|http://h/1 group=G epg=X\n" },
  { "blanks round =, none between",
    "#EXTINF:-1 tvg-id = \"EPG\" tvg-logo=\"http://h/l.png\"tvg-chno=\"7\",A" END,
    "A|http://h/1 no=7 epg=EPG icon=http://h/l.png\n" },
  { "key case", "#EXTINF:-1 TVG-ID=\"a\" Group-Title=\"G\",A" END, "A|http://h/1 group=G epg=a\n" },
  { "key twice",
    "#EXTINF:-1 group-title=\"G\" tvg-id=\"a\" group-title=\"H\" tvg-id=\"b\",A" END,
    "A|http://h/1 group=G group=H epg=a\n" },

  /* Groups */
  { "several groups",
    "#EXTINF:-1 group-title=\"A;B;C, d|e\",T" END,
    "T|http://h/1 group=A group=B group=C, d|e\n" },
  { "EXTGRP",
    "#EXTINF:-1,A\n#EXTGRP:G" END "#EXTINF:-1 group-title=\"H\",B\n#EXTGRP:I\nhttp://h/2\n"
    "#EXTINF:-1,C\nhttp://h/3\n",
    "A|http://h/1 group=G\nB|http://h/2 group=H\nC|http://h/3\n" },
  { "EXTGRP carried on",
    "#EXTGRP:G\n#EXTINF:-1,A\nhttp://h/1\n#EXTINF:-1,B\nhttp://h/2\n#EXTGRP:\n#EXTINF:-1,C\n"
    "http://h/3\n",
    "A|http://h/1 group=G\nB|http://h/2 group=G\nC|http://h/3\n" },
  { "separators",
    "#EXTINF:-1,##### SPORT #####\nhttp://h/none\n#EXTINF:-1,***\nhttp://h/none\n"
    "#EXTINF:-1,A" END,
    "##### SPORT #####|http://h/none\n***|http://h/none\nA|http://h/1\n" },

  /* Guide, numbers */
  { "numbers",
    "#EXTINF:-1 tvg-chno=\"7\",A\nhttp://h/1\n#EXTINF:-1 ch-number=\"5.1\",B\nhttp://h/2\n"
    "#EXTINF:-1 channel-number=\"7\",C\nhttp://h/3\n",
    "B|http://h/2 no=5.1\nA|http://h/1 no=7\nC|http://h/3 no=7\n" },
  { "radio", "#EXTINF:-1 radio=\"true\",A" END, "A|http://h/1 radio\n" },
  { "keys of others",
    "#EXTINF:-1 parent-code=\"1\" audio-track=\"fr\" tvg-country=\"FR\" tvc-x=\"1\",A" END,
    "A|http://h/1\n" },
  { "logos",
    "#EXTINF:-1 tvg-logo=\"l.png\",A\nhttp://h/1\n#EXTINF:-1 tvg-logo=\"data:image/png;base64,A\","
    "B\nhttp://h/2\n#EXTINF:-1 tvg-logo=\"\",C\nhttp://h/3\n#EXTINF:-1 tvg-logo=\"https://h/l\",D\n"
    "http://h/4\n",
    "A|http://h/1\nB|http://h/2\nC|http://h/3\nD|http://h/4 icon=https://h/l\n" },

  /* Options */
  { "EXTVLCOPT",
    "#EXTINF:-1,A\n#EXTVLCOPT:http-user-agent=\"My Player\"\n#EXTVLCOPT:http-referrer=http://r/\n"
    "#EXTVLCOPT:http-origin=http://o\n#EXTVLCOPT:network-caching=1" END
    "#EXTVLCOPT:http-user-agent=Before\n#EXTINF:-1,B\nhttp://h/2\n#EXTINF:-1,C\nhttp://h/3\n",
    "A|http://h/1 Origin:http://o Referer:http://r/ User-Agent:My Player\n"
    "B|http://h/2 User-Agent:Before\nC|http://h/3\n" },
  { "EXTVLCOPT before all entries",
    HEAD "#EXTVLCOPT:http-user-agent=X\n#EXTINF:-1,A\nhttp://h/1\n#EXTINF:-1,B\nhttp://h/2\n",
    "A|http://h/1 User-Agent:X\nB|http://h/2 User-Agent:X\n" },
  { "headers behind the address",
    "#EXTINF:-1,A\nhttp://h/1|User-Agent=X&Referer=http%3A%2F%2Fr%2F\n"
    "#EXTINF:-1,B\nhttp://h/a|b|!X-Key=\"v\"\n#EXTINF:-1,C\nhttp://h/c|d\n",
    "A|http://h/1 Referer:http://r/ User-Agent:X\nB|http://h/a|b X-Key:v\nC|http://h/c|d\n" },
  { "line break in a header",
    "#EXTINF:-1,A\nhttp://h/1|X-A=a%0d%0ab&X-B=c\n",
    "A|http://h/1 X-B:c\n" },
  { "KODIPROP",
    "#KODIPROP:inputstream.adaptive.license_key=http://k/?a=b|c\n#EXTINF:-1,A" END
    "#EXTINF:-1,B\nhttp://h/2\n",
    "A|http://h/1 inputstream.adaptive.license_key=http://k/?a=b|c\nB|http://h/2\n" },
  { "EXTHTTP",
    "#EXTINF:-1,A\n#EXTHTTP:{\"User-Agent\":\"X\",\"Cookie\":\"a=b\"}" END,
    "A|http://h/1 Cookie:a=b User-Agent:X\n" },

  /* Addresses */
  { "schemes",
    "#EXTINF:-1,A\nrtsp://h/1\n#EXTINF:-1,B\nrtmp://h/2\n#EXTINF:-1,C\nudp://@239.0.0.1:1\n"
    "#EXTINF:-1,D\nrtp://239.0.0.1:1\n#EXTINF:-1,E\nsrt://h:1\n#EXTINF:-1,F\nmms://h/1\n"
    "#EXTINF:-1,G\nrtmps://h/2\n#EXTINF:-1,H\nrtsps://h/1\n#EXTINF:-1,V\nplugin://x/y\n"
    "#EXTINF:-1,W\nacestream://0\n#EXTINF:-1,X\npipe://sh\n#EXTINF:-1,Y\nfile:///etc/passwd\n"
    "#EXTINF:-1,Z\njavascript:alert(1)\n",
    "A|rtsp://h/1\nB|rtmp://h/2\nC|udp://@239.0.0.1:1\nD|rtp://239.0.0.1:1\nE|srt://h:1\n"
    "F|mms://h/1\nG|rtmps://h/2\nH|rtsps://h/1\nrejected 5\n" },
  { "missing address",
    "#EXTINF:-1,A\n#EXTINF:-1,B\nhttp://h/2\n#EXTINF:-1,C\n",
    "B|http://h/2\nrejected 2\n" },
  { "same address, id and name",
    "#EXTINF:-1 tvg-id=\"a\" group-title=\"G\",A" END
    "#EXTINF:-1 tvg-id=\"a\" group-title=\"H\",A" END
    "#EXTINF:-1 tvg-id=\"a\",A\nhttp://h/2\n#EXTINF:-1 tvg-id=\"b\",B" END,
    "A|http://h/1 group=G epg=a\nA|http://h/1 group=H epg=a\nA|http://h/2 epg=a\n"
    "B|http://h/1 epg=b\n" },

  /* Kinds */
  { "the path tells the kind",
    "#EXTINF:-1 group-title=\"VOD\",MTV S1 E1\nhttp://h/live/u/p/1.ts\n"
    "#EXTINF:-1,Film\nhttp://h/movie/u/p/2.mkv\n#EXTINF:-1,Show S01E02\n"
    "http://h/series/u/p/3.mkv\n#EXTINF:-1,Other S02E03\nhttp://h/movie/u/p/4.mkv\n",
    "MTV S1 E1|http://h/live/u/p/1.ts group=VOD\nmovie Film|http://h/movie/u/p/2.mkv\n"
    "series Other (2x3 http://h/movie/u/p/4.mkv)\nseries Show (1x2 http://h/series/u/p/3.mkv)\n" },
  { "tvg-type tells the kind",
    "#EXTINF:-1 tvg-type=\"movies\",A\nhttp://h/1\n"
    "#EXTINF:-1 tvg-type=\"series\",Demo 1x02\nhttp://h/2\n"
    "#EXTINF:-1 tvg-type=\"live\",B\nhttp://h/3.mkv\n",
    "B|http://h/3.mkv\nmovie A|http://h/1\nseries Demo (1x2 http://h/2)\n" },
  { "the container tells the kind",
    "#EXTINF:-1,A\nhttp://h/1.mp4\n#EXTINF:-1,Demo 2 \xd1\x81\xd0\xb5\xd1\x80\xd0\xb8\xd1\x8f\n"
    "http://h/2.avi\n#EXTINF:-1,B\nhttp://h/3.mp3\n#EXTINF:-1,C S01E02\nhttp://h/4.m3u8\n",
    "B|http://h/3.mp3\nC S01E02|http://h/4.m3u8\nmovie A|http://h/1.mp4\n"
    "series Demo (1x2 http://h/2.avi)\n" },
  { "a group tells nothing",
    "#EXTINF:-1 group-title=\"TV VOD\",A" END "#EXTINF:-1 group-title=\"SERIES\",D S01E02\n"
    "http://h/2\n",
    "A|http://h/1 group=TV VOD\nD S01E02|http://h/2 group=SERIES\n" },
};

/* Catch-up of an entry with these attributes, at this address: @expected has `S` for the start,
 * `E` for the end and `N` for now, Unix seconds, `D` and `M` for seconds and minutes of what is
 * asked for, `O` for seconds since its start, each in angle brackets, and, likewise, letters of
 * strftime() for the start in local time; %NULL for `NotFound`. */
typedef struct
{
  const char *attributes;
  const char *url;
  const char *expected; /* (nullable) */
} CatchUp;

static const CatchUp catch_ups[] = {
  { "catchup=\"default\" catchup-source=\"http://a/{utc}-{utcend}.ts\"",
    "http://h/1",
    "http://a/<S>-<E>.ts" },
  { "catchup=\"append\" catchup-source=\"?a=${start}&n=${now}\"",
    "http://h/1",
    "http://h/1?a=<S>&n=<N>" },
  { "catchup=\"shift\"", "http://h/1", "http://h/1?utc=<S>&lutc=<N>" },
  { "catchup=\"shift\"", "http://h/1?a=b", "http://h/1?a=b&utc=<S>&lutc=<N>" },
  { "catchup-type=\"timeshift\"", "http://h/1", "http://h/1?utc=<S>&lutc=<N>" },
  { "tvg-rec=\"7\"", "http://h/1", "http://h/1?utc=<S>&lutc=<N>" },
  { "timeshift=\"7\"", "http://h/1", "http://h/1?utc=<S>&lutc=<N>" },
  { "catchup=\"xc\"",
    "http://h/live/u/p/47.m3u8",
    "http://h/timeshift/u/p/<M>/<%Y-%m-%d:%H-%M>/47.m3u8" },
  { "catchup=\"xc\"", "http://h/u/p/47", "http://h/timeshift/u/p/<M>/<%Y-%m-%d:%H-%M>/47.ts" },
  { "catchup=\"xc\"", "http://h/other", NULL },
  { "catchup=\"flussonic\"", "http://h/c/mpegts?t=1", "http://h/c/timeshift_abs-<S>.ts?t=1" },
  { "catchup=\"fs\"", "http://h/c/index.m3u8", "http://h/c/timeshift_rel-<O>.m3u8" },
  { "catchup=\"flussonic-hls\"", "http://h/c/mono.m3u8", "http://h/c/mono-timeshift_rel-<O>.m3u8" },
  { "catchup=\"flussonic-ts\" catchup-source=\"http://h/c/archive-{utc}-{duration}.m3u8\"",
    "http://h/c/mpegts",
    "http://h/c/archive-<S>-<D>.m3u8" },
  { "catchup=\"default\" catchup-source=\"http://a/{Y}{m}{d}{H}{M}{S}\"",
    "http://h/1",
    "http://a/<%Y%m%d%H%M%S>" },
  { "catchup=\"default\" catchup-source=\"http://a/{utc:YmdHMS}/{duration:60}/{offset:1}\"",
    "http://h/1",
    "http://a/<%Y%m%d%H%M%S>/<M>/<O>" },
  { "catchup=\"default\" catchup-source=\"http://a/${(b)timestamp}/${(e)timestamp}\"",
    "http://h/1",
    "http://a/<S>/<E>" },
  { "catchup=\"default\" catchup-source=\"http://a/${(b)yyyyMMddHHmmss}\"",
    "http://h/1",
    "http://a/<%Y%m%d%H%M%S>" },
  { "catchup=\"default\" catchup-source=\"http://a/${timestamp}/${duration}/${offset}\"",
    "http://h/1",
    "http://a/<N>/<D>/<O>" },
  { "catchup=\"default\" catchup-source=\"http://a/{utc}/{unknown}\"", "http://h/1", NULL },
  { "catchup=\"vod\" catchup-source=\"http://a/{catchup-id}\"", "http://h/1", NULL },
  { "catchup=\"1\" catchup-source=\"http://a/{utc}\"", "http://h/1", "http://a/<S>" },
};

static char *
write_list (LineupDaemonFixture *fixture, const char *text)
{
  char *path = g_build_filename (fixture->directory, "list.m3u", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

/* Returns the error with which a file is refused. */
static char *
add (LineupDaemonFixture *fixture, const char *list, const char *encoding)
{
  g_autofree char *path = write_list (fixture, list);
  g_autofree char *settings = g_strdup_printf (
      "('home', {'type': <'playlist'>, 'file': <handle 0>, 'auto-sync': <false>, "
      "'guide': <false>, 'encoding': <'%s'>})",
      encoding != NULL ? encoding : "");
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = lineup_client_call_with_file (fixture,
                                                             LINEUP_OBJECT_PATH,
                                                             LINEUP_MANAGER_INTERFACE,
                                                             "AddAccount",
                                                             g_variant_new_parsed (settings),
                                                             path,
                                                             O_RDONLY,
                                                             &error);

  return error != NULL ? g_dbus_error_get_remote_error (error) : NULL;
}

static GVariant *
get_stream (
    LineupDaemonFixture *fixture, const char *kind, gint64 id, const char *options, GError **error)
{
  g_autofree char *path = lineup_client_path ("home");
  g_autoptr (GVariant) reply = lineup_daemon_fixture_call (
      fixture,
      path,
      LINEUP_CATALOG_INTERFACE,
      "GetStream",
      lineup_client_make_item_call (kind, id, options),
      error);

  return reply != NULL ? g_variant_get_child_value (reply, 0) : NULL;
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static void
add_words (GString *text, GVariant *stream, const char *key, char sign, const char *left_out)
{
  g_autoptr (GVariant) words = g_variant_lookup_value (stream, key, G_VARIANT_TYPE ("a{ss}"));
  g_autoptr (GPtrArray) sorted = g_ptr_array_new_with_free_func (g_free);
  GVariantIter iter;
  const char *name = NULL;
  const char *value = NULL;

  if (words == NULL)
    return;
  g_variant_iter_init (&iter, words);
  while (g_variant_iter_next (&iter, "{&s&s}", &name, &value))
    {
      if (left_out == NULL || !g_str_has_prefix (value, left_out))
        g_ptr_array_add (sorted, g_strdup_printf (" %s%c%s", name, sign, value));
    }
  g_ptr_array_sort (sorted, compare_words);
  for (guint i = 0; i < sorted->len; i++)
    g_string_append (text, sorted->pdata[i]);
}

static void
add_text (GString *text, GVariant *item, const char *key, const char *name)
{
  const char *value = NULL;

  if (g_variant_lookup (item, key, "&s", &value))
    g_string_append_printf (text, " %s=%s", name, value);
}

static void
add_groups (LineupDaemonFixture *fixture, GString *text, const char *kind, GVariant *item)
{
  g_autoptr (GVariant) categories = lineup_client_list_categories (fixture, "home", kind);
  g_autofree const char **ids = NULL;

  g_assert_true (g_variant_lookup (item, "categories", "^a&s", &ids));
  for (gsize i = 0; i < g_variant_n_children (categories); i++)
    {
      g_autoptr (GVariant) category = g_variant_get_child_value (categories, i);
      const char *id = NULL;

      g_variant_lookup (category, "id", "&s", &id);
      if (g_strv_contains (ids, id) && !g_str_equal (id, "uncategorized"))
        add_text (text, category, "name", "group");
    }
}

/* Only what the list says of a stream, not how we call ourselves where it says nothing. */
static void
describe_stream (LineupDaemonFixture *fixture, GString *text, const char *kind, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) stream = get_stream (fixture, kind, id, NULL, &error);
  const char *url = NULL;

  g_assert_no_error (error);
  g_assert_true (g_variant_lookup (stream, "url", "&s", &url));
  g_string_append (text, url);
}

static void
describe_headers (LineupDaemonFixture *fixture, GString *text, const char *kind, gint64 id)
{
  g_autoptr (GVariant) stream = get_stream (fixture, kind, id, NULL, NULL);

  add_words (text, stream, "headers", ':', "VLC/");
  add_words (text, stream, "properties", '=', NULL);
}

static void
describe_number (GString *text, GVariant *item)
{
  guint position = 0;
  const char *number = NULL;

  if (g_variant_lookup (item, "channel-number", "&s", &number))
    g_string_append_printf (text, " no=%s", number);
  else if (g_variant_lookup (item, "position", "u", &position) && position != 0)
    g_string_append_printf (text, " no=%u", position);
}

static void
describe_episodes (LineupDaemonFixture *fixture, GString *text, gint64 id)
{
  g_autofree char *path = lineup_client_path ("home");
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      fixture,
      path,
      LINEUP_CATALOG_INTERFACE,
      "GetDetails",
      lineup_client_make_item_call ("series", id, NULL));
  g_autoptr (GVariant) item = g_variant_get_child_value (reply, 0);
  g_autoptr (GVariant) episodes = g_variant_lookup_value (
      item, "episodes", G_VARIANT_TYPE ("aa{sv}"));

  for (gsize i = 0; i < g_variant_n_children (episodes); i++)
    {
      g_autoptr (GVariant) episode = g_variant_get_child_value (episodes, i);
      guint season = 0;
      guint number = 0;
      gint64 episode_id = 0;

      g_variant_lookup (episode, "season", "u", &season);
      g_variant_lookup (episode, "number", "u", &number);
      g_variant_lookup (episode, "id", "x", &episode_id);
      g_string_append_printf (text, " (%ux%u ", season, number);
      describe_stream (fixture, text, "episodes", episode_id);
      g_string_append_c (text, ')');
    }
}

static void
describe_item (LineupDaemonFixture *fixture, GString *text, const char *kind, GVariant *item)
{
  const gboolean is_channel = g_str_equal (kind, "channels");
  const char *name = NULL;
  gboolean radio = FALSE;
  guint days = 0;
  gint64 id = 0;

  g_variant_lookup (item, "name", "&s", &name);
  g_variant_lookup (item, "id", "x", &id);
  g_assert_cmpint (id, >, 0);
  g_assert_cmpint (id, <, G_GINT64_CONSTANT (1) << 53);
  g_string_append_printf (text,
                          "%s%s",
                          is_channel                     ? ""
                          : g_str_equal (kind, "movies") ? "movie "
                                                         : "series ",
                          name);
  if (g_str_equal (kind, "series"))
    describe_episodes (fixture, text, id);
  else
    {
      g_string_append_c (text, '|');
      describe_stream (fixture, text, kind, id);
    }
  add_groups (fixture, text, kind, item);
  describe_number (text, item);
  add_text (text, item, "epg-id", "epg");
  add_text (text, item, "icon", "icon");
  if (g_variant_lookup (item, "radio", "b", &radio) && radio)
    g_string_append (text, " radio");
  if (g_variant_lookup (item, "archive-days", "u", &days) && days > 0)
    g_string_append_printf (text, " archive=%u", days);
  if (!g_str_equal (kind, "series"))
    describe_headers (fixture, text, kind, id);
  g_string_append_c (text, '\n');
}

/* All that there is: channels in their order, films and series by name, what was rejected. */
static char *
describe (LineupDaemonFixture *fixture)
{
  static const char *const kinds[] = { "channels", "movies", "series" };
  GString *text = g_string_new (NULL);
  guint64 rejected = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GPtrArray) items = lineup_client_list_items (
          fixture, "home", kinds[i], i > 0 ? "{'sort': <'name'>}" : NULL);

      for (guint j = 0; j < items->len; j++)
        describe_item (fixture, text, kinds[i], items->pdata[j]);
    }
  /* The first step carries the download. */
  rejected = lineup_client_get_step_number (fixture, "home", "channel-categories", "rejected");
  if (rejected > 0)
    g_string_append_printf (text, "rejected %" G_GUINT64_FORMAT "\n", rejected);
  return g_string_free (text, FALSE);
}

static void
sync_whole (LineupDaemonFixture *fixture)
{
  g_autofree char *status = lineup_client_sync (fixture, "home", "{'accept-shrink': <true>}");

  g_assert_cmpstr (status, ==, "completed");
}

static void
test_quirks (LineupDaemonFixture *fixture, gconstpointer data)
{
  guint n_wrong = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (quirks); i++)
    {
      const Quirk *quirk = &quirks[i];
      g_autofree char *error = add (fixture, quirk->list, quirk->encoding);
      g_autofree char *found = NULL;

      if (error == NULL)
        {
          sync_whole (fixture);
          found = describe (fixture);
          lineup_client_remove (fixture, "home", NULL);
        }
      else
        found = g_strdup (strrchr (error, '.') + 1);
      if (g_str_equal (found, quirk->expected))
        continue;
      n_wrong++;
      g_test_message ("%s: expected:\n%s\nfound:\n%s", quirk->quirk, quirk->expected, found);
    }
  g_assert_cmpuint (n_wrong, ==, 0);
}

/* At an address */

#define LIST "/lists/a.m3u8"

static char *
make_address (LineupFakePanel *panel, const char *path)
{
  g_autofree char *base = lineup_fake_panel_get_url (panel);

  return g_strconcat (base, path, NULL);
}

/* @more: further settings */
static void
add_address (LineupDaemonFixture *fixture, const char *address, const char *more)
{
  g_autofree char *settings = g_strdup_printf (
      "('home', {'type': <'playlist'>, 'url': <'%s'>, 'auto-sync': <false>, 'guide': <false>%s})",
      address,
      more);

  lineup_client_call_manager (fixture, "AddAccount", g_variant_new_parsed (settings), NULL);
}

static void
test_address (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *fault;
    const char *list;
    const char *expected; /* with $ for the folder of the list */
  } lists[] = {
    { "*=gzip:unlabelled", "#EXTINF:-1,A" END, "A|http://h/1\n" },
    { "*=gzip", "#EXTINF:-1,A" END, "A|http://h/1\n" },
    { NULL,
      "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n1.ts\n",
      "a.m3u8|$a.m3u8?token=hush\n" },
    { NULL, "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nlow.m3u8\n", "a.m3u8|$a.m3u8?token=hush\n" },
    { NULL,
      "#EXTINF:-1,A\nch1.ts\n#EXTINF:-1,B\n../b/2.ts\n#EXTINF:-1,C\n//h/3\n",
      "A|$ch1.ts\nB|$../b/2.ts\nC|http://h/3\n" },
  };
  g_autofree char *folder = make_address (fixture->panel, "/lists/");
  g_autofree char *above = make_address (fixture->panel, "/b/");
  g_autofree char *address = make_address (fixture->panel, LIST "?token=hush");

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (GString) expected = g_string_new (lists[i].expected);
      g_autofree char *found = NULL;

      g_string_replace (expected, "$../b/", above, 0);
      g_string_replace (expected, "$", folder, 0);
      lineup_fake_panel_clear_faults (fixture->panel);
      if (lists[i].fault != NULL)
        lineup_fake_panel_add_fault (fixture->panel, lists[i].fault);
      lineup_fake_panel_set_text (fixture->panel, LIST, lists[i].list);
      add_address (fixture, address, "");
      sync_whole (fixture);
      found = describe (fixture);
      g_assert_cmpstr (found, ==, expected->str);
      lineup_client_remove (fixture, "home", NULL);
    }
}

/* What is relative is so to where the list was in the end, over a restart, too. */
static void
test_redirected (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *address = make_address (fixture->panel, LIST "?token=hush");
  g_autofree char *target = make_address (fixture->panel, "/other/b.m3u");
  g_autofree char *fault = g_strdup_printf (LIST "=redirect:%s", target);
  g_autofree char *expected = make_address (fixture->panel, "/other/ch1.ts\n");
  g_autofree char *line = g_strconcat ("A|", expected, NULL);
  g_autofree char *found = NULL;
  g_autofree char *again = NULL;

  lineup_fake_panel_set_text (fixture->panel, LIST, "");
  lineup_fake_panel_set_text (fixture->panel, "/other/b.m3u", "#EXTINF:-1,A\nch1.ts\n");
  lineup_fake_panel_add_fault (fixture->panel, fault);
  add_address (fixture, address, "");
  sync_whole (fixture);
  found = describe (fixture);
  g_assert_cmpstr (found, ==, line);
  lineup_daemon_fixture_restart (fixture);
  again = describe (fixture);
  g_assert_cmpstr (again, ==, line);
}

static void
assert_text (LineupDaemonFixture *fixture, const char *name, const char *expected)
{
  g_autofree char *text = lineup_client_get_text (fixture, "home", name);

  g_assert_cmpstr (text, ==, expected);
}

/* A playlist that can't be reached at its first address is at another, which is a secret, too. */
static void
test_fallback (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (LineupFakePanel) dead = lineup_fake_panel_new ();
  g_autofree char *address = NULL;
  g_autofree char *other = make_address (fixture->panel, LIST "?token=hush");
  g_autofree char *more = g_strdup_printf (", 'fallback-urls': <['%s']>", other);
  g_autofree char *server = lineup_fake_panel_get_url (fixture->panel);
  g_autofree char *settings = lineup_daemon_fixture_get_path (fixture,
                                                              "config/lineupd/accounts/home.conf");
  g_autofree char *contents = NULL;
  g_autofree char *found = NULL;
  g_autofree char *again = NULL;
  g_autofree char *log = NULL;
  guint n_requests = 0;

  g_assert_true (lineup_fake_panel_listen (dead, 0, NULL));
  lineup_fake_panel_refuse (dead);
  address = make_address (dead, LIST "?token=hush");
  lineup_fake_panel_set_text (fixture->panel, LIST, "#EXTINF:-1,A" END);
  add_address (fixture, address, more);
  assert_text (fixture, "Server", server);
  sync_whole (fixture);
  found = describe (fixture);
  g_assert_cmpstr (found, ==, "A|http://h/1\n");
  n_requests = lineup_request_log_count (fixture->requests, NULL);

  g_assert_true (lineup_fake_panel_listen (dead, 0, NULL));
  lineup_daemon_fixture_restart (fixture);
  assert_text (fixture, "Server", server);
  sync_whole (fixture);
  again = describe (fixture);
  g_assert_cmpstr (again, ==, "A|http://h/1\n");
  g_assert_cmpuint (lineup_request_log_count (fixture->requests, NULL), ==, n_requests + 1);
  g_assert_cmpuint (lineup_request_log_count (lineup_fake_panel_get_log (dead), NULL), ==, 0);

  g_assert_true (g_file_get_contents (settings, &contents, NULL, NULL));
  g_assert_null (strstr (contents, "hush"));
  log = lineup_daemon_fixture_read_log (fixture);
  g_assert_null (strstr (log, "hush"));
}

/* Where the list's server goes away between two syncs, the next sync is at the other. */
static void
test_fallback_later (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (LineupFakePanel) other = lineup_fake_panel_new ();
  g_autofree char *address = make_address (fixture->panel, LIST "?token=hush");
  g_autofree char *change = NULL;
  g_autofree char *fallback = NULL;
  g_autofree char *server = NULL;
  g_autofree char *found = NULL;
  g_autofree char *again = NULL;
  g_autofree char *expected = NULL;

  g_assert_true (lineup_fake_panel_listen (other, 0, NULL));
  server = lineup_fake_panel_get_url (other);
  fallback = make_address (other, LIST "?token=other");
  lineup_fake_panel_set_text (fixture->panel, LIST, "#EXTINF:-1,A" END);
  lineup_fake_panel_set_text (
      other, LIST, "#EXTINF:-1,B\nhttp://h/hush/other/1\n#EXTINF:-1,C\nc.ts\n");
  add_address (fixture, address, "");
  sync_whole (fixture);
  change = g_strdup_printf ("{'fallback-urls': <['%s']>}", fallback);
  lineup_client_update (fixture, "home", change, NULL);
  lineup_fake_panel_refuse (fixture->panel);
  sync_whole (fixture);
  assert_text (fixture, "Server", server);
  found = describe (fixture);
  expected = g_strdup_printf ("B|http://h/hush/other/1\nC|%s/lists/c.ts\n", server);
  g_assert_cmpstr (found, ==, expected);
  /* Whichever address is in use, what is kept is the same. */
  lineup_client_update (fixture, "home", "{'fallback-urls': <@as []>}", NULL);
  again = describe (fixture);
  g_assert_cmpstr (again, ==, expected);
  g_assert_cmpuint (
      lineup_client_get_step_number (fixture, "home", "channel-categories", "attempts"), ==, 2);
}

/* Catch-up */

#define HOUR (60 * 60)

static void
append_number (GString *text, gint64 number)
{
  g_string_append_printf (text, "%" G_GINT64_FORMAT, number);
}

/* What is expected, if the daemon answered at @now. */
static char *
expand (const char *expected, gint64 start, gint64 end, gint64 now)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (start);
  GString *text = g_string_new (NULL);

  while (*expected != '\0')
    {
      const char *close = *expected == '<' ? strchr (expected, '>') : NULL;
      g_autofree char *word = NULL;
      g_autofree char *date = NULL;

      if (close == NULL)
        {
          g_string_append_c (text, *expected++);
          continue;
        }
      word = g_strndup (expected + 1, (gsize)(close - expected - 1));
      expected = close + 1;
      switch (*word)
        {
        case 'S':
          append_number (text, start);
          break;
        case 'E':
          append_number (text, end);
          break;
        case 'N':
          append_number (text, now);
          break;
        case 'D':
          append_number (text, end - start);
          break;
        case 'M':
          append_number (text, (end - start) / 60);
          break;
        case 'O':
          append_number (text, now - start);
          break;
        default:
          date = g_date_time_format (local, word);
          g_string_append (text, date);
        }
    }
  return g_string_free (text, FALSE);
}

static gboolean
is_expected (const char *url, const char *expected, gint64 start, gint64 end, gint64 asked)
{
  const gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  for (gint64 time = asked; time <= now; time++)
    {
      g_autofree char *text = expand (expected, start, end, time);

      if (g_str_equal (url, text))
        return TRUE;
    }
  return FALSE;
}

static char *
make_catch_up_list (void)
{
  GString *list = g_string_new (HEAD);

  for (gsize i = 0; i < G_N_ELEMENTS (catch_ups); i++)
    g_string_append_printf (list,
                            "#EXTINF:-1 tvg-chno=\"%u\" %s,N\n%s\n",
                            (guint)i + 1,
                            catch_ups[i].attributes,
                            catch_ups[i].url);
  return g_string_free (list, FALSE);
}

static void
test_catch_up (LineupDaemonFixture *fixture, gconstpointer data)
{
  const gint64 asked = g_get_real_time () / G_USEC_PER_SEC;
  const gint64 start = asked / 60 * 60 - 2 * HOUR;
  const gint64 end = start + HOUR;
  g_autofree char *list = make_catch_up_list ();
  g_autofree char *options = g_strdup_printf (
      "{'start': <@t %" G_GINT64_FORMAT ">, 'end': <@t %" G_GINT64_FORMAT ">}", start, end);
  g_autofree char *failure = add (fixture, list, NULL);
  g_autoptr (GPtrArray) items = NULL;
  guint n_wrong = 0;

  g_assert_null (failure);
  sync_whole (fixture);
  items = lineup_client_list_items (fixture, "home", "channels", NULL);
  g_assert_cmpuint (items->len, ==, G_N_ELEMENTS (catch_ups));
  for (gsize i = 0; i < G_N_ELEMENTS (catch_ups); i++)
    {
      const char *expected = catch_ups[i].expected;
      g_autoptr (GVariant) stream = NULL;
      g_autoptr (GError) error = NULL;
      const char *url = NULL;
      gint64 id = 0;

      g_variant_lookup (items->pdata[i], "id", "x", &id);
      stream = get_stream (fixture, "channels", id, options, &error);
      if (stream != NULL)
        g_variant_lookup (stream, "url", "&s", &url);
      if (expected != NULL ? url != NULL && is_expected (url, expected, start, end, asked)
                           : url == NULL && strstr (error->message, ".NotFound") != NULL)
        continue;
      n_wrong++;
      g_test_message ("%s: expected %s, found %s %s",
                      catch_ups[i].attributes,
                      expected,
                      url,
                      error != NULL ? error->message : "");
    }
  g_assert_cmpuint (n_wrong, ==, 0);
}

/* Ids */

/* Returns the ids of all channels, by their names. */
static GHashTable *
read_ids (LineupDaemonFixture *fixture)
{
  g_autoptr (GPtrArray) items = lineup_client_list_items (fixture, "home", "channels", NULL);
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < items->len; i++)
    {
      const char *name = NULL;
      gint64 id = 0;

      g_variant_lookup (items->pdata[i], "name", "&s", &name);
      g_variant_lookup (items->pdata[i], "id", "x", &id);
      g_hash_table_insert (ids, g_strdup (name), g_memdup2 (&id, sizeof id));
    }
  return ids;
}

static void
assert_same (GHashTable *before, const char *old_name, GHashTable *after, const char *new_name)
{
  const gint64 *old_id = g_hash_table_lookup (before, old_name);
  const gint64 *new_id = g_hash_table_lookup (after, new_name);

  g_assert_nonnull (old_id);
  g_assert_nonnull (new_id);
  g_assert_cmpint (*old_id, ==, *new_id);
}

static GHashTable *
read_again (LineupDaemonFixture *fixture, const char *list)
{
  g_autofree char *path = write_list (fixture, list);

  sync_whole (fixture);
  return read_ids (fixture);
}

/* An id outlives a new token, another order, and another name. */
static void
test_ids (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *failure = add (
      fixture,
      "#EXTINF:-1 tvg-id=\"a\",A\nhttp://h/t0k1/a.ts?token=1\n"
      "#EXTINF:-1 tvg-id=\"b\",B\nhttp://h/t0k1/b.ts?token=1\n"
      "#EXTINF:-1,C\nhttp://h/live/u/p/77.ts\n#EXTINF:-1,C\nhttp://h/live/u/p/78.ts\n",
      NULL);
  g_autoptr (GHashTable) first = NULL;
  g_autoptr (GHashTable) retokened = NULL;
  g_autoptr (GHashTable) renamed = NULL;
  g_autoptr (GHashTable) reordered = NULL;

  g_assert_null (failure);
  sync_whole (fixture);
  first = read_ids (fixture);
  retokened = read_again (fixture,
                          "#EXTINF:-1 tvg-id=\"a\",A\nhttp://h/t0k2/a.ts?token=2\n"
                          "#EXTINF:-1 tvg-id=\"b\",B\nhttp://h/t0k2/b.ts?token=2\n"
                          "#EXTINF:-1,C\nhttp://h/live/u2/p2/77.ts\n");
  assert_same (first, "A", retokened, "A");
  assert_same (first, "B", retokened, "B");
  renamed = read_again (fixture,
                        "#EXTINF:-1 tvg-id=\"a\",A HD\nhttp://h/t0k2/a.ts?token=2\n"
                        "#EXTINF:-1 tvg-id=\"b\",B\nhttp://h/t0k2/b.ts?token=2\n"
                        "#EXTINF:-1,D\nhttp://h/live/u2/p2/77.ts\n");
  assert_same (first, "A", renamed, "A HD");
  assert_same (retokened, "C", renamed, "D");
  reordered = read_again (fixture,
                          "#EXTINF:-1,D\nhttp://h/live/u2/p2/77.ts\n"
                          "#EXTINF:-1 tvg-id=\"b\",B\nhttp://h/t0k2/b.ts?token=2\n"
                          "#EXTINF:-1 tvg-id=\"a\",A HD\nhttp://h/t0k2/a.ts?token=2\n");
  assert_same (renamed, "A HD", reordered, "A HD");
  assert_same (renamed, "B", reordered, "B");
  assert_same (renamed, "D", reordered, "D");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  lineup_daemon_test ("/playlist-quirks/table", test_quirks);
  lineup_daemon_test ("/playlist-quirks/address", test_address);
  lineup_daemon_test ("/playlist-quirks/redirected", test_redirected);
  lineup_daemon_test ("/playlist-quirks/fallback", test_fallback);
  lineup_daemon_test ("/playlist-quirks/fallback-later", test_fallback_later);
  lineup_daemon_test ("/playlist-quirks/catch-up", test_catch_up);
  lineup_daemon_test ("/playlist-quirks/ids", test_ids);

  return g_test_run ();
}
