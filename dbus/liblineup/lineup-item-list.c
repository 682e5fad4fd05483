/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-item-list.h"

#include "lineup-account.h"
#include "lineup-error.h"
#include "lineup-id-sequence-private.h"
#include "lineup-item-cache-private.h"
#include "lineup-item-private.h"
#include "lineup-item-query-private.h"
#include "lineup-item-reads-private.h"
#include "lineup-item-selection-private.h"
#include "lineup-waiters-private.h"

/* Changes that are told of in one turn of the main loop, so that a window stays alive, and those
 * after which all is told of as one. */
#define CHANGES_PER_TURN 256
#define MAX_CHANGES      100000

/* Items of lists that are compared at once, without a thread. */
#define FEW_ITEMS 2000

struct _LineupItemList
{
  GObject parent_instance;

  LineupAccount *account; /* (owned) (nullable) */
  LineupItemSelection selection;
  char *word; /* (owned): by which a search replaces the one before */

  LineupIdSequence *sequence; /* (owned) */
  LineupItemCache *cache;     /* (owned) (nullable): as long as there is an account */
  GHashTable *blanks;         /* (owned) (element-type guint LineupItem): by position */
  LineupItemQuery *query;     /* (owned) (nullable): under way */
  GCancellable *comparing;    /* (owned) (nullable): two indexes */
  GSource *turn;              /* (owned) (nullable): begins to load, or goes on to tell */
  gboolean wanted;            /* is to be loaded */
  gboolean other;             /* what is wanted is another list than the one that is shown */
  gboolean loading;
  GError *error;          /* (owned) (nullable) */
  LineupWaiters *loads;   /* (owned): those that wait for all */
  LineupItemReads *reads; /* (owned) */
};

enum
{
  PROP_ACCOUNT = LINEUP_ITEM_SELECTION_N_PROPERTIES,
  PROP_LOADING,
  PROP_ERROR,
  PROP_ITEM_TYPE,
  PROP_N_ITEMS,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void lineup_item_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupItemList,
                               lineup_item_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      lineup_item_list_model_init))

static void want_turn (LineupItemList *self);

/* Tells those who wait for items. To look at one that is not there has it read, so that whether
 * more will come is known only afterwards. */
static void
look_after_reads (LineupItemList *self, const GError *error)
{
  GListModel *model = G_LIST_MODEL (self);

  if (self->loading)
    return;
  lineup_item_reads_look (self->reads, model, FALSE, NULL);
  if (error != NULL || self->cache == NULL || lineup_item_cache_is_idle (self->cache))
    lineup_item_reads_look (self->reads, model, TRUE, error);
}

static GType
get_item_type (GListModel *model)
{
  return LINEUP_TYPE_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return lineup_id_sequence_get_length (LINEUP_ITEM_LIST (model)->sequence);
}

/* What stands for an item of which nothing is known: one object, until it is. */
static LineupItem *
get_blank (LineupItemList *self, guint position)
{
  LineupItem *blank = g_hash_table_lookup (self->blanks, GUINT_TO_POINTER (position));

  if (blank == NULL)
    {
      blank = lineup_item_new_blank (self->account, self->selection.kind);
      g_hash_table_insert (self->blanks, GUINT_TO_POINTER (position), blank);
    }
  return g_object_ref (blank);
}

static gpointer
get_item (GListModel *model, guint position)
{
  LineupItemList *self = LINEUP_ITEM_LIST (model);
  LineupIdIndex *index = NULL;
  guint place = position;

  if (position >= lineup_id_sequence_get_length (self->sequence) || self->cache == NULL)
    return NULL;
  index = lineup_id_sequence_locate (self->sequence, &place);
  return index != NULL ? lineup_item_cache_get (self->cache, index, place)
                       : get_blank (self, position);
}

static void
lineup_item_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
set_loading (LineupItemList *self, gboolean loading)
{
  if (self->loading == loading)
    return;
  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/* Ends a loading, and begins the next one if that is wanted already. */
static void
end_loading (LineupItemList *self, const GError *error)
{
  if (self->query != NULL)
    g_object_run_dispose (G_OBJECT (self->query));
  g_clear_object (&self->query);
  if (error != NULL || self->error != NULL)
    {
      g_clear_error (&self->error);
      self->error = error != NULL ? g_error_copy (error) : NULL;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
    }
  if (self->wanted)
    {
      want_turn (self);
      return;
    }
  set_loading (self, FALSE);
  lineup_waiters_end (self->loads, error);
  look_after_reads (self, error);
}

/* Tells of changes, some in each turn. */
static void
tell (LineupItemList *self)
{
  guint before = lineup_id_sequence_get_length (self->sequence);
  LineupIdChange change;
  guint n_told = 0;

  while (n_told < CHANGES_PER_TURN && lineup_id_sequence_step (self->sequence, &change))
    {
      g_hash_table_remove_all (self->blanks);
      g_list_model_items_changed (
          G_LIST_MODEL (self), change.position, change.removed, change.added);
      n_told++;
    }
  if (lineup_id_sequence_get_length (self->sequence) != before)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
  if (lineup_id_sequence_is_changing (self->sequence))
    want_turn (self);
  else if (self->query != NULL && lineup_item_query_is_whole (self->query))
    end_loading (self, NULL);
}

static void
on_compared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupItemList *self = LINEUP_ITEM_LIST (source);
  g_autoptr (LineupIdIndex) after = NULL;
  GArray *changes = lineup_id_index_compare_finish (result, &after);

  if (changes == NULL)
    return; /* another list is wanted meanwhile */
  g_clear_object (&self->comparing);
  lineup_id_sequence_begin (self->sequence, after, changes);
  tell (self);
}

