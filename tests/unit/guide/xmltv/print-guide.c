/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Prints what is read of a guide on the standard input. */

#include "lineup-guide-text.h"

#include <stdio.h>
#include <unistd.h>

int
main (void)
{
  g_autoptr (GByteArray) guide = g_byte_array_new ();
  g_autofree char *text = NULL;
  guint8 buffer[4096];
  ssize_t n = 0;

  while ((n = read (STDIN_FILENO, buffer, sizeof buffer)) > 0)
    g_byte_array_append (guide, buffer, (guint)n);
  text = lineup_guide_text_read ((const char *)guide->data, guide->len, 1000, NULL);
  puts (text);
  return 0;
}
