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
 * lineup_log_set_up:
 *
 * Has entries go to the journal, or to the standard error, those of every room also where
 * G_MESSAGES_DEBUG names the whole of lineupd. Call it once, before there are threads.
 */
void lineup_log_set_up (void);

/**
 * lineup_log:
 * @level: a warning is something that a person should look at, a message is news, info and debug
 *   are for authors
 * @context: what it is about
 * @error: (nullable): why; its D-Bus name becomes a field, its message the entry's end
 * @...: printf()-style message, without credentials and without a line's end
 *
 * Writes an entry with fields to the journal, or a line to the standard error. The room, the file
 * and the line that it is written in become fields, too.
 */
#define lineup_log(level, context, error, ...)                                                     \
  lineup_log_standard (G_LOG_DOMAIN,                                                               \
                       level,                                                                      \
                       __FILE__,                                                                   \
                       G_STRINGIFY (__LINE__),                                                     \
                       G_STRFUNC,                                                                  \
                       context,                                                                    \
                       error,                                                                      \
                       __VA_ARGS__)

/**
 * lineup_log_standard: (skip)
 * @domain: the room
 * @file: source file
 * @line: line in it
 * @function: function in it
 *
 * See lineup_log().
 */
void lineup_log_standard (const char *domain,
                          GLogLevelFlags level,
                          const char *file,
                          const char *line,
                          const char *function,
                          const LineupLogContext *context,
                          const GError *error,
                          const char *format,
                          ...) G_GNUC_PRINTF (8, 9);

G_END_DECLS
