/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-arguments.h"

#include <string.h>

/* Options are written down as GVariant's text, and what was understood of them as words: nothing
 * for what was not given. */

/* Bytes of a text, and how many items one may ask for. */
#define MAX_TEXT  65536
#define MAX_LIMIT 1000

/* Says what is understood, or %NULL with an error. */
typedef char *(*ParseFunc) (GVariant *options, GError **error);

static void
add_text (GString *words, const char *name, const char *value)
{
  if (value != NULL)
    g_string_append_printf (words, " %s=%s", name, value);
}

static void
add_number (GString *words, const char *name, guint64 value)
{
  if (value != 0)
    g_string_append_printf (words, " %s=%" G_GUINT64_FORMAT, name, value);
}

static void
add_switch (GString *words, const char *name, LineupSwitch value)
{
  if (value != LINEUP_SWITCH_UNSET)
    g_string_append_printf (words, " %s=%s", name, value == LINEUP_SWITCH_ON ? "on" : "off");
}

static void
add_list (GString *words, const char *name, char **value)
{
  g_autofree char *text = value != NULL ? g_strjoinv (",", value) : NULL;

  add_text (words, name, text);
}

static char *
end_words (GString *words)
{
  return g_strstrip (g_string_free (words, FALSE));
}

static char *
describe_change (LineupAccountChange *change)
{
  g_autoptr (LineupAccountChange) owned_change = change;
  GString *words = g_string_new (NULL);

  add_text (words, "url", change->url);
  add_list (words, "fallback-urls", change->fallback_urls);
  add_text (words, "username", change->username);
  add_text (words, "password", change->password);
  add_text (words, "name", change->name);
  add_text (words, "user-agent", change->user_agent);
  add_text (words, "accept-certificate", change->accept_certificate);
  add_switch (words, "enabled", change->enabled);
  add_switch (words, "auto-sync", change->auto_sync);
  add_number (words, "sync-interval", change->sync_interval);
  add_switch (words, "unmetered-only", change->unmetered_only);
  add_switch (words, "notify", change->notify);
  add_switch (words, "guide", change->guide);
  add_text (words, "live-format", change->live_format);
  if (!change->validate)
    g_string_append (words, " unchecked");
  return end_words (words);
}

static char *
parse_settings (GVariant *options, GError **error)
{
  LineupAccountChange *change = lineup_arguments_parse_settings (options, NULL, error);

  return change != NULL ? describe_change (change) : NULL;
}

static char *
parse_sync_options (GVariant *options, GError **error)
{
  LineupSyncOptions sync_options = { 0 };
  GString *words = NULL;

  if (!lineup_arguments_parse_sync_options (options, &sync_options, error))
    return NULL;
  words = g_string_new (NULL);
  for (guint list = 0; list < LINEUP_N_LISTS; list++)
    {
      if (sync_options.steps & (LINEUP_LIST_SET_OF (list)))
        g_string_append_printf (words, " %s", lineup_list_to_string ((LineupList)list));
    }
  if (sync_options.flags & LINEUP_IMPORT_FORCE)
    g_string_append (words, " force");
  if (sync_options.flags & LINEUP_IMPORT_ACCEPT_SHRINK)
    g_string_append (words, " accept-shrink");
  if (sync_options.account_known)
    g_string_append (words, " account-known");
  return end_words (words);
}

static void
add_filter (GString *words, const LineupFilter *filter)
{
  add_text (words, "category", filter->category);
  add_text (words, "genre", filter->genre);
  add_number (words, "year-min", filter->year_min);
  add_number (words, "year-max", filter->year_max);
  if (filter->min_rating > 0)
    g_string_append_printf (words, " min-rating=%g", filter->min_rating);
  add_number (words, "added-since", (guint64)filter->added_since);
  if (filter->adult != LINEUP_ADULT_UNKNOWN)
    add_text (words, "adult", filter->adult == LINEUP_ADULT_YES ? "yes" : "no");
  if (filter->radio != LINEUP_RADIO_ANY)
    add_text (words, "radio", filter->radio == LINEUP_RADIO_ONLY ? "only" : "none");
}

