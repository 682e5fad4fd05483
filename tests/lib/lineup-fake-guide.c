/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-fake-guide.h"

#include <string.h>

/* Bytes that are written at once. */
#define CHUNK (64 * 1024)

/* Seconds of a block of programmes, each of which is made up by itself. */
#define BLOCK (6 * 60 * 60)

#define DAY (24 * 60 * 60)

/* Of get_short_epg, as real panels have it. */
#define DEFAULT_LIMIT 4

/* How many movies and series there are to show where the catalogue has none. */
#define N_SHOWS 20000

/* Sequences of random numbers that have nothing to do with those of a catalogue's items. */
#define PURPOSE_CHANNEL 1000

/* Where the panel of lineup_fake_account_new() is. */
#define ZONE "Europe/Paris"

struct _LineupFakeGuide
{
  GObject parent_instance;

  LineupFakeCatalogue *catalogue; /* (owned) */
  gint64 now;                     /* (atomic) */
  gint64 before;
  gint64 after;
  guint64 n_strangers;
  guint64 n_copies;
};

G_DEFINE_FINAL_TYPE (LineupFakeGuide, lineup_fake_guide, G_TYPE_OBJECT)

/* One broadcast. */
typedef struct
{
  const char *channel; /* (unowned) */
  gint64 start;
  gint64 end;
  LineupKind kind;        /* movies or series */
  LineupFakeTitle *title; /* (unowned) */
  guint season;
  guint episode;
} Show;

typedef gboolean (*ShowFunc) (const Show *show, gpointer user_data);

static void
lineup_fake_guide_finalize (GObject *object)
{
  LineupFakeGuide *self = LINEUP_FAKE_GUIDE (object);

  g_object_unref (self->catalogue);
  G_OBJECT_CLASS (lineup_fake_guide_parent_class)->finalize (object);
}

static void
lineup_fake_guide_class_init (LineupFakeGuideClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_fake_guide_finalize;
}

static void
lineup_fake_guide_init (LineupFakeGuide *self)
{
  self->before = DAY;
  self->after = 2 * DAY;
  self->n_copies = 1;
}

LineupFakeGuide *
lineup_fake_guide_new (LineupFakeCatalogue *catalogue, gint64 now)
{
  LineupFakeGuide *self = g_object_new (LINEUP_TYPE_FAKE_GUIDE, NULL);

  self->catalogue = g_object_ref (catalogue);
  self->now = now;
  return self;
}

void
lineup_fake_guide_set_now (LineupFakeGuide *self, gint64 now)
{
  __atomic_store_n (&self->now, now, __ATOMIC_RELAXED);
}

void
lineup_fake_guide_set_window (LineupFakeGuide *self, gint64 before, gint64 after)
{
  self->before = before;
  self->after = after;
}

void
lineup_fake_guide_set_strangers (LineupFakeGuide *self, guint64 n_channels)
{
  self->n_strangers = n_channels;
}

void
lineup_fake_guide_set_copies (LineupFakeGuide *self, guint64 n_copies)
{
  self->n_copies = n_copies;
}

static gint64
get_now (LineupFakeGuide *self)
{
  const gint64 now = __atomic_load_n (&self->now, __ATOMIC_RELAXED);

  return now != 0 ? now : g_get_real_time () / G_USEC_PER_SEC;
}

static void
choose_show (LineupFakeGuide *self, Show *show, LineupRandom *random)
{
  guint64 n_shows = 0;

  show->kind = lineup_random_below (random, 3) == 0 ? LINEUP_KIND_MOVIES : LINEUP_KIND_SERIES;
  n_shows = lineup_fake_catalogue_get_size (self->catalogue, show->kind);
  lineup_fake_catalogue_describe (
      self->catalogue,
      show->kind,
      lineup_random_below (random, (guint)(n_shows > 0 ? n_shows : N_SHOWS)),
      show->title);
  show->season = 1 + lineup_random_below (random, 8);
  show->episode = 1 + lineup_random_below (random, 24);
}

/* Tells of what is on from @from until @until, until @func has enough. */
static gboolean
show_block (LineupFakeGuide *self,
            Show *show,
            gint64 block,
            gint64 from,
            gint64 until,
            ShowFunc func,
            gpointer user_data)
{
  static const guint lengths[] = { 300, 900, 1800, 1800, 2700, 3600, 3600, 5400, 7200 };
  LineupRandom random;

  lineup_random_init (
      &random, g_str_hash (show->channel), PURPOSE_CHANNEL, (guint64)(block / BLOCK));
  for (gint64 start = block; start < block + BLOCK; start = show->end)
    {
      show->start = start;
      show->end = start + lengths[lineup_random_below (&random, G_N_ELEMENTS (lengths))];
      show->end = MIN (show->end, block + BLOCK);
      choose_show (self, show, &random);
      if (show->end > from && show->start < until && !func (show, user_data))
        return FALSE;
    }
  return TRUE;
}

