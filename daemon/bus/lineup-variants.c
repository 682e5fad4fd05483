/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-variants.h"

#include "lineup-dict-writer.h"
#include "lineup-error.h"
#include "lineup-item-field.h"
#include "lineup-step-report.h"

#include <string.h>

#define ELLIPSIS "…"

/* Bytes of an error's message, which may quote a panel. */
#define MAX_MESSAGE 1024

static void
add_string (GVariantBuilder *builder, const char *key, const char *value)
{
  if (value != NULL)
    g_variant_builder_add (builder, "{sv}", key, g_variant_new_string (value));
}

/* A dictionary that takes only certain keys, and texts up to a certain length. */
typedef struct
{
  LineupDictWriter writer;
  const char *const *fields; /* (unowned) (nullable): %NULL for all */
  gsize max_text;            /* bytes */
} FieldBuilder;

static void
field_builder_init (FieldBuilder *self, const char *const *fields, gsize max_text)
{
  lineup_dict_writer_init (&self->writer);
  self->fields = fields;
  self->max_text = max_text;
}

static gboolean
is_wanted (const FieldBuilder *self, const char *key)
{
  return self->fields == NULL || g_strv_contains (self->fields, key);
}

/* What is of no use in part, such as an address, is left out where it is too long. */
static void
add_string_field (FieldBuilder *self, const char *key, const char *value)
{
  if (value != NULL && is_wanted (self, key) && strlen (value) <= self->max_text)
    lineup_dict_writer_add_string (&self->writer, key, value);
}

static char *
shorten (const char *text, gsize max_length)
{
  const char *end = g_utf8_find_prev_char (text, text + max_length - strlen (ELLIPSIS) + 1);

  return g_strdup_printf ("%.*s" ELLIPSIS, (int)(end - text), text);
}

/* What somebody reads. */
static void
add_text_field (FieldBuilder *self, const char *key, const char *value)
{
  g_autofree char *shortened = NULL;

  if (value == NULL || !is_wanted (self, key))
    return;
  if (strlen (value) > self->max_text)
    shortened = shorten (value, self->max_text);
  lineup_dict_writer_add_string (&self->writer, key, shortened != NULL ? shortened : value);
}

static void
add_uint_field (FieldBuilder *self, const char *key, guint value)
{
  if (value != 0 && is_wanted (self, key))
    lineup_dict_writer_add_uint (&self->writer, key, value);
}

static void
add_time_field (FieldBuilder *self, const char *key, gint64 value)
{
  if (value > 0 && is_wanted (self, key))
    lineup_dict_writer_add_uint64 (&self->writer, key, (guint64)value);
}

static void
add_number_field (FieldBuilder *self, const LineupItemField *field, gint64 number)
{
  if (field->type == LINEUP_FIELD_TYPE_SECONDS)
    lineup_dict_writer_add_uint64 (&self->writer, field->name, (guint64)number);
  else if (field->type == LINEUP_FIELD_TYPE_FLAG || field->type == LINEUP_FIELD_TYPE_ADULT)
    lineup_dict_writer_add_boolean (&self->writer, field->name, number == TRUE);
  else
    lineup_dict_writer_add_uint (&self->writer, field->name, (guint32)number);
}

static void
add_categories_field (FieldBuilder *self, const char *key, const LineupItem *item)
{
  gsize n_categories = 0;
  const char *const *categories = lineup_item_field_get_categories (item, &n_categories);

  lineup_dict_writer_add_strv (&self->writer, key, categories, n_categories);
}

static void
add_item_field (FieldBuilder *self, const LineupItemField *field, const LineupItem *item)
{
  if (field->type == LINEUP_FIELD_TYPE_CATEGORIES)
    add_categories_field (self, field->name, item);
  else if (!lineup_item_field_is_known (field, item))
    return;
  else if (field->type == LINEUP_FIELD_TYPE_PROSE)
    add_text_field (self, field->name, lineup_item_field_get_text (field, item));
  else if (field->type == LINEUP_FIELD_TYPE_TEXT)
    add_string_field (self, field->name, lineup_item_field_get_text (field, item));
  else if (field->type == LINEUP_FIELD_TYPE_RATING)
    lineup_dict_writer_add_double (&self->writer, field->name, item->rating);
  else
    add_number_field (self, field, lineup_item_field_get_number (field, item));
}

