/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What panels mean by the text of a number, string or date. They write the same field in many ways
 * (xtream-wire-format, section 2), so the JSON type says nothing, and the text is what is read.
 *
 * All functions take @text and its @length, without white space around it, not NUL-terminated. */

/**
 * lineup_scalar_is_word:
 * @word: in ASCII
 *
 * Returns: whether the text is @word, in any case
 */
gboolean lineup_scalar_is_word (const char *text, gsize length, const char *word);

/**
 * lineup_scalar_is_unknown:
 *
 * Returns: whether the text stands for nothing: empty, `N/A`, `None`, in any case
 */
gboolean lineup_scalar_is_unknown (const char *text, gsize length);

/**
 * lineup_scalar_to_integer:
 *
 * Returns: a whole number, also written as `12.0` or `1e3`; -1 for anything else
 */
gint64 lineup_scalar_to_integer (const char *text, gsize length);

/**
 * lineup_scalar_split_decimal:
 * @text: text of a number
 * @length: its length
 * @fraction: (out): where its fraction begins, after a point or a comma
 *
 * Reads a number that is not whole, such as the `5.1` of a subchannel.
 *
 * Returns: its whole part; -1 for anything else, also for a whole number
 */
gint64 lineup_scalar_split_decimal (const char *text, gsize length, gsize *fraction);

/**
 * lineup_scalar_to_rating:
 *
 * Reads a number, with a point or a comma, of ten or of what it says itself: `8.5/10`, `4/5`,
 * `85%`.
 *
 * Returns: a number above 0 and up to 10; 0 for anything else
 */
double lineup_scalar_to_rating (const char *text, gsize length);

/**
 * lineup_scalar_to_year:
 *
 * Returns: the year from 1870 to 2100 with which the text begins, 0 if there is none
 */
guint lineup_scalar_to_year (const char *text, gsize length);

/**
 * lineup_scalar_to_year_at_end:
 * @text: a name, NUL-terminated
 *
 * Returns: the year in the brackets with which the name ends, such as `Demo (2020)`; 0 if there is
 *   none, or nothing else
 */
guint lineup_scalar_to_year_at_end (const char *text);

/**
 * LineupTimeUnit:
 *
 * Seconds in what a number counts that has no unit of its own.
 */
typedef enum
{
  LINEUP_TIME_UNIT_SECONDS = 1,
  LINEUP_TIME_UNIT_MINUTES = 60,
} LineupTimeUnit;

/**
 * lineup_scalar_to_duration:
 * @text: text of a duration
 * @length: its length
 * @unit: what a bare number counts by the field's name
 *
 * Reads a number, `1h 49min`, `102 min`, `01:49:00` and `49:00`. More minutes than anything lasts
 * are seconds: so some panels have them.
 *
 * Returns: seconds, 0 for anything else and for more than a year
 */
gint64 lineup_scalar_to_duration (const char *text, gsize length, LineupTimeUnit unit);

/**
 * lineup_scalar_to_time:
 *
 * Reads Unix seconds or milliseconds, `YYYYMMDD`, `YYYYMMDDhhmmss` and ISO 8601, with or without a
 * time; as UTC where nothing is said.
 *
 * Returns: Unix seconds, 0 for anything else, for what is before 1970, and for what is thousands of
 *   years away, by which panels mean never
 */
gint64 lineup_scalar_to_time (const char *text, gsize length);

/* Bytes of `YYYY-MM-DD` and a NUL. */
#define LINEUP_SCALAR_DATE_SIZE 11

/**
 * lineup_scalar_to_date:
 * @text: text of a date, in the forms of lineup_scalar_to_time()
 * @length: its length
 * @date: (out caller-allocates) (array fixed-size=11): `YYYY-MM-DD`
 *
 * Returns: whether @text is a date
 */
gboolean lineup_scalar_to_date (const char *text, gsize length, char *date);

G_END_DECLS