static gboolean
show_channel (LineupFakeGuide *self,
              const char *channel,
              gint64 from,
              gint64 until,
              ShowFunc func,
              gpointer user_data)
{
  g_autoptr (LineupFakeTitle) title = lineup_fake_title_new ();
  Show show = { .channel = channel, .title = title };

  for (gint64 block = from - from % BLOCK; block < until; block += BLOCK)
    {
      if (!show_block (self, &show, block, from, until, func, user_data))
        return FALSE;
    }
  return TRUE;
}

typedef struct
{
  LineupFakeGuide *guide; /* (unowned) */
  GOutputStream *stream;  /* (unowned) */
  GString *xml;           /* (owned) */
  GError *error;          /* (owned) (nullable) */
} Writer;

static gboolean
flush_chunk (Writer *writer, gsize size)
{
  if (writer->xml->len < size)
    return TRUE;
  if (!g_output_stream_write_all (
          writer->stream, writer->xml->str, writer->xml->len, NULL, NULL, &writer->error))
    return FALSE;
  g_string_truncate (writer->xml, 0);
  return TRUE;
}

static void
add_element (GString *xml, const char *name, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  if (*text != '\0')
    g_string_append_printf (xml, "    <%s lang=\"en\">%s</%s>\n", name, escaped, name);
}

static void
add_time (GString *xml, const char *name, gint64 time)
{
  /* Panels tell local times, with their offset. */
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (3600);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
  g_autofree char *text = g_date_time_format (local, "%Y%m%d%H%M%S +0100");

  g_string_append_printf (xml, " %s=\"%s\"", name, text);
}

static void
add_programme (GString *xml, const Show *show)
{
  g_autofree char *channel = g_markup_escape_text (show->channel, -1);

  g_string_append (xml, "  <programme");
  add_time (xml, "start", show->start);
  add_time (xml, "stop", show->end);
  g_string_append_printf (xml, " channel=\"%s\">\n", channel);
  add_element (xml, "title", show->title->name->str);
  if (show->kind == LINEUP_KIND_SERIES)
    {
      g_autofree char *subtitle = g_strdup_printf ("Episode %u", show->episode);

      add_element (xml, "sub-title", subtitle);
    }
  add_element (xml, "desc", show->title->plot->str);
  add_element (xml, "category", show->title->genre->str);
  if (show->kind == LINEUP_KIND_SERIES)
    g_string_append_printf (xml,
                            "    <episode-num system=\"xmltv_ns\">%u.%u.</episode-num>\n",
                            show->season - 1,
                            show->episode - 1);
  g_string_append (xml, "  </programme>\n");
}