static void
on_found (LineupItemQuery *query, gpointer data, GVariant *items, LineupItemList *self)
{
  LineupIdIndex *after = data;
  LineupIdIndex *before = lineup_id_sequence_get_index (self->sequence);
  gboolean whole = lineup_item_query_is_whole (query);
  gboolean few = before != NULL
                 && MAX (lineup_id_index_get_length (before), lineup_id_index_get_length (after))
                        <= FEW_ITEMS;

  for (gsize i = 0; items != NULL && i < g_variant_n_children (items); i++)
    {
      g_autoptr (GVariant) fields = g_variant_get_child_value (items, i);

      lineup_item_cache_take (self->cache, fields);
    }
  if (whole && items == NULL && !lineup_item_query_is_first (query))
    lineup_item_cache_refresh (self->cache);

  /* Another list is shown as one change, unless it is so short that rows may stay. */
  if (before == NULL || lineup_id_sequence_is_changing (self->sequence) || (self->other && !few))
    lineup_id_sequence_begin (self->sequence, after, NULL);
  else if (few || lineup_id_index_get_n_known (before) < lineup_id_index_get_length (before))
    lineup_id_sequence_begin (
        self->sequence, after, lineup_id_index_compare (before, after, MAX_CHANGES));
  else
    {
      self->comparing = g_cancellable_new ();
      lineup_id_index_compare_async (
          self, before, after, MAX_CHANGES, self->comparing, on_compared, NULL);
      return;
    }
  self->other = FALSE;
  tell (self);
}

static void
on_query_failed (LineupItemQuery *query, const GError *error, LineupItemList *self)
{
  end_loading (self, error);
}

/* Ends what is under way, of which nothing is wanted any more. */
static void
stop (LineupItemList *self)
{
  if (self->query != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->query, self);
      g_object_run_dispose (G_OBJECT (self->query));
    }
  g_clear_object (&self->query);
  if (self->comparing != NULL)
    g_cancellable_cancel (self->comparing);
  g_clear_object (&self->comparing);
}

static void
load (LineupItemList *self)
{
  self->wanted = FALSE;
  stop (self);
  if (self->account == NULL || self->cache == NULL || lineup_account_is_removed (self->account))
    {
      end_loading (self, NULL);
      return;
    }
  self->query = lineup_item_query_new (
      self->account,
      self->selection.kind,
      lineup_item_selection_make_filter (&self->selection, self->word),
      self->selection.search,
      (const char *const *)self->selection.fields,
      self->other);
  g_signal_connect_object (self->query, "found", G_CALLBACK (on_found), self, 0);
  g_signal_connect_object (self->query, "failed", G_CALLBACK (on_query_failed), self, 0);
  lineup_item_query_ask (self->query);
}

static gboolean
on_turn (gpointer user_data)
{
  g_autoptr (LineupItemList) self = g_object_ref (user_data);

  g_clear_pointer (&self->turn, g_source_unref);
  if (self->wanted && (self->other || self->query == NULL))
    load (self);
  else if (lineup_id_sequence_is_changing (self->sequence))
    tell (self);
  return G_SOURCE_REMOVE;
}

static void
want_turn (LineupItemList *self)
{
  if (self->turn != NULL)
    return;
  self->turn = g_idle_source_new ();
  g_source_set_priority (self->turn, G_PRIORITY_DEFAULT);
  g_source_set_callback (self->turn, on_turn, self, NULL);
  g_source_attach (self->turn, g_main_context_get_thread_default ());
}

/* Loads anew: another list, or what has become of this one, which waits until the last is told of.
 */
static void
want (LineupItemList *self, gboolean other)
{
  self->wanted = TRUE;
  self->other = self->other || other;
  set_loading (self, TRUE);
  want_turn (self);
}

