/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-unpacker.h"

#include "lineup-error.h"
#include "lineup-xz-decompressor.h"
#include "lineup-zip-decompressor.h"

#include <string.h>

/* Number of layers that are taken off, at most. */
#define MAX_LAYERS 2

/* Bytes that are given out at once, where more could. */
#define MIN_CHUNK 4096

/* Bytes of the longest magic. */
#define MAX_MAGIC 6

typedef enum
{
  MODE_UNKNOWN, /* fewer bytes than a magic have arrived */
  MODE_PLAIN,
  MODE_PACKED,
  MODE_AFTER,   /* after a stream, which another one may follow */
  MODE_SKIPPED, /* what comes has no meaning */
} Mode;

/* How a layer is packed. */
typedef struct
{
  const char *magic; /* (unowned): what it begins with */
  gsize length;      /* of it */
  gboolean repeats;  /* streams may follow each other, and are one */
  GConverter *(*create) (void);
} Format;

/* What takes the bytes of the layer around it. */
typedef struct
{
  Mode mode;
  const Format *format;  /* (unowned) (nullable): in MODE_PACKED and after it */
  GBytes *input;         /* (owned) (nullable): not given out yet */
  GConverter *converter; /* (owned) (nullable): in MODE_PACKED */
} Layer;

struct _LineupUnpacker
{
  guint n_formats;          /* of those below */
  guint n_layers;           /* what is below them is taken as it is */
  Layer layers[MAX_LAYERS]; /* the outer one first */
  gboolean ended;
  gint64 n_in;
  gint64 n_out;
};

static GConverter *
create_gzip (void)
{
  return G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
}

static GConverter *
create_xz (void)
{
  return G_CONVERTER (lineup_xz_decompressor_new ());
}

static GConverter *
create_zip (void)
{
  return G_CONVERTER (lineup_zip_decompressor_new ());
}

/* The first is what an answer may be packed in. Sources: RFC 1952, 2.3.1; The .xz File
 * Format, 2.1.1.1; PKWARE's APPNOTE.TXT, 4.3.7. */
static const Format formats[] = {
  { "\x1f\x8b", 2, TRUE, create_gzip },
  { "\xfd"
    "7zXZ\0",
    MAX_MAGIC,
    TRUE,
    create_xz },
  { "PK\x03\x04", 4, FALSE, create_zip },
};

LineupUnpacker *
lineup_unpacker_new (LineupPacking packing)
{
  LineupUnpacker *self = g_new0 (LineupUnpacker, 1);

  self->n_formats = packing == LINEUP_PACKING_ANSWER ? 1 : G_N_ELEMENTS (formats);
  self->n_layers = packing == LINEUP_PACKING_ANSWER ? 1 : MAX_LAYERS;
  return self;
}

void
lineup_unpacker_free (LineupUnpacker *self)
{
  for (guint i = 0; i < self->n_layers; i++)
    {
      g_clear_pointer (&self->layers[i].input, g_bytes_unref);
      g_clear_object (&self->layers[i].converter);
    }
  g_free (self);
}

/* Puts what is left of the input before the new one: a few bytes, at the borders of chunks. */
static void
add_input (Layer *layer, GBytes *input)
{
  GByteArray *bytes = NULL;

  if (layer->input == NULL)
    {
      layer->input = g_bytes_ref (input);
      return;
    }
  bytes = g_bytes_unref_to_array (g_steal_pointer (&layer->input));
  g_byte_array_append (bytes, g_bytes_get_data (input, NULL), (guint)g_bytes_get_size (input));
  layer->input = g_byte_array_free_to_bytes (bytes);
}

static void
consume (Layer *layer, gsize length)
{
  g_autoptr (GBytes) input = g_steal_pointer (&layer->input);
  const gsize size = g_bytes_get_size (input);

  if (length < size)
    layer->input = g_bytes_new_from_bytes (input, length, size - length);
}

void
lineup_unpacker_push (LineupUnpacker *self, GBytes *input)
{
  g_return_if_fail (!self->ended);

  self->n_in += (gint64)g_bytes_get_size (input);
  if (g_bytes_get_size (input) > 0)
    add_input (&self->layers[0], input);
}

void
lineup_unpacker_end (LineupUnpacker *self)
{
  self->ended = TRUE;
}

