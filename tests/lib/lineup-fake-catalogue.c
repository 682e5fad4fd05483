/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-fake-catalogue.h"

/* Bytes that are written at once. */
#define CHUNK (64 * 1024)

/* Revisions change one item in so many. */
#define REVISED 100

#define VIDEO_PLOT  230
#define SERIES_PLOT 310

/* 2025-08-12: what is on top was added after all the rest. */
#define TIME_ADDED 1755000000

/* Of each series. Ids of episodes are above those of all items. */
#define N_SEASONS     2
#define N_EPISODES    4
#define FIRST_EPISODE 1000000000

struct _LineupFakeCatalogue
{
  GObject parent_instance;

  guint64 seed;
  guint64 sizes[LINEUP_N_KINDS];
  guint64 added;
  guint revision;
  LineupFakeTitles *titles; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (LineupFakeCatalogue, lineup_fake_catalogue, G_TYPE_OBJECT)

/* In the order of LineupList. */
static const char *const actions[] = {
  "get_live_categories", "get_live_streams",      "get_vod_categories",
  "get_vod_streams",     "get_series_categories", "get_series",
};

G_STATIC_ASSERT (G_N_ELEMENTS (actions) == LINEUP_N_LISTS);

static const char *const live_categories[] = { "UK | News",
                                               "UK | Sport",
                                               "UK | Entertainment",
                                               "FR | Actualités",
                                               "FR | Sport",
                                               "FR | Généraliste",
                                               "FR | Cinéma",
                                               "DE | Nachrichten",
                                               "DE | Vollprogramm",
                                               "DE | Österreich",
                                               "ES | Noticias",
                                               "ES | Fútbol",
                                               "ES | Niños",
                                               "PT | Séries",
                                               "PL | Wiadomości",
                                               "PL | Rozrywka",
                                               "SE | Nyheter",
                                               "TR | Haberler",
                                               "GR | Ειδήσεις",
                                               "RU | Новости",
                                               "AR | أخبار",
                                               "JP | ニュース",
                                               "24/7 Classics",
                                               "Radio",
                                               NULL };
static const char *const vod_categories[] = { "New arrivals",
                                              "4K | Dolby Vision",
                                              "Action",
                                              "Comedy",
                                              "Drama",
                                              "Thriller",
                                              "Family & Kids",
                                              "Documentaries",
                                              "Horror",
                                              "Sci-Fi",
                                              "Romance",
                                              "Western",
                                              "FR | Cinéma",
                                              "ES | Películas",
                                              "DE | Filme",
                                              "PL | Filmy",
                                              "Classics (1930–1979)",
                                              NULL };
static const char *const series_categories[] = { "Drama",       "Comedy",      "Crime",
                                                 "Reality",     "Anime",       "Kids",
                                                 "Documentary", "Mini-series", "FR | Séries",
                                                 "ES | Series", "Turkish",     NULL };

/* By kind. */
static const char *const *const categories[]
    = { live_categories, vod_categories, series_categories };

/* First category id of each kind. */
static const guint category_base[] = { 1, 101, 201 };

/* All that one item is made from. */
typedef struct
{
  LineupKind kind;
  guint64 number;
  guint64 id;
  guint64 added;
  guint revision; /* 0: as it was in the beginning */
  guint category; /* 0: none */
  LineupRandom random;
  LineupFakeTitle *title; /* (unowned) */
} Item;

static void
lineup_fake_catalogue_finalize (GObject *object)
{
  LineupFakeCatalogue *self = LINEUP_FAKE_CATALOGUE (object);

  g_clear_object (&self->titles);
  G_OBJECT_CLASS (lineup_fake_catalogue_parent_class)->finalize (object);
}

static void
lineup_fake_catalogue_class_init (LineupFakeCatalogueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_fake_catalogue_finalize;
}

static void
lineup_fake_catalogue_init (LineupFakeCatalogue *self)
{
}

LineupFakeCatalogue *
lineup_fake_catalogue_new (guint64 seed, guint64 channels, guint64 movies, guint64 series)
{
  LineupFakeCatalogue *self = g_object_new (LINEUP_TYPE_FAKE_CATALOGUE, NULL);

  self->seed = seed;
  self->sizes[LINEUP_KIND_CHANNELS] = channels;
  self->sizes[LINEUP_KIND_MOVIES] = movies;
  self->sizes[LINEUP_KIND_SERIES] = series;
  return self;
}

void
lineup_fake_catalogue_set_titles (LineupFakeCatalogue *self, LineupFakeTitles *titles)
{
  g_set_object (&self->titles, titles);
}

void
lineup_fake_catalogue_set_revision (LineupFakeCatalogue *self, guint revision)
{
  self->revision = revision;
}

void
lineup_fake_catalogue_set_added (LineupFakeCatalogue *self, guint64 added)
{
  self->added = added;
}

static gboolean
find_list (const char *action, LineupList *list)
{
  for (guint i = 0; i < LINEUP_N_LISTS; i++)
    {
      if (g_str_equal (actions[i], action))
        {
          *list = (LineupList)i;
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
lineup_fake_catalogue_has_list (const char *action)
{
  LineupList list;

  return find_list (action, &list);
}

/* As PHP does it: all ASCII. */
static void
add_text (GString *json, const char *text)
{
  const char *plain = text;
  const char *c = text;

  g_string_append_c (json, '"');
  while (*c != '\0')
    {
      gunichar rune = 0;

      if ((guchar)*c >= 0x20 && (guchar)*c < 0x80 && *c != '"' && *c != '\\' && *c != '/')
        {
          c++;
          continue;
        }
      g_string_append_len (json, plain, c - plain);
      rune = g_utf8_get_char (c);
      if (rune == '"' || rune == '\\' || rune == '/')
        g_string_append_printf (json, "\\%c", (char)rune);
      else if (rune < 0x10000)
        g_string_append_printf (json, "\\u%04x", rune);
      else
        g_string_append_printf (json,
                                "\\u%04x\\u%04x",
                                0xd800 + ((rune - 0x10000) >> 10),
                                0xdc00 + ((rune - 0x10000) & 0x3ff));
      c = g_utf8_next_char (c);
      plain = c;
    }
  g_string_append_len (json, plain, c - plain);
  g_string_append_c (json, '"');
}

static void
add_member (GString *json, const char *name, const char *text)
{
  g_string_append_printf (json, ",\"%s\":", name);
  add_text (json, text);
}

static void
add_category (GString *json, const Item *item)
{
  if (item->category == 0)
    g_string_append (json, ",\"category_id\":null,\"category_ids\":[]");
  else
    g_string_append_printf (
        json, ",\"category_id\":\"%u\",\"category_ids\":[%u]", item->category, item->category);
}

/* Panels write it in many ways. */
static void
add_rating (GString *json, Item *item)
{
  guint rating = lineup_random_below (&item->random, 100);
  guint form = lineup_random_below (&item->random, 40);

  if (form == 0)
    g_string_append (json, ",\"rating\":\"n\\/A\",\"rating_5based\":0");
  else if (form <= 2)
    g_string_append (json, ",\"rating\":\"\",\"rating_5based\":0");
  else if (form <= 12)
    g_string_append_printf (
        json, ",\"rating\":%u.%u,\"rating_5based\":%u", rating / 10, rating % 10, rating / 20);
  else
    g_string_append_printf (
        json, ",\"rating\":\"%u.%u\",\"rating_5based\":%u", rating / 10, rating % 10, rating / 20);
}

static void
add_date (GString *json, Item *item, const char *name)
{
  g_string_append_printf (json,
                          ",\"%s\":\"%04u-%02u-%02u\"",
                          name,
                          item->title->year,
                          1 + lineup_random_below (&item->random, 12),
                          1 + lineup_random_below (&item->random, 28));
}

static void
add_trailer (GString *json, Item *item)
{
  g_string_append_printf (json,
                          ",\"youtube_trailer\":\"%011" G_GINT64_MODIFIER "x\"",
                          lineup_random_next (&item->random) >> 20);
}

static void
add_channel (GString *json, Item *item)
{
  const LineupFakeTitle *title = item->title;
  guint archive = lineup_random_below (&item->random, 8);

  g_string_append_printf (json, "{\"num\":%" G_GUINT64_FORMAT, item->number);
  add_member (json, "name", title->name->str);
  g_string_append_printf (
      json, ",\"stream_type\":\"live\",\"stream_id\":%" G_GUINT64_FORMAT, item->id);
  add_member (json, "stream_icon", title->icon->str);
  if (title->epg_id->len > 0)
    add_member (json, "epg_channel_id", title->epg_id->str);
  else
    g_string_append (json, ",\"epg_channel_id\":null");
  g_string_append_printf (
      json, ",\"added\":\"%" G_GUINT64_FORMAT "\",\"is_adult\":\"0\"", item->added);
  add_category (json, item);
  /* The type of the days depends on the value. */
  if (archive == 0)
    g_string_append (json,
                     ",\"custom_sid\":\"\",\"tv_archive\":1,\"direct_source\":\"\","
                     "\"tv_archive_duration\":\"7\"}");
  else
    g_string_append (json,
                     ",\"custom_sid\":\"\",\"tv_archive\":0,\"direct_source\":\"\","
                     "\"tv_archive_duration\":0}");
}

static void
add_movie (GString *json, Item *item)
{
  const LineupFakeTitle *title = item->title;
  static const char *const extensions[] = { "mkv", "mkv", "mp4", "mp4", "avi", "MKV", NULL };

  g_string_append_printf (json, "{\"num\":%" G_GUINT64_FORMAT, item->number);
  add_member (json, "name", title->name->str);
  add_member (json, "title", title->name->str);
  g_string_append_printf (
      json,
      ",\"year\":\"%u\",\"stream_type\":\"movie\",\"stream_id\":%" G_GUINT64_FORMAT,
      title->year,
      item->id);
  add_member (json, "stream_icon", title->icon->str);
  add_rating (json, item);
  g_string_append_printf (json, ",\"added\":\"%" G_GUINT64_FORMAT "\"", item->added);
  add_member (json, "plot", title->plot->str);
  add_member (json, "cast", title->cast->str);
  add_member (json, "director", title->director->str);
  add_member (json, "genre", title->genre->str);
  add_date (json, item, "release_date");
  add_trailer (json, item);
  g_string_append_printf (json, ",\"episode_run_time\":\"%u\",\"is_adult\":0", title->minutes);
  add_category (json, item);
  add_member (json, "container_extension", lineup_random_pick (&item->random, extensions));
  g_string_append_printf (json,
                          ",\"tmdb\":\"%u\",\"custom_sid\":\"\",\"direct_source\":\"\"}",
                          lineup_random_below (&item->random, 1200000));
}

static void
add_series (GString *json, Item *item)
{
  const LineupFakeTitle *title = item->title;

  g_string_append_printf (json, "{\"num\":%" G_GUINT64_FORMAT, item->number);
  add_member (json, "name", title->name->str);
  add_member (json, "title", title->name->str);
  g_string_append_printf (
      json,
      ",\"year\":\"%u\",\"stream_type\":\"series\",\"series_id\":%" G_GUINT64_FORMAT,
      title->year,
      item->id);
  add_member (json, "cover", title->icon->str);
  add_member (json, "plot", title->plot->str);
  add_member (json, "cast", title->cast->str);
  add_member (json, "director", title->director->str);
  add_member (json, "genre", title->genre->str);
  add_date (json, item, "releaseDate");
  g_string_append_printf (json, ",\"last_modified\":\"%" G_GUINT64_FORMAT "\"", item->added);
  add_rating (json, item);
  g_string_append_printf (
      json,
      ",\"backdrop_path\":[\"http:\\/\\/img.example\\/t\\/p\\/w1280\\/%016" G_GINT64_MODIFIER
      "x.jpg\"]",
      lineup_random_next (&item->random));
  add_trailer (json, item);
  g_string_append_printf (json, ",\"episode_run_time\":\"%u\"", title->minutes);
  add_category (json, item);
  g_string_append_c (json, '}');
}

static void
make_title (LineupFakeCatalogue *self, Item *item, guint64 index)
{
  const gsize length = item->kind == LINEUP_KIND_MOVIES ? VIDEO_PLOT : SERIES_PLOT;
  LineupFakeTitle *title = item->title;

  if (item->kind == LINEUP_KIND_CHANNELS)
    lineup_fake_title_make_channel (title, &item->random);
  else
    lineup_fake_title_make_video (title, &item->random);
  if (self->titles != NULL)
    lineup_fake_titles_fill (self->titles, item->kind, index, title);

  lineup_fake_title_add_icon (title, &item->random);
  if (item->kind == LINEUP_KIND_CHANNELS)
    return;
  if (self->titles != NULL)
    lineup_fake_titles_add_plot (self->titles, item->kind, &item->random, length, title);
  lineup_fake_title_add_plot (title, &item->random, length);
}

/* The last revision that changed an item. */
static guint
find_revision (LineupFakeCatalogue *self, LineupKind kind, guint64 index)
{
  for (guint revision = self->revision; revision > 0; revision--)
    {
      LineupRandom random;

      lineup_random_init (&random, self->seed + revision, LINEUP_N_KINDS + kind, index);
      if (lineup_random_below (&random, REVISED) == 0)
        return revision;
    }
  return 0;
}

static void
revise (Item *item)
{
  if (item->revision % 2 == 0)
    g_string_append_printf (item->title->name, " [v%u]", item->revision);
  if (item->kind == LINEUP_KIND_CHANNELS)
    g_string_append_printf (item->title->icon, "?v=%u", item->revision);
  else
    g_string_append_printf (item->title->plot, " (Version %u.)", item->revision);
  if (item->kind == LINEUP_KIND_SERIES)
    item->added += item->revision;
}

static void
make_item (LineupFakeCatalogue *self, Item *item, guint64 index)
{
  guint n_categories = g_strv_length ((char **)categories[item->kind]);
  guint category = 0;

  lineup_random_init (&item->random, self->seed, item->kind, index);
  item->id = 1000 + index * 3 + lineup_random_below (&item->random, 3);
  item->added = TIME_ADDED - lineup_random_below (&item->random, 250000000);
  if (index >= self->sizes[item->kind])
    item->added = TIME_ADDED + index;

  /* One in fifty has no category. */
  category = lineup_random_below (&item->random, n_categories);
  item->category = lineup_random_below (&item->random, 50) == 0
                       ? 0
                       : category_base[item->kind] + category;

  make_title (self, item, index);
  item->revision = find_revision (self, item->kind, index);
  if (item->revision > 0)
    revise (item);
}

guint64
lineup_fake_catalogue_get_size (LineupFakeCatalogue *self, LineupKind kind)
{
  return self->sizes[kind] + self->added;
}

guint64
lineup_fake_catalogue_describe (LineupFakeCatalogue *self,
                                LineupKind kind,
                                guint64 index,
                                LineupFakeTitle *title)
{
  Item item = { .kind = kind, .title = title };

  make_item (self, &item, index);
  return item.id;
}

static gboolean
flush_chunk (GString *json, gsize size, GOutputStream *stream, GError **error)
{
  if (json->len < size)
    return TRUE;
  if (!g_output_stream_write_all (stream, json->str, json->len, NULL, NULL, error))
    return FALSE;
  g_string_truncate (json, 0);
  return TRUE;
}

static gboolean
write_items (LineupFakeCatalogue *self,
             LineupKind kind,
             GString *json,
             GOutputStream *stream,
             GError **error)
{
  static void (*const add_functions[]) (GString *, Item *) = { add_channel, add_movie, add_series };
  g_autoptr (LineupFakeTitle) title = lineup_fake_title_new ();
  Item item = { .kind = kind, .title = title };
  guint64 n_items = self->sizes[kind] + self->added;

  for (guint64 i = 0; i < n_items; i++)
    {
      /* The new ones are the last by index, and come first. */
      make_item (self, &item, i < self->added ? self->sizes[kind] + i : i - self->added);
      item.number = i + 1;
      if (i > 0)
        g_string_append_c (json, ',');
      add_functions[kind](json, &item);
      if (!flush_chunk (json, CHUNK, stream, error))
        return FALSE;
    }
  return TRUE;
}

static void
add_categories (GString *json, LineupKind kind)
{
  for (guint i = 0; categories[kind][i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      g_string_append_printf (json, "{\"category_id\":\"%u\"", category_base[kind] + i);
      add_member (json, "category_name", categories[kind][i]);
      g_string_append (json, ",\"parent_id\":0}");
    }
}

gboolean
lineup_fake_catalogue_write_list (LineupFakeCatalogue *self,
                                  const char *action,
                                  GOutputStream *stream,
                                  GError **error)
{
  g_autoptr (GString) json = g_string_sized_new (CHUNK + 4096);
  LineupList list = LINEUP_LIST_CHANNELS;

  g_return_val_if_fail (find_list (action, &list), FALSE);

  g_string_append_c (json, '[');
  if (lineup_list_has_categories (list))
    add_categories (json, lineup_list_get_kind (list));
  else if (!write_items (self, lineup_list_get_kind (list), json, stream, error))
    return FALSE;
  g_string_append_c (json, ']');
  return flush_chunk (json, 0, stream, error);
}

gboolean
lineup_fake_catalogue_has_details (const char *action)
{
  return g_str_equal (action, "get_vod_info") || g_str_equal (action, "get_series_info");
}

/* What the list does not say, the details do. */
static void
add_movie_details (GString *json, Item *item)
{
  const LineupFakeTitle *title = item->title;
  const guint seconds = title->minutes * 60 + 7;

  g_string_append_printf (json, "{\"info\":{\"tmdb_id\":\"%" G_GUINT64_FORMAT "\"", item->id);
  add_member (json, "name", title->name->str);
  add_member (json, "movie_image", title->icon->str);
  g_string_append_printf (json, ",\"releasedate\":\"%04u-06-01\"", title->year);
  add_member (json, "director", title->director->str);
  add_member (json, "cast", title->cast->str);
  g_string_append_printf (title->plot, " In detail: %" G_GUINT64_FORMAT ".", item->id);
  add_member (json, "plot", title->plot->str);
  add_member (json, "genre", title->genre->str);
  g_string_append_printf (json,
                          ",\"backdrop_path\":[],\"duration_secs\":%u,"
                          "\"duration\":\"%02u:%02u:%02u\",\"rating\":\"7.5\","
                          "\"video\":[],\"audio\":[]},",
                          seconds,
                          seconds / 3600,
                          seconds / 60 % 60,
                          seconds % 60);
  g_string_append_printf (json, "\"movie_data\":{\"stream_id\":%" G_GUINT64_FORMAT, item->id);
  add_member (json, "name", title->name->str);
  g_string_append_printf (json, ",\"added\":\"%" G_GUINT64_FORMAT "\"", item->added);
  g_string_append (json, ",\"container_extension\":\"mkv\",\"custom_sid\":\"\"}}");
}

static void
add_episode (GString *json, const Item *item, guint season, guint number)
{
  const guint64 id = FIRST_EPISODE + item->id * 100 + season * 10 + number;
  g_autofree char *title = g_strdup_printf (
      "%s S%02uE%02u", item->title->name->str, season, number);

  g_string_append_printf (json, "{\"id\":\"%" G_GUINT64_FORMAT "\",\"episode_num\":%u", id, number);
  add_member (json, "title", title);
  g_string_append_printf (json,
                          ",\"container_extension\":\"mkv\",\"info\":{\"duration_secs\":%u,"
                          "\"duration\":\"00:%02u:00\",\"bitrate\":2100},\"custom_sid\":\"\","
                          "\"added\":\"%" G_GUINT64_FORMAT
                          "\",\"season\":%u,\"direct_source\":\"\"}",
                          item->title->minutes % 60 * 60,
                          item->title->minutes % 60,
                          item->added,
                          season);
}

static void
add_series_details (GString *json, Item *item)
{
  const LineupFakeTitle *title = item->title;

  g_string_append (json, "{\"seasons\":[");
  for (guint season = 1; season <= N_SEASONS; season++)
    g_string_append_printf (json,
                            "%s{\"air_date\":\"%u-04-01\",\"episode_count\":%u,\"id\":%u,"
                            "\"name\":\"Season %u\",\"overview\":\"\",\"season_number\":%u}",
                            season > 1 ? "," : "",
                            title->year + season,
                            N_EPISODES,
                            season,
                            season,
                            season);
  g_string_append (json, "],\"info\":{\"rating\":\"7.5\"");
  add_member (json, "name", title->name->str);
  add_member (json, "cover", title->icon->str);
  g_string_append_printf (title->plot, " In detail: %" G_GUINT64_FORMAT ".", item->id);
  add_member (json, "plot", title->plot->str);
  g_string_append (json, "},\"episodes\":{");
  for (guint season = 1; season <= N_SEASONS; season++)
    {
      g_string_append_printf (json, "%s\"%u\":[", season > 1 ? "," : "", season);
      for (guint number = 1; number <= N_EPISODES; number++)
        {
          if (number > 1)
            g_string_append_c (json, ',');
          add_episode (json, item, season, number);
        }
      g_string_append_c (json, ']');
    }
  g_string_append (json, "}}");
}

/* Ids grow by three with each item, see make_item(). */
static gboolean
find_item (LineupFakeCatalogue *self, Item *item, const char *id)
{
  guint64 number = 0;
  guint64 index = 0;

  if (self == NULL || id == NULL
      || !g_ascii_string_to_unsigned (id, 10, 1000, G_MAXINT64, &number, NULL))
    return FALSE;
  index = (number - 1000) / 3;
  if (index >= self->sizes[item->kind] + self->added)
    return FALSE;
  make_item (self, item, index);
  return item->id == number;
}

gboolean
lineup_fake_catalogue_find_channel (LineupFakeCatalogue *self,
                                    const char *id,
                                    LineupFakeTitle *title)
{
  Item item = { .kind = LINEUP_KIND_CHANNELS, .title = title };

  return find_item (self, &item, id);
}

char *
lineup_fake_catalogue_make_details (LineupFakeCatalogue *self, const char *action, const char *id)
{
  const gboolean is_movie = g_str_equal (action, "get_vod_info");
  g_autoptr (LineupFakeTitle) title = lineup_fake_title_new ();
  Item item = { .kind = is_movie ? LINEUP_KIND_MOVIES : LINEUP_KIND_SERIES, .title = title };
  GString *json = g_string_new (NULL);

  if (!find_item (self, &item, id))
    g_string_append (json, is_movie ? "{\"info\":[]}" : "[]");
  else if (is_movie)
    add_movie_details (json, &item);
  else
    add_series_details (json, &item);
  return g_string_free (json, FALSE);
}