/* What is said is told where it was: what is not there is not so. */
static void
add_mark (FieldBuilder *self, const LineupMark *mark)
{
  static const struct
  {
    LineupMarkFlags flag;
    const char *key;
  } flags[] = {
    { LINEUP_MARK_FAVOURITE, "favourite" },
    { LINEUP_MARK_WATCHED, "watched" },
    { LINEUP_MARK_HIDDEN, "hidden" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      if ((mark->flags & flags[i].flag) != 0 && is_wanted (self, flags[i].key))
        lineup_dict_writer_add_boolean (&self->writer, flags[i].key, TRUE);
    }
  add_time_field (self, "resume", mark->resume);
}

GVariant *
lineup_variants_from_item (LineupKind kind,
                           const LineupItem *item,
                           const char *const *fields,
                           gsize max_text)
{
  FieldBuilder self;

  field_builder_init (&self, fields, max_text);
  /* Without these two nobody can tell which item it is. */
  lineup_dict_writer_add_string (&self.writer, "kind", lineup_kind_to_string (kind));
  lineup_dict_writer_add_int64 (&self.writer, "id", item->id);
  LINEUP_FOREACH_ITEM_FIELD (field)
    {
      if (lineup_item_field_is_of (field, kind) && is_wanted (&self, field->name))
        add_item_field (&self, field, item);
    }
  add_mark (&self, &item->mark);
  return lineup_dict_writer_end (&self.writer);
}

GVariant *
lineup_variants_from_hit (LineupKind kind,
                          const LineupItem *item,
                          const LineupRank *rank,
                          const char *const *fields,
                          gsize max_text)
{
  GVariant *made = lineup_variants_from_item (kind, item, fields, max_text);
  g_autoptr (GVariant) plain = NULL;
  GVariantDict dict;

  /* Floating, as all that is made here: nobody gives back a reference of ours. */
  if (rank->tier != LINEUP_RANK_FUZZY && rank->is_complete)
    return made;
  plain = g_variant_ref_sink (made);
  g_variant_dict_init (&dict, plain);
  if (rank->tier == LINEUP_RANK_FUZZY)
    g_variant_dict_insert (&dict, "fuzzy", "b", TRUE);
  if (!rank->is_complete)
    g_variant_dict_insert (&dict, "incomplete", "b", TRUE);
  return g_variant_dict_end (&dict);
}

static GVariant *
from_season (const LineupSeason *season, gsize max_text)
{
  FieldBuilder self;

  field_builder_init (&self, NULL, max_text);
  lineup_dict_writer_add_uint (&self.writer, "number", season->number);
  add_text_field (&self, "name", season->name);
  add_uint_field (&self, "episode-count", season->episode_count);
  add_string_field (&self, "cover", season->cover);
  add_string_field (&self, "air-date", season->air_date);
  add_text_field (&self, "overview", season->overview);
  return lineup_dict_writer_end (&self.writer);
}

static GVariant *
from_episode (const LineupEpisode *episode, const LineupMark *mark, gsize max_text)
{
  FieldBuilder self;

  field_builder_init (&self, NULL, max_text);
  lineup_dict_writer_add_int64 (&self.writer, "id", episode->id);
  lineup_dict_writer_add_uint (&self.writer, "season", episode->season);
  if (episode->number >= 0)
    lineup_dict_writer_add_uint (&self.writer, "number", (guint32)episode->number);
  add_text_field (&self, "title", episode->title);
  add_time_field (&self, "duration", episode->duration);
  add_text_field (&self, "plot", episode->plot);
  add_string_field (&self, "extension", episode->extension);
  add_string_field (&self, "icon", episode->icon);
  add_time_field (&self, "added", episode->added);
  if (mark != NULL)
    add_mark (&self, mark);
  return lineup_dict_writer_end (&self.writer);
}

static void
add_seasons_and_episodes (GVariantDict *dict,
                          const LineupDetails *details,
                          const LineupMarks *marks,
                          gsize max_text)
{
  GVariantBuilder seasons;
  GVariantBuilder episodes;

  g_variant_builder_init (&seasons, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; i < details->seasons->len; i++)
    g_variant_builder_add_value (
        &seasons, from_season (&g_array_index (details->seasons, LineupSeason, i), max_text));
  g_variant_dict_insert_value (dict, "seasons", g_variant_builder_end (&seasons));

  g_variant_builder_init (&episodes, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; i < details->episodes->len; i++)
    {
      const LineupEpisode *episode = &g_array_index (details->episodes, LineupEpisode, i);

      g_variant_builder_add_value (
          &episodes,
          from_episode (
              episode, lineup_marks_get (marks, LINEUP_KIND_EPISODES, episode->id), max_text));
    }
  g_variant_dict_insert_value (dict, "episodes", g_variant_builder_end (&episodes));
}

GVariant *
lineup_variants_from_full_item (LineupKind kind,
                                const LineupItem *item,
                                const LineupDetails *details,
                                const LineupMarks *marks,
                                const char *error_name,
                                gsize max_text)
{
  g_autoptr (LineupDetails) none = lineup_details_new ();
  const gboolean is_known = details != NULL && lineup_details_tell_of (details, item);
  const LineupDetails *known = is_known ? details : none;
  LineupItem full_item = *item;
  g_autoptr (GVariant) plain = NULL;
  GVariantDict dict;

  lineup_details_apply (known, &full_item);
  plain = g_variant_ref_sink (lineup_variants_from_item (kind, &full_item, NULL, max_text));
  g_variant_dict_init (&dict, plain);
  if (kind == LINEUP_KIND_SERIES)
    add_seasons_and_episodes (&dict, known, marks, max_text);
  if (error_name != NULL || !lineup_details_are_current (known, item))
    g_variant_dict_insert (&dict, "stale", "b", TRUE);
  if (error_name != NULL)
    g_variant_dict_insert (&dict, "error-name", "s", error_name);
  return g_variant_dict_end (&dict);
}

static GVariant *
from_gone (const LineupLibraryHit *hit, gsize max_text)
{
  const LineupLibraryEntry *entry = hit->series != NULL ? hit->series : hit->entry;
  FieldBuilder self;

  field_builder_init (&self, NULL, max_text);
  lineup_dict_writer_add_string (&self.writer, "kind", lineup_marked_kind_to_string (entry->kind));
  lineup_dict_writer_add_int64 (&self.writer, "id", entry->id);
  add_text_field (&self, "name", entry->name);
  lineup_dict_writer_add_boolean (&self.writer, "gone", TRUE);
  return lineup_dict_writer_end (&self.writer);
}

GVariant *
lineup_variants_from_lone_episode (const LineupEpisode *episode,
                                   const LineupItem *series,
                                   const LineupMark *mark,
                                   gsize max_text)
{
  g_autoptr (GVariant) fields = g_variant_ref_sink (from_episode (episode, mark, max_text));
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (fields);

  g_variant_dict_insert (&dict, "kind", "s", lineup_marked_kind_to_string (LINEUP_KIND_EPISODES));
  g_variant_dict_insert (&dict, "series", "x", series->id);
  return g_variant_dict_end (&dict);
}

static GVariant *
from_gone_episode (const LineupLibraryEntry *entry, gsize max_text)
{
  const LineupMark mark = lineup_library_entry_get_mark (entry);
  const LineupEpisode episode = {
    .id = entry->id,
    .season = (guint)entry->season,
    .number = entry->episode,
    .title = entry->name,
  };

  return from_episode (&episode, &mark, max_text);
}

static void
add_position (GVariantDict *dict, const LineupLibraryEntry *entry)
{
  if (entry->resume != 0)
    g_variant_dict_insert (dict, "resume", "t", (guint64)entry->resume);
  if (entry->length != 0)
    g_variant_dict_insert (dict, "length", "t", (guint64)entry->length);
  if (entry->programme != 0)
    g_variant_dict_insert (dict, "programme", "x", entry->programme);
}

GVariant *
lineup_variants_from_library_hit (const LineupLibraryHit *hit,
                                  gint64 when,
                                  const LineupItem *item,
                                  const LineupEpisode *episode,
                                  const LineupMark *mark,
                                  gsize max_text)
{
  const LineupLibraryEntry *entry = hit->entry;
  const gboolean is_episode = entry->kind == LINEUP_KIND_EPISODES;
  const LineupKind kind = is_episode ? LINEUP_KIND_SERIES : (LineupKind)entry->kind;
  g_autoptr (GVariant) plain = g_variant_ref_sink (
      item != NULL ? lineup_variants_from_item (kind, item, NULL, max_text)
                   : from_gone (hit, max_text));
  GVariantDict dict;

  g_variant_dict_init (&dict, plain);
  if (episode != NULL)
    g_variant_dict_insert_value (&dict, "episode", from_episode (episode, mark, max_text));
  else if (is_episode)
    g_variant_dict_insert_value (&dict, "episode", from_gone_episode (entry, max_text));
  /* The next one was not begun. */
  if (episode == NULL || episode->id == entry->id)
    add_position (&dict, entry);
  if (when != 0)
    g_variant_dict_insert (&dict, "when", "t", (guint64)when);
  return g_variant_dict_end (&dict);
}

GVariant *
lineup_variants_tell_account (GVariant *item, const char *account)
{
  g_autoptr (GVariant) plain = g_variant_ref_sink (item);
  GVariantDict dict;

  g_variant_dict_init (&dict, plain);
  g_variant_dict_insert (&dict, "account", "s", account);
  return g_variant_dict_end (&dict);
}

GVariant *
lineup_variants_from_library_state (const LineupLibraryEntry *entry)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "favourite", "b", entry->place != 0);
  g_variant_dict_insert (&dict, "watched", "b", entry->watched);
  g_variant_dict_insert (&dict, "hidden", "b", entry->hidden);
  g_variant_dict_insert (&dict, "resume", "t", (guint64)entry->resume);
  return g_variant_dict_end (&dict);
}

