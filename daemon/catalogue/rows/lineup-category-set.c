/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-category-set.h"

/* Categories that are looked through faster than they are hashed; nearly all items have fewer. */
#define FEW 8

struct _LineupCategorySet
{
  GArray *keys;      /* (owned) (element-type guint32) */
  GHashTable *table; /* (owned) (element-type guint32): the same where they are more than few */
};

LineupCategorySet *
lineup_category_set_new (void)
{
  LineupCategorySet *self = g_new0 (LineupCategorySet, 1);

  self->keys = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->table = g_hash_table_new (NULL, NULL);
  return self;
}

void
lineup_category_set_free (LineupCategorySet *self)
{
  g_array_unref (self->keys);
  g_hash_table_unref (self->table);
  g_free (self);
}

static void
add_key (LineupCategorySet *self, guint32 key)
{
  g_array_append_val (self->keys, key);
  if (self->keys->len <= FEW)
    return;
  /* The first that is one too many takes the others along. */
  for (guint i = g_hash_table_size (self->table); i < self->keys->len; i++)
    g_hash_table_add (self->table, GUINT_TO_POINTER (g_array_index (self->keys, guint32, i)));
}

void
lineup_category_set_assign (LineupCategorySet *self, const GArray *keys)
{
  g_array_set_size (self->keys, 0);
  if (g_hash_table_size (self->table) > 0)
    g_hash_table_remove_all (self->table);
  lineup_category_set_add (self, keys);
}

void
lineup_category_set_add (LineupCategorySet *self, const GArray *keys)
{
  for (guint i = 0; i < keys->len; i++)
    {
      const guint32 key = g_array_index (keys, guint32, i);

      if (!lineup_category_set_has (self, key))
        add_key (self, key);
    }
}

gboolean
lineup_category_set_has (const LineupCategorySet *self, guint32 key)
{
  if (self->keys->len > FEW)
    return g_hash_table_contains (self->table, GUINT_TO_POINTER (key));
  for (guint i = 0; i < self->keys->len; i++)
    {
      if (g_array_index (self->keys, guint32, i) == key)
        return TRUE;
    }
  return FALSE;
}

const GArray *
lineup_category_set_get_keys (const LineupCategorySet *self)
{
  return self->keys;
}
