/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-programme.h"

#include "lineup-hash.h"

#include <string.h>

/* Bits of an id: those of the start, and above them some of the channel's hash. */
#define START_BITS   33
#define CHANNEL_BITS 20

static gint64
hash_channel (gint64 channel)
{
  const gint64 bytes = GINT64_TO_LE (channel);

  return (gint64)(lineup_hash (&bytes, sizeof bytes, 0)
                  & ((G_GUINT64_CONSTANT (1) << CHANNEL_BITS) - 1));
}

gint64
lineup_programme_make_id (gint64 channel, gint64 start)
{
  g_return_val_if_fail (start >= LINEUP_PROGRAMME_MIN_START, 0);
  g_return_val_if_fail (start <= LINEUP_PROGRAMME_MAX_START, 0);

  return hash_channel (channel) << START_BITS | start;
}

gboolean
lineup_programme_parse_id (gint64 channel, gint64 id, gint64 *start)
{
  *start = id & LINEUP_PROGRAMME_MAX_START;
  return id > 0 && *start >= LINEUP_PROGRAMME_MIN_START
         && id >> START_BITS == hash_channel (channel);
}

static gsize
measure_language (const char *language)
{
  return strcspn (language, "-_");
}

static gboolean
is_language (const char *language, const char *wanted)
{
  const gsize length = measure_language (wanted);

  return language != NULL && measure_language (language) == length
         && g_ascii_strncasecmp (language, wanted, length) == 0;
}

const LineupProgrammeText *
lineup_programme_choose_text (const LineupProgrammeText *texts,
                              gsize n_texts,
                              const char *const *languages)
{
  for (gsize i = 0; languages != NULL && languages[i] != NULL; i++)
    {
      for (gsize j = 0; j < n_texts; j++)
        {
          if (is_language (texts[j].language, languages[i]))
            return &texts[j];
        }
    }
  return n_texts > 0 ? texts : NULL;
}