static gboolean
write_show (const Show *show, gpointer user_data)
{
  Writer *writer = user_data;

  for (guint64 i = 0; i < writer->guide->n_copies; i++)
    {
      add_programme (writer->xml, show);
      if (!flush_chunk (writer, CHUNK))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_channel (Writer *writer, const char *id, const char *name)
{
  g_autofree char *escaped = g_markup_escape_text (id, -1);

  g_string_append_printf (writer->xml, "  <channel id=\"%s\">\n", escaped);
  add_element (writer->xml, "display-name", name);
  g_string_append (writer->xml, "  </channel>\n");
  return flush_chunk (writer, CHUNK);
}

/* Returns the names of the catalogue's channels by their XMLTV ids; several may have one. */
static GPtrArray *
list_channels (LineupFakeGuide *self)
{
  g_autoptr (GPtrArray) channels = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (LineupFakeTitle) title = lineup_fake_title_new ();
  const guint64 n_channels = lineup_fake_catalogue_get_size (self->catalogue, LINEUP_KIND_CHANNELS);

  for (guint64 i = 0; i < n_channels; i++)
    {
      char *id = NULL;

      lineup_fake_catalogue_describe (self->catalogue, LINEUP_KIND_CHANNELS, i, title);
      if (title->epg_id->len == 0 || g_hash_table_contains (known, title->epg_id->str))
        continue;
      id = g_strdup (title->epg_id->str);
      g_hash_table_add (known, id);
      g_ptr_array_add (channels, id);
      g_ptr_array_add (channels, g_strdup (title->name->str));
    }
  return g_steal_pointer (&channels);
}

static gboolean
write_channels (Writer *writer, GPtrArray *channels)
{
  for (guint i = 0; i < channels->len; i += 2)
    {
      if (!write_channel (
              writer, g_ptr_array_index (channels, i), g_ptr_array_index (channels, i + 1)))
        return FALSE;
    }
  for (guint64 i = 0; i < writer->guide->n_strangers; i++)
    {
      g_autofree char *id = g_strdup_printf ("stranger-%" G_GUINT64_FORMAT, i);

      if (!write_channel (writer, id, id))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_programmes (Writer *writer, GPtrArray *channels)
{
  LineupFakeGuide *self = writer->guide;
  const gint64 from = get_now (self) - self->before;
  const gint64 until = get_now (self) + self->after;

  for (guint i = 0; i < channels->len; i += 2)
    {
      if (!show_channel (self, g_ptr_array_index (channels, i), from, until, write_show, writer))
        return FALSE;
    }
  for (guint64 i = 0; i < self->n_strangers; i++)
    {
      g_autofree char *id = g_strdup_printf ("stranger-%" G_GUINT64_FORMAT, i);

      if (!show_channel (self, id, from, until, write_show, writer))
        return FALSE;
    }
  return TRUE;
}

gboolean
lineup_fake_guide_write (LineupFakeGuide *self, GOutputStream *stream, GError **error)
{
  g_autoptr (GString) xml = g_string_sized_new (CHUNK + 4096);
  g_autoptr (GPtrArray) channels = list_channels (self);
  Writer writer = { .guide = self, .stream = stream, .xml = xml };

  g_string_append (xml,
                   "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                   "<!DOCTYPE tv SYSTEM \"xmltv.dtd\">\n"
                   "<tv generator-info-name=\"Made up\">\n");
  if (write_channels (&writer, channels) && write_programmes (&writer, channels))
    {
      g_string_append (xml, "</tv>\n");
      flush_chunk (&writer, 0);
    }
  if (writer.error == NULL)
    return TRUE;
  g_propagate_error (error, writer.error);
  return FALSE;
}

gboolean
lineup_fake_guide_has_listings (const char *action)
{
  return g_str_equal (action, "get_short_epg") || g_str_equal (action, "get_simple_data_table");
}

typedef struct
{
  GString *json; /* (owned) */
  gboolean whole;
  guint64 limit;
  guint64 n_shows;
  gint64 now;
} Listings;

static void
add_base64 (GString *json, const char *name, const char *text)
{
  g_autofree char *encoded = g_base64_encode ((const guchar *)text, strlen (text));

  g_string_append_printf (json, ",\"%s\":\"%s\"", name, encoded);
}

static void
add_local_time (GString *json, const char *name, gint64 time)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (ZONE);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time);
  g_autoptr (GDateTime) local = zone != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  g_autofree char *text = g_date_time_format (local != NULL ? local : utc, "%Y-%m-%d %H:%M:%S");

  g_string_append_printf (json, ",\"%s\":\"%s\"", name, text);
}

static gboolean
add_listing (const Show *show, gpointer user_data)
{
  Listings *listings = user_data;
  GString *json = listings->json;

  g_string_append_printf (json,
                          "%s{\"id\":\"%" G_GINT64_FORMAT "\",\"epg_id\":\"7\"",
                          listings->n_shows > 0 ? "," : "",
                          show->start / 60);
  add_base64 (json, "title", show->title->name->str);
  g_string_append (json, ",\"lang\":\"en\"");
  add_local_time (json, "start", show->start);
  add_local_time (json, "end", show->end);
  add_base64 (json, "description", show->title->plot->str);
  g_string_append_printf (json,
                          ",\"channel_id\":\"\",\"start_timestamp\":\"%" G_GINT64_FORMAT
                          "\",\"stop_timestamp\":\"%" G_GINT64_FORMAT "\"",
                          show->start,
                          show->end);
  if (listings->whole)
    g_string_append_printf (json,
                            ",\"now_playing\":%d,\"has_archive\":0",
                            show->start <= listings->now && show->end > listings->now);
  g_string_append_c (json, '}');
  return ++listings->n_shows < listings->limit;
}

char *
lineup_fake_guide_make_listings (LineupFakeGuide *self,
                                 const char *action,
                                 const char *id,
                                 const char *limit)
{
  g_autoptr (LineupFakeTitle) title = lineup_fake_title_new ();
  GString *json = g_string_new ("{\"epg_listings\":[");
  Listings listings = { .json = json,
                        .whole = g_str_equal (action, "get_simple_data_table"),
                        .limit = DEFAULT_LIMIT };

  if (self != NULL && id != NULL && lineup_fake_catalogue_find_channel (self->catalogue, id, title))
    {
      listings.now = get_now (self);
      if (listings.whole)
        listings.limit = G_MAXUINT64;
      else if (limit != NULL)
        g_ascii_string_to_unsigned (limit, 10, 1, 1000, &listings.limit, NULL);
      show_channel (self,
                    title->epg_id->len > 0 ? title->epg_id->str : id,
                    listings.whole ? listings.now - self->before : listings.now,
                    listings.now + self->after,
                    add_listing,
                    &listings);
    }
  g_string_append (json, "]}");
  return g_string_free (json, FALSE);
}
