/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-term-reader.h"

G_BEGIN_DECLS

/* What holds of every text, whichever test it comes from. */

/**
 * LineupTextExample:
 * @text: what is read
 * @expected: what is made of it
 */
typedef struct
{
  const char *text;
  const char *expected;
} LineupTextExample;

/**
 * LineupTextDescribeFunc:
 * @reader: what reads it
 * @text: a text
 *
 * Returns: (transfer full): what the reader makes of it
 */
typedef char *(*LineupTextDescribeFunc) (gpointer reader, const char *text);

/**
 * lineup_text_check_examples:
 * @describe: (scope call): reads a text
 * @reader: with what
 * @examples: (array length=n_examples): texts
 * @n_examples: how many there are
 *
 * Ends the test if something else is made of one of them, as it is or in another normal form.
 */
void lineup_text_check_examples (LineupTextDescribeFunc describe,
                                 gpointer reader,
                                 const LineupTextExample *examples,
                                 gsize n_examples);

/**
 * lineup_text_check_name:
 * @reader: what reads terms
 * @name: (array length=length): any bytes
 * @length: how many there are
 *
 * Ends the test if the name's parts are not in order, if a term is in two of them, or if the core
 * has no word though the name has one.
 */
void lineup_text_check_name (LineupTermReader *reader, const char *name, gsize length);

G_END_DECLS