GVariant *
lineup_variants_from_category (const LineupCategory *category, guint n_items, gsize max_text)
{
  FieldBuilder self;

  field_builder_init (&self, NULL, max_text);
  /* Others name it by its id, which is nothing else than the whole of it. */
  lineup_dict_writer_add_string (&self.writer, "id", category->id);
  add_text_field (&self, "name", category->name);
  add_string_field (&self, "parent", category->parent);
  if (category->adult)
    lineup_dict_writer_add_boolean (&self.writer, "adult", TRUE);
  if (category->hidden)
    lineup_dict_writer_add_boolean (&self.writer, "hidden", TRUE);
  lineup_dict_writer_add_uint (&self.writer, "items", n_items);
  return lineup_dict_writer_end (&self.writer);
}

static void
add_figure (GVariantBuilder *builder, const char *key, guint64 value)
{
  g_variant_builder_add (builder, "{sv}", key, g_variant_new_uint64 (value));
}

static void
add_number (GVariantBuilder *builder, const char *key, guint value)
{
  g_variant_builder_add (builder, "{sv}", key, g_variant_new_uint32 (value));
}

GVariant *
lineup_variants_from_change (const LineupChange *change)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  add_string (&builder, "kind", lineup_kind_to_string (change->kind));
  g_variant_builder_add (&builder, "{sv}", "id", g_variant_new_int64 (change->id));
  add_string (&builder, "change", lineup_change_type_to_string (change->type));
  add_figure (&builder, "generation", change->generation);
  return g_variant_builder_end (&builder);
}

