/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-xz-decompressor.h"

#include <lzma.h>

struct _LineupXzDecompressor
{
  GObject parent_instance;

  lzma_stream stream;
};

static void lineup_xz_decompressor_converter_init (GConverterIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupXzDecompressor,
                               lineup_xz_decompressor,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_CONVERTER,
                                                      lineup_xz_decompressor_converter_init))

static lzma_ret
begin (LineupXzDecompressor *self)
{
  return lzma_stream_decoder (&self->stream, LINEUP_XZ_DECOMPRESSOR_MAX_MEMORY, 0);
}

static void
lineup_xz_decompressor_finalize (GObject *object)
{
  lzma_end (&LINEUP_XZ_DECOMPRESSOR (object)->stream);

  G_OBJECT_CLASS (lineup_xz_decompressor_parent_class)->finalize (object);
}

static void
lineup_xz_decompressor_class_init (LineupXzDecompressorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_xz_decompressor_finalize;
}

static void
lineup_xz_decompressor_init (LineupXzDecompressor *self)
{
  self->stream = (lzma_stream)LZMA_STREAM_INIT;
  begin (self);
}

LineupXzDecompressor *
lineup_xz_decompressor_new (void)
{
  return g_object_new (LINEUP_TYPE_XZ_DECOMPRESSOR, NULL);
}

static void
lineup_xz_decompressor_reset (GConverter *converter)
{
  begin (LINEUP_XZ_DECOMPRESSOR (converter));
}

static GConverterResult
lineup_xz_decompressor_convert (GConverter *converter,
                                const void *inbuf,
                                gsize inbuf_size,
                                void *outbuf,
                                gsize outbuf_size,
                                GConverterFlags flags,
                                gsize *bytes_read,
                                gsize *bytes_written,
                                GError **error)
{
  LineupXzDecompressor *self = LINEUP_XZ_DECOMPRESSOR (converter);
  lzma_ret result = LZMA_OK;

  self->stream.next_in = inbuf;
  self->stream.avail_in = inbuf_size;
  self->stream.next_out = outbuf;
  self->stream.avail_out = outbuf_size;
  result = lzma_code (&self->stream, LZMA_RUN);
  *bytes_read = inbuf_size - self->stream.avail_in;
  *bytes_written = outbuf_size - self->stream.avail_out;

  if (result == LZMA_STREAM_END)
    return G_CONVERTER_FINISHED;
  if (result == LZMA_OK && (*bytes_read > 0 || *bytes_written > 0))
    return G_CONVERTER_CONVERTED;
  if (result == LZMA_OK || result == LZMA_BUF_ERROR)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, "More of the stream is needed");
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "The stream is no xz");
  return G_CONVERTER_ERROR;
}

static void
lineup_xz_decompressor_converter_init (GConverterIface *iface)
{
  iface->convert = lineup_xz_decompressor_convert;
  iface->reset = lineup_xz_decompressor_reset;
}