static char *
parse_filter (GVariant *options, GError **error)
{
  LineupFilter filter = LINEUP_FILTER_INIT;
  GString *words = NULL;

  if (!lineup_arguments_parse_filter (options, &filter, error))
    return NULL;
  words = g_string_new (NULL);
  add_filter (words, &filter);
  return end_words (words);
}

/* In the order of #LineupSort. */
static const char *const sorts[LINEUP_N_SORTS] = { "position", "name", "rating", "year", "added" };

static char *
parse_query (GVariant *options, LineupKind kind, guint limit, GError **error)
{
  LineupQuery query;
  GString *words = NULL;

  lineup_query_init (&query, kind, limit);
  if (!lineup_arguments_parse_query (options, &query, error))
    return NULL;
  words = g_string_new (NULL);
  add_filter (words, &query.filter);
  g_string_append_printf (
      words, " by %s, %s", sorts[query.sort], query.descending ? "falling" : "rising");
  if (query.offset > 0)
    g_string_append_printf (words, ", from %u", query.offset);
  return end_words (words);
}

static char *
parse_channels_query (GVariant *options, GError **error)
{
  return parse_query (options, LINEUP_KIND_CHANNELS, 1, error);
}

static char *
parse_movies_query (GVariant *options, GError **error)
{
  return parse_query (options, LINEUP_KIND_MOVIES, MAX_LIMIT, error);
}

static char *
parse_search (GVariant *options, GError **error)
{
  LineupSearch search = { 0 };
  const char *replaces = "never";
  GString *words = NULL;

  if (!lineup_arguments_parse_search (options, &search, &replaces, error))
    return NULL;
  g_assert_null (search.text);
  words = g_string_new (NULL);
  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    {
      if (search.kinds & (1U << kind))
        g_string_append_printf (words, " %s", lineup_kind_to_string ((LineupKind)kind));
    }
  add_filter (words, &search.filter);
  add_number (words, "limit", search.limit);
  add_text (words, "replaces", replaces);
  return end_words (words);
}

static char *
parse_fields (GVariant *options, GError **error)
{
  g_autofree const char **fields = NULL;

  if (!lineup_arguments_parse_fields (options, &fields, error))
    return NULL;
  return fields != NULL ? g_strjoinv (" ", (char **)fields) : g_strdup ("all");
}

static char *
describe_request (const LineupStreamRequest *request, const char *inhibit)
{
  GString *words = g_string_new (NULL);

  add_text (words, "format", request->format);
  add_number (words, "start", request->start);
  add_number (words, "end", request->end);
  add_number (words, "duration", request->duration);
  add_number (words, "programme", (guint64)request->programme);
  add_text (words, "inhibit", inhibit);
  return end_words (words);
}

static char *
parse_stream_options (GVariant *options, GError **error)
{
  LineupStreamRequest request = { 0 };

  if (!lineup_arguments_parse_stream_options (options, &request, error))
    return NULL;
  return describe_request (&request, NULL);
}

static char *
parse_play_options (GVariant *options, GError **error)
{
  LineupStreamRequest request = { 0 };
  const char *inhibit = "never";

  if (!lineup_arguments_parse_play_options (options, &request, &inhibit, error))
    return NULL;
  return describe_request (&request, inhibit);
}

static char *
parse_details_options (GVariant *options, GError **error)
{
  gboolean refresh = TRUE;

  if (!lineup_arguments_parse_details_options (options, &refresh, error))
    return NULL;
  return g_strdup (refresh ? "refresh" : "");
}

static GVariant *
make_options (const char *text)
{
  g_autoptr (GError) error = NULL;
  GVariant *options = g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, &error);

  g_assert_no_error (error);
  return options;
}

