/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-item-keys.h"

void
lineup_item_keys_init (LineupItemKeys *self)
{
  *self = (LineupItemKeys){ 0 };
  self->categories = g_array_new (FALSE, FALSE, sizeof (guint32));
}

void
lineup_item_keys_clear (LineupItemKeys *self)
{
  g_clear_pointer (&self->categories, g_array_unref);
}

void
lineup_item_keys_copy (LineupItemKeys *self, const LineupItemKeys *source)
{
  GArray *categories = self->categories;

  *self = *source;
  self->categories = categories;
  g_array_set_size (categories, 0);
  g_array_append_vals (categories, source->categories->data, source->categories->len);
}
