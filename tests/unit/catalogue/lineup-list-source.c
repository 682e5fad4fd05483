/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-list-source.h"

#include "lineup-item-decoder.h"
#include "lineup-list-reader.h"

#include <string.h>

struct _LineupListSource
{
  GObject parent_instance;

  char *text;                 /* (owned) */
  LineupListReader *reader;   /* (owned) */
  LineupItemDecoder *decoder; /* (owned) */
};

static LineupItemSourceState
next (LineupItemSource *source, LineupElement *element, GError **error)
{
  LineupListSource *self = LINEUP_LIST_SOURCE (source);

  switch (lineup_list_reader_next (self->reader, &element->data, &element->length, error))
    {
    case LINEUP_LIST_READER_ELEMENT:
      element->fingerprint = lineup_item_decoder_fingerprint (
          self->decoder, element->data, element->length);
      return LINEUP_ITEM_SOURCE_ELEMENT;
    case LINEUP_LIST_READER_MORE:
      return lineup_list_reader_finish (self->reader, error) ? LINEUP_ITEM_SOURCE_END
                                                             : LINEUP_ITEM_SOURCE_ERROR;
    case LINEUP_LIST_READER_ERROR:
    default:
      return LINEUP_ITEM_SOURCE_ERROR;
    }
}

static gboolean
decode_item (LineupItemSource *source, const LineupElement *element, LineupItem *item)
{
  LineupListSource *self = LINEUP_LIST_SOURCE (source);

  return lineup_item_decoder_decode_item (self->decoder, element->data, element->length, item);
}

static gboolean
decode_category (LineupItemSource *source, const LineupElement *element, LineupCategory *category)
{
  LineupListSource *self = LINEUP_LIST_SOURCE (source);

  return lineup_item_decoder_decode_category (
      self->decoder, element->data, element->length, category);
}

static guint64
get_rejected (LineupItemSource *source)
{
  return lineup_list_reader_get_rejected (LINEUP_LIST_SOURCE (source)->reader);
}

static guint64
get_version (LineupItemSource *source)
{
  return LINEUP_ITEM_DECODER_VERSION;
}

static void
item_source_iface_init (LineupItemSourceInterface *iface)
{
  iface->next = next;
  iface->decode_item = decode_item;
  iface->decode_category = decode_category;
  iface->get_rejected = get_rejected;
  iface->get_version = get_version;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupListSource,
                               lineup_list_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_ITEM_SOURCE,
                                                      item_source_iface_init))

static void
lineup_list_source_finalize (GObject *object)
{
  LineupListSource *self = LINEUP_LIST_SOURCE (object);

  lineup_item_decoder_free (self->decoder);
  lineup_list_reader_free (self->reader);
  g_free (self->text);

  G_OBJECT_CLASS (lineup_list_source_parent_class)->finalize (object);
}

static void
lineup_list_source_class_init (LineupListSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_list_source_finalize;
}

static void
lineup_list_source_init (LineupListSource *self)
{
  self->reader = lineup_list_reader_new ();
}

LineupItemSource *
lineup_list_source_new (LineupList list, const char *text)
{
  LineupListSource *self = g_object_new (LINEUP_TYPE_LIST_SOURCE, NULL);

  self->text = g_strdup (text);
  self->decoder = lineup_item_decoder_new (list);
  lineup_list_reader_push (self->reader, self->text, strlen (self->text));
  return LINEUP_ITEM_SOURCE (self);
}
