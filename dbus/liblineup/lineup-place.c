/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-place-private.h"

#include "lineup-account.h"
#include "lineup-enums.h"

#include <glib/gi18n-lib.h>

struct _LineupPlace
{
  GObject parent_instance;

  LineupAccount *account; /* (owned) */
  LineupPlaceLevel level;
  LineupKind kind;
  char *category;            /* (owned) (nullable) */
  char *name;                /* (owned) (nullable): of a category */
  guint n_items;             /* of a category */
  gboolean hidden;           /* of a category */
  GListStore *children;      /* (owned) (nullable) (element-type LineupPlace): once asked for */
  GCancellable *cancellable; /* (owned) */
  gboolean reading;          /* categories */
  gboolean again;            /* they have changed meanwhile */
};

enum
{
  PROP_ACCOUNT = 1,
  PROP_LEVEL,
  PROP_KIND,
  PROP_CATEGORY,
  PROP_NAME,
  PROP_N_ITEMS,
  PROP_HIDDEN,
  PROP_CHILDREN,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (LineupPlace, lineup_place, G_TYPE_OBJECT)

static const char *const kind_names[] = {
  [LINEUP_KIND_CHANNELS] = N_ ("channels"),
  [LINEUP_KIND_MOVIES] = N_ ("movies"),
  [LINEUP_KIND_SERIES] = N_ ("series"),
};

static const char *const category_lists[] = {
  [LINEUP_KIND_CHANNELS] = "channel-categories",
  [LINEUP_KIND_MOVIES] = "movie-categories",
  [LINEUP_KIND_SERIES] = "series-categories",
};

static void read_categories (LineupPlace *self);

static LineupPlace *
place_new (LineupAccount *account, LineupPlaceLevel level, LineupKind kind, const char *category)
{
  LineupPlace *self = g_object_new (LINEUP_TYPE_PLACE, NULL);

  self->account = g_object_ref (account);
  self->level = level;
  self->kind = kind;
  self->category = g_strdup (category);
  return self;
}

static void
on_counts (LineupAccount *account, GParamSpec *pspec, LineupPlace *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

static void
on_renamed (LineupAccount *account, GParamSpec *pspec, LineupPlace *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

LineupPlace *
lineup_place_new_account (LineupAccount *account)
{
  LineupPlace *self = place_new (account, LINEUP_PLACE_LEVEL_ACCOUNT, LINEUP_KIND_CHANNELS, NULL);

  g_signal_connect_object (account, "notify::counts", G_CALLBACK (on_counts), self, 0);
  g_signal_connect_object (account, "notify::name", G_CALLBACK (on_renamed), self, 0);
  return self;
}

/* Learns what ListCategories says of a category. */
static void
take_category (LineupPlace *self, GVariant *fields)
{
  GObject *object = G_OBJECT (self);
  const char *name = "";
  gboolean hidden = FALSE;
  guint n_items = 0;

  g_variant_lookup (fields, "name", "&s", &name);
  g_variant_lookup (fields, "items", "u", &n_items);
  g_variant_lookup (fields, "hidden", "b", &hidden);
  g_object_freeze_notify (object);
  if (g_strcmp0 (self->name, name) != 0)
    {
      g_free (self->name);
      self->name = g_strdup (name);
      g_object_notify_by_pspec (object, properties[PROP_NAME]);
    }
  if (self->n_items != n_items)
    g_object_notify_by_pspec (object, properties[PROP_N_ITEMS]);
  if (self->hidden != hidden)
    g_object_notify_by_pspec (object, properties[PROP_HIDDEN]);
  self->n_items = n_items;
  self->hidden = hidden;
  g_object_thaw_notify (object);
}

/* Returns: (transfer container): those that are there, by their ids */
static GHashTable *
index_children (LineupPlace *self)
{
  GListModel *model = G_LIST_MODEL (self->children);
  GHashTable *known = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      LineupPlace *child = g_list_model_get_item (model, i);

      g_hash_table_insert (known, child->category, child);
    }
  return known;
}

/* Tells of the stretch that is another. A category that stays is the object that it was. */
static void
take_categories (LineupPlace *self, GVariant *categories)
{
  GListModel *model = G_LIST_MODEL (self->children);
  g_autoptr (GHashTable) known = index_children (self);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_known = g_list_model_get_n_items (model), begin = 0, end = 0;

  for (gsize i = 0; i < g_variant_n_children (categories); i++)
    {
      g_autoptr (GVariant) fields = g_variant_get_child_value (categories, i);
      const char *id = NULL;
      LineupPlace *child = NULL;

      if (!g_variant_lookup (fields, "id", "&s", &id))
        continue;
      child = g_hash_table_lookup (known, id);
      child = child != NULL
                  ? g_object_ref (child)
                  : place_new (self->account, LINEUP_PLACE_LEVEL_CATEGORY, self->kind, id);
      take_category (child, fields);
      g_ptr_array_add (wanted, child);
    }
  for (; begin < MIN (n_known, wanted->len); begin++)
    {
      g_autoptr (LineupPlace) child = g_list_model_get_item (model, begin);

      if (child != wanted->pdata[begin])
        break;
    }
  for (; end < MIN (n_known, wanted->len) - begin; end++)
    {
      g_autoptr (LineupPlace) child = g_list_model_get_item (model, n_known - 1 - end);

      if (child != wanted->pdata[wanted->len - 1 - end])
        break;
    }
  if (begin + end < MAX (n_known, wanted->len))
    g_list_store_splice (self->children,
                         begin,
                         n_known - begin - end,
                         wanted->pdata + begin,
                         wanted->len - begin - end);
}

static void
on_categories (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupPlace) self = user_data;
  /* What can't be read stays as it is, and is read anew with the next change. */
  g_autoptr (GVariant) reply = lineup_account_call_finish (
      LINEUP_ACCOUNT (source), result, NULL, NULL);
  g_autoptr (GVariant) categories = NULL;
  gboolean again = self->again;

  self->reading = FALSE;
  self->again = FALSE;
  if (reply != NULL)
    {
      categories = g_variant_get_child_value (reply, 0);
      take_categories (self, categories);
    }
  if (again && !g_cancellable_is_cancelled (self->cancellable))
    read_categories (self);
}

static void
read_categories (LineupPlace *self)
{
  self->again = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  lineup_account_call_async (self->account,
                             "Catalog",
                             "ListCategories",
                             g_variant_new ("(s)", lineup_kind_to_string (self->kind)),
                             self->cancellable,
                             on_categories,
                             g_object_ref (self));
}

static void
on_changed (LineupAccount *account, guint64 generation, GVariant *counts, LineupPlace *self)
{
  const char *list = NULL;

  if (!g_variant_lookup (counts, "kind", "&s", &list)
      || g_str_equal (list, lineup_kind_to_string (self->kind))
      || g_str_equal (list, category_lists[self->kind]))
    read_categories (self);
}

static void
on_library_changed (
    LineupAccount *account, const char *kind, gint64 id, GVariant *state, LineupPlace *self)
{
  if (*kind == '\0')
    read_categories (self);
}

static void
on_refreshed (LineupAccount *account, LineupPlace *self)
{
  read_categories (self);
}

static void
follow_categories (LineupPlace *self)
{
  g_signal_connect_object (self->account, "catalogue-changed", G_CALLBACK (on_changed), self, 0);
  g_signal_connect_object (
      self->account, "library-changed", G_CALLBACK (on_library_changed), self, 0);
  g_signal_connect_object (self->account, "refreshed", G_CALLBACK (on_refreshed), self, 0);
  read_categories (self);
}

LineupAccount *
lineup_place_get_account (LineupPlace *self)
{
  g_return_val_if_fail (LINEUP_IS_PLACE (self), NULL);

  return self->account;
}

LineupPlaceLevel
lineup_place_get_level (LineupPlace *self)
{
  g_return_val_if_fail (LINEUP_IS_PLACE (self), LINEUP_PLACE_LEVEL_ACCOUNT);

  return self->level;
}

LineupKind
lineup_place_get_kind (LineupPlace *self)
{
  g_return_val_if_fail (LINEUP_IS_PLACE (self), LINEUP_KIND_CHANNELS);

  return self->kind;
}

const char *
lineup_place_get_category (LineupPlace *self)
{
  g_return_val_if_fail (LINEUP_IS_PLACE (self), NULL);

  return self->category;
}

const char *
lineup_place_get_name (LineupPlace *self)
{
  g_return_val_if_fail (LINEUP_IS_PLACE (self), NULL);

  switch (self->level)
    {
    case LINEUP_PLACE_LEVEL_ACCOUNT:
      return lineup_account_get_name (self->account);
    case LINEUP_PLACE_LEVEL_KIND:
      return _ (kind_names[self->kind]);
    case LINEUP_PLACE_LEVEL_CATEGORY:
    default:
      return self->name;
    }
}

GListModel *
lineup_place_get_children (LineupPlace *self)
{
  g_return_val_if_fail (LINEUP_IS_PLACE (self), NULL);

  if (self->level == LINEUP_PLACE_LEVEL_CATEGORY || self->children != NULL)
    return G_LIST_MODEL (self->children);

  self->children = g_list_store_new (LINEUP_TYPE_PLACE);
  if (self->level == LINEUP_PLACE_LEVEL_KIND)
    {
      follow_categories (self);
      return G_LIST_MODEL (self->children);
    }
  for (guint i = 0; i < G_N_ELEMENTS (kind_names); i++)
    {
      g_autoptr (LineupPlace) kind = place_new (self->account, LINEUP_PLACE_LEVEL_KIND, i, NULL);

      g_signal_connect_object (self->account, "notify::counts", G_CALLBACK (on_counts), kind, 0);
      g_list_store_append (self->children, kind);
    }
  return G_LIST_MODEL (self->children);
}

/* Items in a place, of an account in all kinds. */
static guint
count (LineupPlace *self)
{
  guint n = 0;

  if (self->level == LINEUP_PLACE_LEVEL_CATEGORY)
    return self->n_items;
  if (self->level == LINEUP_PLACE_LEVEL_KIND)
    return lineup_account_get_count (self->account, lineup_kind_to_string (self->kind));
  for (guint i = 0; i < G_N_ELEMENTS (kind_names); i++)
    n += lineup_account_get_count (self->account, lineup_kind_to_string (i));
  return n;
}

static void
lineup_place_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LineupPlace *self = LINEUP_PLACE (object);

