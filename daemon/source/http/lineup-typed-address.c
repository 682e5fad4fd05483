/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-typed-address.h"

#include "lineup-typed-text.h"

#include <string.h>

/* --- What is around it --- */

/* What opens and closes a quotation in some language or other. Nothing that begins an address is
 * among them; of what may end one, the plain apostrophe and the bracket are. */
static const char *const openers[] = { "\"", "'", "`", "<", "(", "“", "”", "„",
                                       "‘",  "’", "‚", "«", "»", "‹", "›" };
static const char *const closers[] = { "\"", "`", ">", "“", "”", "„", "‘",
                                       "’",  "‚", "«", "»", "‹", "›" };

static gsize
find_prefix (const char *text, const char *const *words, gsize n_words)
{
  for (gsize i = 0; i < n_words; i++)
    {
      if (g_str_has_prefix (text, words[i]))
        return strlen (words[i]);
    }
  return 0;
}

static gsize
find_suffix (const char *text, const char *const *words, gsize n_words)
{
  for (gsize i = 0; i < n_words; i++)
    {
      if (g_str_has_suffix (text, words[i]))
        return strlen (words[i]);
    }
  return 0;
}

/* An apostrophe or a bracket closes only what it has opened, and a comma belongs to a sentence only
 * where that is sure: a password may end in one. */
static gsize
find_closer (const char *text, char opener)
{
  const char last = *text != '\0' ? text[strlen (text) - 1] : '\0';

  if ((opener == '\'' && last == '\'') || (opener == '(' && last == ')'))
    return 1;
  if ((last == ',' || last == ';') && (opener != '\0' || strchr (text, '?') == NULL))
    return 1;
  return find_suffix (text, closers, G_N_ELEMENTS (closers));
}

static char *
take_out_of_quotes (char *owned_text)
{
  g_autofree char *text = owned_text;

  while (TRUE)
    {
      const gsize opener = find_prefix (text, openers, G_N_ELEMENTS (openers));
      const gsize closer = find_closer (text, opener > 0 ? *text : '\0');
      const gsize length = strlen (text);
      g_autofree char *inner = NULL;

      if ((opener == 0 && closer == 0) || opener + closer > length)
        return g_steal_pointer (&text);
      inner = g_strndup (text + opener, length - opener - closer);
      g_free (text);
      text = lineup_typed_text_clean_ascii (inner);
    }
}

/* --- The scheme --- */

/* Returns what follows a scheme, however it is written; %NULL if there is none. */
static const char *
skip_scheme (const char *text, const char **scheme)
{
  const char *p = text;
  const char *found = NULL;
  gboolean has_colon = FALSE;
  gsize n_slashes = 0;

  if (g_ascii_strncasecmp (p, "http", 4) != 0)
    return NULL;
  p += 4;
  found = g_ascii_tolower (*p) == 's' ? "https" : "http";
  p += strlen (found) - 4;

  has_colon = *p == ':';
  p += has_colon ? 1 + strspn (p + 1, " \t") : 0;
  n_slashes = strspn (p, "/");
  /* A host may have that name, before a port or a path; what has no host is for others to refuse.
   */
  if (has_colon ? n_slashes == 0 && g_ascii_isdigit (*p) : n_slashes != 2)
    return NULL;
  *scheme = found;
  return p + MIN (n_slashes, 2);
}

/* The innermost of several schemes is what was pasted behind what stood there already. */
static char *
mend_scheme (const char *text)
{
  const char *scheme = NULL;
  const char *rest = text + (g_str_has_prefix (text, "//") ? 2 : 0);
  const char *next = NULL;

  while ((next = skip_scheme (rest, &scheme)) != NULL)
    rest = next + strspn (next, " \t");

  /* `://` further in may belong to a query. */
  if (g_str_has_prefix (rest + strcspn (rest, ":/?#@"), "://"))
    return g_strdup (rest);
  return g_strconcat (scheme != NULL ? scheme : "http", "://", rest, NULL);
}

/* --- The rest --- */

/* Also of what was written for a web page twice. */
static char *
decode_ampersands (const char *text)
{
  static const char *const entities[] = { "&amp;", "&#38;", "&#038;", "&#x26;" };
  g_autoptr (GString) decoded = g_string_new (text);
  guint n_found = 1;

  while (n_found > 0)
    {
      n_found = 0;
      for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
        n_found += g_string_replace (decoded, entities[i], "&", 0);
    }
  return g_string_free (g_steal_pointer (&decoded), FALSE);
}

char *
lineup_typed_address_clean (const char *text)
{
  g_autofree char *bare = take_out_of_quotes (lineup_typed_text_clean_ascii (text));
  g_autofree char *decoded = decode_ampersands (bare);

  for (char *p = decoded; *p != '\0' && *p != '?' && *p != '#'; p++)
    {
      if (*p == '\\')
        *p = '/';
    }
  return mend_scheme (decoded);
}

/* --- What is wrong --- */

/* Whether what follows the host is a port. */
static gboolean
has_good_port (const char *authority)
{
  const char *port = strrchr (authority, ':');
  guint64 number = 0;

  return port == NULL || strchr (port, ']') != NULL
         || g_ascii_string_to_unsigned (port + 1, 10, 1, G_MAXUINT16, &number, NULL);
}

/* Where the host of an address ends, which may have lost its scheme. */
static const char *
find_end_of_host (const char *address)
{
  const char *scheme_end = strstr (address, "://");
  const char *host = scheme_end != NULL ? scheme_end + 3 : address;

  return host + strcspn (host, "/?#");
}

/* A parser of addresses would make one long word of several lines. */
const char *
lineup_typed_address_find_fault (const char *address)
{
  const char *host_end = find_end_of_host (address);

  if (!g_utf8_validate (address, -1, NULL))
    return "The server's address is no text";
  for (const char *p = address; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      /* Folders may have blanks, and in a query there are passwords. */
      if (g_unichar_isspace (c) && (c != ' ' || p < host_end))
        return "The server's address has a blank or a line break in it";
      if (g_unichar_iscntrl (c))
        return "The server's address has characters in it that can't be seen";
    }
  return NULL;
}

const char *
lineup_typed_address_explain (const char *address)
{
  const char *host = strstr (address, "://");
  g_autofree char *authority = NULL;
  const char *at = NULL;

  if (host == NULL
      || !(g_str_has_prefix (address, "http://") || g_str_has_prefix (address, "https://")))
    return "The server's address begins with neither http:// nor https://";

  authority = g_strndup (host + 3, strcspn (host + 3, "/?#"));
  at = strrchr (authority, '@');
  if (*authority == '\0')
    return "The server's address names no host";
  if (strchr (authority, ';') != NULL)
    return "The server's address has a semicolon in it: the colons of an address are others";
  if (!has_good_port (at != NULL ? at + 1 : authority))
    return "The server's address has a port that is none: ports are 1 to 65535";
  return "The server's address has no usable host";
}
