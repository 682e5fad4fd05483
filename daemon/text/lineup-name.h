/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What panels put around a name, which is no part of it to who looks for it: marks of language,
 * country, quality and provider before it, its year after it. */

/**
 * LineupNameParts:
 * @core_start: where the name itself begins, in bytes: 0 if there is nothing before it
 * @core_end: where it ends: the whole's length if there is nothing after it
 * @year_start: where the year in brackets begins, with its bracket
 * @year_end: where it ends, with its bracket; @year_start if there is none
 * @year: the year, 0 if there is none
 *
 * The parts of a name, in this order: what is before it, the core, its year, marks after that. No
 * chunk and no run of #LineupTermReader is in two of them.
 */
typedef struct
{
  gsize core_start;
  gsize core_end;
  gsize year_start;
  gsize year_end;
  guint year;
} LineupNameParts;

/**
 * lineup_name_split:
 * @name: (array length=length): as the panel says, in UTF-8
 * @length: its bytes
 * @parts: (out): where what is
 *
 * The core is never empty where the name has a letter or a number. Any thread.
 */
void lineup_name_split (const char *name, gsize length, LineupNameParts *parts);

G_END_DECLS
