/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"

G_BEGIN_DECLS

/* A database that knows nothing of catalogues: what grows in the beds of a garden, and when it was
 * watered. */

typedef enum
{
  LINEUP_GARDEN_NORTH,
  LINEUP_GARDEN_SOUTH,
} LineupGardenBed;

#define LINEUP_GARDEN_VERSION 3

/* To make this one out of the newest fails. */
#define LINEUP_GARDEN_BROKEN_VERSION 4

typedef struct
{
  char *directory; /* (owned) */
  char *path;      /* (owned): of the database, which is not there yet */
} LineupGarden;

LineupGarden *lineup_garden_new (void);

void lineup_garden_free (LineupGarden *self);

/* The schema, as if @version was the newest. */
const LineupSchema *lineup_garden_get_schema (guint version);

/* A connection that writes to a garden of the newest version. */
LineupDatabase *lineup_garden_open (LineupGarden *self);

/* Runs SQL that names no bed, or one, and that can't fail. */
void lineup_garden_run (LineupDatabase *database, const char *name, guint bed);

void lineup_garden_plant (LineupDatabase *database,
                          LineupGardenBed bed,
                          gint64 number,
                          const char *name);

/* Number, name and height of what grows in a bed, as "1 rose 30, 2 oak -". */
char *lineup_garden_describe (LineupDatabase *database, LineupGardenBed bed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupGarden, lineup_garden_free)

G_END_DECLS
