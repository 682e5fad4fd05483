/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-item-query-private.h"

#include "lineup-account.h"
#include "lineup-error-private.h"

#include <gio/gunixfdlist.h>
#include <unistd.h>

/* Items that are on the first screen, at the most. */
#define FIRST_ITEMS 100

/* Items that a search finds, as many as the bus gives. */
#define MAX_HITS 1000

struct _LineupItemQuery
{
  GObject parent_instance;

  LineupAccount *account; /* (owned) */
  LineupKind kind;
  GVariant *filter;          /* (owned) */
  char *search;              /* (owned) (nullable) */
  GStrv fields;              /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) */
  gboolean first;
  GVariant *items; /* (owned) (nullable): of the beginning */
  guint count;     /* how many there are */
  gboolean counted;
  gboolean whole; /* the index has come */
};

enum
{
  FOUND,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LineupItemQuery, lineup_item_query, G_TYPE_OBJECT)

/* Ends with the first error, unless nobody waits. */
static GVariant *
take_reply (LineupItemQuery *self, GObject *source, GAsyncResult *result, GUnixFDList **fds)
{
  g_autoptr (GError) error = NULL;
  GVariant *reply = lineup_account_call_finish (LINEUP_ACCOUNT (source), result, fds, &error);

  if (reply != NULL || g_cancellable_is_cancelled (self->cancellable))
    return reply;
  g_cancellable_cancel (self->cancellable);
  g_signal_emit (self, signals[FAILED], 0, error);
  return NULL;
}

/* Shows the beginning, if what is to be seen first comes before all. */
static void
show_beginning (LineupItemQuery *self)
{
  g_autoptr (LineupIdIndex) index = NULL;

  if (self->whole || self->items == NULL || !self->counted)
    return;
  index = lineup_id_index_new_for_items (self->items, self->count, self->kind);
  g_signal_emit (self, signals[FOUND], 0, index, self->items);
}

static void
on_beginning (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupItemQuery) self = user_data;
  g_autoptr (GVariant) reply = take_reply (self, source, result, NULL);

  if (reply == NULL)
    return;
  self->items = g_variant_get_child_value (reply, 0);
  show_beginning (self);
}

static void
on_count (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupItemQuery) self = user_data;
  g_autoptr (GVariant) reply = take_reply (self, source, result, NULL);

  if (reply == NULL)
    return;
  g_variant_get (reply, "(ut)", &self->count, NULL);
  self->counted = TRUE;
  show_beginning (self);
}

static void
on_index (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupItemQuery) self = user_data;
  g_autoptr (GUnixFDList) fds = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = take_reply (self, source, result, &fds);
  g_autoptr (LineupIdIndex) index = NULL;
  gint32 handle = 0;
  guint n = 0;
  int fd = -1;

  if (reply == NULL)
    return;
  g_variant_get (reply, "(hut)", &handle, &n, NULL);
  fd = fds != NULL ? g_unix_fd_list_get (fds, handle, &error) : -1;
  if (fd >= 0)
    {
      index = lineup_id_index_new_for_file (fd, n, self->kind, &error);
      close (fd);
    }
  if (index == NULL)
    {
      g_autoptr (GError) fault = g_error_new_literal (
          LINEUP_ERROR, LINEUP_ERROR_FAILED, error != NULL ? error->message : "No index came");

      g_signal_emit (self, signals[FAILED], 0, fault);
      return;
    }
  self->whole = TRUE;
  g_signal_emit (self, signals[FOUND], 0, index, NULL);
}

static void
on_hits (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupItemQuery) self = user_data;
  g_autoptr (GVariant) reply = take_reply (self, source, result, NULL);
  g_autoptr (GVariant) items = NULL;
  g_autoptr (LineupIdIndex) index = NULL;

  if (reply == NULL)
    return;
  items = g_variant_get_child_value (reply, 0);
  index = lineup_id_index_new_for_items (items, 0, self->kind);
  self->whole = TRUE;
  g_signal_emit (self, signals[FOUND], 0, index, items);
}

static void
call (LineupItemQuery *self, const char *method, GVariant *parameters, GAsyncReadyCallback callback)
{
  lineup_account_call_async (self->account,
                             "Catalog",
                             method,
                             parameters,
                             self->cancellable,
                             callback,
                             g_object_ref (self));
}

/* The filter with what a call takes beside it. */
static GVariant *
make_options (LineupItemQuery *self, const char *key, GVariant *value)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, self->filter);
  if (self->fields != NULL)
    g_variant_dict_insert_value (
        &dict, "fields", g_variant_new_strv ((const char *const *)self->fields, -1));
  if (key != NULL)
    g_variant_dict_insert_value (&dict, key, value);
  return g_variant_dict_end (&dict);
}

void
lineup_item_query_ask (LineupItemQuery *self)
{
  const char *kind = lineup_kind_to_string (self->kind);

  if (self->search != NULL)
    {
      call (self,
            "Search",
            g_variant_new ("(s@a{sv})",
                           self->search,
                           make_options (self, "limit", g_variant_new_uint32 (MAX_HITS))),
            on_hits);
      return;
    }
  if (self->first)
    {
      call (self,
            "ListItems",
            g_variant_new ("(s@a{sv}su)", kind, make_options (self, NULL, NULL), "", FIRST_ITEMS),
            on_beginning);
      call (self, "CountItems", g_variant_new ("(s@a{sv})", kind, self->filter), on_count);
    }
  call (self, "OpenIndex", g_variant_new ("(s@a{sv})", kind, self->filter), on_index);
}

gboolean
lineup_item_query_is_first (LineupItemQuery *self)
{
  return self->first;
}

gboolean
lineup_item_query_is_whole (LineupItemQuery *self)
{
  return self->whole;
}

LineupItemQuery *
lineup_item_query_new (LineupAccount *account,
                       LineupKind kind,
                       GVariant *filter,
                       const char *search,
                       const char *const *fields,
                       gboolean first)
{
  LineupItemQuery *self = g_object_new (LINEUP_TYPE_ITEM_QUERY, NULL);

  self->account = g_object_ref (account);
  self->kind = kind;
  self->filter = g_variant_ref_sink (filter);
  self->search = g_strdup (search);
  self->fields = g_strdupv ((GStrv)fields);
  self->first = first;
  return self;
}

static void
lineup_item_query_init (LineupItemQuery *self)
{
  self->cancellable = g_cancellable_new ();
}

static void
lineup_item_query_dispose (GObject *object)
{
  g_cancellable_cancel (LINEUP_ITEM_QUERY (object)->cancellable);
  G_OBJECT_CLASS (lineup_item_query_parent_class)->dispose (object);
}

static void
lineup_item_query_finalize (GObject *object)
{
  LineupItemQuery *self = LINEUP_ITEM_QUERY (object);

  g_clear_object (&self->account);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->filter, g_variant_unref);
  g_clear_pointer (&self->items, g_variant_unref);
  g_free (self->search);
  g_strfreev (self->fields);
  G_OBJECT_CLASS (lineup_item_query_parent_class)->finalize (object);
}

static void
lineup_item_query_class_init (LineupItemQueryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lineup_item_query_dispose;
  object_class->finalize = lineup_item_query_finalize;
  signals[FOUND] = g_signal_new ("found",
                                 LINEUP_TYPE_ITEM_QUERY,
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 2,
                                 G_TYPE_POINTER,
                                 G_TYPE_VARIANT);
  signals[FAILED] = g_signal_new ("failed",
                                  LINEUP_TYPE_ITEM_QUERY,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  G_TYPE_ERROR);
}
