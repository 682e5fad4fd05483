/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupGuideChannel:
 * @id: what programmes name it by: decoded, without blanks around it, never empty
 * @names: (array length=n_names): what it is called, in the guide's order; without blanks around
 *   them, none empty
 * @n_names: 0 for one that only programmes name
 * @icon: (nullable): http or https URL of its picture
 *
 * A channel as a guide has it, which is not yet one of the catalogue: an element `channel` of
 * XMLTV.
 *
 * A view: the strings belong to whoever filled it in, who says for how long they stay. All are
 * valid UTF-8.
 */
typedef struct
{
  const char *id;           /* (unowned) */
  const char *const *names; /* (unowned) */
  gsize n_names;
  const char *icon; /* (unowned) (nullable) */
} LineupGuideChannel;

G_END_DECLS
