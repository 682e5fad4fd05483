/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-posting.h"

G_BEGIN_DECLS

/**
 * LineupPostingSource:
 * @next: gives the next posting, which stays until the following call, or none at the end
 * @free: frees it
 *
 * What postings are read from, one after another in their order; the first field of each that there
 * is. Errors are those of a database, or of a file.
 */
typedef struct _LineupPostingSource LineupPostingSource;

struct _LineupPostingSource
{
  gboolean (*next) (LineupPostingSource *self,
                    LineupPosting *posting,
                    gboolean *has_posting,
                    GError **error);
  void (*free) (LineupPostingSource *self);
};

/**
 * lineup_posting_source_next:
 * @self: a source
 * @posting: (out): the next posting, until the following call
 * @has_posting: (out): whether there is one
 * @error: what keeps it from being read
 *
 * Returns: whether it could be read
 */
static inline gboolean
lineup_posting_source_next (LineupPostingSource *self,
                            LineupPosting *posting,
                            gboolean *has_posting,
                            GError **error)
{
  return self->next (self, posting, has_posting, error);
}

/**
 * lineup_posting_source_free:
 * @self: (transfer full): a source
 */
static inline void
lineup_posting_source_free (LineupPostingSource *self)
{
  self->free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupPostingSource, lineup_posting_source_free)

G_END_DECLS