static void
assert_understood (ParseFunc func, GVariant *options, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = func (options, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (words, ==, expected);
}

/* Both become `InvalidArgs`, see lineup_arguments_return_error(). */
static void
assert_invalid (const GError *error)
{
  g_assert_true (g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS)
                 || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT));
}

static void
assert_refused (ParseFunc func, GVariant *options, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = func (options, &error);

  g_assert_null (words);
  assert_invalid (error);
  g_assert_nonnull (strstr (error->message, part));
}

/* Every option by itself, and with others. */
static const struct
{
  ParseFunc func;
  const char *options;
  const char *expected;
} understood[] = {
  { parse_settings, "{}", "" },
  { parse_settings, "{'url': <'http://a.example'>}", "url=http://a.example" },
  { parse_settings, "{'username': <'me'>}", "username=me" },
  { parse_settings, "{'password': <'secret'>}", "password=secret" },
  { parse_settings, "{'name': <'Home'>}", "name=Home" },
  { parse_settings, "{'user-agent': <''>}", "user-agent=" },
  { parse_settings, "{'accept-certificate': <'ab:cd'>}", "accept-certificate=ab:cd" },
  { parse_settings, "{'auto-sync': <true>}", "auto-sync=on" },
  { parse_settings, "{'auto-sync': <false>}", "auto-sync=off" },
  { parse_settings, "{'sync-interval': <uint32 1>}", "sync-interval=1" },
  { parse_settings, "{'sync-interval': <uint32 4294967295>}", "sync-interval=4294967295" },
  { parse_settings, "{'unmetered-only': <true>}", "unmetered-only=on" },
  { parse_settings, "{'notify': <false>}", "notify=off" },
  { parse_settings, "{'guide': <false>}", "guide=off" },
  { parse_settings, "{'live-format': <'m3u8'>}", "live-format=m3u8" },
  { parse_settings, "{'fallback-urls': <['a', 'b']>}", "fallback-urls=a,b" },
  { parse_settings, "{'fallback-urls': <@as []>}", "fallback-urls=" },
  { parse_settings, "{'validate': <true>}", "" },
  { parse_settings, "{'validate': <false>}", "unchecked" },
  { parse_settings,
    "{'validate': <false>, 'name': <'Home'>, 'url': <'a'>}",
    "url=a name=Home unchecked" },

  { parse_sync_options,
    "{}",
    "channel-categories channels movie-categories movies series-categories series" },
  { parse_sync_options, "{'steps': <['series', 'channels', 'series']>}", "channels series" },
  { parse_sync_options, "{'steps': <['movies']>, 'force': <true>}", "movies force" },
  { parse_sync_options,
    "{'steps': <['movies']>, 'accept-shrink': <true>}",
    "movies accept-shrink" },
  { parse_sync_options,
    "{'steps': <['movies']>, 'force': <false>, 'accept-shrink': <false>}",
    "movies" },

  { parse_filter, "{}", "" },
  { parse_filter, "{'category': <'7'>}", "category=7" },
  { parse_filter, "{'genre': <'Drama'>}", "genre=Drama" },
  { parse_filter, "{'year': <uint32 1999>}", "year-min=1999 year-max=1999" },
  { parse_filter, "{'year-min': <uint32 1990>}", "year-min=1990" },
  { parse_filter, "{'year-max': <uint32 1999>}", "year-max=1999" },
  { parse_filter, "{'min-rating': <7.5>}", "min-rating=7.5" },
  { parse_filter, "{'added-since': <uint64 1600000000>}", "added-since=1600000000" },
  { parse_filter,
    "{'added-since': <uint64 18446744073709551615>}",
    "added-since=9223372036854775807" },
  { parse_filter, "{'adult': <true>}", "adult=yes" },
  { parse_filter, "{'adult': <false>}", "adult=no" },
  { parse_filter, "{'radio': <true>}", "radio=only" },
  { parse_filter, "{'radio': <false>}", "radio=none" },
  /* A year and a range leave what is in both. */
  { parse_filter,
    "{'year': <uint32 1995>, 'year-min': <uint32 1990>, 'year-max': <uint32 1999>}",
    "year-min=1995 year-max=1995" },
  { parse_filter,
    "{'year': <uint32 1985>, 'year-min': <uint32 1990>}",
    "year-min=1990 year-max=1985" },
  { parse_filter,
    "{'year': <uint32 2005>, 'year-max': <uint32 1999>}",
    "year-min=2005 year-max=1999" },

  { parse_channels_query, "{}", "by position, rising" },
  { parse_channels_query, "{'sort': <'position'>}", "by position, rising" },
  { parse_movies_query, "{}", "by added, falling" },
  { parse_movies_query, "{'sort': <'name'>}", "by name, rising" },
  { parse_movies_query, "{'sort': <'rating'>}", "by rating, falling" },
  { parse_movies_query, "{'sort': <'year'>}", "by year, falling" },
  { parse_movies_query, "{'offset': <uint32 7>}", "by added, falling, from 7" },
  { parse_movies_query, "{'offset': <uint32 0>}", "by added, falling" },
  { parse_movies_query, "{'sort': <'added'>}", "by added, falling" },
  { parse_movies_query, "{'sort': <'name'>, 'descending': <true>}", "by name, falling" },
  { parse_movies_query, "{'sort': <'year'>, 'descending': <false>}", "by year, rising" },
  { parse_movies_query, "{'genre': <'Drama'>}", "genre=Drama by added, falling" },

  { parse_search, "{}", "channels movies series limit=50" },
  { parse_search, "{'kinds': <['series', 'channels']>}", "channels series limit=50" },
  { parse_search, "{'limit': <uint32 1>}", "channels movies series limit=1" },
  { parse_search, "{'limit': <uint32 1000>}", "channels movies series limit=1000" },
  { parse_search, "{'replaces': <'box'>}", "channels movies series limit=50 replaces=box" },
  { parse_search,
    "{'kinds': <['movies']>, 'year': <uint32 1999>}",
    "movies year-min=1999 year-max=1999 limit=50" },

  { parse_fields, "{}", "all" },
  { parse_fields, "{'fields': <['name', 'year']>}", "name year" },
  { parse_fields, "{'fields': <@as []>}", "" },

  { parse_stream_options, "{}", "" },
  { parse_stream_options, "{'format': <'ts'>}", "format=ts" },
  { parse_stream_options, "{'format': <'m3u8'>}", "format=m3u8" },
  { parse_stream_options,
    "{'start': <uint64 1600000000>, 'duration': <uint32 30>}",
    "start=1600000000 duration=30" },
  /* Of `GetStreamUrl` there was never more. */
  { parse_stream_options, "{'end': <uint64 1>, 'inhibit': <'player'>}", "" },

  { parse_play_options, "{}", "" },
  { parse_play_options, "{'inhibit': <'player'>}", "inhibit=player" },
  { parse_play_options,
    "{'format': <'ts'>, 'start': <uint64 5>, 'duration': <uint32 30>}",
    "format=ts start=5 duration=30" },
  { parse_play_options,
    "{'format': <'ts'>, 'start': <uint64 5>, 'end': <uint64 65>}",
    "format=ts start=5 end=65" },
  { parse_play_options,
    "{'format': <'ts'>, 'programme': <int64 7>, 'inhibit': <'player'>}",
    "format=ts programme=7 inhibit=player" },

  { parse_details_options, "{}", "" },
  { parse_details_options, "{'refresh': <true>}", "refresh" },
  { parse_details_options, "{'refresh': <false>}", "" },
};

