/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-channel-key.h"

#include "lineup-fold.h"
#include "lineup-hash.h"

#include <string.h>

/* What a key is of; the hash begins with it. */
typedef enum
{
  KIND_ID = 1,
  KIND_FOLDED_ID,
  KIND_BARE_ID,
  KIND_TEXT,
  KIND_NAME,
} Kind;

static guint64
make (Kind kind, LineupCountry country, const char *text, gsize length)
{
  const guint64 hash = lineup_hash (text, length, (guint64)kind << 16 | country);

  return hash != 0 ? hash : 1;
}

static char *
fold (const char *text, gsize length)
{
  g_autofree char *folded = g_utf8_casefold (text, (gssize)length);

  return g_strstrip (g_steal_pointer (&folded));
}

static guint64
make_folded (Kind kind, const char *text, gsize length)
{
  g_autofree char *folded = fold (text, length);

  return *folded != '\0' ? make (kind, LINEUP_COUNTRY_UNKNOWN, folded, strlen (folded)) : 0;
}

gboolean
lineup_channel_key_is_id (const char *id)
{
  static const char *const nonsense[] = { "",    "-",  "0",           "none", "null",
                                          "n/a", "ts", "(no tvg-id)", NULL };
  g_autofree char *folded = id != NULL ? fold (id, strlen (id)) : NULL;

  return folded != NULL && !g_strv_contains (nonsense, folded);
}

guint64
lineup_channel_key_of_id (const char *id)
{
  g_autofree char *bare = g_strstrip (g_strdup (id));

  return *bare != '\0' ? make (KIND_ID, LINEUP_COUNTRY_UNKNOWN, bare, strlen (bare)) : 0;
}

guint64
lineup_channel_key_of_folded_id (const char *id)
{
  return make_folded (KIND_FOLDED_ID, id, strlen (id));
}

guint64
lineup_channel_key_of_bare_id (const char *id)
{
  return make_folded (KIND_BARE_ID, id, strcspn (id, "@"));
}

static gboolean
is_number (const char *text)
{
  return text[strspn (text, "0123456789 ")] == '\0';
}

guint64
lineup_channel_key_of_text (const char *text)
{
  g_autofree char *blank = g_strdelimit (g_strdup (text), "_", ' ');

  return !is_number (blank) ? make_folded (KIND_TEXT, blank, strlen (blank)) : 0;
}

/* Names, folded. */

static gboolean
is_quality (const char *word)
{
  static const char *const words[] = { "hd",    "fhd", "uhd",    "sd",   "4k",    "8k",
                                       "hevc",  "raw", "1080p",  "720p", "2160p", "50fps",
                                       "60fps", "vip", "backup", "h264", "h265",  NULL };

  return g_strv_contains (words, word);
}

/* Takes the last word away again if it says nothing. */
static void
end_word (GString *folded, gsize start)
{
  if (is_quality (folded->str + start))
    g_string_truncate (folded, start > 0 ? start - 1 : 0);
}

/* Begins a word, after what was before it. Returns where it begins. */
static gsize
begin_word (GString *folded, gsize start)
{
  end_word (folded, start);
  if (folded->len > 0)
    g_string_append_c (folded, ' ');
  return folded->len;
}

static void
take_fold (const LineupFold *part, gboolean *in_gap, gsize *start, GString *folded)
{
  if (part->kind == LINEUP_FOLD_NOTHING)
    return;
  if (part->kind == LINEUP_FOLD_GAP)
    {
      *in_gap = TRUE;
      return;
    }
  if (*in_gap)
    *start = begin_word (folded, *start);
  *in_gap = FALSE;
  g_string_append_len (folded, part->bytes, part->n_bytes);
}

void
lineup_channel_key_fold_name (const char *name, GString *folded)
{
  gboolean in_gap = TRUE;
  gsize start = 0;

  g_string_truncate (folded, 0);
  lineup_country_from_name (name, &name);
  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    {
      LineupFold parts[LINEUP_FOLD_MAX_PARTS];
      gsize n_parts = 0;

      if (*at == '+')
        {
          /* "Canal+ HD" is what "Canal HD +" never is. */
          if (in_gap)
            end_word (folded, start);
          g_string_append_c (folded, '+');
          start = MIN (start, folded->len - 1);
          in_gap = FALSE;
          continue;
        }
      n_parts = lineup_fold_character (g_utf8_get_char (at), parts);
      for (gsize i = 0; i < n_parts; i++)
        take_fold (&parts[i], &in_gap, &start, folded);
    }
  end_word (folded, start);
}

guint64
lineup_channel_key_of_name (const char *name, LineupCountry country)
{
  g_autoptr (GString) folded = g_string_sized_new (64);

  lineup_channel_key_fold_name (name, folded);
  return !is_number (folded->str) ? make (KIND_NAME, country, folded->str, folded->len) : 0;
}
