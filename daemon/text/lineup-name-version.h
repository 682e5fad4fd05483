/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-name-word.h"

G_BEGIN_DECLS

/**
 * LineupNameVersion:
 * @title_start: where the title begins, in bytes
 * @title_end: where it ends
 * @year: the year in brackets, 0 if there is none
 * @quality: what the name says of the picture
 * @language: (nullable): what it says of the sound, two letters; %NULL if it does not
 *
 * Which version of something a name is of. What is left of the name, the title, is the same in all
 * of them.
 */
typedef struct
{
  gsize title_start;
  gsize title_end;
  guint year;
  LineupQuality quality;
  const char *language; /* (unowned) (nullable): static */
} LineupNameVersion;

/**
 * lineup_name_version_read:
 * @name: (array length=length): as the panel says, in UTF-8
 * @length: its bytes
 * @version: (out): what it is
 *
 * Reads what is around a name, see lineup_name_split(), and words of quality that the name itself
 * ends with. The best quality counts, and the first language. The title is never empty where the
 * name has a letter or a number. Any thread.
 */
void lineup_name_version_read (const char *name, gsize length, LineupNameVersion *version);

G_END_DECLS
