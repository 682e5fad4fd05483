/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-item-reads-private.h"

#include "lineup-item.h"

/* What somebody waits for. */
typedef struct
{
  guint position;
  guint n_items;
} Read;

LineupItemReads *
lineup_item_reads_new (void)
{
  return lineup_waiters_new ();
}

void
lineup_item_reads_add (LineupItemReads *self, GTask *task, guint position, guint n_items)
{
  Read *read = g_new0 (Read, 1);

  read->position = position;
  read->n_items = n_items;
  g_task_set_task_data (task, read, g_free);
  lineup_waiters_add (self, task);
}

/* Returns: (transfer full): the items that are waited for, of which some may be placeholders */
static GPtrArray *
collect (GListModel *model, const Read *read, gboolean *loaded)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  *loaded = TRUE;
  for (guint i = 0; i < read->n_items; i++)
    {
      LineupItem *item = g_list_model_get_item (model, read->position + i);

      if (item == NULL)
        break;
      *loaded = *loaded && lineup_item_is_loaded (item);
      g_ptr_array_add (items, item);
    }
  return items;
}

void
lineup_item_reads_look (LineupItemReads *self,
                        GListModel *model,
                        gboolean is_over,
                        const GError *error)
{
  for (guint i = self->len; i-- > 0;)
    {
      gboolean loaded = FALSE;
      g_autoptr (GPtrArray) items = collect (model, g_task_get_task_data (self->pdata[i]), &loaded);
      g_autoptr (GTask) task = NULL;

      if (!loaded && !is_over)
        continue;
      task = lineup_waiters_steal (self, i);
      if (error != NULL && !loaded)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_pointer (task, g_steal_pointer (&items), (GDestroyNotify)g_ptr_array_unref);
    }
}
