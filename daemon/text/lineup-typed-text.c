/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-typed-text.h"

/* Zero-width space, word joiner, byte order mark, soft hyphen. */
static gboolean
is_untypable (gunichar c)
{
  return c == 0x200b || c == 0x2060 || c == 0xfeff || c == 0xad;
}

/* Joiners, marks of direction and the like; format characters, as Unicode calls them. */
static gboolean
is_invisible (gunichar c)
{
  return is_untypable (c) || g_unichar_type (c) == G_UNICODE_FORMAT;
}

static gboolean
is_around (gunichar c)
{
  return g_unichar_isspace (c) || is_invisible (c);
}

static char *
clean (const char *text, gboolean (*drop) (gunichar c))
{
  g_autoptr (GString) meant = g_string_new (NULL);
  gsize end = 0;

  /* Whoever takes it says what is wrong with it. */
  if (!g_utf8_validate (text, -1, NULL))
    return g_strstrip (g_strdup (text));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (drop (c) || (meant->len == 0 && is_around (c)))
        continue;
      g_string_append_unichar (meant, c);
      if (!is_around (c))
        end = meant->len;
    }
  g_string_truncate (meant, end);
  return g_string_free (g_steal_pointer (&meant), FALSE);
}

char *
lineup_typed_text_clean (const char *text)
{
  return clean (text, is_untypable);
}

char *
lineup_typed_text_clean_ascii (const char *text)
{
  return clean (text, is_invisible);
}
