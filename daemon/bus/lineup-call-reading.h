/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-call.h"
#include "lineup-catalogue.h"
#include "lineup-guide.h"
#include "lineup-reader.h"

G_BEGIN_DECLS

/**
 * lineup_call_reading_run:
 * @call: (transfer full): a call whose turn it is
 * @catalogue: what is read
 * @func: reads it on a thread of the catalogue's, and returns a #GVariant with a full reference
 * @user_data: for @func
 * @free_func: frees @user_data
 *
 * Reads for a call, and replies to it with what was read, or with the error.
 */
void lineup_call_reading_run (LineupCall *call,
                              LineupCatalogue *catalogue,
                              LineupReadFunc func,
                              gpointer user_data,
                              GDestroyNotify free_func);

/**
 * lineup_call_reading_run_guide:
 * @call: (transfer full): a call whose turn it is
 * @guide: what is read
 * @func: reads it on a thread of the guide's, and returns a #GVariant with a full reference
 * @user_data: for @func
 * @free_func: frees @user_data
 *
 * Likewise, of a guide.
 */
void lineup_call_reading_run_guide (LineupCall *call,
                                    LineupGuide *guide,
                                    LineupGuideReadFunc func,
                                    gpointer user_data,
                                    GDestroyNotify free_func);

G_END_DECLS
