/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-item-cache-private.h"

#include "lineup-account.h"
#include "lineup-item-private.h"

/* Items of a page, which are read at once, and what is asked for at once when all is read anew. */
#define PAGE_ITEMS  50
#define BATCH_ITEMS 500

/* Number of pages that are held. A screen shows less than two of them. */
#define MAX_PAGES 24

/* Calls at once: one is answered while the other waits its turn. */
#define MAX_CALLS 2

typedef struct
{
  GPtrArray *items; /* (owned) (element-type LineupItem) */
  GList link;       /* of the pages */
  GPtrArray *batch; /* (unowned) (nullable): what waits to be read of it */
} Page;

/* An item that somebody holds. It is a key, too. */
typedef struct
{
  gint64 id;
  LineupKind kind;
  LineupItem *item;       /* (unowned): its end takes the entry away */
  Page *page;             /* (unowned) (nullable): the one that holds it */
  LineupItemCache *cache; /* (unowned) */
} Entry;

struct _LineupItemCache
{
  GObject parent_instance;

  LineupAccount *account;    /* (owned) */
  GStrv fields;              /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) */
  GHashTable *entries;       /* (owned) (element-type Entry Entry) */
  GQueue pages;              /* (element-type Page) (owned): the one used last is the first */
  GQueue batches;            /* (element-type GPtrArray) (owned): what is to be read */
  GSource *turn;             /* (owned) (nullable): reads at the end of this turn of the loop */
  guint n_calls;             /* under way */
};

enum
{
  FAILED,
  IDLE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LineupItemCache, lineup_item_cache, G_TYPE_OBJECT)

static guint
entry_hash (gconstpointer key)
{
  const Entry *self = key;

  return g_int64_hash (&self->id) ^ ((guint)self->kind << 24);
}

static gboolean
entry_equal (gconstpointer one, gconstpointer other)
{
  const Entry *self = one;
  const Entry *another = other;

  return self->id == another->id && self->kind == another->kind;
}

static void
on_item_gone (gpointer user_data, GObject *item)
{
  Entry *entry = user_data;

  entry->item = NULL;
  g_hash_table_remove (entry->cache->entries, entry);
}

static void
entry_free (gpointer data)
{
  Entry *self = data;

  if (self->item != NULL)
    g_object_weak_unref (G_OBJECT (self->item), on_item_gone, self);
  g_free (self);
}

static Entry *
find_entry (LineupItemCache *self, LineupKind kind, gint64 id)
{
  const Entry key = { .id = id, .kind = kind };

  return g_hash_table_lookup (self->entries, &key);
}

/* Puts an item onto a page, which holds it from then on. */
static void
hold (LineupItemCache *self, Page *page, LineupItem *owned_item)
{
  LineupKind kind = lineup_item_get_kind (owned_item);
  gint64 id = lineup_item_get_id (owned_item);
  Entry *entry = find_entry (self, kind, id);

  if (entry == NULL)
    {
      entry = g_new0 (Entry, 1);
      entry->id = id;
      entry->kind = kind;
      entry->item = owned_item;
      entry->cache = self;
      g_object_weak_ref (G_OBJECT (owned_item), on_item_gone, entry);
      g_hash_table_add (self->entries, entry);
    }
  entry->page = page;
  g_ptr_array_add (page->items, owned_item);
}

/* Lets go of a page. What of it others hold stays known. */
static void
drop_page (LineupItemCache *self, Page *page)
{
  g_queue_unlink (&self->pages, &page->link);
  if (page->batch != NULL && g_queue_remove (&self->batches, page->batch))
    g_ptr_array_unref (page->batch);
  for (guint i = 0; i < page->items->len; i++)
    {
      LineupItem *item = page->items->pdata[i];
      Entry *entry = find_entry (self, lineup_item_get_kind (item), lineup_item_get_id (item));

      if (entry != NULL)
        entry->page = NULL;
    }
  g_ptr_array_unref (page->items);
  g_free (page);
}

static Page *
add_page (LineupItemCache *self)
{
  Page *page = g_new0 (Page, 1);

  page->items = g_ptr_array_new_with_free_func (g_object_unref);
  page->link.data = page;
  g_queue_push_head_link (&self->pages, &page->link);
  if (self->pages.length > MAX_PAGES)
    drop_page (self, g_queue_peek_tail (&self->pages));
  return page;
}

static void read_next (LineupItemCache *self);

/* What a call reads, in its order. */
typedef struct
{
  LineupItemCache *cache; /* (owned) */
  GPtrArray *items;       /* (owned) (element-type LineupItem) */
} Reading;

