/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-item.h"

G_BEGIN_DECLS

/**
 * LineupFieldType:
 * @LINEUP_FIELD_TYPE_PROSE: text that somebody reads: what is too long is shortened
 * @LINEUP_FIELD_TYPE_TEXT: text that is of no use in part, such as an address
 * @LINEUP_FIELD_TYPE_RATING: a #double from 0 to 10; 0 is unknown
 * @LINEUP_FIELD_TYPE_UINT: a #guint; 0 is unknown
 * @LINEUP_FIELD_TYPE_ORDINAL: a #gint64 that begins with 0; -1 is unknown
 * @LINEUP_FIELD_TYPE_SECONDS: a #gint64, of Unix time or of a duration; 0 is unknown
 * @LINEUP_FIELD_TYPE_FLAG: a #gboolean; what is not said is %FALSE
 * @LINEUP_FIELD_TYPE_ADULT: a #LineupAdult
 * @LINEUP_FIELD_TYPE_CATEGORIES: what the item is in, which is kept apart from all else
 *
 * What a member of #LineupItem is.
 */
typedef enum
{
  LINEUP_FIELD_TYPE_PROSE,
  LINEUP_FIELD_TYPE_TEXT,
  LINEUP_FIELD_TYPE_RATING,
  LINEUP_FIELD_TYPE_UINT,
  LINEUP_FIELD_TYPE_ORDINAL,
  LINEUP_FIELD_TYPE_SECONDS,
  LINEUP_FIELD_TYPE_FLAG,
  LINEUP_FIELD_TYPE_ADULT,
  LINEUP_FIELD_TYPE_CATEGORIES,
} LineupFieldType;

/**
 * LineupFieldUse:
 * @LINEUP_FIELD_USE_LISTS: in the lists alone
 * @LINEUP_FIELD_USE_DETAILS: a panel may also say it when it is asked for one item
 * @LINEUP_FIELD_USE_FILE: it tells of the item's file, not of what the item is
 *
 * Where a field counts, beside the lists.
 */
typedef enum
{
  LINEUP_FIELD_USE_LISTS = 0,
  LINEUP_FIELD_USE_DETAILS = 1 << 0,
  LINEUP_FIELD_USE_FILE = 1 << 1,
} LineupFieldUse;

/**
 * LineupItemField:
 * @name: as on the bus and in snapshots
 * @column: (nullable): as in the catalogue
 * @type: what it is
 * @use: flags of #LineupFieldUse
 * @kinds: `1 << LineupKind` of each kind of which it is told
 * @offset: in #LineupItem
 * @late: 0, or the number by which it entered a hash that was there before it, see
 *   lineup_item_hash()
 *
 * One field of an item, but for its id, its categories and its version, which are no more than
 * that.
 */
typedef struct
{
  const char *name;
  const char *column;
  LineupFieldType type;
  guint use;
  guint kinds;
  gsize offset;
  guint late;
} LineupItemField;

/**
 * lineup_item_fields:
 * @n_fields: (out): how many there are
 *
 * The table of all fields, in the order in which they are told: adding one to #LineupItem and here
 * is all that most of the daemon needs.
 *
 * Returns: (array length=n_fields) (transfer none): the table
 */
const LineupItemField *lineup_item_fields (gsize *n_fields);

/**
 * lineup_item_field_at:
 * @offset: of a member of #LineupItem
 *
 * Returns: (nullable) (transfer none): the member's field
 */
const LineupItemField *lineup_item_field_at (gsize offset);

/* Each field in turn. */
#define LINEUP_FOREACH_ITEM_FIELD(field)                                                           \
  for (const LineupItemField *field = lineup_item_fields (NULL); field->name != NULL; field++)

/**
 * lineup_item_field_is_text:
 *
 * Returns: whether it is a string
 */
static inline gboolean
lineup_item_field_is_text (const LineupItemField *field)
{
  return field->type <= LINEUP_FIELD_TYPE_TEXT;
}

/**
 * lineup_item_field_get_text:
 * @field: a field that is text
 *
 * Returns: (nullable): what an item has there
 */
static inline const char *
lineup_item_field_get_text (const LineupItemField *field, const LineupItem *item)
{
  return G_STRUCT_MEMBER (const char *, item, field->offset);
}

/**
 * lineup_item_field_is_number:
 *
 * Returns: whether it is a whole number, or a choice
 */
static inline gboolean
lineup_item_field_is_number (const LineupItemField *field)
{
  return field->type > LINEUP_FIELD_TYPE_RATING && field->type < LINEUP_FIELD_TYPE_CATEGORIES;
}

/**
 * lineup_item_field_get_number:
 * @field: a field that is a number
 *
 * Returns: what an item has there
 */
gint64 lineup_item_field_get_number (const LineupItemField *field, const LineupItem *item);

/**
 * lineup_item_field_set_number:
 * @field: a field that is a number
 * @item: an item
 * @number: what it has there
 */
void lineup_item_field_set_number (const LineupItemField *field, LineupItem *item, gint64 number);

/**
 * lineup_item_field_get_unknown:
 * @field: a field that is a number
 *
 * Returns: the number that stands for what is not known
 */
gint64 lineup_item_field_get_unknown (const LineupItemField *field);

/**
 * lineup_item_field_get_categories:
 * @item: an item
 * @n_categories: (out): how many there are, at least one
 *
 * Returns: (array length=n_categories) (transfer none): what is told of the item's categories: one
 *   without any is in %LINEUP_UNCATEGORIZED
 */
const char *const *lineup_item_field_get_categories (const LineupItem *item, gsize *n_categories);

/**
 * lineup_item_field_is_detail:
 *
 * Returns: whether a panel may also say it when it is asked for one item
 */
static inline gboolean
lineup_item_field_is_detail (const LineupItemField *field)
{
  return (field->use & LINEUP_FIELD_USE_DETAILS) != 0;
}

/**
 * lineup_item_field_is_of:
 *
 * Returns: whether it is told of a kind
 */
static inline gboolean
lineup_item_field_is_of (const LineupItemField *field, LineupKind kind)
{
  return (field->kinds & (1U << kind)) != 0;
}

/**
 * lineup_item_field_is_known:
 *
 * Returns: whether an item says something there
 */
gboolean lineup_item_field_is_known (const LineupItemField *field, const LineupItem *item);

/**
 * lineup_item_field_copy:
 * @field: a field
 * @item: an item
 * @from: another one
 *
 * Has @item say there what @from does; of text, the same view.
 */
void
lineup_item_field_copy (const LineupItemField *field, LineupItem *item, const LineupItem *from);

G_END_DECLS
