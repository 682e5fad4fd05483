/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-short-guide.h"

#include "lineup-hash.h"

#include <string.h>

typedef struct
{
  gint64 start;
  gint64 stop;
  LineupProgrammeText title;
  LineupProgrammeText description;
} Programme;

struct _LineupShortGuide
{
  GObject parent_instance;

  char *channel;         /* (owned) */
  GArray *programmes;    /* (owned) (element-type Programme) */
  GStringChunk *strings; /* (owned) */
  GArray *blocks;        /* (owned) (element-type LineupGuideBlock): none */
  guint next;            /* that is to be given */
};

static void lineup_short_guide_source_init (LineupGuideSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupShortGuide,
                               lineup_short_guide,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_GUIDE_SOURCE,
                                                      lineup_short_guide_source_init))

static void
lineup_short_guide_finalize (GObject *object)
{
  LineupShortGuide *self = LINEUP_SHORT_GUIDE (object);

  g_clear_pointer (&self->channel, g_free);
  g_clear_pointer (&self->programmes, g_array_unref);
  g_clear_pointer (&self->strings, g_string_chunk_free);
  g_clear_pointer (&self->blocks, g_array_unref);

  G_OBJECT_CLASS (lineup_short_guide_parent_class)->finalize (object);
}

static void
lineup_short_guide_class_init (LineupShortGuideClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_short_guide_finalize;
}

static void
lineup_short_guide_init (LineupShortGuide *self)
{
  self->programmes = g_array_new (FALSE, FALSE, sizeof (Programme));
  self->strings = g_string_chunk_new (4096);
  self->blocks = g_array_new (FALSE, FALSE, sizeof (LineupGuideBlock));
}

LineupShortGuide *
lineup_short_guide_new (gint64 channel)
{
  LineupShortGuide *self = g_object_new (LINEUP_TYPE_SHORT_GUIDE, NULL);

  self->channel = g_strdup_printf ("%" G_GINT64_FORMAT, channel);
  return self;
}

static const char *
keep (LineupShortGuide *self, const char *text)
{
  if (text == NULL || *text == '\0')
    return NULL;
  return g_string_chunk_insert (self->strings, text);
}

void
lineup_short_guide_add (LineupShortGuide *self,
                        gint64 start,
                        gint64 stop,
                        const char *title,
                        const char *description,
                        const char *language)
{
  Programme programme = { .start = start, .stop = stop };

  g_return_if_fail (LINEUP_IS_SHORT_GUIDE (self));

  programme.title.text = keep (self, title);
  programme.title.language = keep (self, language);
  programme.description.text = keep (self, description);
  programme.description.language = programme.title.language;
  if (programme.title.text != NULL && start >= LINEUP_PROGRAMME_MIN_START
      && start <= LINEUP_PROGRAMME_MAX_START)
    g_array_append_val (self->programmes, programme);
}

guint
lineup_short_guide_get_n_programmes (LineupShortGuide *self)
{
  g_return_val_if_fail (LINEUP_IS_SHORT_GUIDE (self), 0);

  return self->programmes->len;
}

static void
lineup_short_guide_set_known (LineupGuideSource *source,
                              const LineupGuideBlock *blocks,
                              guint n_blocks)
{
}

static guint64
hash_text (const LineupProgrammeText *text, guint64 seed)
{
  return text->text != NULL ? lineup_hash_text (text->text, seed) : seed + 1;
}

static LineupItemSourceState
lineup_short_guide_next (LineupGuideSource *source, LineupGuideElement *element, GError **error)
{
  LineupShortGuide *self = LINEUP_SHORT_GUIDE (source);
  const Programme *programme = NULL;

  if (self->next >= self->programmes->len)
    return LINEUP_ITEM_SOURCE_END;
  programme = &g_array_index (self->programmes, Programme, self->next);
  self->next++;
  *element = (LineupGuideElement){
    .channel = self->channel,
    .channel_length = strlen (self->channel),
    .start = programme->start,
    .stop = programme->stop,
    .body = hash_text (&programme->description, hash_text (&programme->title, 0)),
    .data = programme->title.text,
    .length = strlen (programme->title.text),
  };
  return LINEUP_ITEM_SOURCE_ELEMENT;
}

static void
lineup_short_guide_wait (LineupGuideSource *source, LineupReadyFunc ready, gpointer user_data)
{
  ready (user_data);
}

static gboolean
lineup_short_guide_decode_channel (LineupGuideSource *source,
                                   const LineupGuideElement *element,
                                   LineupGuideChannel *channel)
{
  return FALSE;
}

static gboolean
lineup_short_guide_decode_programme (LineupGuideSource *source,
                                     const LineupGuideElement *element,
                                     LineupProgramme *programme)
{
  LineupShortGuide *self = LINEUP_SHORT_GUIDE (source);
  const Programme *own = NULL;

  g_return_val_if_fail (self->next > 0, FALSE);

  own = &g_array_index (self->programmes, Programme, self->next - 1);
  *programme = (LineupProgramme)LINEUP_PROGRAMME_INIT;
  programme->guide_channel = self->channel;
  programme->start = own->start;
  programme->stop = own->stop;
  programme->titles = &own->title;
  programme->n_titles = 1;
  programme->descriptions = &own->description;
  programme->n_descriptions = own->description.text != NULL ? 1 : 0;
  return TRUE;
}

static guint
lineup_short_guide_get_n_same (LineupGuideSource *source)
{
  return 0;
}

static GArray *
lineup_short_guide_get_blocks (LineupGuideSource *source)
{
  return LINEUP_SHORT_GUIDE (source)->blocks;
}

static guint64
lineup_short_guide_get_rejected (LineupGuideSource *source)
{
  return 0;
}

static void
lineup_short_guide_source_init (LineupGuideSourceInterface *iface)
{
  iface->set_known = lineup_short_guide_set_known;
  iface->next = lineup_short_guide_next;
  iface->wait = lineup_short_guide_wait;
  iface->decode_channel = lineup_short_guide_decode_channel;
  iface->decode_programme = lineup_short_guide_decode_programme;
  iface->get_n_same = lineup_short_guide_get_n_same;
  iface->get_blocks = lineup_short_guide_get_blocks;
  iface->get_rejected = lineup_short_guide_get_rejected;
}
