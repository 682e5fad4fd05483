/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-xmltv-reader.h"

#include "lineup-chunk-window.h"
#include "lineup-error.h"
#include "lineup-guide-blocks.h"
#include "lineup-transcoder.h"
#include "lineup-unpacker.h"

/* How far it has come. */
typedef enum
{
  STATE_BEFORE,   /* no element has begun */
  STATE_IN_GUIDE, /* from the first element on */
  STATE_AFTER,    /* there is no more text */
  STATE_DONE,     /* and the splitter knows */
} State;

struct _LineupXmltvReader
{
  LineupUnpacker *unpacker;      /* (owned) */
  LineupTranscoder *transcoder;  /* (owned) */
  LineupXmltvSplitter *splitter; /* (owned) */
  LineupXmltvDecoder *decoder;   /* (owned) */
  LineupGuideBlocks *blocks;     /* (owned) */
  State state;
  gboolean ended; /* there are no more bytes */
  gboolean begun; /* there was an element */
  GBytes *text;   /* (owned) (nullable): what the splitter gets next */
  GBytes *chunk;  /* (owned) (nullable): what the splitter has */
  guint64 begin;  /* bytes of text before the first element */
  guint block;    /* that the element belongs to */
  GError *error;  /* (owned) (nullable): what is said once all that came has been read */
};

LineupXmltvReader *
lineup_xmltv_reader_new (GTimeZone *zone)
{
  LineupXmltvReader *self = g_new0 (LineupXmltvReader, 1);

  self->unpacker = lineup_unpacker_new (LINEUP_PACKING_FILE);
  self->transcoder = lineup_transcoder_new ();
  self->splitter = lineup_xmltv_splitter_new ();
  self->decoder = lineup_xmltv_decoder_new (zone);
  self->blocks = lineup_guide_blocks_new ();
  return self;
}

void
lineup_xmltv_reader_free (LineupXmltvReader *self)
{
  lineup_unpacker_free (self->unpacker);
  lineup_transcoder_free (self->transcoder);
  lineup_xmltv_splitter_free (self->splitter);
  lineup_xmltv_decoder_free (self->decoder);
  lineup_guide_blocks_free (self->blocks);
  g_clear_pointer (&self->chunk, g_bytes_unref);
  g_clear_pointer (&self->text, g_bytes_unref);
  g_clear_error (&self->error);
  g_free (self);
}

void
lineup_xmltv_reader_set_known (LineupXmltvReader *self,
                               const LineupGuideBlock *blocks,
                               guint n_blocks)
{
  lineup_guide_blocks_set_known (self->blocks, blocks, n_blocks);
}

void
lineup_xmltv_reader_push (LineupXmltvReader *self, GBytes *bytes)
{
  g_return_if_fail (!self->ended);

  lineup_unpacker_push (self->unpacker, bytes);
}

void
lineup_xmltv_reader_end (LineupXmltvReader *self)
{
  self->ended = TRUE;
  lineup_unpacker_end (self->unpacker);
}

/* Gets the next text. Returns FALSE where more bytes are needed; there is no text at the end. */
static gboolean
pull_text (LineupXmltvReader *self)
{
  while (self->state < STATE_AFTER
         && (self->text = lineup_transcoder_pull (self->transcoder)) == NULL)
    {
      g_autoptr (GBytes) bytes = NULL;

      if (self->error == NULL && lineup_unpacker_pull (self->unpacker, &bytes, &self->error)
          && bytes == NULL && !self->ended)
        return FALSE;
      if (bytes != NULL)
        {
          lineup_transcoder_push (self->transcoder, bytes);
          continue;
        }
      /* What was held back comes out once the end is known. */
      lineup_transcoder_end (self->transcoder);
      self->text = lineup_transcoder_pull (self->transcoder);
      if (self->text != NULL)
        break;
      self->state = STATE_AFTER;
    }
  return TRUE;
}

/* Begins to split anew, where the blocks say. */
static void
begin_at (LineupXmltvReader *self, guint64 offset)
{
  lineup_xmltv_splitter_free (self->splitter);
  self->splitter = lineup_xmltv_splitter_new_at (self->begin + offset);
}

/* Takes the text, and returns what of it is to be split now, if anything. */
static GBytes *
take_text (LineupXmltvReader *self)
{
  g_autoptr (GBytes) text = g_steal_pointer (&self->text);
  const gsize length = g_bytes_get_size (text);
  const gboolean was_comparing = lineup_guide_blocks_is_comparing (self->blocks);
  GBytes *taken = NULL;
  guint64 offset = 0;

  /* In pieces, so that it is known where the first element begins. */
  if (self->state == STATE_BEFORE)
    {
      if (length > LINEUP_CHUNK_WINDOW_PIECE)
        self->text = g_bytes_new_from_bytes (
            text, LINEUP_CHUNK_WINDOW_PIECE, length - LINEUP_CHUNK_WINDOW_PIECE);
      return g_bytes_new_from_bytes (text, 0, MIN (length, LINEUP_CHUNK_WINDOW_PIECE));
    }
  taken = lineup_guide_blocks_add (self->blocks, text, &offset);
  if (taken != NULL && was_comparing)
    begin_at (self, offset);
  return taken;
}

/* Gives the splitter some text, or tells it that there is no more. Returns FALSE where more bytes
 * are needed. */
