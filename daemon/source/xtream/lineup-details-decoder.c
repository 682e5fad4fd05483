/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-details-decoder.h"

#include "lineup-error.h"
#include "lineup-panel-key.h"

#include <string.h>

/* Levels: episodes are below their season, which is below all of them. */
#define MAX_DEPTH 2

/* Bytes of a key: longer ones number no season. */
#define MAX_KEY 64

/* Fields, more than any object has of those that we read. */
#define MAX_FIELDS 32

typedef struct
{
  LineupDetails *details;   /* (owned) */
  GHashTable *episode_ids;  /* (owned) (element-type gint64): each episode counts once */
  GHashTable *season_marks; /* (owned) (element-type guint): so does each season */
  LineupFieldReader reader;
} Decoder;

static void
decoder_clear (Decoder *self)
{
  g_clear_pointer (&self->details, lineup_details_unref);
  g_clear_pointer (&self->episode_ids, g_hash_table_unref);
  g_clear_pointer (&self->season_marks, g_hash_table_unref);
  lineup_field_reader_clear (&self->reader);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Decoder, decoder_clear)

static gboolean
fail (gboolean transient, const char *message, GError **error)
{
  g_propagate_error (
      error, lineup_error_new_answer (LINEUP_ERROR_MALFORMED_DATA, 0, 0, transient, "%s", message));
  return FALSE;
}

/* --- Fields --- */

typedef const char *(*CopyFunc) (LineupFieldReader *reader, const LineupJsonValue *value);

/* What a field becomes, and where: the first five are numbers of 64 bits. */
typedef enum
{
  FIELD_NUMBER,  /* -1 if unknown */
  FIELD_ORDINAL, /* -1 if unknown */
  FIELD_TIME,
  FIELD_SECONDS,
  FIELD_MINUTES,
  FIELD_TEXT,
  FIELD_VALUE, /* to be read by itself */
  FIELD_ITEM,  /* an item's, as its key says */
} FieldType;

/* Where several fields go to the same place, the first one that says something is taken. */
typedef struct
{
  const char *key;
  FieldType type;
  gsize offset;                   /* in the target */
  CopyFunc copy;                  /* (nullable): of text */
  const LineupPanelKey *item_key; /* (unowned) (nullable): of an item's field */
} Field;

static gint64
limit_number (gint64 number)
{
  return number <= G_MAXINT32 ? number : -1;
}

/* Returns the one number in `Season 2`, `S02` or `E03`, 0 for what is outside of the seasons, -1 if
 * there is none or another. */
static gint64
find_number (const char *text)
{
  const char *const digits = "0123456789";
  const char *number = text + strcspn (text, digits);
  const gsize length = strspn (number, digits);

  if (g_ascii_strncasecmp (text, "special", strlen ("special")) == 0 && length == 0)
    return 0;
  return strpbrk (number + length, digits) == NULL ? lineup_scalar_to_integer (number, length) : -1;
}

/* Reads what numbers a season or an episode: a field, or the key of a member; -1 if that is the
 * empty one of a list. */
static gint64
read_ordinal (const LineupJsonValue *value)
{
  const gint64 number = lineup_field_to_integer (value);
  char text[MAX_KEY + 1];

  if (number >= 0 || value->type != LINEUP_JSON_STRING || *value->text == '-')
    return number;
  lineup_json_value_copy_text (value, text, MAX_KEY);
  return find_number (text);
}

static void
read_item_field (Decoder *self, const LineupPanelKey *key, const LineupJsonValue *value)
{
  const LineupItemField *field = lineup_item_field_at (key->offset);
  LineupItem *item = &self->details->item;

  if (lineup_item_field_is_known (field, item))
    return;
  lineup_panel_key_read (key, field, &self->reader, value, item);
  lineup_details_keep_field (self->details, field, item);
}

