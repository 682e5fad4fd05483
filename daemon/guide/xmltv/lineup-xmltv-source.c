/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-xmltv-source.h"

#include "lineup-download.h"
#include "lineup-hash.h"
#include "lineup-xmltv-reader.h"

#include <string.h>

struct _LineupXmltvSource
{
  GObject parent_instance;

  LineupByteQueue *queue;    /* (owned) */
  LineupXmltvReader *reader; /* (owned) */
  GError *error;             /* (owned) (nullable): what the queue closed with */
  LineupDownload *download;  /* (owned) (nullable): what fills the queue */
  guint64 setup;
  guint64 n_programmes; /* atomic */

  /* The element that was given last */
  LineupXmltvElement element;
  LineupGuideChannel channel;
  LineupXmltvAiring airing;
};

static void lineup_xmltv_source_guide_source_init (LineupGuideSourceInterface *iface);
static void lineup_xmltv_source_guide_feed_init (LineupGuideFeedInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupXmltvSource,
                               lineup_xmltv_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_GUIDE_SOURCE,
                                                      lineup_xmltv_source_guide_source_init)
                                   G_IMPLEMENT_INTERFACE (LINEUP_TYPE_GUIDE_FEED,
                                                          lineup_xmltv_source_guide_feed_init))

static void
lineup_xmltv_source_finalize (GObject *object)
{
  LineupXmltvSource *self = LINEUP_XMLTV_SOURCE (object);

  /* Nobody reads what still comes. */
  if (self->download != NULL)
    lineup_download_stop (self->download);
  lineup_byte_queue_close (self->queue, NULL);
  g_clear_pointer (&self->download, lineup_download_unref);
  g_clear_object (&self->queue);
  lineup_xmltv_reader_free (self->reader);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (lineup_xmltv_source_parent_class)->finalize (object);
}

static void
lineup_xmltv_source_class_init (LineupXmltvSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_xmltv_source_finalize;
}

static void
lineup_xmltv_source_init (LineupXmltvSource *self)
{
}

LineupXmltvSource *
lineup_xmltv_source_new (LineupByteQueue *queue, GTimeZone *zone)
{
  LineupXmltvSource *self = g_object_new (LINEUP_TYPE_XMLTV_SOURCE, NULL);

  self->queue = g_object_ref (queue);
  self->reader = lineup_xmltv_reader_new (zone);
  self->setup = lineup_hash_text (zone != NULL ? g_time_zone_get_identifier (zone) : "UTC",
                                  LINEUP_XMLTV_DECODER_VERSION);
  return self;
}

LineupXmltvSource *
lineup_xmltv_source_new_for_stream (LineupByteStream *stream, GTimeZone *zone)
{
  g_autoptr (LineupDownload) download = lineup_download_new (stream);
  LineupXmltvSource *self = lineup_xmltv_source_new (lineup_download_get_queue (download), zone);

  self->download = g_steal_pointer (&download);
  return self;
}

static void
lineup_xmltv_source_set_known (LineupGuideSource *source,
                               const LineupGuideBlock *blocks,
                               guint n_blocks)
{
  lineup_xmltv_reader_set_known (LINEUP_XMLTV_SOURCE (source)->reader, blocks, n_blocks);
}

/* Returns FALSE where nothing has come. */
static gboolean
feed (LineupXmltvSource *self)
{
  g_autoptr (GBytes) bytes = NULL;

  switch (lineup_byte_queue_pop (self->queue, &bytes, &self->error))
    {
    case LINEUP_BYTE_QUEUE_BYTES:
      lineup_xmltv_reader_push (self->reader, bytes);
      return TRUE;
    case LINEUP_BYTE_QUEUE_EMPTY:
      return FALSE;
    case LINEUP_BYTE_QUEUE_END:
    case LINEUP_BYTE_QUEUE_ERROR:
    default:
      lineup_xmltv_reader_end (self->reader);
      return TRUE;
    }
}

/* Returns FALSE for what is no channel. */
static gboolean
take_channel (LineupXmltvSource *self, LineupGuideElement *element)
{
  if (!lineup_xmltv_decoder_decode_channel (
          lineup_xmltv_reader_get_decoder (self->reader), &self->element, &self->channel))
    return FALSE;
  element->channel = self->channel.id;
  return TRUE;
}

/* Returns FALSE for what is no programme. */
static gboolean
take_programme (LineupXmltvSource *self, LineupGuideElement *element)
{
  if (!lineup_xmltv_decoder_decode_airing (
          lineup_xmltv_reader_get_decoder (self->reader), &self->element, &self->airing))
    return FALSE;
  element->channel = self->airing.channel;
  element->start = self->airing.start;
  element->stop = self->airing.stop;
  element->body = lineup_hash (self->airing.body, self->airing.body_length, 0);
  __atomic_fetch_add (&self->n_programmes, 1, __ATOMIC_RELAXED);
  return TRUE;
}

static gboolean
take_element (LineupXmltvSource *self, LineupGuideElement *element)
{
  *element = (LineupGuideElement){
    .is_channel = self->element.is_channel,
    .block = lineup_xmltv_reader_get_block (self->reader),
    .data = self->element.data,
    .length = self->element.length,
  };
  if (!(element->is_channel ? take_channel (self, element) : take_programme (self, element)))
    return FALSE;
  element->channel_length = strlen (element->channel);
  return TRUE;
}