static void
reading_free (Reading *self)
{
  g_clear_object (&self->cache);
  g_ptr_array_unref (self->items);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static void
on_items (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  LineupItemCache *self = reading->cache;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = lineup_account_call_finish (
      LINEUP_ACCOUNT (source), result, NULL, &error);
  g_autoptr (GVariant) found = NULL;

  self->n_calls--;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (reply == NULL)
    g_signal_emit (self, signals[FAILED], 0, error);
  else
    found = g_variant_get_child_value (reply, 0);
  for (gsize i = 0; found != NULL && i < MIN (g_variant_n_children (found), reading->items->len);
       i++)
    {
      g_autoptr (GVariant) fields = g_variant_get_child_value (found, i);

      /* One that is gone meanwhile stays what it was, until the list is another. */
      if (g_variant_n_children (fields) != 0)
        lineup_item_take_fields (reading->items->pdata[i], fields);
    }
  read_next (self);
}

/* Asks for those of a batch that are of one kind, and takes them out of it. */
static void
read_kind (LineupItemCache *self, GPtrArray *batch)
{
  Reading *reading = g_new0 (Reading, 1);
  LineupKind kind = lineup_item_get_kind (batch->pdata[0]);
  g_auto (GVariantBuilder) ids = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("ax"));
  g_auto (GVariantBuilder) options = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  reading->cache = g_object_ref (self);
  reading->items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < batch->len;)
    {
      LineupItem *item = batch->pdata[i];

      if (lineup_item_get_kind (item) != kind)
        {
          i++;
          continue;
        }
      g_variant_builder_add (&ids, "x", lineup_item_get_id (item));
      g_ptr_array_add (reading->items, g_object_ref (item));
      g_ptr_array_remove_index (batch, i);
    }
  if (self->fields != NULL)
    g_variant_builder_add (
        &options, "{sv}", "fields", g_variant_new_strv ((const char *const *)self->fields, -1));
  self->n_calls++;
  lineup_account_call_async (
      self->account,
      "Catalog",
      "GetItems",
      g_variant_new ("(saxa{sv})", lineup_kind_to_string (kind), &ids, &options),
      self->cancellable,
      on_items,
      reading);
}

static void
read_next (LineupItemCache *self)
{
  while (self->n_calls < MAX_CALLS && !g_queue_is_empty (&self->batches))
    {
      GPtrArray *batch = g_queue_peek_head (&self->batches);

      read_kind (self, batch);
      if (batch->len > 0)
        continue;
      g_queue_pop_head (&self->batches);
      for (GList *link = self->pages.head; link != NULL; link = link->next)
        {
          Page *page = link->data;

          if (page->batch == batch)
            page->batch = NULL;
        }
      g_ptr_array_unref (batch);
    }
  if (lineup_item_cache_is_idle (self))
    g_signal_emit (self, signals[IDLE], 0);
}

static gboolean
on_turn (gpointer user_data)
{
  LineupItemCache *self = user_data;

  g_clear_pointer (&self->turn, g_source_unref);
  read_next (self);
  return G_SOURCE_REMOVE;
}

/* Reads once all is asked for that a list shows anew. */
static void
read_soon (LineupItemCache *self)
{
  if (self->turn != NULL)
    return;
  self->turn = g_idle_source_new ();
  g_source_set_priority (self->turn, G_PRIORITY_DEFAULT);
  g_source_set_callback (self->turn, on_turn, self, NULL);
  g_source_attach (self->turn, g_main_context_get_thread_default ());
}

static GPtrArray *
batch_new (void)
{
  return g_ptr_array_new_with_free_func (g_object_unref);
}

LineupItem *
lineup_item_cache_get (LineupItemCache *self, const LineupIdIndex *index, guint position)
{
  LineupKind kind = LINEUP_KIND_CHANNELS;
  gint64 id = lineup_id_index_look_up (index, position, &kind);
  Entry *entry = find_entry (self, kind, id);
  guint begin = position - position % PAGE_ITEMS;
  guint end = MIN (begin + PAGE_ITEMS, lineup_id_index_get_n_known (index));
  Page *page = NULL;

  if (entry != NULL && (entry->page != NULL || lineup_item_is_loaded (entry->item)))
    {
      if (entry->page != NULL)
        {
          g_queue_unlink (&self->pages, &entry->page->link);
          g_queue_push_head_link (&self->pages, &entry->page->link);
        }
      return g_object_ref (entry->item);
    }

  page = add_page (self);
  page->batch = batch_new ();
  for (guint i = begin; i < end; i++)
    {
      g_autoptr (LineupItem) item = NULL;

      id = lineup_id_index_look_up (index, i, &kind);
      entry = find_entry (self, kind, id);
      if (entry != NULL && entry->page != NULL)
        continue;
      item = entry != NULL ? g_object_ref (entry->item)
                           : lineup_item_new (self->account, kind, id, NULL);
      if (!lineup_item_is_loaded (item))
        g_ptr_array_add (page->batch, g_object_ref (item));
      hold (self, page, g_steal_pointer (&item));
    }
  /* What is looked at last is wanted first. */
  if (page->batch->len > 0)
    g_queue_push_head (&self->batches, page->batch);
  else
    g_clear_pointer (&page->batch, g_ptr_array_unref);
  read_soon (self);
  id = lineup_id_index_look_up (index, position, &kind);
  return g_object_ref (find_entry (self, kind, id)->item);
}