static void
on_catalogue_changed (LineupAccount *account,
                      guint64 generation,
                      GVariant *counts,
                      LineupItemList *self)
{
  const char *word = NULL;

  if (self->selection.kinds != NULL || !g_variant_lookup (counts, "kind", "&s", &word)
      || g_str_equal (word, lineup_kind_to_string (self->selection.kind)))
    want (self, FALSE);
}

static void
on_library_changed (
    LineupAccount *account, const char *word, gint64 id, GVariant *state, LineupItemList *self)
{
  LineupKind kind = LINEUP_KIND_CHANNELS;
  gboolean hidden = FALSE;

  if (!lineup_kind_from_string (word, &kind))
    {
      want (self, FALSE);
      return;
    }
  if (self->cache != NULL)
    lineup_item_cache_take_state (self->cache, kind, id, state);
  if (kind != self->selection.kind && self->selection.kinds == NULL)
    return;
  g_variant_lookup (state, "hidden", "b", &hidden);
  if (lineup_item_selection_depends (&self->selection)
      || lineup_id_sequence_contains (self->sequence, kind, id) == hidden)
    want (self, FALSE);
}

static void
on_refreshed (LineupAccount *account, LineupItemList *self)
{
  want (self, FALSE);
}

static void
on_search_complete (LineupAccount *account, GParamSpec *pspec, LineupItemList *self)
{
  if (self->selection.search != NULL)
    want (self, FALSE);
}

static void
on_removed (LineupAccount *account, GParamSpec *pspec, LineupItemList *self)
{
  g_autoptr (GVariant) nothing = g_variant_ref_sink (
      g_variant_new_array (G_VARIANT_TYPE_VARDICT, NULL, 0));
  g_autoptr (LineupIdIndex) empty = lineup_id_index_new_for_items (
      nothing, 0, self->selection.kind);

  stop (self);
  lineup_id_sequence_begin (self->sequence, empty, NULL);
  tell (self);
  end_loading (self, NULL);
}

static void
on_cache_failed (LineupItemCache *cache, const GError *error, LineupItemList *self)
{
  look_after_reads (self, error);
}

static void
on_cache_idle (LineupItemCache *cache, LineupItemList *self)
{
  look_after_reads (self, NULL);
}

static void
set_account (LineupItemList *self, LineupAccount *account)
{
  if (self->account == account)
    return;
  stop (self);
  if (self->account != NULL)
    g_signal_handlers_disconnect_by_data (self->account, self);
  if (self->cache != NULL)
    g_object_run_dispose (G_OBJECT (self->cache));
  g_clear_object (&self->cache);
  g_set_object (&self->account, account);
  if (account == NULL)
    {
      on_removed (NULL, NULL, self);
      return;
    }
  self->cache = lineup_item_cache_new (account);
  lineup_item_cache_set_fields (self->cache, (const char *const *)self->selection.fields);
  g_signal_connect_object (self->cache, "failed", G_CALLBACK (on_cache_failed), self, 0);
  g_signal_connect_object (self->cache, "idle", G_CALLBACK (on_cache_idle), self, 0);
  g_signal_connect_object (
      account, "catalogue-changed", G_CALLBACK (on_catalogue_changed), self, 0);
  g_signal_connect_object (account, "library-changed", G_CALLBACK (on_library_changed), self, 0);
  g_signal_connect_object (account, "refreshed", G_CALLBACK (on_refreshed), self, 0);
  g_signal_connect_object (
      account, "notify::search-complete", G_CALLBACK (on_search_complete), self, 0);
  g_signal_connect_object (account, "notify::removed", G_CALLBACK (on_removed), self, 0);
  want (self, TRUE);
}

LineupItemList *
lineup_item_list_new (LineupAccount *account, LineupKind kind)
{
  g_return_val_if_fail (account == NULL || LINEUP_IS_ACCOUNT (account), NULL);

  return g_object_new (LINEUP_TYPE_ITEM_LIST, "account", account, "kind", kind, NULL);
}

LineupAccount *
lineup_item_list_get_account (LineupItemList *self)
{
  g_return_val_if_fail (LINEUP_IS_ITEM_LIST (self), NULL);

  return self->account;
}

void
lineup_item_list_set_search (LineupItemList *self, const char *text)
{
  g_return_if_fail (LINEUP_IS_ITEM_LIST (self));

  g_object_set (self, "search", text, NULL);
}

void
lineup_item_list_set_category (LineupItemList *self, const char *category)
{
  g_return_if_fail (LINEUP_IS_ITEM_LIST (self));

  g_object_set (self, "category", category, NULL);
}

void
lineup_item_list_set_filter (LineupItemList *self, GVariant *filter)
{
  g_return_if_fail (LINEUP_IS_ITEM_LIST (self));
  g_return_if_fail (filter == NULL || g_variant_is_of_type (filter, G_VARIANT_TYPE_VARDICT));

  g_object_set (self, "filter", filter, NULL);
}