static void
test_understood (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (understood); i++)
    {
      g_autoptr (GVariant) options = make_options (understood[i].options);

      assert_understood (understood[i].func, options, understood[i].expected);
    }
}

/* A newer player may know more, and what is spelled otherwise is not guessed. */
static void
test_unknown_keys (void)
{
  static const char *const keys[] = { "from-the-future", "Limit", "year_min", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (understood); i++)
    {
      g_autoptr (GVariant) options = make_options (understood[i].options);
      GVariantDict dict;
      g_autoptr (GVariant) more = NULL;

      g_variant_dict_init (&dict, options);
      for (gsize j = 0; j < G_N_ELEMENTS (keys); j++)
        g_variant_dict_insert (&dict, keys[j], "(ss)", "of no", "type that we have");
      more = g_variant_ref_sink (g_variant_dict_end (&dict));
      assert_understood (understood[i].func, more, understood[i].expected);
    }
}

/* All keys, and their type. */
static const struct
{
  ParseFunc func;
  const char *key;
  const char *type;
} keys[] = {
  { parse_settings, "url", "s" },
  { parse_settings, "username", "s" },
  { parse_settings, "password", "s" },
  { parse_settings, "name", "s" },
  { parse_settings, "user-agent", "s" },
  { parse_settings, "accept-certificate", "s" },
  { parse_settings, "auto-sync", "b" },
  { parse_settings, "sync-interval", "u" },
  { parse_settings, "unmetered-only", "b" },
  { parse_settings, "notify", "b" },
  { parse_settings, "guide", "b" },
  { parse_settings, "live-format", "s" },
  { parse_settings, "fallback-urls", "as" },
  { parse_settings, "validate", "b" },
  { parse_sync_options, "steps", "as" },
  { parse_sync_options, "force", "b" },
  { parse_sync_options, "accept-shrink", "b" },
  { parse_filter, "category", "s" },
  { parse_filter, "genre", "s" },
  { parse_filter, "year", "u" },
  { parse_filter, "year-min", "u" },
  { parse_filter, "year-max", "u" },
  { parse_filter, "min-rating", "d" },
  { parse_filter, "added-since", "t" },
  { parse_filter, "adult", "b" },
  { parse_filter, "radio", "b" },
  { parse_movies_query, "year", "u" },
  { parse_movies_query, "sort", "s" },
  { parse_movies_query, "offset", "u" },
  { parse_movies_query, "descending", "b" },
  { parse_search, "year", "u" },
  { parse_search, "kinds", "as" },
  { parse_search, "limit", "u" },
  { parse_search, "replaces", "s" },
  { parse_fields, "fields", "as" },
  { parse_stream_options, "format", "s" },
  { parse_stream_options, "start", "t" },
  { parse_stream_options, "duration", "u" },
  { parse_play_options, "format", "s" },
  { parse_play_options, "start", "t" },
  { parse_play_options, "duration", "u" },
  { parse_play_options, "end", "t" },
  { parse_play_options, "programme", "x" },
  { parse_play_options, "inhibit", "s" },
  { parse_details_options, "refresh", "b" },
};

