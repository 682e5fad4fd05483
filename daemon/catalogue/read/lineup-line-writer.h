/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupLineWriter:
 *
 * Writes flat JSON objects to a file, one a line, through a buffer. What is unknown is left out.
 */
typedef struct _LineupLineWriter LineupLineWriter;

/**
 * lineup_line_writer_new:
 * @fd: an open file, that has to outlive the writer
 *
 * Returns: (transfer full): a writer at the start of a line
 */
LineupLineWriter *lineup_line_writer_new (int fd);

/**
 * lineup_line_writer_free:
 * @self: (transfer full): a writer
 *
 * What was not flushed is lost.
 */
void lineup_line_writer_free (LineupLineWriter *self);

/* Members of the line's object. Strings are valid UTF-8, keys need no escapes; a %NULL string is
 * left out. */
void lineup_line_writer_add_string (LineupLineWriter *self, const char *key, const char *value);
void lineup_line_writer_add_strings (LineupLineWriter *self,
                                     const char *key,
                                     const char *const *values,
                                     gsize n_values);
void lineup_line_writer_add_integer (LineupLineWriter *self, const char *key, gint64 value);
void lineup_line_writer_add_double (LineupLineWriter *self, const char *key, double value);
void lineup_line_writer_add_boolean (LineupLineWriter *self, const char *key, gboolean value);

/**
 * lineup_line_writer_end_line:
 * @self: a writer with at least one member on its line
 * @error: as lineup_line_writer_flush()
 */
gboolean lineup_line_writer_end_line (LineupLineWriter *self, GError **error);

/**
 * lineup_line_writer_flush:
 * @self: a writer
 * @error: %LINEUP_ERROR_DISK_FULL, %LINEUP_ERROR_DATABASE
 *
 * Writes what is in the buffer.
 */
gboolean lineup_line_writer_flush (LineupLineWriter *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupLineWriter, lineup_line_writer_free)

G_END_DECLS
