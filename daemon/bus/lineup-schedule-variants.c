/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-schedule-variants.h"

#include "lineup-dict-writer.h"
#include "lineup-variant-bytes.h"

#include <string.h>

/* Bytes of a programme in a list that need not grow, for most. */
#define USUAL_SIZE 128

/* What may be known of a programme beside its id, times and title. */
static const char *const keys[] = {
  "subtitle", "description", "categories", "season",      "episode", "episode-text",
  "icon",     "year",        "rating",     "age-rating",  "cast",    "director",
  "lang",     "flags",       "archived",   "end-guessed",
};

gboolean
lineup_schedule_variants_keep_known (const char **fields)
{
  const char *known[G_N_ELEMENTS (keys)];
  gsize n_known = 0;

  if (fields == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      if (g_strv_contains (fields, keys[i]))
        known[n_known++] = keys[i];
    }
  /* There are as many at least. */
  for (gsize i = 0; i < n_known; i++)
    fields[i] = known[i];
  fields[n_known] = NULL;
  return n_known > 0;
}

/* A dictionary that takes only certain keys. */
typedef struct
{
  LineupDictWriter writer;
  const char *const *fields; /* (unowned) (nullable): %NULL for all */
} Fields;

static gboolean
is_wanted (const Fields *self, const char *key)
{
  return self->fields == NULL || g_strv_contains (self->fields, key);
}

static void
add_text (Fields *self, const char *key, const char *text)
{
  if (text != NULL && is_wanted (self, key))
    lineup_dict_writer_add_string (&self->writer, key, text);
}

static void
add_uint (Fields *self, const char *key, gint64 number)
{
  if (number > 0 && number <= G_MAXUINT32 && is_wanted (self, key))
    lineup_dict_writer_add_uint (&self->writer, key, (guint32)number);
}

static void
add_true (Fields *self, const char *key, gboolean is_true)
{
  if (is_true && is_wanted (self, key))
    lineup_dict_writer_add_boolean (&self->writer, key, TRUE);
}

static const char *
get_text (const LineupProgrammeText *texts, gsize n_texts)
{
  return n_texts > 0 ? texts[0].text : NULL;
}

static void
add_flags (Fields *self, LineupProgrammeFlags flags)
{
  static const struct
  {
    LineupProgrammeFlags flag;
    const char *name;
  } names[] = {
    { LINEUP_PROGRAMME_NEW, "new" },
    { LINEUP_PROGRAMME_LIVE, "live" },
    { LINEUP_PROGRAMME_PREMIERE, "premiere" },
    { LINEUP_PROGRAMME_REPEAT, "repeat" },
    { LINEUP_PROGRAMME_LAST_CHANCE, "last-chance" },
  };
  const char *set[G_N_ELEMENTS (names)];
  gsize n_set = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if ((flags & names[i].flag) != 0)
        set[n_set++] = names[i].name;
    }
  if (n_set > 0 && is_wanted (self, "flags"))
    lineup_dict_writer_add_strv (&self->writer, "flags", set, n_set);
}

/* What is known of a programme beside its id, times and title. */
static void
add_details (Fields *self, const LineupProgramme *programme)
{
  add_text (self, "subtitle", get_text (programme->subtitles, programme->n_subtitles));
  add_text (self, "description", get_text (programme->descriptions, programme->n_descriptions));
  if (programme->n_categories > 0 && is_wanted (self, "categories"))
    lineup_dict_writer_add_strv (
        &self->writer, "categories", programme->categories, programme->n_categories);
  add_uint (self, "season", programme->season);
  add_uint (self, "episode", programme->episode);
  add_text (self, "episode-text", programme->episode_text);
  add_text (self, "icon", programme->icon);
  add_uint (self, "year", programme->year);
  if (programme->rating > 0 && is_wanted (self, "rating"))
    lineup_dict_writer_add_double (&self->writer, "rating", programme->rating);
  add_text (self, "age-rating", programme->age_rating);
  add_text (self, "cast", programme->cast);
  add_text (self, "director", programme->director);
  if (programme->n_titles > 0)
    add_text (self, "lang", programme->titles[0].language);
  add_flags (self, programme->flags);
  add_true (self, "archived", programme->archived);
  add_true (self, "end-guessed", programme->stop_is_guessed);
}

/* What nobody can do without. */
static void
add_core (Fields *self, const LineupProgramme *programme)
{
  LineupDictWriter *writer = &self->writer;

  lineup_dict_writer_add_int64 (writer, "id", programme->id);
  lineup_dict_writer_add_int64 (writer, "channel", programme->channel);
  lineup_dict_writer_add_uint64 (writer, "start", (guint64)programme->start);
  lineup_dict_writer_add_uint64 (writer, "end", (guint64)programme->stop);
  lineup_dict_writer_add_string (
      writer, "title", get_text (programme->titles, programme->n_titles));
}

GVariant *
lineup_schedule_variants_make_programme (const LineupProgramme *programme)
{
  Fields self = { .fields = NULL };

  lineup_dict_writer_init (&self.writer);
  add_core (&self, programme);
  add_details (&self, programme);
  return lineup_dict_writer_end (&self.writer);
}

