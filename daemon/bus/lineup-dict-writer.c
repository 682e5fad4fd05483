/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-dict-writer.h"

#include <string.h>

/* Bytes that variants begin at a multiple of, and with them entries. */
#define ALIGNMENT 8

/* Bytes of a dictionary that need not grow, for most. */
#define USUAL_SIZE 2048

void
lineup_dict_writer_init (LineupDictWriter *self)
{
  *self = (LineupDictWriter){ .bytes = g_byte_array_sized_new (USUAL_SIZE),
                              .ends = g_array_new (FALSE, FALSE, sizeof (gsize)) };
}

static void
append (LineupDictWriter *self, gconstpointer data, gsize length)
{
  g_byte_array_append (self->bytes, data, (guint)length);
}

static void
align (LineupDictWriter *self)
{
  static const guint8 zeros[ALIGNMENT] = { 0 };

  append (self, zeros, (ALIGNMENT - self->bytes->len % ALIGNMENT) % ALIGNMENT);
}

/* Bytes of an offset: the fewest with which the whole, offsets included, can be told. */
static gsize
get_offset_size (gsize body, gsize n_offsets)
{
  if (body + n_offsets <= G_MAXUINT8)
    return sizeof (guint8);
  if (body + n_offsets * sizeof (guint16) <= G_MAXUINT16)
    return sizeof (guint16);
  return sizeof (guint32);
}

/* Offsets are little-endian on all machines. */
static void
append_offset (LineupDictWriter *self, gsize offset, gsize size)
{
  const guint32 bytes = GUINT32_TO_LE ((guint32)offset);

  append (self, &bytes, size);
}

/* An entry is its key, a variant, and where its key ends. */
static void
begin_entry (LineupDictWriter *self, const char *key)
{
  align (self);
  self->entry = self->bytes->len;
  append (self, key, strlen (key) + 1);
  self->key_end = self->bytes->len - self->entry;
  align (self);
}

/* A variant is its value, a zero, and its type. */
static void
end_entry (LineupDictWriter *self, const char *type)
{
  gsize length = 0;
  gsize end = 0;

  append (self, "", 1);
  append (self, type, strlen (type));
  length = self->bytes->len - self->entry;
  append_offset (self, self->key_end, get_offset_size (length, 1));
  end = self->bytes->len;
  g_array_append_val (self->ends, end);
}

static void
add_fixed (
    LineupDictWriter *self, const char *key, const char *type, gconstpointer value, gsize size)
{
  begin_entry (self, key);
  append (self, value, size);
  end_entry (self, type);
}

void
lineup_dict_writer_add_string (LineupDictWriter *self, const char *key, const char *text)
{
  const gsize length = strlen (text);

  if (!g_utf8_validate (text, (gssize)length, NULL))
    return;
  begin_entry (self, key);
  append (self, text, length + 1);
  end_entry (self, "s");
}

/* Texts one after another, and where each of them ends. */
void
lineup_dict_writer_add_strv (LineupDictWriter *self,
                             const char *key,
                             const char *const *texts,
                             gsize n_texts)
{
  gsize begin = 0;
  gsize n_valid = 0;
  gsize offset_size = 0;
  gsize end = 0;

  begin_entry (self, key);
  begin = self->bytes->len;
  for (gsize i = 0; i < n_texts; i++)
    {
      const gsize length = strlen (texts[i]);

      if (!g_utf8_validate (texts[i], (gssize)length, NULL))
        continue;
      append (self, texts[i], length + 1);
      n_valid++;
    }
  offset_size = get_offset_size (self->bytes->len - begin, n_valid);
  for (gsize i = 0; i < n_valid; i++)
    {
      end += strlen ((const char *)self->bytes->data + begin + end) + 1;
      append_offset (self, end, offset_size);
    }
  end_entry (self, "as");
}

void
lineup_dict_writer_add_boolean (LineupDictWriter *self, const char *key, gboolean value)
{
  const guint8 byte = value != FALSE;

  add_fixed (self, key, "b", &byte, sizeof byte);
}

void
lineup_dict_writer_add_uint (LineupDictWriter *self, const char *key, guint32 value)
{
  add_fixed (self, key, "u", &value, sizeof value);
}

void
lineup_dict_writer_add_int64 (LineupDictWriter *self, const char *key, gint64 value)
{
  add_fixed (self, key, "x", &value, sizeof value);
}

void
lineup_dict_writer_add_uint64 (LineupDictWriter *self, const char *key, guint64 value)
{
  add_fixed (self, key, "t", &value, sizeof value);
}

void
lineup_dict_writer_add_double (LineupDictWriter *self, const char *key, double value)
{
  add_fixed (self, key, "d", &value, sizeof value);
}

GVariant *
lineup_dict_writer_end (LineupDictWriter *self)
{
  const gsize offset_size = get_offset_size (self->bytes->len, self->ends->len);
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < self->ends->len; i++)
    append_offset (self, g_array_index (self->ends, gsize, i), offset_size);
  g_array_unref (g_steal_pointer (&self->ends));
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&self->bytes));
  return g_variant_new_from_bytes (G_VARIANT_TYPE_VARDICT, bytes, TRUE);
}
