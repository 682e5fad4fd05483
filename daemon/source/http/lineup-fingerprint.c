/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-fingerprint.h"

#include <string.h>

#define N_DIGITS 64

char *
lineup_fingerprint_parse (const char *text)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c++)
    {
      if (g_ascii_isxdigit (*c))
        g_string_append_c (digits, g_ascii_tolower (*c));
      else if (strchr (": \t\n", *c) == NULL)
        return NULL;
    }
  return digits->len == N_DIGITS ? g_string_free (g_steal_pointer (&digits), FALSE) : NULL;
}

char *
lineup_fingerprint_of_certificate (GTlsCertificate *certificate)
{
  g_autoptr (GByteArray) der = NULL;

  g_object_get (certificate, "certificate", &der, NULL);
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, der->data, der->len);
}
