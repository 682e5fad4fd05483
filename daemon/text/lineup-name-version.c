/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-name-version.h"

#include "lineup-name.h"

/* Bytes of the longest word. */
#define MAX_WORD 8

static const LineupNameWord *
find (const char *word, gsize length)
{
  char capitals[MAX_WORD];

  if (length == 0 || length > MAX_WORD)
    return NULL;
  for (gsize i = 0; i < length; i++)
    capitals[i] = g_ascii_toupper (word[i]);
  return lineup_name_word_find (capitals, length);
}

static void
take (LineupNameVersion *self, const LineupNameWord *word)
{
  self->quality = MAX (self->quality, word->quality);
  if (self->language == NULL)
    self->language = word->language;
}

/* Lists are numbered, too, as in "AR1: ". */
static const LineupNameWord *
find_numbered (const char *word, gsize length)
{
  const LineupNameWord *found = find (word, length);

  if (found == NULL && length > 2 && g_ascii_isdigit (word[length - 1]))
    found = find (word, length - 1);
  return found;
}

/* All words of what is around a name. */
static void
read_marks (LineupNameVersion *self, const char *name, gsize start, gsize end)
{
  gsize word = start;

  for (gsize i = start; i <= end; i++)
    {
      const LineupNameWord *found = NULL;

      if (i < end && g_ascii_isalnum (name[i]))
        continue;
      found = find_numbered (name + word, i - word);
      if (found != NULL)
        take (self, found);
      word = i + 1;
    }
}

static gboolean
is_capital (const char *word, gsize length)
{
  for (gsize i = 0; i < length && !g_ascii_isdigit (word[0]); i++)
    {
      if (g_ascii_islower (word[i]))
        return FALSE;
    }
  return TRUE;
}

/* The end of the title without its last word, or the end itself where that is part of it. Words
 * that are of no quality and no language are about subtitles. */
static gsize
cut_word (LineupNameVersion *self, const char *name)
{
  gsize start = self->title_end;
  gsize end = 0;
  const LineupNameWord *found = NULL;

  while (start > self->title_start && g_ascii_isalnum (name[start - 1]))
    start--;
  end = start;
  while (end > self->title_start && name[end - 1] == ' ')
    end--;
  if (end == start || end == self->title_start
      || !is_capital (name + start, self->title_end - start))
    return self->title_end;
  found = find (name + start, self->title_end - start);
  if (found == NULL || (found->quality == LINEUP_QUALITY_UNKNOWN && found->language != NULL))
    return self->title_end;
  take (self, found);
  return end;
}

void
lineup_name_version_read (const char *name, gsize length, LineupNameVersion *version)
{
  LineupNameParts parts;
  gsize end = 0;

  lineup_name_split (name, length, &parts);
  *version = (LineupNameVersion){
    .title_start = parts.core_start,
    .title_end = parts.core_end,
    .year = parts.year,
  };
  read_marks (version, name, 0, parts.core_start);
  read_marks (version, name, parts.core_end, length);
  while ((end = cut_word (version, name)) != version->title_end)
    version->title_end = end;
}
