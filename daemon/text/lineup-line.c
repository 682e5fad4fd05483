/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-line.h"

char *
lineup_line_new (const char *text, glong max_length)
{
  GString *line = g_string_new (NULL);
  glong length = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      const gunichar character = g_utf8_get_char (text);

      if (length++ == max_length)
        {
          g_string_append (line, "…");
          break;
        }
      g_string_append_unichar (line, g_unichar_iscntrl (character) ? ' ' : character);
    }
  return g_string_free (line, FALSE);
}