/* Finds out what the layer's input is, which the end makes what it looks like. */
static void
detect (LineupUnpacker *self, Layer *layer, gboolean ended)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (layer->input, &size);

  for (guint i = 0; i < self->n_formats; i++)
    {
      const Format *format = &formats[i];

      if (memcmp (data, format->magic, MIN (size, format->length)) != 0
          || (layer->mode == MODE_AFTER && (format != layer->format || !format->repeats)))
        continue;
      if (size < format->length && !ended)
        return;
      if (size < format->length)
        break;
      layer->mode = MODE_PACKED;
      layer->format = format;
      g_clear_object (&layer->converter);
      layer->converter = format->create ();
      return;
    }
  /* What follows a stream and is none is padding, or an archive's directory. */
  layer->mode = layer->mode == MODE_AFTER ? MODE_SKIPPED : MODE_PLAIN;
}

/* Returns FALSE with an error. There is no output where more is needed. */
static gboolean
convert (Layer *layer, GBytes **output, GError **error)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (layer->input, &size);
  /* Little makes little, mostly. */
  const gsize room = CLAMP (size * 32, MIN_CHUNK, LINEUP_UNPACKER_CHUNK);
  g_autofree guint8 *buffer = g_malloc (room);
  g_autoptr (GError) local_error = NULL;
  gsize n_read = 0;
  gsize n_written = 0;
  const GConverterResult result = g_converter_convert (layer->converter,
                                                       data,
                                                       size,
                                                       buffer,
                                                       room,
                                                       G_CONVERTER_NO_FLAGS,
                                                       &n_read,
                                                       &n_written,
                                                       &local_error);

  if (result == G_CONVERTER_ERROR)
    {
      if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT))
        return TRUE;
      g_set_error (
          error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA, "The data could not be decompressed");
      return FALSE;
    }

  consume (layer, n_read);
  if (result == G_CONVERTER_FINISHED)
    layer->mode = MODE_AFTER;
  if (n_written > 0)
    *output = g_bytes_new_take (g_realloc (g_steal_pointer (&buffer), n_written), n_written);
  return TRUE;
}

/* Gives out what a layer makes of the input that it has, if it makes anything. */
static gboolean
unpack (LineupUnpacker *self, Layer *layer, gboolean ended, GBytes **output, GError **error)
{
  while (layer->input != NULL && *output == NULL)
    {
      const gsize size = g_bytes_get_size (layer->input);

      switch (layer->mode)
        {
        case MODE_UNKNOWN:
        case MODE_AFTER:
          {
            const Mode mode = layer->mode;

            detect (self, layer, ended);
            if (layer->mode == mode)
              return TRUE;
            break;
          }
        case MODE_PLAIN:
          *output = g_steal_pointer (&layer->input);
          break;
        case MODE_PACKED:
          if (!convert (layer, output, error))
            return FALSE;
          /* The decompressor waits for more. */
          if (*output == NULL && layer->input != NULL && g_bytes_get_size (layer->input) == size)
            return TRUE;
          break;
        case MODE_SKIPPED:
        default:
          g_clear_pointer (&layer->input, g_bytes_unref);
        }
    }
  return TRUE;
}

static gboolean
pull_layer (LineupUnpacker *self, guint i, GBytes **output, GError **error)
{
  Layer *layer = &self->layers[i];

  while (TRUE)
    {
      g_autoptr (GBytes) input = NULL;

      if (!unpack (self, layer, FALSE, output, error))
        return FALSE;
      if (*output != NULL)
        return TRUE;
      if (i > 0 && !pull_layer (self, i - 1, &input, error))
        return FALSE;
      if (input != NULL)
        add_input (layer, input);
      else
        return !self->ended || unpack (self, layer, TRUE, output, error);
    }
}

static gboolean
check_bounds (LineupUnpacker *self, GError **error)
{
  if (self->n_out <= LINEUP_UNPACKER_RATIO_LENGTH
      || (self->n_out <= LINEUP_UNPACKER_MAX_LENGTH
          && self->n_out / LINEUP_UNPACKER_MAX_RATIO <= self->n_in))
    return TRUE;
  g_set_error (
      error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA, "The data grows beyond all measure");
  return FALSE;
}

static gboolean
check_end (LineupUnpacker *self, GError **error)
{
  for (guint i = 0; i < self->n_layers; i++)
    {
      if (self->layers[i].mode != MODE_PACKED)
        continue;
      g_propagate_error (
          error,
          lineup_error_new_answer (
              LINEUP_ERROR_MALFORMED_DATA, 0, 0, TRUE, "The compressed data ended early"));
      return FALSE;
    }
  return TRUE;
}

gboolean
lineup_unpacker_pull (LineupUnpacker *self, GBytes **output, GError **error)
{
  *output = NULL;
  if (!pull_layer (self, self->n_layers - 1, output, error))
    return FALSE;
  if (*output == NULL)
    return !self->ended || check_end (self, error);
  self->n_out += (gint64)g_bytes_get_size (*output);
  if (check_bounds (self, error))
    return TRUE;
  g_clear_pointer (output, g_bytes_unref);
  return FALSE;
}
