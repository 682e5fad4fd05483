/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-dummy-guide.h"

#include "lineup-error.h"
#include "lineup-hash.h"

#include <string.h>

/* Bytes of a block. */
#define BLOCK_BYTES 64

struct _LineupDummyGuide
{
  GObject parent_instance;

  char *text;   /* (owned) */
  char **lines; /* (owned) */
  gboolean breaks_off;
  GArray *blocks; /* (owned) (element-type LineupGuideBlock) */
  guint n_known;
  guint n_same;
  guint place;  /* of the next line */
  gsize offset; /* of it */
  int wait_at;  /* place of a line before which there is nothing, -1 for none */
  guint n_told;
  guint n_decoded;
  guint64 n_rejected;
  GStrv words; /* (owned) (nullable): of the element at hand */
  GStrv names; /* (owned) (nullable): likewise */
  LineupProgrammeText title;
  LineupProgrammeText subtitle;
  gint blocks_after; /* atomic */
  gint is_blocked;   /* atomic */
};

static void lineup_dummy_guide_source_init (LineupGuideSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupDummyGuide,
                               lineup_dummy_guide,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_GUIDE_SOURCE,
                                                      lineup_dummy_guide_source_init))

static void
lineup_dummy_guide_finalize (GObject *object)
{
  LineupDummyGuide *self = LINEUP_DUMMY_GUIDE (object);

  g_free (self->text);
  g_strfreev (self->lines);
  g_array_unref (self->blocks);
  g_strfreev (self->words);
  g_strfreev (self->names);

  G_OBJECT_CLASS (lineup_dummy_guide_parent_class)->finalize (object);
}

static void
lineup_dummy_guide_class_init (LineupDummyGuideClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_dummy_guide_finalize;
}

static void
lineup_dummy_guide_init (LineupDummyGuide *self)
{
  self->blocks = g_array_new (FALSE, TRUE, sizeof (LineupGuideBlock));
  self->wait_at = -1;
}

LineupDummyGuide *
lineup_dummy_guide_new (const char *text)
{
  LineupDummyGuide *self = g_object_new (LINEUP_TYPE_DUMMY_GUIDE, NULL);
  const gsize length = strlen (text);

  self->breaks_off = g_str_has_suffix (text, "…");
  self->text = g_strndup (text, self->breaks_off ? length - strlen ("…") : length);
  self->lines = g_strsplit (self->text, "\n", -1);
  for (gsize at = 0; at < strlen (self->text); at += BLOCK_BYTES)
    {
      const gsize n_bytes = MIN (BLOCK_BYTES, strlen (self->text) - at);
      const LineupGuideBlock block = { .hash = lineup_hash (self->text + at, n_bytes, 0) };

      g_array_append_val (self->blocks, block);
    }
  return self;
}

guint
lineup_dummy_guide_count_told (LineupDummyGuide *self)
{
  return self->n_told;
}

guint
lineup_dummy_guide_count_decoded (LineupDummyGuide *self)
{
  return self->n_decoded;
}

void
lineup_dummy_guide_wait_at (LineupDummyGuide *self, guint place)
{
  self->wait_at = (int)place;
}

void
lineup_dummy_guide_block_after (LineupDummyGuide *self)
{
  g_atomic_int_set (&self->blocks_after, TRUE);
}

gboolean
lineup_dummy_guide_is_blocked (LineupDummyGuide *self)
{
  return g_atomic_int_get (&self->is_blocked);
}

void
lineup_dummy_guide_release (LineupDummyGuide *self)
{
  g_atomic_int_set (&self->blocks_after, FALSE);
}

static void
set_known (LineupGuideSource *source, const LineupGuideBlock *blocks, guint n_blocks)
{
  LineupDummyGuide *self = LINEUP_DUMMY_GUIDE (source);

  self->n_known = n_blocks;
  while (self->n_same < MIN (n_blocks, self->blocks->len)
         && g_array_index (self->blocks, LineupGuideBlock, self->n_same).hash
                == blocks[self->n_same].hash)
    self->n_same++;
}

static void
fill (LineupDummyGuide *self, const char *line, guint block, LineupGuideElement *element)
{
  *element = (LineupGuideElement){
    .is_channel = strchr (line, '=') != NULL,
    .channel = line,
    .channel_length = strcspn (line, " ="),
    .block = block,
    .data = line,
    .length = strlen (line),
  };
  if (element->is_channel)
    return;
  g_strfreev (self->words);
  self->words = g_strsplit (line, " ", 3);
  element->start = g_ascii_strtoll (self->words[1], NULL, 10);
  element->stop = g_ascii_strtoll (strchr (self->words[1], '-') + 1, NULL, 10);
  element->body = lineup_hash_text (self->words[2], 0);
}

