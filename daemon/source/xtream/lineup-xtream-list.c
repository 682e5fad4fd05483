/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-xtream-list.h"

#include "lineup-download.h"
#include "lineup-error.h"
#include "lineup-item-decoder.h"
#include "lineup-list-reader.h"

struct _LineupXtreamList
{
  GObject parent_instance;

  LineupDownload *download; /* (owned) */
  guint64 n_items;          /* atomic */

  /* Worker. */
  LineupListReader *reader;   /* (owned) */
  LineupItemDecoder *decoder; /* (owned) */
  GBytes *chunk;              /* (owned) (nullable): what the reader reads from */
  guint64 n_rejected;         /* by the decoder */
};

static void lineup_xtream_list_item_source_iface_init (LineupItemSourceInterface *iface);
static void lineup_xtream_list_iface_init (LineupSourceListInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupXtreamList,
                               lineup_xtream_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_ITEM_SOURCE,
                                                      lineup_xtream_list_item_source_iface_init)
                                   G_IMPLEMENT_INTERFACE (LINEUP_TYPE_SOURCE_LIST,
                                                          lineup_xtream_list_iface_init))

static void
lineup_xtream_list_finalize (GObject *object)
{
  LineupXtreamList *self = LINEUP_XTREAM_LIST (object);

  lineup_download_stop (self->download);
  g_clear_pointer (&self->download, lineup_download_unref);

  g_clear_pointer (&self->reader, lineup_list_reader_free);
  g_clear_pointer (&self->decoder, lineup_item_decoder_free);
  g_clear_pointer (&self->chunk, g_bytes_unref);

  G_OBJECT_CLASS (lineup_xtream_list_parent_class)->finalize (object);
}

static void
lineup_xtream_list_class_init (LineupXtreamListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_xtream_list_finalize;
}

static void
lineup_xtream_list_init (LineupXtreamList *self)
{
  self->reader = lineup_list_reader_new ();
}

LineupSourceList *
lineup_xtream_list_new (LineupBody *body, LineupList list)
{
  LineupXtreamList *self = g_object_new (LINEUP_TYPE_XTREAM_LIST, NULL);

  self->download = lineup_download_new (LINEUP_BYTE_STREAM (body));
  self->decoder = lineup_item_decoder_new (list);
  return LINEUP_SOURCE_LIST (self);
}

static void
lineup_xtream_list_close (LineupSourceList *list)
{
  lineup_download_stop (LINEUP_XTREAM_LIST (list)->download);
}

static LineupListFigures
lineup_xtream_list_get_figures (LineupSourceList *list)
{
  LineupXtreamList *self = LINEUP_XTREAM_LIST (list);
  const LineupByteFigures figures = lineup_download_get_figures (self->download);

  return (LineupListFigures){
    .http_status = figures.http_status,
    .length = figures.length,
    .bytes = figures.received,
    .items = __atomic_load_n (&self->n_items, __ATOMIC_RELAXED),
  };
}

static void
lineup_xtream_list_iface_init (LineupSourceListInterface *iface)
{
  iface->close = lineup_xtream_list_close;
  iface->get_figures = lineup_xtream_list_get_figures;
}

/* The worker's side. */

/* The reader needs more. Gives it the next chunk, if there is one. */
static LineupByteQueueState
push_chunk (LineupXtreamList *self, GError **error)
{
  LineupByteQueueState state = LINEUP_BYTE_QUEUE_EMPTY;
  gsize length = 0;
  const char *data = NULL;

  g_clear_pointer (&self->chunk, g_bytes_unref);
  state = lineup_byte_queue_pop (lineup_download_get_queue (self->download), &self->chunk, error);
  if (state != LINEUP_BYTE_QUEUE_BYTES)
    return state;
  data = g_bytes_get_data (self->chunk, &length);
  lineup_list_reader_push (self->reader, data, length);
  return state;
}