/* Of each type that clients take for another one. */
static const char *const values[] = {
  "'1'",  "true",   "1",     "uint32 1", "int64 1", "uint64 1", "1.0", "objectpath '/a'",
  "b'a'", "@ai []", "<'1'>", "@as []",
};

static void
test_wrong_types (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *part = g_strdup_printf (
          "“%s” is to be of type “%s”", keys[i].key, keys[i].type);
      guint n_right = 0;

      for (gsize j = 0; j < G_N_ELEMENTS (values); j++)
        {
          g_autofree char *text = g_strdup_printf ("{'%s': <%s>}", keys[i].key, values[j]);
          g_autoptr (GVariant) options = make_options (text);
          g_autoptr (GVariant) value = g_variant_lookup_value (
              options, keys[i].key, G_VARIANT_TYPE (keys[i].type));

          if (value != NULL)
            n_right++;
          else
            assert_refused (keys[i].func, options, part);
        }
      g_assert_cmpuint (n_right, ==, 1);
    }
}

static const struct
{
  ParseFunc func;
  const char *options;
  const char *part;
} refused[] = {
  { parse_settings, "{'sync-interval': <uint32 0>}", "interval" },

  { parse_sync_options, "{'steps': <@as []>}", "empty" },
  { parse_sync_options, "{'steps': <['movies', 'guide']>}", "a step that is none" },
  { parse_sync_options, "{'steps': <['Movies']>}", "a step that is none" },
  { parse_sync_options, "{'steps': <['']>}", "a step that is none" },

  { parse_channels_query, "{'sort': <'size'>}", "“sort”" },
  { parse_channels_query, "{'sort': <''>}", "“sort”" },
  { parse_movies_query, "{'sort': <'position'>}", "Only channels" },

  { parse_search, "{'kinds': <@as []>}", "empty" },
  { parse_search, "{'kinds': <['movies', 'episodes']>}", "A kind is" },
  { parse_search, "{'limit': <uint32 0>}", "1 to 1000" },
  { parse_search, "{'limit': <uint32 1001>}", "1 to 1000" },
  { parse_search, "{'limit': <uint32 4294967295>}", "1 to 1000" },

  { parse_stream_options, "{'format': <'mp4'>}", "“ts” or “m3u8”" },
  { parse_stream_options, "{'format': <''>}", "“ts” or “m3u8”" },
  { parse_stream_options, "{'start': <uint64 5>}", "both" },
  { parse_stream_options, "{'duration': <uint32 5>}", "both" },
  { parse_stream_options, "{'start': <uint64 0>, 'duration': <uint32 5>}", "both" },
  { parse_stream_options, "{'start': <uint64 5>, 'duration': <uint32 0>}", "both" },

  { parse_play_options, "{'format': <'mp4'>}", "“ts” or “m3u8”" },
  { parse_play_options, "{'format': <'mp4'>, 'end': <uint64 5>}", "“ts” or “m3u8”" },
  { parse_play_options, "{'start': <uint64 5>}", "both" },
  { parse_play_options, "{'end': <uint64 5>}", "both" },
  { parse_play_options, "{'start': <uint64 0>, 'end': <uint64 5>}", "both" },
  { parse_play_options, "{'start': <uint64 5>, 'end': <uint64 0>}", "both" },
  { parse_play_options,
    "{'start': <uint64 5>, 'end': <uint64 65>, 'duration': <uint32 1>}",
    "not both" },
  { parse_play_options, "{'programme': <int64 7>, 'end': <uint64 5>}", "by itself" },
  { parse_play_options, "{'programme': <int64 7>, 'duration': <uint32 5>}", "by itself" },
  { parse_play_options, "{'programme': <int64 0>}", "no such" },
};