void
lineup_item_cache_take (LineupItemCache *self, GVariant *fields)
{
  g_autoptr (LineupItem) item = lineup_item_new_from_fields (self->account, fields);
  Page *page = g_queue_peek_head (&self->pages);
  Entry *entry = NULL;

  if (item == NULL)
    return;
  entry = find_entry (self, lineup_item_get_kind (item), lineup_item_get_id (item));
  if (entry != NULL)
    {
      lineup_item_take_fields (entry->item, fields);
      if (entry->page != NULL)
        return;
      g_set_object (&item, entry->item);
    }
  if (page == NULL || page->items->len >= PAGE_ITEMS)
    page = add_page (self);
  hold (self, page, g_steal_pointer (&item));
}

void
lineup_item_cache_take_state (LineupItemCache *self, LineupKind kind, gint64 id, GVariant *state)
{
  Entry *entry = find_entry (self, kind, id);

  if (entry != NULL)
    lineup_item_take_state (entry->item, state);
}

void
lineup_item_cache_refresh (LineupItemCache *self)
{
  GHashTableIter iter;
  gpointer key = NULL;
  GPtrArray *batch = NULL;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      if (batch == NULL || batch->len >= BATCH_ITEMS)
        {
          batch = batch_new ();
          g_queue_push_tail (&self->batches, batch);
        }
      g_ptr_array_add (batch, g_object_ref (((Entry *)key)->item));
    }
  if (batch != NULL)
    read_soon (self);
}

gboolean
lineup_item_cache_is_idle (LineupItemCache *self)
{
  return self->n_calls == 0 && g_queue_is_empty (&self->batches);
}

guint
lineup_item_cache_get_n_items (LineupItemCache *self)
{
  return g_hash_table_size (self->entries);
}

void
lineup_item_cache_set_fields (LineupItemCache *self, const char *const *fields)
{
  g_strfreev (self->fields);
  self->fields = g_strdupv ((GStrv)fields);
}

LineupItemCache *
lineup_item_cache_new (LineupAccount *account)
{
  LineupItemCache *self = g_object_new (LINEUP_TYPE_ITEM_CACHE, NULL);

  self->account = g_object_ref (account);
  return self;
}

static void
lineup_item_cache_init (LineupItemCache *self)
{
  self->cancellable = g_cancellable_new ();
  self->entries = g_hash_table_new_full (entry_hash, entry_equal, entry_free, NULL);
  g_queue_init (&self->pages);
  g_queue_init (&self->batches);
}

/* Calls under way hold the cache, until they have heard that nobody waits. */
static void
lineup_item_cache_dispose (GObject *object)
{
  LineupItemCache *self = LINEUP_ITEM_CACHE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->turn != NULL)
    g_source_destroy (self->turn);
  g_clear_pointer (&self->turn, g_source_unref);
  while (!g_queue_is_empty (&self->pages))
    drop_page (self, g_queue_peek_head (&self->pages));
  g_queue_clear_full (&self->batches, (GDestroyNotify)g_ptr_array_unref);
  g_hash_table_remove_all (self->entries);
  G_OBJECT_CLASS (lineup_item_cache_parent_class)->dispose (object);
}

static void
lineup_item_cache_finalize (GObject *object)
{
  LineupItemCache *self = LINEUP_ITEM_CACHE (object);

  g_clear_object (&self->account);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->entries, g_hash_table_unref);
  g_strfreev (self->fields);
  G_OBJECT_CLASS (lineup_item_cache_parent_class)->finalize (object);
}

static void
lineup_item_cache_class_init (LineupItemCacheClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lineup_item_cache_dispose;
  object_class->finalize = lineup_item_cache_finalize;
  signals[FAILED] = g_signal_new ("failed",
                                  LINEUP_TYPE_ITEM_CACHE,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  G_TYPE_ERROR);
  signals[IDLE] = g_signal_new (
      "idle", LINEUP_TYPE_ITEM_CACHE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}
