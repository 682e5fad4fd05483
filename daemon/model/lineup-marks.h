/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-list.h"

G_BEGIN_DECLS

/**
 * LINEUP_KIND_EPISODES:
 *
 * Number of the kind that episodes are of, where a person can say something of one: behind those of
 * #LineupKind, as no list is of episodes.
 */
#define LINEUP_KIND_EPISODES LINEUP_N_KINDS

/**
 * LINEUP_N_MARKED_KINDS:
 *
 * Kinds of what a person can say something of.
 */
#define LINEUP_N_MARKED_KINDS (LINEUP_KIND_EPISODES + 1)

/**
 * lineup_marked_kind_to_string:
 * @kind: a #LineupKind, or %LINEUP_KIND_EPISODES
 *
 * Returns: the token, such as `episodes`
 */
const char *lineup_marked_kind_to_string (guint kind);

/**
 * lineup_marked_kind_from_string:
 * @token: any text
 * @kind: (out): a #LineupKind, or %LINEUP_KIND_EPISODES
 *
 * Returns: whether @token names a kind
 */
gboolean lineup_marked_kind_from_string (const char *token, guint *kind);

/**
 * LineupMarkFlags:
 * @LINEUP_MARK_FAVOURITE: a person wants it at hand
 * @LINEUP_MARK_WATCHED: a person has seen it to its end
 * @LINEUP_MARK_HIDDEN: a person does not want to see it in lists
 *
 * What a person has said of an item.
 */
typedef enum
{
  LINEUP_MARK_FAVOURITE = 1 << 0,
  LINEUP_MARK_WATCHED = 1 << 1,
  LINEUP_MARK_HIDDEN = 1 << 2,
} LineupMarkFlags;

/**
 * LineupMark:
 * @id: of the item
 * @resume: seconds from its beginning at which to go on, 0 for the beginning
 * @flags: a #LineupMarkFlags
 *
 * What a person has said of one item.
 */
typedef struct
{
  gint64 id;
  gint64 resume;
  guint flags;
} LineupMark;

/**
 * LineupMarks:
 *
 * What a person has said of one account's items and categories, as those who read its catalogue
 * have to know it: by ids, and without a word on how it is kept. Once it was given to others it
 * does not change any more, and any thread may read it.
 */
typedef struct _LineupMarks LineupMarks;

/**
 * lineup_marks_new:
 *
 * Returns: (transfer full): marks of nothing
 */
LineupMarks *lineup_marks_new (void);

/**
 * lineup_marks_copy:
 * @self: marks
 *
 * Returns: (transfer full): others that say the same, to be changed
 */
LineupMarks *lineup_marks_copy (const LineupMarks *self);

LineupMarks *lineup_marks_ref (LineupMarks *self);

void lineup_marks_unref (LineupMarks *self);

/**
 * lineup_marks_put:
 * @self: marks that nobody else has yet
 * @kind: a #LineupKind, or %LINEUP_KIND_EPISODES
 * @mark: what is said of an item, in place of what was; one that says nothing is no more kept. To
 *   put many, the lowest ids first takes the least time
 */
void lineup_marks_put (LineupMarks *self, guint kind, const LineupMark *mark);

/**
 * lineup_marks_get:
 * @self: (nullable): marks
 * @kind: a #LineupKind, or %LINEUP_KIND_EPISODES
 * @id: of an item
 *
 * Returns: (transfer none) (nullable): what is said of it, as long as the marks last
 */
const LineupMark *lineup_marks_get (const LineupMarks *self, guint kind, gint64 id);

/**
 * lineup_marks_list:
 * @self: marks
 * @kind: a #LineupKind, or %LINEUP_KIND_EPISODES
 * @n_marks: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_marks) (nullable): all of a kind, by their ids
 */
const LineupMark *lineup_marks_list (const LineupMarks *self, guint kind, guint *n_marks);

/**
 * lineup_marks_hide_category:
 * @self: marks that nobody else has yet
 * @kind: of its items
 * @category: its id
 * @hidden: whether it is hidden
 */
void lineup_marks_hide_category (LineupMarks *self,
                                 LineupKind kind,
                                 const char *category,
                                 gboolean hidden);

/**
 * lineup_marks_is_category_hidden:
 * @self: (nullable): marks
 * @kind: of its items
 * @category: its id
 *
 * Returns: whether a person has hidden it
 */
gboolean
lineup_marks_is_category_hidden (const LineupMarks *self, LineupKind kind, const char *category);

/**
 * lineup_marks_count_hidden_categories:
 *
 * Returns: how many of a kind are hidden
 */
guint lineup_marks_count_hidden_categories (const LineupMarks *self, LineupKind kind);

/**
 * lineup_marks_hide:
 * @self: (nullable): marks
 * @kind: a kind
 *
 * Returns: whether any item of the kind, or any of its categories, is hidden
 */
gboolean lineup_marks_hide (const LineupMarks *self, LineupKind kind);

/**
 * lineup_marks_count:
 * @self: (nullable): marks
 * @kind: a #LineupKind, or %LINEUP_KIND_EPISODES
 * @flag: what may be said
 *
 * Returns: of how many items of the kind it is said
 */
guint lineup_marks_count (const LineupMarks *self, guint kind, LineupMarkFlags flag);

/**
 * lineup_marks_get_stamp:
 * @self: (nullable): marks
 *
 * Returns: a number that no other marks of this process have, 0 for none
 */
guint64 lineup_marks_get_stamp (const LineupMarks *self);

/**
 * lineup_marks_get_category_stamp:
 * @self: (nullable): marks
 *
 * Returns: a number that only marks have in which the same categories are hidden, 0 for none
 */
guint64 lineup_marks_get_category_stamp (const LineupMarks *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupMarks, lineup_marks_unref)

G_END_DECLS