static void
test_refused (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GVariant) options = make_options (refused[i].options);

      assert_refused (refused[i].func, options, refused[i].part);
    }
}

static void
test_kinds (void)
{
  static const char *const wrong[] = { "", "episodes", "Movies", "movie", "movies " };
  LineupKind kind = LINEUP_KIND_CHANNELS;

  for (guint i = 0; i < LINEUP_N_KINDS; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (
          lineup_arguments_parse_kind (lineup_kind_to_string ((LineupKind)i), &kind, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (kind, ==, i);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (lineup_arguments_parse_kind (wrong[i], &kind, &error));
      g_assert_error (error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS);
    }
}

static void
test_limits (void)
{
  static const struct
  {
    guint limit;
    gboolean passes;
  } limits[] = {
    { 0, FALSE }, { 1, TRUE }, { 1000, TRUE }, { 1001, FALSE }, { G_MAXUINT, FALSE },
  };
  g_autoptr (GVariant) options = make_options ("{}");

  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) query_error = NULL;
      g_autofree char *words = parse_query (
          options, LINEUP_KIND_MOVIES, limits[i].limit, &query_error);

      g_assert_cmpint (
          lineup_arguments_check_limit (limits[i].limit, &error), ==, limits[i].passes);
      g_assert_cmpint (words != NULL, ==, limits[i].passes);
      if (limits[i].passes)
        continue;
      assert_invalid (error);
      assert_invalid (query_error);
    }
}

