/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-xtream-list.h"

#include "lineup-byte-queue.h"
#include "lineup-error.h"
#include "lineup-item-decoder.h"
#include "lineup-list-reader.h"

/* Bytes that are read at once, and where as many were there the last time: each read has a price.
 * The memory of a read that brings less stays as large. */
#define READ_SIZE      (64 * 1024)
#define FULL_READ_SIZE (256 * 1024)

/* What downloads, on the main thread, with a reference for each read or push under way: it knows
 * nothing of the stream, so that a stream that is dropped can end it. */
typedef struct
{
  LineupByteQueue *queue;    /* (owned) */
  LineupBody *body;          /* (owned) */
  GCancellable *cancellable; /* (owned) */
  gsize read_size;           /* bytes that are asked for */
} Download;

struct _LineupXtreamList
{
  GObject parent_instance;

  Download *download; /* (owned) */
  guint64 n_items;    /* atomic */

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

static Download *
download_new (LineupBody *body)
{
  Download *download = g_atomic_rc_box_new0 (Download);

  download->queue = lineup_byte_queue_new (LINEUP_XTREAM_LIST_QUEUE);
  download->body = g_object_ref (body);
  download->cancellable = g_cancellable_new ();
  download->read_size = READ_SIZE;
  return download;
}

static void
download_clear (Download *download)
{
  g_clear_object (&download->queue);
  g_clear_object (&download->body);
  g_clear_object (&download->cancellable);
}

static void
download_unref (Download *download)
{
  g_atomic_rc_box_release_full (download, (GDestroyNotify)download_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Download, download_unref)

/* Any thread; whatever is under way ends by itself. */
static void
download_stop (Download *download)
{
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (download->cancellable);
  g_cancellable_set_error_if_cancelled (download->cancellable, &error);
  lineup_byte_queue_close (download->queue, error);
}

static void
lineup_xtream_list_finalize (GObject *object)
{
  LineupXtreamList *self = LINEUP_XTREAM_LIST (object);

  download_stop (self->download);
  g_clear_pointer (&self->download, download_unref);

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

/* The download: read a chunk, queue it, wait for room, and so on. */

static void read_chunk (Download *download);

static void
end_download (Download *download, const GError *error)
{
  lineup_byte_queue_close (download->queue, error);
  lineup_body_close (download->body);
}

static void
on_pushed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Download) download = user_data;
  g_autoptr (GError) error = NULL;

  if (lineup_byte_queue_push_finish (LINEUP_BYTE_QUEUE (source), result, &error))
    read_chunk (download);
  else
    end_download (download, error);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Download) download = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) chunk = lineup_body_read_finish (LINEUP_BODY (source), result, &error);

  if (chunk == NULL || g_bytes_get_size (chunk) == 0)
    {
      end_download (download, error);
      return;
    }

  download->read_size = g_bytes_get_size (chunk) >= download->read_size ? FULL_READ_SIZE
                                                                        : READ_SIZE;
  lineup_byte_queue_push_async (
      download->queue, chunk, download->cancellable, on_pushed, g_atomic_rc_box_acquire (download));
}

static void
read_chunk (Download *download)
{
  lineup_body_read_async (download->body,
                          download->read_size,
                          download->cancellable,
                          on_read,
                          g_atomic_rc_box_acquire (download));
}

LineupSourceList *
lineup_xtream_list_new (LineupBody *body, LineupList list)
{
  LineupXtreamList *self = g_object_new (LINEUP_TYPE_XTREAM_LIST, NULL);

  self->download = download_new (body);
  self->decoder = lineup_item_decoder_new (list);
  read_chunk (self->download);
  return LINEUP_SOURCE_LIST (self);
}

static void
lineup_xtream_list_close (LineupSourceList *list)
{
  download_stop (LINEUP_XTREAM_LIST (list)->download);
}

static LineupListFigures
lineup_xtream_list_get_figures (LineupSourceList *list)
{
  LineupXtreamList *self = LINEUP_XTREAM_LIST (list);
  LineupBody *body = self->download->body;

  return (LineupListFigures){
    .http_status = lineup_body_get_http_status (body),
    .length = lineup_body_get_length (body),
    .bytes = lineup_body_get_received (body),
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
  state = lineup_byte_queue_pop (self->download->queue, &self->chunk, error);
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

  lineup_byte_queue_wait (self->download->queue, ready, user_data);
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
