/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-ctl-error.h"
#include "lineup-ctl-option.h"
#include "lineup-ctl-session.h"

G_BEGIN_DECLS

typedef struct _LineupCtlCommand LineupCtlCommand;

/**
 * LineupCtlCall:
 * @command: which command
 * @options: what options were given, by their names
 * @words: (array zero-terminated=1): its arguments
 * @n_words: how many these are
 * @account: (nullable): what --account says
 * @json: whether the output is for a program
 * @session: (nullable): the daemon, where the command needs it
 *
 * A command and what it was called with.
 */
typedef struct
{
  const LineupCtlCommand *command; /* (unowned) */
  GVariantDict options;            /* (owned) */
  char **words;                    /* (unowned) */
  guint n_words;
  const char *account; /* (unowned) (nullable) */
  gboolean json;
  LineupCtlSession *session; /* (unowned) (nullable) */
} LineupCtlCall;

/**
 * LineupCtlCommand:
 * @name: what it is called, with what it is a part of, such as `guide sync`
 * @arguments: its arguments, as help shows them
 * @min: least number of arguments
 * @max: largest number of arguments
 * @choices: (nullable): what arguments can be, as of #LineupCtlOption
 * @summary: what it does, in half a line
 * @description: (nullable): what there is to know beyond that
 * @options: (array zero-terminated=1) (nullable): its own options
 * @parts: (array zero-terminated=1) (nullable): commands that are a part of it
 * @daemon: whether it needs the daemon
 * @run: does it; returns the exit status, or 1 and sets the error
 *
 * A command. Help, completion and dispatch all come from it.
 */
struct _LineupCtlCommand
{
  const char *name;
  const char *arguments;
  guint min;
  guint max;
  const char *choices;
  const char *summary;
  const char *description;
  const LineupCtlOption *options;
  const LineupCtlCommand *const *parts;
  gboolean daemon;
  LineupCtlExit (*run) (LineupCtlCall *call, GError **error);
};

/**
 * lineup_ctl_command_list:
 * @n_commands: (out): how many
 *
 * Returns: (transfer none) (array length=n_commands): all commands in the order of the help
 */
const LineupCtlCommand *const *lineup_ctl_command_list (guint *n_commands);

/**
 * lineup_ctl_command_find:
 * @self: (nullable): a command; %NULL for all of them
 * @word: what is typed after its name
 *
 * Returns: (transfer none) (nullable): the command that is called so, or the part of @self that is
 */
const LineupCtlCommand *lineup_ctl_command_find (const LineupCtlCommand *self, const char *word);

/**
 * lineup_ctl_command_get_global_options:
 *
 * Returns: (transfer none) (array zero-terminated=1): the options that all commands have
 */
const LineupCtlOption *lineup_ctl_command_get_global_options (void);

/**
 * lineup_ctl_call_has:
 *
 * Returns: whether a flag was given
 */
gboolean lineup_ctl_call_has (LineupCtlCall *call, const char *flag);

/**
 * lineup_ctl_call_pick:
 * @call: a call
 * @keys: (array zero-terminated=1): names of options
 *
 * Returns: (transfer full): those of @keys that were given, as a D-Bus method takes them
 */
GVariant *lineup_ctl_call_pick (LineupCtlCall *call, const char *const *keys);

/**
 * lineup_ctl_call_find_account:
 * @call: a call
 * @n: the argument that may name an account; past the last one if none does
 * @error: why there is none
 *
 * Returns: (transfer none): the account that is meant, or %NULL with an error
 */
LineupDBusObject *lineup_ctl_call_find_account (LineupCtlCall *call, guint n, GError **error);

/* The commands. */
extern const LineupCtlCommand lineup_ctl_add;
extern const LineupCtlCommand lineup_ctl_remove;
extern const LineupCtlCommand lineup_ctl_list;
extern const LineupCtlCommand lineup_ctl_status;
extern const LineupCtlCommand lineup_ctl_sync;
extern const LineupCtlCommand lineup_ctl_cancel;
extern const LineupCtlCommand lineup_ctl_search;
extern const LineupCtlCommand lineup_ctl_browse;
extern const LineupCtlCommand lineup_ctl_show;
extern const LineupCtlCommand lineup_ctl_url;
extern const LineupCtlCommand lineup_ctl_play;
extern const LineupCtlCommand lineup_ctl_changes;
extern const LineupCtlCommand lineup_ctl_now;
extern const LineupCtlCommand lineup_ctl_guide;
extern const LineupCtlCommand lineup_ctl_favourite;
extern const LineupCtlCommand lineup_ctl_continue;
extern const LineupCtlCommand lineup_ctl_history;
extern const LineupCtlCommand lineup_ctl_new;
extern const LineupCtlCommand lineup_ctl_watched;
extern const LineupCtlCommand lineup_ctl_hide;
extern const LineupCtlCommand lineup_ctl_export;
extern const LineupCtlCommand lineup_ctl_import;
extern const LineupCtlCommand lineup_ctl_settings;
extern const LineupCtlCommand lineup_ctl_monitor;
extern const LineupCtlCommand lineup_ctl_inhibit;

/* Commands that the help does not tell of, as programs call them. */
extern const LineupCtlCommand lineup_ctl_complete;
extern const LineupCtlCommand lineup_ctl_service;

G_END_DECLS