/* As many ids as a page has items. */
static void
test_ids (void)
{
  const gint64 ids[MAX_LIMIT + 1] = { 0 };

  for (gsize n_ids = 0; n_ids <= MAX_LIMIT + 1; n_ids += n_ids < MAX_LIMIT ? MAX_LIMIT : 1)
    {
      g_autoptr (GVariant) some = g_variant_ref_sink (
          g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, ids, n_ids, sizeof *ids));
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (lineup_arguments_check_ids (some, &error), ==, n_ids <= MAX_LIMIT);
      if (n_ids > MAX_LIMIT)
        assert_invalid (error);
    }
}

static void
test_long_texts (void)
{
  g_autofree char *longest = g_strnfill (MAX_TEXT, 'x');
  g_autofree char *longer = g_strnfill (MAX_TEXT + 1, 'x');
  g_autoptr (GError) error = NULL;

  g_assert_true (lineup_arguments_check_text ("", &error));
  g_assert_true (lineup_arguments_check_text (longest, &error));
  g_assert_no_error (error);
  g_assert_false (lineup_arguments_check_text (longer, &error));
  assert_invalid (error);
}

static GVariant *
make_option (const char *key, const char *text)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, key, "s", text);
  return g_variant_ref_sink (g_variant_dict_end (&dict));
}

static void
test_long_settings (void)
{
  g_autofree char *longest = g_strnfill (MAX_TEXT, 'x');
  g_autofree char *longer = g_strnfill (MAX_TEXT + 1, 'x');

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (GVariant) options = make_option (keys[i].key, longest);
      g_autoptr (GVariant) more = make_option (keys[i].key, longer);
      g_autofree char *expected = g_strdup_printf ("%s=%s", keys[i].key, longest);

      if (keys[i].func != parse_settings || !g_str_equal (keys[i].type, "s"))
        continue;
      assert_understood (parse_settings, options, expected);
      assert_refused (parse_settings, more, keys[i].key);
    }
}

static const struct
{
  const char *name;
  const char *value;
  const char *expected;
} written[] = {
  { "Enabled", "true", "enabled=on" },
  { "Enabled", "false", "enabled=off" },
  { "AutoSync", "true", "auto-sync=on" },
  { "AutoSync", "false", "auto-sync=off" },
  { "UnmeteredOnly", "true", "unmetered-only=on" },
  { "Notify", "true", "notify=on" },
  { "Guide", "false", "guide=off" },
  { "LiveFormat", "'ts'", "live-format=ts" },
  { "LiveFormat", "''", "live-format=" },
  { "SyncInterval", "uint32 360", "sync-interval=360" },
  /* What is in range is not decided here. */
  { "SyncInterval", "uint32 1", "sync-interval=1" },
  { "SyncInterval", "uint32 0", NULL },
};

static void
test_properties (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (written); i++)
    {
      g_autoptr (GVariant) value = g_variant_parse (NULL, written[i].value, NULL, NULL, NULL);
      g_autoptr (GError) error = NULL;
      LineupAccountChange *change = lineup_arguments_parse_property (
          written[i].name, value, &error);
      g_autofree char *words = change != NULL ? describe_change (change) : NULL;

      g_assert_cmpstr (words, ==, written[i].expected);
      if (words == NULL)
        g_assert_error (error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS);
      else
        g_assert_no_error (error);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/bus/arguments/understood", test_understood);
  g_test_add_func ("/bus/arguments/unknown-keys", test_unknown_keys);
  g_test_add_func ("/bus/arguments/wrong-types", test_wrong_types);
  g_test_add_func ("/bus/arguments/refused", test_refused);
  g_test_add_func ("/bus/arguments/kinds", test_kinds);
  g_test_add_func ("/bus/arguments/limits", test_limits);
  g_test_add_func ("/bus/arguments/ids", test_ids);
  g_test_add_func ("/bus/arguments/long-texts", test_long_texts);
  g_test_add_func ("/bus/arguments/long-settings", test_long_settings);
  g_test_add_func ("/bus/arguments/properties", test_properties);

  return g_test_run ();
}
