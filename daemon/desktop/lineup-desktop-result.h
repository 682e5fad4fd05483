/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-search.h"

G_BEGIN_DECLS

/**
 * LineupDesktopResult:
 * @reference: `ACCOUNT/KIND/ID`, what it goes by on the desktop; or whatever was asked for
 * @kind: of the item
 * @name: to be shown, never empty, one line
 * @description: to be shown below it, one line
 * @dated_name: the name, with the year that tells one film from another of its name
 * @undated_description: what is left to be shown below that
 * @label: (nullable): what a person calls the account, where there are several
 * @rank: how good it is
 *
 * What the desktop's search shows of an item.
 */
typedef struct
{
  char *reference; /* (owned) */
  LineupKind kind;
  char *name;                /* (owned) */
  char *description;         /* (owned) */
  char *dated_name;          /* (owned) */
  char *undated_description; /* (owned) */
  char *label;               /* (owned) (nullable) */
  LineupRank rank;
} LineupDesktopResult;

/**
 * lineup_desktop_result_new:
 * @account: id of the account that it is in
 * @label: (nullable): what a person calls the account, where there are several
 * @kind: of the item
 * @item: the item
 * @rank: how good it is
 *
 * Returns: (transfer full): the result
 */
LineupDesktopResult *lineup_desktop_result_new (const char *account,
                                                const char *label,
                                                LineupKind kind,
                                                const LineupItem *item,
                                                const LineupRank *rank);

/**
 * lineup_desktop_result_new_missing:
 * @reference: what was asked for
 *
 * Returns: (transfer full): what to show where there is no such item, or none any more
 */
LineupDesktopResult *lineup_desktop_result_new_missing (const char *reference);

/**
 * lineup_desktop_result_set_now:
 * @self: a result, of a channel
 * @title: what is on there
 *
 * Has the description say what is on.
 */
void lineup_desktop_result_set_now (LineupDesktopResult *self, const char *title);

/**
 * lineup_desktop_result_free:
 * @self: (transfer full): a result
 */
void lineup_desktop_result_free (LineupDesktopResult *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupDesktopResult, lineup_desktop_result_free)

/**
 * lineup_desktop_result_parse_reference:
 * @reference: any text
 * @account: (out) (transfer full): id of the account
 * @kind: (out): of the item
 * @id: (out): of the item
 *
 * Returns: whether @reference is one
 */
gboolean lineup_desktop_result_parse_reference (const char *reference,
                                                char **account,
                                                LineupKind *kind,
                                                gint64 *id);

G_END_DECLS