static void
add_message (GVariantBuilder *builder, const char *message)
{
  g_autofree char *shortened = strlen (message) > MAX_MESSAGE ? shorten (message, MAX_MESSAGE)
                                                              : NULL;

  add_string (builder, "error-message", shortened != NULL ? shortened : message);
}

static GVariant *
from_report (const LineupStepReport *report)
{
  g_autofree char *error_name = report->error != NULL ? lineup_error_get_dbus_name (report->error)
                                                      : g_strdup ("");
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  add_string (
      &builder, report->source != NULL ? "source" : "step", lineup_step_report_get_name (report));
  add_string (&builder, "outcome", lineup_outcome_to_string (report->outcome));
  add_figure (&builder, "seen", report->seen);
  add_figure (&builder, "added", report->added);
  add_figure (&builder, "changed", report->changed);
  add_figure (&builder, "removed", report->removed);
  add_figure (&builder, "rejected", report->rejected);
  add_figure (&builder, "bytes", report->bytes);
  add_figure (&builder, "duration-ms", report->duration_ms);
  add_number (&builder, "attempts", report->attempts);
  add_string (&builder, "error-name", error_name);
  add_message (&builder, report->error != NULL ? report->error->message : "");
  add_number (&builder, "http-status", report->http_status);
  return g_variant_builder_end (&builder);
}

