/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-zip-decompressor.h"

#include <string.h>

/* Bytes of a file's header without the name and what follows it, and where the fields are. */
#define HEADER_LENGTH 30
#define FLAGS         6
#define METHOD        8
#define SIZE          18
#define NAME_LENGTH   26
#define EXTRA_LENGTH  28

/* Bits of the flags. */
#define FLAG_ENCRYPTED  (1 << 0)
#define FLAG_SIZE_LATER (1 << 3)

/* Numbers of the ways to compress that are known here. */
#define METHOD_STORED   0
#define METHOD_DEFLATED 8

typedef enum
{
  STATE_HEADER,
  STATE_NAME, /* and what else is between the header and the file */
  STATE_STORED,
  STATE_DEFLATED,
} State;

struct _LineupZipDecompressor
{
  GObject parent_instance;

  State state;
  guint8 header[HEADER_LENGTH];
  gsize length;             /* bytes of the header that are there */
  gsize to_skip;            /* bytes of the name that are still to come */
  gsize left;               /* bytes of a file that was stored */
  GConverter *decompressor; /* (owned) */
};

static void lineup_zip_decompressor_converter_init (GConverterIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupZipDecompressor,
                               lineup_zip_decompressor,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_CONVERTER,
                                                      lineup_zip_decompressor_converter_init))

static void
lineup_zip_decompressor_finalize (GObject *object)
{
  g_object_unref (LINEUP_ZIP_DECOMPRESSOR (object)->decompressor);

  G_OBJECT_CLASS (lineup_zip_decompressor_parent_class)->finalize (object);
}

static void
lineup_zip_decompressor_class_init (LineupZipDecompressorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_zip_decompressor_finalize;
}

static void
lineup_zip_decompressor_init (LineupZipDecompressor *self)
{
  self->decompressor = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW));
}

LineupZipDecompressor *
lineup_zip_decompressor_new (void)
{
  return g_object_new (LINEUP_TYPE_ZIP_DECOMPRESSOR, NULL);
}

static void
lineup_zip_decompressor_reset (GConverter *converter)
{
  LineupZipDecompressor *self = LINEUP_ZIP_DECOMPRESSOR (converter);

  self->state = STATE_HEADER;
  self->length = 0;
  g_converter_reset (self->decompressor);
}

static guint
get_16 (LineupZipDecompressor *self, gsize offset)
{
  return self->header[offset] | (guint)self->header[offset + 1] << 8;
}

/* Returns FALSE for a file that can't be read. */
static gboolean
read_header (LineupZipDecompressor *self)
{
  const guint flags = get_16 (self, FLAGS);
  const guint method = get_16 (self, METHOD);

  if ((flags & FLAG_ENCRYPTED) != 0 || (method != METHOD_STORED && method != METHOD_DEFLATED)
      || (method == METHOD_STORED && (flags & FLAG_SIZE_LATER) != 0))
    return FALSE;
  self->to_skip = get_16 (self, NAME_LENGTH) + get_16 (self, EXTRA_LENGTH);
  self->left = get_16 (self, SIZE) | (gsize)get_16 (self, SIZE + 2) << 16;
  self->state = STATE_NAME;
  return TRUE;
}

/* Returns how much of the input was in front of the file, or -1 for a file that can't be read. */
static gssize
read_front (LineupZipDecompressor *self, const guint8 *input, gsize size)
{
  gsize n = 0;

  if (self->state == STATE_HEADER)
    {
      n = MIN (size, HEADER_LENGTH - self->length);
      memcpy (self->header + self->length, input, n);
      self->length += n;
      if (self->length == HEADER_LENGTH && !read_header (self))
        return -1;
    }
  if (self->state == STATE_NAME)
    {
      const gsize skipped = MIN (size - n, self->to_skip);

      self->to_skip -= skipped;
      n += skipped;
      if (self->to_skip == 0)
        self->state = get_16 (self, METHOD) == METHOD_STORED ? STATE_STORED : STATE_DEFLATED;
    }
  return (gssize)n;
}

static GConverterResult
copy (LineupZipDecompressor *self,
      const void *inbuf,
      gsize inbuf_size,
      void *outbuf,
      gsize outbuf_size,
      gsize *bytes_read,
      gsize *bytes_written)
{
  const gsize n = MIN (self->left, MIN (inbuf_size, outbuf_size));

  memcpy (outbuf, inbuf, n);
  self->left -= n;
  *bytes_read = n;
  *bytes_written = n;
  return self->left == 0 ? G_CONVERTER_FINISHED : G_CONVERTER_CONVERTED;
}

static GConverterResult
lineup_zip_decompressor_convert (GConverter *converter,
                                 const void *inbuf,
                                 gsize inbuf_size,
                                 void *outbuf,
                                 gsize outbuf_size,
                                 GConverterFlags flags,
                                 gsize *bytes_read,
                                 gsize *bytes_written,
                                 GError **error)
{
  LineupZipDecompressor *self = LINEUP_ZIP_DECOMPRESSOR (converter);
  gssize n = 0;

  if (self->state == STATE_HEADER || self->state == STATE_NAME)
    {
      n = read_front (self, inbuf, inbuf_size);
      *bytes_read = (gsize)MAX (n, 0);
      *bytes_written = 0;
      if (n > 0)
        return G_CONVERTER_CONVERTED;
    }
  if (n < 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "The file can't be unpacked");
      return G_CONVERTER_ERROR;
    }
  if (self->state == STATE_STORED && (inbuf_size > 0 || self->left == 0))
    return copy (self, inbuf, inbuf_size, outbuf, outbuf_size, bytes_read, bytes_written);
  if (self->state == STATE_DEFLATED)
    return g_converter_convert (self->decompressor,
                                inbuf,
                                inbuf_size,
                                outbuf,
                                outbuf_size,
                                flags,
                                bytes_read,
                                bytes_written,
                                error);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, "More of the archive is needed");
  return G_CONVERTER_ERROR;
}

static void
lineup_zip_decompressor_converter_init (GConverterIface *iface)
{
  iface->convert = lineup_zip_decompressor_convert;
  iface->reset = lineup_zip_decompressor_reset;
}
