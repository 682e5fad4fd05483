/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupGuideProgress:
 * @percentage: how far it is
 *
 * How far a guide's sync is, in whole percent that never fall. Each source weighs as many bytes as
 * it is expected to have.
 */
typedef struct
{
  guint percentage;
  /*< private >*/
  double total;
  double done;   /* weight of the sources that ended */
  double weight; /* of the source that is read */
} LineupGuideProgress;

/**
 * lineup_guide_progress_add:
 * @self: a progress at 0
 * @bytes: that one more source is expected to have, 0 if nothing is known
 */
void lineup_guide_progress_add (LineupGuideProgress *self, guint64 bytes);

/**
 * lineup_guide_progress_begin:
 * @self: a progress
 * @bytes: of the source that begins, as they were added
 */
void lineup_guide_progress_begin (LineupGuideProgress *self, guint64 bytes);

/**
 * lineup_guide_progress_update:
 * @self: a progress
 * @bytes: of the source that have arrived
 * @length: bytes that were announced, -1 if none were
 * @expected: bytes that it had the last time, 0 if that is not known
 *
 * Goes by what was announced, else by what came the last time, else by what has been seen: then a
 * source never seems quite done, but always seems to move.
 *
 * Returns: the whole sync's percentage, below 100
 */
guint lineup_guide_progress_update (LineupGuideProgress *self,
                                    guint64 bytes,
                                    gint64 length,
                                    guint64 expected);

/**
 * lineup_guide_progress_end:
 * @self: a progress
 *
 * The source has ended.
 *
 * Returns: the whole sync's percentage, below 100: there is something to do when all were read
 */
guint lineup_guide_progress_end (LineupGuideProgress *self);

G_END_DECLS
