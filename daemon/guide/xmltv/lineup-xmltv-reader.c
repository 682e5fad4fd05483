/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-xmltv-reader.h"

#include "lineup-error.h"
#include "lineup-transcoder.h"
#include "lineup-unpacker.h"

struct _LineupXmltvReader
{
  LineupUnpacker *unpacker;      /* (owned) */
  LineupTranscoder *transcoder;  /* (owned) */
  LineupXmltvSplitter *splitter; /* (owned) */
  LineupXmltvDecoder *decoder;   /* (owned) */
  GBytes *text;                  /* (owned) (nullable): what the splitter has */
  gboolean ended;                /* there are no more bytes */
  gboolean text_ended;           /* there is no more text */
  GError *error; /* (owned) (nullable): what is said once all that came has been read */
};

LineupXmltvReader *
lineup_xmltv_reader_new (GTimeZone *zone)
{
  LineupXmltvReader *self = g_new0 (LineupXmltvReader, 1);

  self->unpacker = lineup_unpacker_new ();
  self->transcoder = lineup_transcoder_new ();
  self->splitter = lineup_xmltv_splitter_new ();
  self->decoder = lineup_xmltv_decoder_new (zone);
  return self;
}

void
lineup_xmltv_reader_free (LineupXmltvReader *self)
{
  lineup_unpacker_free (self->unpacker);
  lineup_transcoder_free (self->transcoder);
  lineup_xmltv_splitter_free (self->splitter);
  lineup_xmltv_decoder_free (self->decoder);
  g_clear_pointer (&self->text, g_bytes_unref);
  g_clear_error (&self->error);
  g_free (self);
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

/* Gives the splitter some text, or tells it that there is no more. Returns FALSE where more bytes
 * are needed. */
static gboolean
feed (LineupXmltvReader *self)
{
  gsize length = 0;
  const char *data = NULL;

  g_clear_pointer (&self->text, g_bytes_unref);
  while ((self->text = lineup_transcoder_pull (self->transcoder)) == NULL)
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
      /* Twice: what was held back comes out in between. */
      if (self->text_ended)
        {
          lineup_xmltv_splitter_end (self->splitter);
          return TRUE;
        }
      self->text_ended = TRUE;
      lineup_transcoder_end (self->transcoder);
    }
  lineup_xmltv_decoder_set_declared (self->decoder,
                                     lineup_transcoder_is_declared (self->transcoder));
  data = g_bytes_get_data (self->text, &length);
  lineup_xmltv_splitter_push (self->splitter, data, length);
  return TRUE;
}

static gboolean
is_done (LineupXmltvReader *self)
{
  return self->text_ended && self->text == NULL;
}

LineupXmltvReaderState
lineup_xmltv_reader_next (LineupXmltvReader *self, LineupXmltvElement *element, GError **error)
{
  LineupXmltvStatus status = LINEUP_XMLTV_MORE;

  while ((status = lineup_xmltv_splitter_next (self->splitter, element, error))
         == LINEUP_XMLTV_MORE)
    {
      if (is_done (self))
        break;
      if (!feed (self))
        return LINEUP_XMLTV_READER_MORE;
    }
  if (status == LINEUP_XMLTV_ELEMENT)
    return LINEUP_XMLTV_READER_ELEMENT;
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