GVariant *
lineup_schedule_variants_make_now (const LineupProgramme *programme)
{
  const char *title = get_text (programme->titles, programme->n_titles);

  return g_variant_new ("(xtts)",
                        programme->id,
                        programme->start,
                        programme->stop,
                        g_utf8_validate (title, -1, NULL) ? title : "");
}

/* A search */

static const LineupScheduleChannel *
get_channel (const LineupSchedule *schedule, guint place)
{
  return &g_array_index (schedule->channels, LineupScheduleChannel, place);
}

static void
add_channels (Fields *self, const LineupSchedule *schedule, guint place)
{
  const guint programme = get_channel (schedule, place)->first;
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (; place < schedule->channels->len && get_channel (schedule, place)->first == programme;
       place++)
    g_array_append_val (items, get_channel (schedule, place)->item);
  lineup_dict_writer_add_int64s (
      &self->writer, "channels", (const gint64 *)(gpointer)items->data, items->len);
}

GVariant *
lineup_schedule_variants_make_hit (const LineupSchedule *schedule,
                                   guint place,
                                   const char *name,
                                   const char *account,
                                   const char *const *fields)
{
  const LineupProgramme *programme = &g_array_index (
      schedule->programmes, LineupProgramme, get_channel (schedule, place)->first);
  Fields self = { .fields = fields };

  lineup_dict_writer_init (&self.writer);
  add_core (&self, programme);
  add_channels (&self, schedule, place);
  if (account != NULL)
    lineup_dict_writer_add_string (&self.writer, "account", account);
  if (name != NULL)
    lineup_dict_writer_add_string (&self.writer, "channel-name", name);
  if (schedule->is_incomplete)
    lineup_dict_writer_add_boolean (&self.writer, "incomplete", TRUE);
  add_details (&self, programme);
  return lineup_dict_writer_end (&self.writer);
}

/* Lists. A grid has up to 20,000 programmes: what is written at once takes a tenth of the time of
 * what is built of values. */

typedef struct
{
  const LineupSchedule *schedule; /* (unowned) */
  const char *const *fields;      /* (unowned) (nullable): %NULL for none */
  GByteArray *bytes;              /* (owned) (nullable) */
  GArray *ends;                   /* (owned) (element-type gsize): of members, as far as it is */
} List;

static void
append_details (List *self, const LineupProgramme *programme)
{
  Fields fields = { .fields = self->fields };
  g_autoptr (GVariant) details = NULL;

  lineup_dict_writer_init (&fields.writer);
  add_details (&fields, programme);
  details = g_variant_ref_sink (lineup_dict_writer_end (&fields.writer));
  lineup_variant_bytes_append (
      self->bytes, g_variant_get_data (details), g_variant_get_size (details));
}

static void
end_member (List *self)
{
  const gsize end = self->bytes->len;

  g_array_append_val (self->ends, end);
}

/* Three numbers, a text, a dictionary, and where the text ends. */
static void
append_programme (List *self, const LineupProgramme *programme)
{
  const gint64 numbers[] = { programme->id, programme->start, programme->stop };
  const char *title = get_text (programme->titles, programme->n_titles);
  gsize begin = 0;
  gsize title_end = 0;

  /* A damaged database may have anything. */
  if (!g_utf8_validate (title, -1, NULL))
    title = "";
  lineup_variant_bytes_align (self->bytes);
  begin = self->bytes->len;
  lineup_variant_bytes_append (self->bytes, numbers, sizeof numbers);
  lineup_variant_bytes_append (self->bytes, title, strlen (title) + 1);
  title_end = self->bytes->len;
  lineup_variant_bytes_align (self->bytes);
  if (self->fields != NULL)
    append_details (self, programme);
  lineup_variant_bytes_append_end (self->bytes, begin, title_end);
  end_member (self);
}

/* A number, and an array whose end is that of the whole. */
static void
append_channel (List *self, const LineupScheduleChannel *channel)
{
  gsize begin = 0;

  lineup_variant_bytes_align (self->bytes);
  lineup_variant_bytes_append (self->bytes, &channel->item, sizeof channel->item);
  begin = self->bytes->len;
  for (guint i = 0; i < channel->n_programmes; i++)
    append_programme (
        self, &g_array_index (self->schedule->programmes, LineupProgramme, channel->first + i));
  lineup_variant_bytes_append_ends (self->bytes, begin, self->ends, channel->n_programmes);
  end_member (self);
}

GVariant *
lineup_schedule_variants_make_channels (const LineupSchedule *schedule, const char *const *fields)
{
  List self = {
    .schedule = schedule,
    .fields = fields,
    .bytes = g_byte_array_sized_new (schedule->programmes->len * USUAL_SIZE),
    .ends = g_array_new (FALSE, FALSE, sizeof (gsize)),
  };
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < schedule->channels->len; i++)
    append_channel (&self, get_channel (schedule, i));
  lineup_variant_bytes_append_ends (self.bytes, 0, self.ends, self.ends->len);
  g_array_unref (self.ends);
  bytes = g_byte_array_free_to_bytes (self.bytes);
  return g_variant_new_from_bytes (G_VARIANT_TYPE ("a(xa(xttsa{sv}))"), bytes, TRUE);
}
