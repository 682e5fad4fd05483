/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-inflater.h"

#include "lineup-error.h"

#include <string.h>

/* Bytes that gzip begins with, and how many: RFC 1952, 2.3.1. */
#define GZIP_MAGIC        "\x1f\x8b"
#define GZIP_MAGIC_LENGTH 2

typedef enum
{
  MODE_UNKNOWN, /* fewer bytes than the magic have arrived */
  MODE_PLAIN,
  MODE_GZIP,
  MODE_GZIP_END, /* after a member; another one may follow */
} Mode;

struct _LineupInflater
{
  GObject parent_instance;

  Mode mode;
  GBytes *input;         /* (owned) (nullable): not given out yet */
  GConverter *converter; /* (owned) (nullable): in MODE_GZIP */
  gint64 n_in;
  gint64 n_out;
};

G_DEFINE_FINAL_TYPE (LineupInflater, lineup_inflater, G_TYPE_OBJECT)

static void
lineup_inflater_finalize (GObject *object)
{
  LineupInflater *self = LINEUP_INFLATER (object);

  g_clear_pointer (&self->input, g_bytes_unref);
  g_clear_object (&self->converter);

  G_OBJECT_CLASS (lineup_inflater_parent_class)->finalize (object);
}

static void
lineup_inflater_class_init (LineupInflaterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_inflater_finalize;
}

static void
lineup_inflater_init (LineupInflater *self)
{
}

LineupInflater *
lineup_inflater_new (void)
{
  return g_object_new (LINEUP_TYPE_INFLATER, NULL);
}

/* Puts what is left of the input before the new one: a byte or two, at the borders of chunks. */
static GBytes *
join (GBytes *rest, GBytes *input)
{
  GByteArray *bytes = g_bytes_unref_to_array (rest);

  g_byte_array_append (bytes, g_bytes_get_data (input, NULL), (guint)g_bytes_get_size (input));
  return g_byte_array_free_to_bytes (bytes);
}

void
lineup_inflater_push (LineupInflater *self, GBytes *input)
{
  g_return_if_fail (LINEUP_IS_INFLATER (self));

  self->n_in += (gint64)g_bytes_get_size (input);
  if (self->input == NULL)
    self->input = g_bytes_ref (input);
  else
    self->input = join (g_steal_pointer (&self->input), input);
}

static void
consume (LineupInflater *self, gsize length)
{
  g_autoptr (GBytes) input = g_steal_pointer (&self->input);
  const gsize size = g_bytes_get_size (input);

  if (length < size)
    self->input = g_bytes_new_from_bytes (input, length, size - length);
}

/* Whether there is enough to tell what it is, and what it is. */
static void
detect (LineupInflater *self)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (self->input, &size);

  if (memcmp (data, GZIP_MAGIC, MIN (size, GZIP_MAGIC_LENGTH)) != 0)
    {
      /* What follows a member and is none is padding. */
      if (self->mode == MODE_GZIP_END)
        g_clear_pointer (&self->input, g_bytes_unref);
      else
        self->mode = MODE_PLAIN;
    }
  else if (size >= GZIP_MAGIC_LENGTH)
    {
      self->mode = MODE_GZIP;
      g_clear_object (&self->converter);
      self->converter = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
    }
}

static gboolean
check_bounds (LineupInflater *self, GError **error)
{
  if (self->n_out <= LINEUP_INFLATER_RATIO_LENGTH
      || (self->n_out <= LINEUP_INFLATER_MAX_LENGTH
          && self->n_out / LINEUP_INFLATER_MAX_RATIO <= self->n_in))
    return TRUE;
  g_set_error (
      error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA, "The answer grows beyond all measure");
  return FALSE;
}

static gboolean
inflate (LineupInflater *self, GBytes **output, GError **error)
{
  g_autofree guint8 *buffer = g_malloc (LINEUP_INFLATER_CHUNK);
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (self->input, &size);
  g_autoptr (GError) local_error = NULL;
  gsize n_read = 0;
  gsize n_written = 0;
  const GConverterResult result = g_converter_convert (self->converter,
                                                       data,
                                                       size,
                                                       buffer,
                                                       LINEUP_INFLATER_CHUNK,
                                                       G_CONVERTER_NO_FLAGS,
                                                       &n_read,
                                                       &n_written,
                                                       &local_error);

  if (result == G_CONVERTER_ERROR)
    {
      if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT))
        return TRUE;
      g_set_error (
          error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA, "The answer could not be decompressed");
      return FALSE;
    }

  consume (self, n_read);
  if (result == G_CONVERTER_FINISHED)
    self->mode = MODE_GZIP_END;
  if (n_written > 0)
    *output = g_bytes_new_take (g_realloc (g_steal_pointer (&buffer), n_written), n_written);
  self->n_out += (gint64)n_written;
  return check_bounds (self, error);
}

gboolean
lineup_inflater_pull (LineupInflater *self, GBytes **output, GError **error)
{
  g_return_val_if_fail (LINEUP_IS_INFLATER (self), FALSE);

  *output = NULL;
  while (self->input != NULL && *output == NULL)
    {
      const gsize size = g_bytes_get_size (self->input);

      if (self->mode == MODE_UNKNOWN || self->mode == MODE_GZIP_END)
        {
          detect (self);
          if (self->mode == MODE_UNKNOWN || self->mode == MODE_GZIP_END)
            return TRUE;
        }
      if (self->mode == MODE_PLAIN)
        {
          *output = g_steal_pointer (&self->input);
          return TRUE;
        }
      if (!inflate (self, output, error))
        {
          g_clear_pointer (output, g_bytes_unref);
          return FALSE;
        }
      /* The decompressor waits for more. */
      if (*output == NULL && self->input != NULL && g_bytes_get_size (self->input) == size)
        return TRUE;
    }
  return TRUE;
}

gboolean
lineup_inflater_finish (LineupInflater *self, GBytes **output, GError **error)
{
  g_return_val_if_fail (LINEUP_IS_INFLATER (self), FALSE);

  *output = NULL;
  if (self->mode == MODE_GZIP)
    {
      g_propagate_error (
          error,
          lineup_error_new_answer (
              LINEUP_ERROR_MALFORMED_DATA, 0, 0, TRUE, "The compressed answer ended early"));
      return FALSE;
    }
  if (self->mode == MODE_UNKNOWN)
    *output = g_steal_pointer (&self->input);
  return TRUE;
}
