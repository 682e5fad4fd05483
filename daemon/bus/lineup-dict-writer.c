/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-dict-writer.h"

#include "lineup-variant-bytes.h"

#include <string.h>

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
  lineup_variant_bytes_append (self->bytes, data, length);
}

/* An entry is its key, a variant, and where its key ends. */
static void
begin_entry (LineupDictWriter *self, const char *key)
{
  lineup_variant_bytes_align (self->bytes);
  self->entry = self->bytes->len;
  append (self, key, strlen (key) + 1);
  self->key_end = self->bytes->len;
  lineup_variant_bytes_align (self->bytes);
}

/* A variant is its value, a zero, and its type. */
static void
end_entry (LineupDictWriter *self, const char *type)
{
  gsize end = 0;

  append (self, "", 1);
  append (self, type, strlen (type));
  lineup_variant_bytes_append_end (self->bytes, self->entry, self->key_end);
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
  guint n_valid = 0;

  begin_entry (self, key);
  begin = self->bytes->len;
  for (gsize i = 0; i < n_texts; i++)
    {
      const gsize length = strlen (texts[i]);
      gsize end = 0;

      if (!g_utf8_validate (texts[i], (gssize)length, NULL))
        continue;
      append (self, texts[i], length + 1);
      end = self->bytes->len;
      g_array_append_val (self->ends, end);
      n_valid++;
    }
  lineup_variant_bytes_append_ends (self->bytes, begin, self->ends, n_valid);
  end_entry (self, "as");
}

void
lineup_dict_writer_add_int64s (LineupDictWriter *self,
                               const char *key,
                               const gint64 *numbers,
                               gsize n_numbers)
{
  add_fixed (self, key, "ax", numbers, n_numbers * sizeof *numbers);
}

void
lineup_dict_writer_add_boolean (LineupDictWriter *self, const char *key, gboolean value)
{
  const guint8 byte = value != FALSE;

  add_fixed (self, key, "b", &byte, sizeof byte);
}

void
lineup_dict_writer_add_int (LineupDictWriter *self, const char *key, gint32 value)
{
  add_fixed (self, key, "i", &value, sizeof value);
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
  g_autoptr (GBytes) bytes = NULL;

  lineup_variant_bytes_append_ends (self->bytes, 0, self->ends, self->ends->len);
  g_array_unref (g_steal_pointer (&self->ends));
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&self->bytes));
  return g_variant_new_from_bytes (G_VARIANT_TYPE_VARDICT, bytes, TRUE);
}
