/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lineup_ctl_text_clean:
 * @text: text from a panel, which may be anything
 *
 * Makes text fit for a terminal: nothing in it moves the cursor, changes colours, breaks the line
 * or turns the direction of what follows.
 *
 * Returns: (transfer full): printable text
 */
char *lineup_ctl_text_clean (const char *text);

/**
 * lineup_ctl_text_get_width:
 * @text: printable text
 *
 * Returns: how many columns of a terminal it takes
 */
guint lineup_ctl_text_get_width (const char *text);

/**
 * lineup_ctl_text_fit:
 * @text: printable text
 * @width: columns
 *
 * Returns: (transfer full): @text, with an ellipsis in place of what does not fit
 */
char *lineup_ctl_text_fit (const char *text, guint width);

/**
 * lineup_ctl_text_get_least_width:
 * @text: printable text
 *
 * Returns: how many columns it takes in lines that break no word, and no number from what it counts
 */
guint lineup_ctl_text_get_least_width (const char *text);

/**
 * lineup_ctl_text_wrap:
 * @text: printable text
 * @width: columns of a line
 * @indent: columns before the text, in all its lines
 *
 * Breaks words, and numbers from what they count, only where no line has room for them.
 *
 * Returns: (transfer full): @text in as many lines as it takes; the first is not indented
 */
char *lineup_ctl_text_wrap (const char *text, guint width, guint indent);

/**
 * lineup_ctl_text_draw_bar:
 * @percentage: how much of it is full
 * @width: columns that it has within
 *
 * Returns: (transfer full): a bar, in letters that the locale has
 */
char *lineup_ctl_text_draw_bar (guint percentage, guint width);

/**
 * lineup_ctl_text_format_number:
 *
 * Returns: (transfer full): a number, grouped as the locale has it
 */
char *lineup_ctl_text_format_number (guint64 number);

/**
 * lineup_ctl_text_format_name:
 *
 * Returns: (transfer full): a number that is a name, such as a job's, without groups
 */
char *lineup_ctl_text_format_name (guint64 number);

/**
 * lineup_ctl_text_format_size:
 *
 * Returns: (transfer full): a number of bytes in a unit that suits it, such as `1.8 kB`
 */
char *lineup_ctl_text_format_size (guint64 bytes);

/**
 * lineup_ctl_text_format_duration:
 * @seconds: a time span
 *
 * Returns: (transfer full): such as `4 s`, `3 min`, `2 h 5 min` or `6 days`
 */
char *lineup_ctl_text_format_duration (double seconds);

/**
 * lineup_ctl_text_format_time:
 * @time: Unix seconds
 *
 * Returns: (transfer full): date and time in the locale's words and the local time zone
 */
char *lineup_ctl_text_format_time (guint64 time);

/**
 * lineup_ctl_text_format_distance:
 * @time: Unix seconds
 *
 * Returns: (transfer full): how far that is from now, such as `3 min ago` or `in 2 h 5 min`
 */
char *lineup_ctl_text_format_distance (guint64 time);

G_END_DECLS