static gboolean
feed (LineupXmltvReader *self)
{
  gsize length = 0;
  const char *data = NULL;
  guint64 offset = 0;

  g_clear_pointer (&self->chunk, g_bytes_unref);
  while (self->chunk == NULL)
    {
      if (self->text == NULL && !pull_text (self))
        return FALSE;
      if (self->text != NULL)
        {
          self->chunk = take_text (self);
          continue;
        }
      if (self->begun)
        self->chunk = lineup_guide_blocks_end (self->blocks, &offset);
      if (self->chunk == NULL)
        {
          self->state = STATE_DONE;
          lineup_xmltv_splitter_end (self->splitter);
          return TRUE;
        }
      begin_at (self, offset);
    }
  lineup_xmltv_decoder_set_declared (self->decoder,
                                     lineup_transcoder_is_declared (self->transcoder));
  data = g_bytes_get_data (self->chunk, &length);
  lineup_xmltv_splitter_push (self->splitter, data, length);
  return TRUE;
}

/* Where the first element begins the blocks do. Returns FALSE if it is not to be told. */
static gboolean
begin_blocks (LineupXmltvReader *self)
{
  gsize length = 0;
  guint64 offset = 0;
  const char *data = lineup_xmltv_splitter_get_begun (self->splitter, &length, &self->begin);
  g_autoptr (GBytes) begun = NULL;
  g_autoptr (GBytes) taken = NULL;

  if (data == NULL)
    return TRUE;
  self->state = STATE_IN_GUIDE;
  self->begun = TRUE;
  begun = g_bytes_new (data, length);
  taken = lineup_guide_blocks_add (self->blocks, begun, &offset);
  return taken != NULL;
}

/* Returns %LINEUP_XMLTV_MORE where more bytes are needed, or there are no more. */
static LineupXmltvStatus
next_of_any_block (LineupXmltvReader *self, LineupXmltvElement *element, GError **error)
{
  LineupXmltvStatus status = LINEUP_XMLTV_MORE;

  while (TRUE)
    {
      status = lineup_xmltv_splitter_next (self->splitter, element, error);
      if (self->state == STATE_BEFORE && status != LINEUP_XMLTV_ERROR && !begin_blocks (self))
        {
          /* The splitter has had of it what was to be known. */
          lineup_xmltv_splitter_free (self->splitter);
          self->splitter = lineup_xmltv_splitter_new_at (0);
          status = LINEUP_XMLTV_MORE;
        }
      if (status != LINEUP_XMLTV_MORE || self->state == STATE_DONE || !feed (self))
        break;
    }
  if (status == LINEUP_XMLTV_ELEMENT)
    self->block = lineup_guide_blocks_add_element (
        self->blocks, element->offset - self->begin, element->length);
  return status;
}

LineupXmltvReaderState
lineup_xmltv_reader_next (LineupXmltvReader *self, LineupXmltvElement *element, GError **error)
{
  LineupXmltvStatus status = LINEUP_XMLTV_MORE;

  /* A last block that is as it was is split for the guide's end alone. */
  do
    status = next_of_any_block (self, element, error);
  while (status == LINEUP_XMLTV_ELEMENT
         && self->block < lineup_guide_blocks_get_n_same (self->blocks));
  if (status == LINEUP_XMLTV_ELEMENT)
    return LINEUP_XMLTV_READER_ELEMENT;
  if (status == LINEUP_XMLTV_MORE && self->state != STATE_DONE)
    return LINEUP_XMLTV_READER_MORE;
  if (status == LINEUP_XMLTV_ERROR && self->error == NULL)
    return LINEUP_XMLTV_READER_ERROR;
  /* A fault of its compression says more than that it is no guide. */
  if (status == LINEUP_XMLTV_ERROR)
    g_clear_error (error);
  if (self->error == NULL && !lineup_xmltv_splitter_is_closed (self->splitter))
    self->error = lineup_error_new_answer (
        LINEUP_ERROR_MALFORMED_DATA, 0, 0, TRUE, "The guide ended early");
  if (self->error == NULL)
    return LINEUP_XMLTV_READER_END;
  if (error != NULL)
    *error = g_error_copy (self->error);
  return LINEUP_XMLTV_READER_ERROR;
}

guint
lineup_xmltv_reader_get_block (LineupXmltvReader *self)
{
  return self->block;
}

guint
lineup_xmltv_reader_get_n_same (LineupXmltvReader *self)
{
  return lineup_guide_blocks_get_n_same (self->blocks);
}

GArray *
lineup_xmltv_reader_get_blocks (LineupXmltvReader *self)
{
  return lineup_guide_blocks_finish (self->blocks);
}

LineupXmltvDecoder *
lineup_xmltv_reader_get_decoder (LineupXmltvReader *self)
{
  return self->decoder;
}

guint64
lineup_xmltv_reader_get_rejected (LineupXmltvReader *self)
{
  const LineupXmltvFigures *figures = lineup_xmltv_decoder_get_figures (self->decoder);
  guint64 rejected = lineup_xmltv_splitter_get_too_long (self->splitter)
                     + lineup_xmltv_splitter_get_cut (self->splitter);

  for (guint i = 0; i < LINEUP_XMLTV_N_FAULTS; i++)
    rejected += figures->rejected[i];
  return rejected;
}

guint64
lineup_xmltv_reader_get_replaced (LineupXmltvReader *self)
{
  return lineup_xmltv_decoder_get_figures (self->decoder)->replaced
         + lineup_transcoder_get_replaced (self->transcoder);
}