  switch (id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_LEVEL:
      g_value_set_enum (value, self->level);
      break;
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;
    case PROP_CATEGORY:
      g_value_set_string (value, self->category);
      break;
    case PROP_NAME:
      g_value_set_string (value, lineup_place_get_name (self));
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, count (self));
      break;
    case PROP_HIDDEN:
      g_value_set_boolean (value, self->hidden);
      break;
    case PROP_CHILDREN:
      g_value_set_object (value, lineup_place_get_children (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
lineup_place_init (LineupPlace *self)
{
  self->cancellable = g_cancellable_new ();
}

static void
lineup_place_dispose (GObject *object)
{
  g_cancellable_cancel (LINEUP_PLACE (object)->cancellable);
  G_OBJECT_CLASS (lineup_place_parent_class)->dispose (object);
}

static void
lineup_place_finalize (GObject *object)
{
  LineupPlace *self = LINEUP_PLACE (object);

  g_clear_object (&self->account);
  g_clear_object (&self->children);
  g_clear_object (&self->cancellable);
  g_free (self->category);
  g_free (self->name);
  G_OBJECT_CLASS (lineup_place_parent_class)->finalize (object);
}

static void
lineup_place_class_init (LineupPlaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = lineup_place_get_property;
  object_class->dispose = lineup_place_dispose;
  object_class->finalize = lineup_place_finalize;

  /**
   * LineupPlace:account:
   *
   * Whose it is.
   */
  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, LINEUP_TYPE_ACCOUNT, read);
  /**
   * LineupPlace:level:
   *
   * What it is.
   */
  properties[PROP_LEVEL] = g_param_spec_enum (
      "level", NULL, NULL, LINEUP_TYPE_PLACE_LEVEL, LINEUP_PLACE_LEVEL_ACCOUNT, read);
  /**
   * LineupPlace:kind:
   *
   * The kind, of what is no account.
   */
  properties[PROP_KIND] = g_param_spec_enum (
      "kind", NULL, NULL, LINEUP_TYPE_KIND, LINEUP_KIND_CHANNELS, read);
  /**
   * LineupPlace:category:
   *
   * A category's id.
   */
  properties[PROP_CATEGORY] = g_param_spec_string ("category", NULL, NULL, NULL, read);
  /**
   * LineupPlace:name:
   *
   * What to call it.
   */
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, read);
  /**
   * LineupPlace:n-items:
   *
   * How many items are in it.
   */
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, read);
  /**
   * LineupPlace:hidden:
   *
   * Whether a person has hidden the category.
   */
  properties[PROP_HIDDEN] = g_param_spec_boolean ("hidden", NULL, NULL, FALSE, read);
  /**
   * LineupPlace:children:
   *
   * What is in it, see lineup_place_get_children().
   */
  properties[PROP_CHILDREN] = g_param_spec_object ("children", NULL, NULL, G_TYPE_LIST_MODEL, read);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}