gboolean
lineup_item_list_is_loading (LineupItemList *self)
{
  g_return_val_if_fail (LINEUP_IS_ITEM_LIST (self), FALSE);

  return self->loading;
}

const GError *
lineup_item_list_get_error (LineupItemList *self)
{
  g_return_val_if_fail (LINEUP_IS_ITEM_LIST (self), NULL);

  return self->error;
}

void
lineup_item_list_load_async (LineupItemList *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LINEUP_IS_ITEM_LIST (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_item_list_load_async);
  if (self->loading)
    lineup_waiters_add (self->loads, task);
  else if (self->error != NULL)
    g_task_return_error (task, g_error_copy (self->error));
  else
    g_task_return_boolean (task, TRUE);
}

gboolean
lineup_item_list_load_finish (LineupItemList *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
lineup_item_list_read_async (LineupItemList *self,
                             guint position,
                             guint n_items,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LINEUP_IS_ITEM_LIST (self));
  g_return_if_fail (n_items <= 1000);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_item_list_read_async);
  lineup_item_reads_add (self->reads, task, position, n_items);
  look_after_reads (self, NULL);
}

GPtrArray *
lineup_item_list_read_finish (LineupItemList *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
lineup_item_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LineupItemList *self = LINEUP_ITEM_LIST (object);

  switch (id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_ITEM_TYPE:
      g_value_set_gtype (value, LINEUP_TYPE_ITEM);
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, lineup_id_sequence_get_length (self->sequence));
      break;
    default:
      lineup_item_selection_get (&self->selection, id, value);
    }
}

static void
lineup_item_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  LineupItemList *self = LINEUP_ITEM_LIST (object);

  if (id == PROP_ACCOUNT)
    {
      set_account (self, g_value_get_object (value));
      g_object_notify_by_pspec (object, pspec);
      return;
    }
  if (!lineup_item_selection_set (&self->selection, id, value))
    return;
  if (id == LINEUP_ITEM_SELECTION_FIELDS && self->cache != NULL)
    lineup_item_cache_set_fields (self->cache, (const char *const *)self->selection.fields);
  g_object_notify_by_pspec (object, pspec);
  if (self->account != NULL)
    want (self, TRUE);
}

static void
lineup_item_list_init (LineupItemList *self)
{
  self->word = g_strdup_printf ("list-%p", (void *)self);
  self->sequence = lineup_id_sequence_new ();
  self->blanks = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  self->loads = lineup_waiters_new ();
  self->reads = lineup_item_reads_new ();
}

static void
lineup_item_list_dispose (GObject *object)
{
  LineupItemList *self = LINEUP_ITEM_LIST (object);

  stop (self);
  if (self->turn != NULL)
    g_source_destroy (self->turn);
  g_clear_pointer (&self->turn, g_source_unref);
  if (self->cache != NULL)
    g_object_run_dispose (G_OBJECT (self->cache));
  g_clear_object (&self->cache);
  g_hash_table_remove_all (self->blanks);
  G_OBJECT_CLASS (lineup_item_list_parent_class)->dispose (object);
}

static void
lineup_item_list_finalize (GObject *object)
{
  LineupItemList *self = LINEUP_ITEM_LIST (object);

  g_clear_object (&self->account);
  g_clear_pointer (&self->sequence, lineup_id_sequence_free);
  g_clear_pointer (&self->blanks, g_hash_table_unref);
  g_clear_pointer (&self->loads, g_ptr_array_unref);
  g_clear_pointer (&self->reads, g_ptr_array_unref);
  lineup_item_selection_clear (&self->selection);
  g_clear_error (&self->error);
  g_free (self->word);
  G_OBJECT_CLASS (lineup_item_list_parent_class)->finalize (object);
}

static void
lineup_item_list_class_init (LineupItemListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = lineup_item_list_get_property;
  object_class->set_property = lineup_item_list_set_property;
  object_class->dispose = lineup_item_list_dispose;
  object_class->finalize = lineup_item_list_finalize;

  lineup_item_selection_make_properties (properties);
  /**
   * LineupItemList:account:
   *
   * Whose items they are.
   */
  properties[PROP_ACCOUNT] = g_param_spec_object (
      "account", NULL, NULL, LINEUP_TYPE_ACCOUNT, read | G_PARAM_WRITABLE);
  /**
   * LineupItemList:loading:
   *
   * Whether it is not yet known what stands where.
   */
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, read);
  /**
   * LineupItemList:error:
   *
   * Why the list could not be loaded the last time.
   */
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, read);
  /**
   * LineupItemList:item-type:
   *
   * #LineupItem.
   */
  properties[PROP_ITEM_TYPE] = g_param_spec_gtype ("item-type", NULL, NULL, G_TYPE_OBJECT, read);
  /**
   * LineupItemList:n-items:
   *
   * How many there are.
   */
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, read);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}