/* There will be no more bytes. A list that was closed before is whole, whatever has followed. */
static LineupItemSourceState
end_list (LineupXtreamList *self, GError *queue_error, GError **error)
{
  if (queue_error != NULL
      && (lineup_error_is_cancelled (queue_error) || !lineup_list_reader_is_closed (self->reader)))
    {
      g_propagate_error (error, g_error_copy (queue_error));
      return LINEUP_ITEM_SOURCE_ERROR;
    }
  return lineup_list_reader_finish (self->reader, error) ? LINEUP_ITEM_SOURCE_END
                                                         : LINEUP_ITEM_SOURCE_ERROR;
}

static LineupItemSourceState
lineup_xtream_list_next (LineupItemSource *source, LineupElement *element, GError **error)
{
  LineupXtreamList *self = LINEUP_XTREAM_LIST (source);
  g_autoptr (GError) queue_error = NULL;

  while (TRUE)
    {
      switch (lineup_list_reader_next (self->reader, &element->data, &element->length, error))
        {
        case LINEUP_LIST_READER_ELEMENT:
          element->fingerprint = lineup_item_decoder_fingerprint (
              self->decoder, element->data, element->length);
          __atomic_fetch_add (&self->n_items, 1, __ATOMIC_RELAXED);
          return LINEUP_ITEM_SOURCE_ELEMENT;

        case LINEUP_LIST_READER_ERROR:
          return LINEUP_ITEM_SOURCE_ERROR;

        case LINEUP_LIST_READER_MORE:
        default:
          switch (push_chunk (self, &queue_error))
            {
            case LINEUP_BYTE_QUEUE_BYTES:
              break;
            case LINEUP_BYTE_QUEUE_EMPTY:
              return LINEUP_ITEM_SOURCE_WAIT;
            case LINEUP_BYTE_QUEUE_END:
            case LINEUP_BYTE_QUEUE_ERROR:
            default:
              return end_list (self, queue_error, error);
            }
        }
    }
}

static void
lineup_xtream_list_wait (LineupItemSource *source, LineupReadyFunc ready, gpointer user_data)
{
  LineupXtreamList *self = LINEUP_XTREAM_LIST (source);

  lineup_byte_queue_wait (lineup_download_get_queue (self->download), ready, user_data);
}

static gboolean
lineup_xtream_list_decode_item (LineupItemSource *source,
                                const LineupElement *element,
                                LineupItem *item)
{
  LineupXtreamList *self = LINEUP_XTREAM_LIST (source);

  if (lineup_item_decoder_decode_item (self->decoder, element->data, element->length, item))
    return TRUE;
  self->n_rejected++;
  return FALSE;
}

static gboolean
lineup_xtream_list_decode_category (LineupItemSource *source,
                                    const LineupElement *element,
                                    LineupCategory *category)
{
  LineupXtreamList *self = LINEUP_XTREAM_LIST (source);

  if (lineup_item_decoder_decode_category (self->decoder, element->data, element->length, category))
    return TRUE;
  self->n_rejected++;
  return FALSE;
}

static guint64
lineup_xtream_list_get_rejected (LineupItemSource *source)
{
  LineupXtreamList *self = LINEUP_XTREAM_LIST (source);

  return self->n_rejected + lineup_list_reader_get_rejected (self->reader);
}

static guint64
lineup_xtream_list_get_version (LineupItemSource *source)
{
  return LINEUP_ITEM_DECODER_VERSION;
}

static void
lineup_xtream_list_item_source_iface_init (LineupItemSourceInterface *iface)
{
  iface->next = lineup_xtream_list_next;
  iface->wait = lineup_xtream_list_wait;
  iface->decode_item = lineup_xtream_list_decode_item;
  iface->decode_category = lineup_xtream_list_decode_category;
  iface->get_rejected = lineup_xtream_list_get_rejected;
  iface->get_version = lineup_xtream_list_get_version;
}
