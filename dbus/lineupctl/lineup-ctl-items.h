/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-ctl-command.h"
#include "lineup-ctl-table.h"

#include <glib/gi18n.h>

G_BEGIN_DECLS

/* The options that ListItems and Search have in common. */
#define LINEUP_CTL_FILTER_KEYS                                                                     \
  "genre", "year", "year-min", "year-max", "min-rating", "added-since", "adult", "fields",         \
      "favourite", "watched", "hidden"
#define LINEUP_CTL_FILTER_OPTIONS                                                                  \
  { "genre", 0, "s", "TEXT", N_ ("only of this genre"), NULL },                                    \
      { "year", 0, "u", "YEAR", N_ ("only of this year"), NULL },                                  \
      { "year-min", 0, "u", "YEAR", N_ ("only of this year and later"), NULL },                    \
      { "year-max", 0, "u", "YEAR", N_ ("only of this year and earlier"), NULL },                  \
      { "min-rating", 0, "d", "0-10", N_ ("only rated so or better"), NULL },                      \
      { "added-since", 0, "t", LINEUP_CTL_TIME, N_ ("only added since"), NULL },                   \
      { "fields", 0, "as", "KEY", N_ ("with --json: only this; may be repeated"), NULL },          \
      { "adult", 0, "b", NULL, N_ ("only what is marked so"), NULL },                              \
      { "favourite", 0, "b", NULL, N_ ("only favourites"), NULL },                                 \
      { "watched", 0, "b", NULL, N_ ("only what was watched"), NULL },                             \
      { "no-watched", 0, "b", NULL, N_ ("only what was not watched"), NULL },                      \
      { "hidden", 0, "b", NULL, N_ ("only what is hidden"), NULL },                                \
  {                                                                                                \
    "no-adult", 0, "b", NULL, N_ ("only what is not marked so"), NULL                              \
  }

/**
 * lineup_ctl_items_make_filter:
 * @call: who asks
 * @keys: (array zero-terminated=1): the options that are to be taken over
 *
 * Returns: (transfer full): which items are asked for, and what of them, as `ListItems` and
 * `Search` take it
 */
GVariant *lineup_ctl_items_make_filter (LineupCtlCall *call, const char *const *keys);

/**
 * lineup_ctl_items_print:
 * @call: who asks
 * @account: id of the items' account
 * @items: items as of `ListItems`
 * @table: where to put those that people are to read
 *
 * Adds items to @table, or prints them as JSON.
 */
void lineup_ctl_items_print (LineupCtlCall *call,
                             const char *account,
                             GVariant *items,
                             LineupCtlTable *table);

/**
 * lineup_ctl_items_print_json:
 * @account: id of the item's account
 * @item: an item
 *
 * Prints an item as JSON, with the `account` that it is of.
 */
void lineup_ctl_items_print_json (const char *account, GVariant *item);

/**
 * lineup_ctl_items_name_categories:
 * @object: an account
 * @kind: a kind
 * @ids: (array zero-terminated=1): of categories
 *
 * Returns: (transfer full): what people call the categories; one that has no name, or is not there
 *   any more, goes by its id
 */
char *lineup_ctl_items_name_categories (LineupDBusObject *object,
                                        const char *kind,
                                        const char *const *ids);

/**
 * lineup_ctl_items_find_category:
 * @object: an account
 * @kind: a kind
 * @text: id or name of a category
 * @error: that there is none
 *
 * Returns: (transfer full): the category's id, or %NULL with an error
 */
char *lineup_ctl_items_find_category (LineupDBusObject *object,
                                      const char *kind,
                                      const char *text,
                                      GError **error);

/**
 * lineup_ctl_items_describe:
 * @item: an item, or an episode
 *
 * Returns: (transfer full): what tells it from another of the same name, and what a person has said
 * of it
 */
char *lineup_ctl_items_describe (GVariant *item);

/**
 * lineup_ctl_items_make_reference:
 * @call: who asks
 * @account: id of the item's account
 * @kind: a kind
 * @id: the item's id
 *
 * Returns: (transfer full): what to call the item, with the account where there are several
 */
char *lineup_ctl_items_make_reference (LineupCtlCall *call,
                                       const char *account,
                                       const char *kind,
                                       gint64 id);

G_END_DECLS