static void
read_field (Decoder *self, const Field *field, gpointer target, const LineupJsonValue *value)
{
  gpointer place = G_STRUCT_MEMBER_P (target, field->offset);
  gint64 *number = place;
  const char **text = place;
  LineupJsonValue *whole = place;

  switch (field->type)
    {
    case FIELD_NUMBER:
      if (*number < 0)
        *number = lineup_field_to_integer (value);
      break;
    case FIELD_ORDINAL:
      if (*number < 0)
        *number = read_ordinal (value);
      break;
    case FIELD_TIME:
      *number = lineup_field_to_time (value);
      break;
    case FIELD_SECONDS:
      if (*number == 0)
        *number = lineup_field_to_duration (value, LINEUP_TIME_UNIT_SECONDS);
      break;
    case FIELD_MINUTES:
      if (*number == 0)
        *number = lineup_field_to_duration (value, LINEUP_TIME_UNIT_MINUTES);
      break;
    case FIELD_TEXT:
      if (*text == NULL)
        *text = lineup_details_keep (self->details, field->copy (&self->reader, value));
      break;
    case FIELD_ITEM:
      read_item_field (self, field->item_key, value);
      break;
    case FIELD_VALUE:
    default:
      *whole = *value;
    }
}

/* Reads the fields that the table knows, in its order. What PHP has as an empty object comes as a
 * list, so what is no object has no fields. Returns whether it is in one piece. */
static gboolean
read_fields (Decoder *self,
             const LineupJsonValue *object,
             const Field *fields,
             gsize n_fields,
             gpointer target)
{
  LineupJsonValue values[MAX_FIELDS] = { 0 };
  LineupJsonValue key;
  LineupJsonValue value;
  LineupJson walk;

  g_return_val_if_fail (n_fields <= MAX_FIELDS, FALSE);

  if (object->type != LINEUP_JSON_OBJECT)
    return TRUE;
  lineup_json_init (&walk, object->text, object->length);
  while (lineup_json_next (&walk, &key, &value))
    {
      for (gsize i = 0; i < n_fields; i++)
        {
          if (lineup_json_value_is (&key, fields[i].key))
            values[i] = value;
        }
    }

  lineup_field_reader_begin (&self->reader, object->length);
  for (gsize i = 0; i < n_fields; i++)
    {
      if (values[i].text != NULL)
        read_field (self, &fields[i], target, &values[i]);
    }
  return lineup_json_is_closed (&walk);
}

#define READ_FIELDS(self, object, fields, target)                                                  \
  read_fields (self, object, fields, G_N_ELEMENTS (fields), target)

#define TEXT(copy_func) FIELD_TEXT, .copy = lineup_field_reader_copy_##copy_func

/* Reads what an answer tells of the item itself. */
static gboolean
read_item (Decoder *self, const LineupJsonValue *object, LineupPanelAnswer answer)
{
  gsize n_fields = 0;
  gsize n_keys = 0;
  const LineupPanelKey *keys = lineup_panel_keys (&n_keys);
  g_autofree Field *fields = g_new0 (Field, n_keys);

  for (gsize i = 0; i < n_keys; i++)
    {
      if ((keys[i].answers & answer) != 0)
        fields[n_fields++] = (Field){ keys[i].key, FIELD_ITEM, .item_key = &keys[i] };
    }
  return read_fields (self, object, fields, n_fields, &self->details->item);
}

/* --- Seasons --- */

/* A season on its way. */
typedef struct
{
  LineupSeason season;
  gint64 number;
  gint64 n_episodes;
} SeasonDraft;

#define SEASON(member) .offset = G_STRUCT_OFFSET (SeasonDraft, member)

static const Field season_fields[] = {
  { "season_number", FIELD_ORDINAL, SEASON (number) },
  { "name", TEXT (name), SEASON (season.name) },
  { "episode_count", FIELD_NUMBER, SEASON (n_episodes) },
  { "cover", TEXT (url), SEASON (season.cover) },
  { "cover_big", TEXT (url), SEASON (season.cover) },
  { "cover_tmdb", TEXT (url), SEASON (season.cover) },
  { "air_date", TEXT (date), SEASON (season.air_date) },
  { "releaseDate", TEXT (date), SEASON (season.air_date) },
  { "release_date", TEXT (date), SEASON (season.air_date) },
  { "overview", TEXT (prose), SEASON (season.overview) },
};

/* A season may have its number as its key only. */
static void
read_season (Decoder *self, const LineupJsonValue *key, const LineupJsonValue *object)
{
  SeasonDraft draft = { .number = -1, .n_episodes = -1 };

  if (object->type != LINEUP_JSON_OBJECT || !READ_FIELDS (self, object, season_fields, &draft))
    return;
  if (draft.number < 0)
    draft.number = read_ordinal (key);
  draft.number = limit_number (draft.number);
  if (draft.number < 0
      || !g_hash_table_add (self->season_marks, GUINT_TO_POINTER ((guint)draft.number)))
    return;
  draft.season.number = (guint)draft.number;
  draft.season.episode_count = (guint)MAX (limit_number (draft.n_episodes), 0);
  g_array_append_val (self->details->seasons, draft.season);
}

