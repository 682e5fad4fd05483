/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-dummy-item-source.h"

#include "lineup-error.h"
#include "lineup-hash.h"

#include <string.h>

#define NEVER G_MAXSIZE

struct _LineupDummyItemSource
{
  GObject parent_instance;

  GArray *items;      /* (owned) (element-type LineupDummyItem) */
  GArray *categories; /* (owned) (element-type LineupDummyCategory) */
  gsize n_given;
  gsize fail_at;
  gsize block_at;
  gboolean blocks_after;
  guint n_decoded;
  guint64 n_rejected;
  GBytes *element;        /* (owned) (nullable): the last one */
  char **item_categories; /* (owned) (nullable): of the last item */
  GMutex mutex;
  GCond cond;                  /* signalled when it is released */
  LineupReadyFunc ready;       /* (nullable): guarded by the mutex; whoever waits for the release */
  gpointer ready_data;         /* (owned): by the function */
  gboolean released;           /* guarded by the mutex */
  gboolean blocked;            /* guarded by the mutex */
  GCancellable *cancel_at_end; /* (owned) (nullable) */
  const LineupItem *whole_items; /* (unowned) (nullable) */
  guint64 version;
  const LineupDummyItem *meanings; /* (unowned) (nullable) */
};

/* An element's bytes are its number, so that a copy of them can be decoded as well. */

static gsize
get_place (const LineupElement *element)
{
  g_autofree char *text = g_strndup (element->data, element->length);

  return (gsize)g_ascii_strtoull (text, NULL, 10);
}

static gboolean
decode_item (LineupItemSource *source, const LineupElement *element, LineupItem *item)
{
  LineupDummyItemSource *self = LINEUP_DUMMY_ITEM_SOURCE (source);
  const LineupDummyItem *dummy = &g_array_index (self->items, LineupDummyItem, get_place (element));

  self->n_decoded++;
  if (self->meanings != NULL)
    dummy = &self->meanings[get_place (element)];
  if (self->whole_items != NULL)
    {
      *item = self->whole_items[get_place (element)];
      return TRUE;
    }
  if (dummy->id == 0)
    {
      self->n_rejected++;
      return FALSE;
    }
  g_clear_pointer (&self->item_categories, g_strfreev);
  self->item_categories = g_strsplit (dummy->categories != NULL ? dummy->categories : "", ",", -1);

  *item = (LineupItem)LINEUP_ITEM_INIT;
  item->id = dummy->id;
  item->name = dummy->name != NULL ? dummy->name : "";
  item->categories = (const char *const *)self->item_categories;
  item->n_categories = g_strv_length (self->item_categories);
  item->position = dummy->order > 0 ? dummy->order : -1;
  item->added = dummy->order;
  item->modified = dummy->order;
  item->plot = dummy->name;
  return TRUE;
}

static gboolean
decode_category (LineupItemSource *source, const LineupElement *element, LineupCategory *category)
{
  LineupDummyItemSource *self = LINEUP_DUMMY_ITEM_SOURCE (source);
  const LineupDummyCategory *dummy = &g_array_index (
      self->categories, LineupDummyCategory, get_place (element));

  self->n_decoded++;
  if (dummy->id == NULL)
    {
      self->n_rejected++;
      return FALSE;
    }
  category->id = dummy->id;
  category->name = dummy->name;
  category->parent = dummy->parent;
  category->adult = dummy->adult;
  return TRUE;
}

static guint64
hash_text (guint64 seed, const char *text)
{
  return text == NULL ? seed : lineup_hash (text, strlen (text) + 1, seed);
}

static guint64
get_fingerprint (LineupDummyItemSource *self, gsize place)
{
  const LineupDummyItem *item = NULL;
  gint64 numbers[3];

  if (self->categories->len > 0)
    return place + 1;
  if (self->whole_items != NULL)
    return lineup_item_hash (&self->whole_items[place])
           ^ lineup_item_hash_categories (&self->whole_items[place]);
  item = &g_array_index (self->items, LineupDummyItem, place);
  numbers[0] = item->id;
  numbers[1] = item->order;
  numbers[2] = item->wording;
  return hash_text (hash_text (lineup_hash (numbers, sizeof numbers, 0), item->name),
                    item->categories);
}

/* Whether the next element is to wait for the release. */
static gboolean
is_held_up (LineupDummyItemSource *self)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->blocked = self->n_given == self->block_at && !self->released;
  return self->blocked;
}

static void
wait (LineupItemSource *source, LineupReadyFunc ready, gpointer user_data)
{
  LineupDummyItemSource *self = LINEUP_DUMMY_ITEM_SOURCE (source);
  gboolean released = FALSE;

  g_mutex_lock (&self->mutex);
  g_assert_null (self->ready);
  released = self->released;
  if (!released)
    {
      self->ready = ready;
      self->ready_data = user_data;
    }
  g_mutex_unlock (&self->mutex);
  if (released)
    ready (user_data);
}

