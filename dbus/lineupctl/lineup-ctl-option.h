/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What words can be, for completion. */
#define LINEUP_CTL_ACCOUNTS "@accounts"
#define LINEUP_CTL_KINDS    "channels movies series"
#define LINEUP_CTL_KEYS     "@keys"
#define LINEUP_CTL_SOURCES  "@sources"

/* What help calls an argument that lineup_ctl_time_parse() reads. */
#define LINEUP_CTL_TIME "TIME"

/**
 * LineupCtlOption:
 * @name: its long name, and the key of its value; "no-" before it makes that false
 * @letter: its short name, 0 if it has none
 * @type: type of its value as of D-Bus: `b` (it takes no argument), `s`, `as` (may be repeated),
 *   `u`, `i`, `t` or `d`
 * @argument: (nullable): what help calls its argument
 * @summary: what it is for
 * @choices: (nullable): what its argument can be: words, or one of those above
 *
 * An option of a command.
 */
typedef struct
{
  const char *name;
  char letter;
  const char *type;
  const char *argument;
  const char *summary;
  const char *choices;
} LineupCtlOption;

/**
 * lineup_ctl_option_parse:
 * @options: (array zero-terminated=1): what can be given, ends with one that has no name
 * @more: (array zero-terminated=1) (nullable): some more
 * @strict: whether to stop at the first word that is no option
 * @values: where to put what is given, by the options' names
 * @words: (inout): the program's name and its arguments; options are taken out
 * @error: what is wrong
 *
 * Returns: whether everything made sense
 */
gboolean lineup_ctl_option_parse (const LineupCtlOption *options,
                                  const LineupCtlOption *more,
                                  gboolean strict,
                                  GVariantDict *values,
                                  char ***words,
                                  GError **error);

/**
 * lineup_ctl_option_find:
 * @options: (array zero-terminated=1) (nullable): options
 * @word: such as `--json` or `-j`
 *
 * Returns: (transfer none) (nullable): the option that is called so
 */
const LineupCtlOption *lineup_ctl_option_find (const LineupCtlOption *options, const char *word);

/**
 * lineup_ctl_option_describe:
 *
 * Returns: (transfer full): an option as help shows it, such as `-a, --account=ID`
 */
char *lineup_ctl_option_describe (const LineupCtlOption *option);

G_END_DECLS