static gboolean
has_parts (const LineupJsonValue *value)
{
  return value->type == LINEUP_JSON_OBJECT || value->type == LINEUP_JSON_ARRAY;
}

static void
read_seasons (Decoder *self, const LineupJsonValue *seasons)
{
  LineupJsonValue key;
  LineupJsonValue value;
  LineupJson walk;

  if (!has_parts (seasons))
    return;
  lineup_json_init (&walk, seasons->text, seasons->length);
  while (self->details->seasons->len < LINEUP_DETAILS_MAX_SEASONS
         && lineup_json_next (&walk, &key, &value))
    read_season (self, &key, &value);
}

/* --- Episodes --- */

/* An episode on its way. */
typedef struct
{
  LineupEpisode episode;
  gint64 season;
  LineupJsonValue info; /* more of it */
} EpisodeDraft;

#define EPISODE(member) .offset = G_STRUCT_OFFSET (EpisodeDraft, member)

static const Field episode_fields[] = {
  { "id", FIELD_NUMBER, EPISODE (episode.id) },
  { "season", FIELD_ORDINAL, EPISODE (season) },
  { "episode_num", FIELD_ORDINAL, EPISODE (episode.number) },
  { "title", TEXT (name), EPISODE (episode.title) },
  { "name", TEXT (name), EPISODE (episode.title) },
  { "container_extension", TEXT (extension), EPISODE (episode.extension) },
  { "added", FIELD_TIME, EPISODE (episode.added) },
  { "info", FIELD_VALUE, EPISODE (info) },
};

static const Field episode_info_fields[] = {
  { "movie_image", TEXT (url), EPISODE (episode.icon) },
  { "cover_big", TEXT (url), EPISODE (episode.icon) },
  { "plot", TEXT (prose), EPISODE (episode.plot) },
  { "overview", TEXT (prose), EPISODE (episode.plot) },
  { "duration_secs", FIELD_SECONDS, EPISODE (episode.duration) },
  { "duration", FIELD_MINUTES, EPISODE (episode.duration) },
};

/* An episode's season is what it says itself, else what it is below, else the only one that there
 * is. */
static void
read_episode (Decoder *self, const LineupJsonValue *object, gint64 above)
{
  EpisodeDraft draft = { .episode = { .id = -1, .number = -1 }, .season = -1 };
  LineupEpisode *episode = &draft.episode;

  if (!READ_FIELDS (self, object, episode_fields, &draft) || episode->id < 0
      || !g_hash_table_add (self->episode_ids, g_memdup2 (&episode->id, sizeof episode->id)))
    return;
  READ_FIELDS (self, &draft.info, episode_info_fields, &draft);
  if (limit_number (draft.season) < 0)
    draft.season = above;
  episode->season = limit_number (draft.season) >= 0 ? (guint)draft.season : 1;
  episode->number = limit_number (episode->number);
  g_array_append_val (self->details->episodes, *episode);
}

/* What an object is told by: below the seasons everything is an object or a list. */
static gboolean
is_episode (const LineupJsonValue *value)
{
  LineupJsonValue key;
  LineupJsonValue member;
  LineupJson walk;

  if (value->type != LINEUP_JSON_OBJECT)
    return FALSE;
  lineup_json_init (&walk, value->text, value->length);
  while (lineup_json_next (&walk, &key, &member))
    {
      if (lineup_json_value_is (&key, "id"))
        return TRUE;
    }
  return FALSE;
}

/* Reads all episodes: below the keys of their seasons, in lists of which each is a season, or all
 * in one list; each list may be an object. */
static void
read_episodes (Decoder *self, const LineupJsonValue *episodes, gint64 above, guint depth)
{
  gint64 place = 0;
  LineupJsonValue key;
  LineupJsonValue value;
  LineupJson walk;

  if (!has_parts (episodes))
    return;
  lineup_json_init (&walk, episodes->text, episodes->length);
  while (self->details->episodes->len < LINEUP_DETAILS_MAX_EPISODES
         && lineup_json_next (&walk, &key, &value))
    {
      place++;
      if (is_episode (&value))
        read_episode (self, &value, above);
      else if (depth + 1 < MAX_DEPTH)
        read_episodes (self, &value, key.length > 0 ? read_ordinal (&key) : place, depth + 1);
    }
}

