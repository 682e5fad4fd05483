/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * LineupKind:
 *
 * What an item is. Ids are unique within a kind only.
 */
typedef enum
{
  LINEUP_KIND_CHANNELS,
  LINEUP_KIND_MOVIES,
  LINEUP_KIND_SERIES,
} LineupKind;

#define LINEUP_N_KINDS (LINEUP_KIND_SERIES + 1)

#define LINEUP_TYPE_LIST (lineup_list_get_type ())

/**
 * LineupList:
 * @LINEUP_LIST_NONE: none of them, such as the step of a sync that has begun none
 *
 * The lists of a panel, in the order in which a sync fetches them: each is also one step of a sync.
 * The nicks of the type are the contract's tokens, empty for none.
 */
typedef enum
{
  LINEUP_LIST_NONE = -1,
  LINEUP_LIST_CHANNEL_CATEGORIES,
  LINEUP_LIST_CHANNELS,
  LINEUP_LIST_MOVIE_CATEGORIES,
  LINEUP_LIST_MOVIES,
  LINEUP_LIST_SERIES_CATEGORIES,
  LINEUP_LIST_SERIES,
} LineupList;

#define LINEUP_N_LISTS (LINEUP_LIST_SERIES + 1)

GType lineup_list_get_type (void);

/**
 * lineup_kind_to_string:
 *
 * Returns: the token, such as `movies`
 */
const char *lineup_kind_to_string (LineupKind kind);

/**
 * lineup_kind_from_string:
 * @token: a token, such as `movies`
 * @kind: (out): the kind
 *
 * Returns: whether @token names a kind
 */
gboolean lineup_kind_from_string (const char *token, LineupKind *kind);

/**
 * lineup_list_to_string:
 *
 * Returns: the token, such as `movie-categories`, empty for none
 */
const char *lineup_list_to_string (LineupList list);

/**
 * lineup_list_from_string:
 * @token: (nullable): any text
 * @list: (out): the list
 *
 * Returns: whether @token names a list
 */
gboolean lineup_list_from_string (const char *token, LineupList *list);

/**
 * lineup_list_get_title:
 *
 * Returns: what a person calls it, to be translated
 */
const char *lineup_list_get_title (LineupList list);

/**
 * lineup_list_get_kind:
 *
 * Returns: the kind of the list's items, or of the items that the list's categories are for
 */
LineupKind lineup_list_get_kind (LineupList list);

/**
 * lineup_list_has_categories:
 *
 * Returns: whether the list holds categories, not items
 */
gboolean lineup_list_has_categories (LineupList list);

/**
 * lineup_list_get_usual_size:
 *
 * Returns: items that such a list has, give or take, as long as nobody knows better
 */
guint64 lineup_list_get_usual_size (LineupList list);

/**
 * lineup_list_of_items:
 *
 * Returns: the list that holds the items of @kind
 */
LineupList lineup_list_of_items (LineupKind kind);

/**
 * lineup_list_of_categories:
 *
 * Returns: the list that holds the categories of @kind
 */
LineupList lineup_list_of_categories (LineupKind kind);

G_END_DECLS