static LineupItemSourceState
next (LineupGuideSource *source, LineupGuideElement *element, GError **error)
{
  LineupDummyGuide *self = LINEUP_DUMMY_GUIDE (source);

  while (self->lines[self->place] != NULL)
    {
      const char *line = self->lines[self->place];
      guint block = 0;

      if (self->wait_at == (int)self->place)
        {
          self->wait_at = -1;
          return LINEUP_ITEM_SOURCE_WAIT;
        }
      self->offset += strlen (line) + 1;
      self->place++;
      block = (guint)((self->offset - 2) / BLOCK_BYTES);
      if (*line == '\0' || block < self->n_same)
        continue;
      if (*line == '!')
        {
          self->n_rejected++;
          continue;
        }
      self->n_told++;
      fill (self, line, block, element);
      return LINEUP_ITEM_SOURCE_ELEMENT;
    }
  if (!self->breaks_off)
    return LINEUP_ITEM_SOURCE_END;
  g_set_error (error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA, "It breaks off");
  return LINEUP_ITEM_SOURCE_ERROR;
}

/* Nothing is waited for. */
static void
wait_for_more (LineupGuideSource *source, LineupReadyFunc ready, gpointer user_data)
{
  ready (user_data);
}

static gboolean
decode_channel (LineupGuideSource *source,
                const LineupGuideElement *element,
                LineupGuideChannel *channel)
{
  LineupDummyGuide *self = LINEUP_DUMMY_GUIDE (source);
  const char *names = strchr (element->data, '=') + 1;

  g_strfreev (self->words);
  g_strfreev (self->names);
  self->words = g_strsplit (element->data, "=", 2);
  self->names = g_strsplit (names, ",", -1);
  *channel = (LineupGuideChannel){
    .id = self->words[0],
    .names = (const char *const *)self->names,
    .n_names = g_strv_length (self->names),
  };
  return TRUE;
}

static gboolean
decode_programme (LineupGuideSource *source,
                  const LineupGuideElement *element,
                  LineupProgramme *programme)
{
  LineupDummyGuide *self = LINEUP_DUMMY_GUIDE (source);

  *programme = (LineupProgramme)LINEUP_PROGRAMME_INIT;
  self->n_decoded++;
  g_strfreev (self->names);
  self->names = g_strsplit (self->words[2], "/", 2);
  if (self->names[0] == NULL || *self->names[0] == '\0')
    {
      self->n_rejected++;
      return FALSE;
    }
  self->title = (LineupProgrammeText){ self->names[0], "fr" };
  programme->titles = &self->title;
  programme->n_titles = 1;
  if (self->names[1] != NULL)
    {
      self->subtitle = (LineupProgrammeText){ self->names[1], NULL };
      programme->subtitles = &self->subtitle;
      programme->n_subtitles = 1;
    }
  programme->season = 1;
  programme->rating = 7.5;
  programme->flags = LINEUP_PROGRAMME_NEW;
  programme->categories = (const char *const *)self->names;
  programme->n_categories = 1;
  return TRUE;
}

static guint
get_n_same (LineupGuideSource *source)
{
  return LINEUP_DUMMY_GUIDE (source)->n_same;
}

static GArray *
get_blocks (LineupGuideSource *source)
{
  return LINEUP_DUMMY_GUIDE (source)->blocks;
}

static guint64
get_rejected (LineupGuideSource *source)
{
  LineupDummyGuide *self = LINEUP_DUMMY_GUIDE (source);

  while (g_atomic_int_get (&self->blocks_after))
    {
      g_atomic_int_set (&self->is_blocked, TRUE);
      g_thread_yield ();
    }
  return self->n_rejected;
}

static void
lineup_dummy_guide_source_init (LineupGuideSourceInterface *iface)
{
  iface->set_known = set_known;
  iface->next = next;
  iface->wait = wait_for_more;
  iface->decode_channel = decode_channel;
  iface->decode_programme = decode_programme;
  iface->get_n_same = get_n_same;
  iface->get_blocks = get_blocks;
  iface->get_rejected = get_rejected;
}
