/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-charset.h"

#include <string.h>

/* Bytes of the longest key. */
#define MAX_KEY 16

const char *
lineup_charset_from_mark (const char *data, gsize length, gsize *mark_length)
{
  static const struct
  {
    const char *bytes;
    gsize length;
    gboolean is_mark;
    const char *charset;
  } marks[] = {
    { "\xef\xbb\xbf", 3, TRUE, "UTF-8" },    { "\xff\xfe\0\0", 4, TRUE, "UTF-32LE" },
    { "\0\0\xfe\xff", 4, TRUE, "UTF-32BE" }, { "\xff\xfe", 2, TRUE, "UTF-16LE" },
    { "\xfe\xff", 2, TRUE, "UTF-16BE" },     { "<\0?\0", 4, FALSE, "UTF-16LE" },
    { "<\0t\0", 4, FALSE, "UTF-16LE" },      { "\0<\0?", 4, FALSE, "UTF-16BE" },
    { "\0<\0t", 4, FALSE, "UTF-16BE" },
  };

  *mark_length = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      if (length < marks[i].length || memcmp (data, marks[i].bytes, marks[i].length) != 0)
        continue;
      if (marks[i].is_mark)
        *mark_length = marks[i].length;
      return marks[i].charset;
    }
  return NULL;
}

/* Of a name only letters and digits count: `ISO_8859-1` is `iso8859-1`. Latin-1 is read as what
 * Windows made of it, as browsers do: the characters beyond it are control characters else. */
static const char *
find (const char *name, gsize length)
{
  static const struct
  {
    const char *key;
    const char *charset;
  } charsets[] = {
    { "UTF8", "UTF-8" },
    { "ISO88591", "WINDOWS-1252" },
    { "LATIN1", "WINDOWS-1252" },
    { "L1", "WINDOWS-1252" },
    { "ISO88592", "ISO-8859-2" },
    { "LATIN2", "ISO-8859-2" },
    { "ISO88593", "ISO-8859-3" },
    { "ISO88594", "ISO-8859-4" },
    { "ISO88595", "ISO-8859-5" },
    { "ISO88596", "ISO-8859-6" },
    { "ISO88597", "ISO-8859-7" },
    { "ISO88598", "ISO-8859-8" },
    { "ISO88599", "WINDOWS-1254" },
    { "LATIN5", "WINDOWS-1254" },
    { "ISO885910", "ISO-8859-10" },
    { "ISO885911", "ISO-8859-11" },
    { "ISO885913", "ISO-8859-13" },
    { "ISO885914", "ISO-8859-14" },
    { "ISO885915", "ISO-8859-15" },
    { "LATIN9", "ISO-8859-15" },
    { "ISO885916", "ISO-8859-16" },
    { "WINDOWS874", "CP874" },
    { "TIS620", "TIS-620" },
    { "KOI8R", "KOI8-R" },
    { "KOI8U", "KOI8-U" },
    { "IBM850", "IBM850" },
    { "CP850", "IBM850" },
    { "IBM866", "IBM866" },
    { "CP866", "IBM866" },
    { "MACINTOSH", "MACINTOSH" },
    { "GB2312", "GBK" },
    { "GBK", "GBK" },
    { "GB18030", "GB18030" },
    { "BIG5", "BIG5" },
    { "SHIFTJIS", "CP932" },
    { "SJIS", "CP932" },
    { "EUCJP", "EUC-JP" },
    { "EUCKR", "EUC-KR" },
  };
  static const char *const windows[] = { "WINDOWS-1250", "WINDOWS-1251", "WINDOWS-1252",
                                         "WINDOWS-1253", "WINDOWS-1254", "WINDOWS-1255",
                                         "WINDOWS-1256", "WINDOWS-1257", "WINDOWS-1258" };
  char key[MAX_KEY + 1] = { 0 };
  gsize n = 0;

  for (gsize i = 0; i < length && n < MAX_KEY; i++)
    {
      if (g_ascii_isalnum (name[i]))
        key[n++] = g_ascii_toupper (name[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (charsets); i++)
    {
      if (g_str_equal (key, charsets[i].key))
        return charsets[i].charset;
    }
  /* `windows-1251`, `cp1251`, `win1251` */
  for (gsize i = 0; n >= 6 && i < G_N_ELEMENTS (windows); i++)
    {
      if ((g_str_has_prefix (key, "WIN") || g_str_has_prefix (key, "CP"))
          && g_str_equal (key + n - 4, windows[i] + strlen ("WINDOWS-")))
        return windows[i];
    }
  return NULL;
}

const char *
lineup_charset_from_declaration (const char *data, gsize length)
{
  const char *end = data + length;
  const char *p = memmem (data, length, "<?xml", strlen ("<?xml"));
  const char *close = p != NULL ? memmem (p, (gsize)(end - p), "?>", 2) : NULL;
  const char *value = NULL;

  if (close == NULL)
    return NULL;
  p = memmem (p, (gsize)(close - p), "encoding", strlen ("encoding"));
  if (p == NULL)
    return NULL;
  for (p += strlen ("encoding"); p < close && strchr (" \t\r\n=", *p) != NULL; p++)
    ;
  if (p == close || (*p != '"' && *p != '\''))
    return NULL;
  value = p + 1;
  p = memchr (value, *p, (gsize)(close - value));
  return p != NULL ? find (value, (gsize)(p - value)) : NULL;
}