static LineupItemSourceState
next (LineupItemSource *source, LineupElement *element, GError **error)
{
  LineupDummyItemSource *self = LINEUP_DUMMY_ITEM_SOURCE (source);
  const gsize place = self->n_given;
  g_autofree char *text = g_strdup_printf ("%" G_GSIZE_FORMAT, place);

  if (is_held_up (self))
    return LINEUP_ITEM_SOURCE_WAIT;
  if (place == self->fail_at)
    {
      g_set_error_literal (
          error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA, "The list ended early");
      return LINEUP_ITEM_SOURCE_ERROR;
    }
  if (place == self->items->len + self->categories->len)
    {
      g_cancellable_cancel (self->cancel_at_end);
      return LINEUP_ITEM_SOURCE_END;
    }

  /* New memory each time: a sanitizer sees it when an old element is looked at. */
  g_clear_pointer (&self->element, g_bytes_unref);
  self->element = g_bytes_new (text, strlen (text));
  element->data = g_bytes_get_data (self->element, &element->length);
  element->fingerprint = get_fingerprint (self, place);
  self->n_given++;
  return LINEUP_ITEM_SOURCE_ELEMENT;
}

/* An import's last question. */
static guint64
get_rejected (LineupItemSource *source)
{
  LineupDummyItemSource *self = LINEUP_DUMMY_ITEM_SOURCE (source);
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  while (self->blocks_after && !self->released)
    {
      self->blocked = TRUE;
      g_cond_wait (&self->cond, &self->mutex);
    }
  return self->n_rejected;
}

static guint64
get_version (LineupItemSource *source)
{
  return LINEUP_DUMMY_ITEM_SOURCE (source)->version;
}

static void
item_source_iface_init (LineupItemSourceInterface *iface)
{
  iface->next = next;
  iface->wait = wait;
  iface->decode_item = decode_item;
  iface->decode_category = decode_category;
  iface->get_rejected = get_rejected;
  iface->get_version = get_version;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupDummyItemSource,
                               lineup_dummy_item_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_ITEM_SOURCE,
                                                      item_source_iface_init))

static void
lineup_dummy_item_source_finalize (GObject *object)
{
  LineupDummyItemSource *self = LINEUP_DUMMY_ITEM_SOURCE (object);

  g_array_unref (self->items);
  g_array_unref (self->categories);
  g_clear_pointer (&self->element, g_bytes_unref);
  g_clear_pointer (&self->item_categories, g_strfreev);
  if (self->ready != NULL)
    self->ready (self->ready_data);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_clear_object (&self->cancel_at_end);

  G_OBJECT_CLASS (lineup_dummy_item_source_parent_class)->finalize (object);
}

static void
lineup_dummy_item_source_class_init (LineupDummyItemSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_dummy_item_source_finalize;
}

static void
lineup_dummy_item_source_init (LineupDummyItemSource *self)
{
  self->items = g_array_new (FALSE, FALSE, sizeof (LineupDummyItem));
  self->categories = g_array_new (FALSE, FALSE, sizeof (LineupDummyCategory));
  self->fail_at = NEVER;
  self->block_at = NEVER;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
}

LineupDummyItemSource *
lineup_dummy_item_source_new (const LineupDummyItem *items, gsize n_items)
{
  LineupDummyItemSource *self = g_object_new (LINEUP_TYPE_DUMMY_ITEM_SOURCE, NULL);

  g_array_append_vals (self->items, items, (guint)n_items);
  return self;
}

LineupDummyItemSource *
lineup_dummy_item_source_new_categories (const LineupDummyCategory *categories, gsize n_categories)
{
  LineupDummyItemSource *self = g_object_new (LINEUP_TYPE_DUMMY_ITEM_SOURCE, NULL);

  g_array_append_vals (self->categories, categories, (guint)n_categories);
  return self;
}

void
lineup_dummy_item_source_fail_at (LineupDummyItemSource *self, gsize place)
{
  self->fail_at = place;
}

void
lineup_dummy_item_source_set_version (LineupDummyItemSource *self,
                                      guint64 version,
                                      const LineupDummyItem *meanings)
{
  self->version = version;
  self->meanings = meanings;
}

void
lineup_dummy_item_source_block_at (LineupDummyItemSource *self, gsize place)
{
  self->block_at = place;
}

void
lineup_dummy_item_source_block_after (LineupDummyItemSource *self)
{
  self->blocks_after = TRUE;
}

gboolean
lineup_dummy_item_source_is_blocked (LineupDummyItemSource *self)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->blocked;
}

void
lineup_dummy_item_source_release (LineupDummyItemSource *self)
{
  LineupReadyFunc ready = NULL;

  g_mutex_lock (&self->mutex);
  self->released = TRUE;
  g_cond_broadcast (&self->cond);
  self->blocked = FALSE;
  ready = g_steal_pointer (&self->ready);
  g_mutex_unlock (&self->mutex);
  if (ready != NULL)
    ready (self->ready_data);
}

void
lineup_dummy_item_source_cancel_at_end (LineupDummyItemSource *self, GCancellable *cancellable)
{
  g_set_object (&self->cancel_at_end, cancellable);
}

void
lineup_dummy_item_source_set_items (LineupDummyItemSource *self, const LineupItem *items)
{
  self->whole_items = items;
}

guint
lineup_dummy_item_source_get_n_decoded (LineupDummyItemSource *self)
{
  return self->n_decoded;
}
