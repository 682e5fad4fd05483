/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-fake-stream.h"

#include <string.h>

#define RATE    8000 /* samples a second, a byte each */
#define SECONDS 60

gboolean
lineup_fake_stream_is_path (const char *path, const char *username, const char *password)
{
  const char *const kinds[] = { "/live", "/movie", "/series", "/timeshift" };
  g_autofree char *unescaped = g_uri_unescape_string (path, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *folder = g_strconcat (kinds[i], "/", username, "/", password, "/", NULL);

      if (unescaped != NULL && strstr (unescaped, folder) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
append_number (GByteArray *bytes, guint32 number, guint size)
{
  const guint32 little = GUINT32_TO_LE (number);

  g_byte_array_append (bytes, (const guint8 *)&little, size);
}

static void
append_text (GByteArray *bytes, const char *text)
{
  g_byte_array_append (bytes, (const guint8 *)text, strlen (text));
}

/* A RIFF WAVE file, see the "Multimedia Programming Interface and Data Specifications 1.0". */
GBytes *
lineup_fake_stream_make (void)
{
  const guint32 length = RATE * SECONDS;
  GByteArray *bytes = g_byte_array_new ();

  append_text (bytes, "RIFF");
  append_number (bytes, 36 + length, 4);
  append_text (bytes, "WAVEfmt ");
  append_number (bytes, 16, 4);
  append_number (bytes, 1, 2); /* PCM */
  append_number (bytes, 1, 2); /* channel */
  append_number (bytes, RATE, 4);
  append_number (bytes, RATE, 4); /* bytes a second */
  append_number (bytes, 1, 2);    /* byte a sample */
  append_number (bytes, 8, 2);    /* bits a sample */
  append_text (bytes, "data");
  append_number (bytes, length, 4);
  g_byte_array_set_size (bytes, bytes->len + length);
  memset (bytes->data + bytes->len - length, 0x80, length);
  return g_byte_array_free_to_bytes (bytes);
}