/* --- The answer --- */

/* What an answer consists of. */
typedef struct
{
  LineupJsonValue info;
  LineupJsonValue movie_data;
  LineupJsonValue seasons;
  LineupJsonValue episodes;
  gboolean has_any; /* of these, of the kind that was asked for */
  gboolean is_empty;
} Answer;

static void
take_member (Answer *answer,
             LineupKind kind,
             const LineupJsonValue *key,
             const LineupJsonValue *value)
{
  const struct
  {
    const char *key;
    LineupKind kind;
    LineupJsonValue *value;
  } members[] = {
    { "info", kind, &answer->info },
    { "movie_data", LINEUP_KIND_MOVIES, &answer->movie_data },
    { "seasons", LINEUP_KIND_SERIES, &answer->seasons },
    { "episodes", LINEUP_KIND_SERIES, &answer->episodes },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      if (members[i].kind == kind && lineup_json_value_is (key, members[i].key))
        {
          *members[i].value = *value;
          answer->has_any = TRUE;
        }
    }
}

static gboolean
read_answer (Answer *answer, LineupKind kind, const char *text, gsize length, GError **error)
{
  LineupJsonValue key;
  LineupJsonValue value;
  LineupJson walk;

  *answer = (Answer){ .is_empty = TRUE };
  lineup_json_init (&walk, text, length);
  while (lineup_json_next (&walk, &key, &value))
    {
      answer->is_empty = FALSE;
      take_member (answer, kind, &key, &value);
    }
  if (!lineup_json_is_closed (&walk))
    return fail (TRUE, "The answer ended early, or is broken JSON", error);
  if (!answer->is_empty && !answer->has_any)
    return fail (FALSE, "The answer has no details", error);
  return TRUE;
}

/* The name is the list's to say, and is read for its year only, as it is there. */
static void
finish_item (LineupItem *item)
{
  if (item->year == 0 && item->name != NULL)
    item->year = lineup_scalar_to_year_at_end (item->name);
  item->name = "";
  if (item->year == 0 && item->release_date != NULL)
    item->year = lineup_scalar_to_year (item->release_date, strlen (item->release_date));
}

static gboolean
decode (Decoder *self, const Answer *answer, GError **error)
{
  LineupItem *item = &self->details->item;

  item->name = NULL;
  if (!read_item (self, &answer->info, LINEUP_PANEL_ANSWER_INFO)
      || !read_item (self, &answer->movie_data, LINEUP_PANEL_ANSWER_MOVIE_DATA))
    return fail (FALSE, "The answer is broken JSON", error);
  finish_item (item);
  read_seasons (self, &answer->seasons);
  read_episodes (self, &answer->episodes, -1, 0);
  lineup_details_complete (self->details);
  return TRUE;
}

static GString *
copy_without_nul (GBytes *body)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (body, &length);
  GString *text = g_string_sized_new (length);
  gsize done = 0;

  while (done < length)
    {
      const gsize part = strnlen (data + done, length - done);

      g_string_append_len (text, data + done, (gssize)part);
      done += part + 1;
    }
  return text;
}

LineupDetails *
lineup_details_decode (LineupKind kind, GBytes *body, GError **error)
{
  g_autoptr (GString) text = copy_without_nul (body);
  const char *json = lineup_json_find (text->str);
  g_auto (Decoder) self = { 0 };
  Answer answer;

  g_return_val_if_fail (kind != LINEUP_KIND_CHANNELS, NULL);

  if (json == NULL)
    {
      const gboolean empty = text->str[strspn (text->str, " \t\r\n")] == '\0';

      fail (empty, empty ? "The answer is empty" : "The answer is no JSON", error);
      return NULL;
    }
  if (!read_answer (&answer, kind, json, text->len - (gsize)(json - text->str), error))
    return NULL;

  self.details = lineup_details_new ();
  self.episode_ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self.season_marks = g_hash_table_new (NULL, NULL);
  return decode (&self, &answer, error) ? g_steal_pointer (&self.details) : NULL;
}
