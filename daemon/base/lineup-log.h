/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupLogContext:
 * @account: (nullable): account id
 * @job: job id, 0 outside of one
 * @step: (nullable): token of a step
 *
 * What a log entry is about; each becomes a field of the journal.
 */
typedef struct
{
  const char *account; /* (unowned) (nullable) */
  guint64 job;
  const char *step; /* (unowned) (nullable) */
} LineupLogContext;

/**
 * lineup_log:
 * @level: a warning is something that a person should look at, a message is news, info and debug
 *   are for authors
 * @context: what it is about
 * @error: (nullable): why; its D-Bus name becomes a field, its message the entry's end
 * @format: printf()-style message, without credentials and without a line's end
 *
 * Writes an entry with fields to the journal, or a line to the standard error.
 */
void lineup_log (GLogLevelFlags level,
                 const LineupLogContext *context,
                 const GError *error,
                 const char *format,
                 ...) G_GNUC_PRINTF (4, 5);

G_END_DECLS