/* Why the queue closed says more than that the guide ended there. */
static LineupItemSourceState
fail (LineupXmltvSource *self, GError *owned_error, GError **error)
{
  g_autoptr (GError) own_error = owned_error;

  g_propagate_error (error, g_error_copy (self->error != NULL ? self->error : own_error));
  return LINEUP_ITEM_SOURCE_ERROR;
}

static LineupItemSourceState
lineup_xmltv_source_next (LineupGuideSource *source, LineupGuideElement *element, GError **error)
{
  LineupXmltvSource *self = LINEUP_XMLTV_SOURCE (source);

  while (TRUE)
    {
      GError *local_error = NULL;

      switch (lineup_xmltv_reader_next (self->reader, &self->element, &local_error))
        {
        case LINEUP_XMLTV_READER_ELEMENT:
          if (take_element (self, element))
            return LINEUP_ITEM_SOURCE_ELEMENT;
          break;
        case LINEUP_XMLTV_READER_MORE:
          if (!feed (self))
            return LINEUP_ITEM_SOURCE_WAIT;
          break;
        case LINEUP_XMLTV_READER_END:
          return LINEUP_ITEM_SOURCE_END;
        case LINEUP_XMLTV_READER_ERROR:
        default:
          return fail (self, local_error, error);
        }
    }
}

static void
lineup_xmltv_source_wait (LineupGuideSource *source, LineupReadyFunc ready, gpointer user_data)
{
  lineup_byte_queue_wait (LINEUP_XMLTV_SOURCE (source)->queue, ready, user_data);
}

static gboolean
lineup_xmltv_source_decode_channel (LineupGuideSource *source,
                                    const LineupGuideElement *element,
                                    LineupGuideChannel *channel)
{
  LineupXmltvSource *self = LINEUP_XMLTV_SOURCE (source);

  g_return_val_if_fail (element->is_channel && element->data == self->element.data, FALSE);

  *channel = self->channel;
  return TRUE;
}

static gboolean
lineup_xmltv_source_decode_programme (LineupGuideSource *source,
                                      const LineupGuideElement *element,
                                      LineupProgramme *programme)
{
  LineupXmltvSource *self = LINEUP_XMLTV_SOURCE (source);

  g_return_val_if_fail (!element->is_channel && element->data == self->element.data, FALSE);

  return lineup_xmltv_decoder_decode_programme (
      lineup_xmltv_reader_get_decoder (self->reader), &self->element, &self->airing, programme);
}

static guint
lineup_xmltv_source_get_n_same (LineupGuideSource *source)
{
  return lineup_xmltv_reader_get_n_same (LINEUP_XMLTV_SOURCE (source)->reader);
}

static GArray *
lineup_xmltv_source_get_blocks (LineupGuideSource *source)
{
  return lineup_xmltv_reader_get_blocks (LINEUP_XMLTV_SOURCE (source)->reader);
}

static guint64
lineup_xmltv_source_get_rejected (LineupGuideSource *source)
{
  return lineup_xmltv_reader_get_rejected (LINEUP_XMLTV_SOURCE (source)->reader);
}

static void
lineup_xmltv_source_guide_source_init (LineupGuideSourceInterface *iface)
{
  iface->set_known = lineup_xmltv_source_set_known;
  iface->next = lineup_xmltv_source_next;
  iface->wait = lineup_xmltv_source_wait;
  iface->decode_channel = lineup_xmltv_source_decode_channel;
  iface->decode_programme = lineup_xmltv_source_decode_programme;
  iface->get_n_same = lineup_xmltv_source_get_n_same;
  iface->get_blocks = lineup_xmltv_source_get_blocks;
  iface->get_rejected = lineup_xmltv_source_get_rejected;
}

/* As a feed. */

static void
lineup_xmltv_source_close (LineupGuideFeed *feed)
{
  LineupXmltvSource *self = LINEUP_XMLTV_SOURCE (feed);

  if (self->download != NULL)
    lineup_download_stop (self->download);
  else
    lineup_byte_queue_close (self->queue, NULL);
}

static LineupGuideFigures
lineup_xmltv_source_get_figures (LineupGuideFeed *feed)
{
  LineupXmltvSource *self = LINEUP_XMLTV_SOURCE (feed);
  LineupByteFigures figures = { .length = -1 };

  if (self->download != NULL)
    figures = lineup_download_get_figures (self->download);
  return (LineupGuideFigures){
    .http_status = figures.http_status,
    .length = figures.length,
    .bytes = figures.received,
    .programmes = __atomic_load_n (&self->n_programmes, __ATOMIC_RELAXED),
  };
}

static guint64
lineup_xmltv_source_get_setup (LineupGuideFeed *feed)
{
  return LINEUP_XMLTV_SOURCE (feed)->setup;
}

static void
lineup_xmltv_source_guide_feed_init (LineupGuideFeedInterface *iface)
{
  iface->close = lineup_xmltv_source_close;
  iface->get_figures = lineup_xmltv_source_get_figures;
  iface->get_setup = lineup_xmltv_source_get_setup;
}