static GVariant *
make_texts (GHashTable *table)
{
  GVariantBuilder texts;
  GHashTableIter iter;
  gpointer name = NULL;
  gpointer value = NULL;

  g_variant_builder_init (&texts, G_VARIANT_TYPE ("a{ss}"));
  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_variant_builder_add (&texts, "{ss}", name, value);
  return g_variant_builder_end (&texts);
}

static GVariant *
make_alternatives (GPtrArray *playables, gint64 resume)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; i < playables->len; i++)
    g_variant_builder_add_value (&builder,
                                 lineup_variants_from_playable (playables->pdata[i], resume, 0));
  return g_variant_builder_end (&builder);
}

GVariant *
lineup_variants_from_playable (const LineupPlayable *playable, gint64 resume, guint cookie)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  add_string (&builder, "url", playable->url);
  add_string (&builder, "title", playable->title);
  add_string (&builder, "format", playable->format);
  add_string (&builder, "mime-type", lineup_playable_get_mime_type (playable));
  add_string (&builder, "user-agent", g_hash_table_lookup (playable->headers, "User-Agent"));
  add_string (&builder, "referrer", g_hash_table_lookup (playable->headers, "Referer"));
  g_variant_builder_add (&builder, "{sv}", "headers", make_texts (playable->headers));
  if (g_hash_table_size (playable->properties) > 0)
    g_variant_builder_add (&builder, "{sv}", "properties", make_texts (playable->properties));
  g_variant_builder_add (&builder, "{sv}", "live", g_variant_new_boolean (playable->live));
  if (playable->start != 0)
    add_figure (&builder, "start", playable->start);
  if (playable->end != 0)
    add_figure (&builder, "end", playable->end);
  if (resume != 0)
    add_figure (&builder, "resume", (guint64)resume);
  if (cookie != 0)
    add_number (&builder, "cookie", cookie);
  if (playable->alternatives != NULL && playable->alternatives->len > 0)
    g_variant_builder_add (
        &builder, "{sv}", "alternatives", make_alternatives (playable->alternatives, resume));
  return g_variant_builder_end (&builder);
}

GVariant *
lineup_variants_from_reports (GPtrArray *reports)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; i < reports->len; i++)
    g_variant_builder_add_value (&builder, from_report (reports->pdata[i]));
  return g_variant_builder_end (&builder);
}

GVariant *
lineup_variants_from_sync_figures (const LineupSyncFigures *figures)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  add_number (&builder, "step-index", figures->step_index);
  add_number (&builder, "step-count", figures->step_count);
  add_figure (&builder, "items", figures->items);
  add_figure (&builder, "expected-items", figures->expected_items);
  add_figure (&builder, "bytes", figures->bytes);
  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    add_figure (&builder, lineup_kind_to_string ((LineupKind)kind), figures->kinds[kind]);
  add_number (&builder, "errors", figures->errors);
  return g_variant_builder_end (&builder);
}
