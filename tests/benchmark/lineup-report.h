/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-figures.h"

G_BEGIN_DECLS

/**
 * lineup_report_add_ratios:
 * @figures: figures of a run that has just ended
 *
 * Adds what can only be compared within one run, as machines drift.
 */
void lineup_report_add_ratios (LineupFigures *figures);

/**
 * lineup_report_print:
 * @command: how to make these tables again
 * @titles: where the titles are from
 * @sizes: (element-type LineupFigures): smallest list first
 *
 * Prints all in Markdown.
 */
void lineup_report_print (const char *command, const char *titles, GPtrArray *sizes);

G_END_DECLS
