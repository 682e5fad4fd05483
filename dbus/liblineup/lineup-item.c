/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-item-private.h"

#include "lineup-account.h"
#include "lineup-enums.h"

struct _LineupItem
{
  GObject parent_instance;

  LineupAccount *account; /* (owned) */
  LineupKind kind;
  gint64 id;
  GVariant *fields;     /* (owned) (nullable): an `a{sv}`, %NULL of a placeholder */
  GVariant *details;    /* (owned) (nullable): an `a{sv}` */
  GListStore *episodes; /* (owned) (nullable) (element-type LineupItem) */
};

/* A property of ours, and a field's name and type on the bus. */
typedef struct
{
  const char *name;
  const char *key;
  char type; /* `a`: as */
  const char *blurb;
} Field;

static const Field fields[] = {
  { "name", "name", 's', "Its name; an episode's is its title" },
  { "position", "position", 'u', "A channel's number, without what stands behind a point" },
  { "channel-number", "channel-number", 's', "A channel's number as the panel says" },
  { "categories", "categories", 'a', "Ids of its categories" },
  { "icon", "icon", 's', "Address of a picture" },
  { "year", "year", 'u', "Its year" },
  { "rating", "rating", 'd', "From 0 to 10; 0: unknown" },
  { "genre", "genre", 's', "Its genres" },
  { "plot", "plot", 's', "What it is about" },
  { "cast", "cast", 's', "Who plays" },
  { "director", "director", 's', "Who directed" },
  { "release-date", "release-date", 's', "When it came out" },
  { "added", "added", 't', "When it came, in Unix seconds" },
  { "modified", "modified", 't', "When it changed, in Unix seconds" },
  { "duration", "duration", 't', "Its length in seconds" },
  { "extension", "extension", 's', "Of its file" },
  { "epg-id", "epg-id", 's', "A channel's name in guides" },
  { "archive-days", "archive-days", 'u', "How long a channel can be played afterwards" },
  { "adult", "adult", 'b', "Whether it is for adults" },
  { "radio", "radio", 'b', "Whether it is to be heard only" },
  { "trailer", "trailer", 's', "Where its trailer is" },
  { "tmdb-id", "tmdb-id", 's', "Its id at TMDB" },
  { "favourite", "favourite", 'b', "Whether it is a favourite" },
  { "watched", "watched", 'b', "Whether it was watched" },
  { "hidden", "hidden", 'b', "Whether it is hidden" },
  { "resume", "resume", 't', "Seconds after which to go on" },
  { "season", "season", 'u', "An episode's season" },
  { "number", "number", 'u', "An episode's number in it" },
};

enum
{
  PROP_LAST_FIELD = G_N_ELEMENTS (fields),
  PROP_ACCOUNT,
  PROP_KIND,
  PROP_ID,
  PROP_LOADED,
  PROP_EPISODES,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (LineupItem, lineup_item, G_TYPE_OBJECT)

static const GVariantType *
get_type (const Field *field)
{
  switch (field->type)
    {
    case 's':
      return G_VARIANT_TYPE_STRING;
    case 'a':
      return G_VARIANT_TYPE_STRING_ARRAY;
    case 'u':
      return G_VARIANT_TYPE_UINT32;
    case 'd':
      return G_VARIANT_TYPE_DOUBLE;
    case 'b':
      return G_VARIANT_TYPE_BOOLEAN;
    default:
      return G_VARIANT_TYPE_UINT64;
    }
}

/* What a list says is newer; details know more. */
static GVariant *
look_up (GVariant *own, GVariant *details, const Field *field)
{
  GVariant *value = NULL;

  if (own != NULL)
    value = g_variant_lookup_value (own, field->key, get_type (field));
  if (value == NULL && details != NULL)
    value = g_variant_lookup_value (details, field->key, get_type (field));
  if (value == NULL && own != NULL && g_str_equal (field->key, "name"))
    value = g_variant_lookup_value (own, "title", G_VARIANT_TYPE_STRING);
  return value;
}

static gboolean
is_same (GVariant *one, GVariant *other)
{
  return one == other || (one != NULL && other != NULL && g_variant_equal (one, other));
}

/* The value of each of our fields, %NULL where it is unknown: all of them in one go. */
typedef struct
{
  GVariant *of[G_N_ELEMENTS (fields)]; /* (owned) (nullable) */
} Values;

static void
values_clear (Values *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    g_clear_pointer (&self->of[i], g_variant_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Values, values_clear)

/* Takes what is there in place of what is known. */
static void
values_add (Values *self, GVariant *dict)
{
  GVariantIter iter;
  const char *key = NULL;
  GVariant *value = NULL;

  if (dict == NULL)
    return;
  g_variant_iter_init (&iter, dict);
  while (g_variant_iter_loop (&iter, "{&sv}", &key, &value))
    {
      const char *name = g_str_equal (key, "title") ? "name" : key;

      for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
        {
          if (!g_str_equal (name, fields[i].key))
            continue;
          g_clear_pointer (&self->of[i], g_variant_unref);
          self->of[i] = g_variant_ref (value);
          break;
        }
    }
}

/* Lays a variant out as one piece, which is smaller, and in which texts stay where they are. */
static GVariant *
flatten (GVariant *variant)
{
  if (variant == NULL)
    return NULL;
  g_variant_ref_sink (variant);
  (void)g_variant_get_data (variant);
  return variant;
}

/* Becomes what it is now; either may be %NULL. */
static void
take (LineupItem *self, GVariant *own, GVariant *details)
{
  GObject *object = G_OBJECT (self);
  g_autoptr (GVariant) old_own = self->fields;
  g_autoptr (GVariant) old_details = self->details;
  g_auto (Values) before = { 0 };
  g_auto (Values) after = { 0 };

  values_add (&before, old_details);
  values_add (&before, old_own);
  values_add (&after, details);
  values_add (&after, own);
  self->fields = flatten (own);
  self->details = flatten (details);
  g_object_freeze_notify (object);
  if ((old_own == NULL) != (own == NULL))
    g_object_notify_by_pspec (object, properties[PROP_LOADED]);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (!is_same (before.of[i], after.of[i]))
        g_object_notify_by_pspec (object, properties[i + 1]);
    }
  g_object_thaw_notify (object);
}

void
lineup_item_take_fields (LineupItem *self, GVariant *own)
{
  if (self->fields == NULL || !g_variant_equal (self->fields, own))
    take (self, own, self->details);
}

void
lineup_item_take_state (LineupItem *self, GVariant *state)
{
  static const char *const keys[] = { "favourite", "watched", "hidden", "resume" };
  GVariantDict dict;

  if (self->fields == NULL)
    return; /* what comes has it */
  g_variant_dict_init (&dict, self->fields);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (GVariant) value = g_variant_lookup_value (state, keys[i], NULL);

      if (value != NULL)
        g_variant_dict_insert_value (&dict, keys[i], value);
      else
        g_variant_dict_remove (&dict, keys[i]);
    }
  take (self, g_variant_dict_end (&dict), self->details);
}

LineupItem *
lineup_item_new (LineupAccount *account, LineupKind kind, gint64 id, GVariant *own)
{
  LineupItem *self = g_object_new (LINEUP_TYPE_ITEM, NULL);

  self->account = g_object_ref (account);
  self->kind = kind;
  self->id = id;
  self->fields = flatten (own);
  return self;
}

LineupItem *
lineup_item_new_from_fields (LineupAccount *account, GVariant *own)
{
  const char *word = NULL;
  LineupKind kind = LINEUP_KIND_CHANNELS;
  gint64 id = 0;

  if (!g_variant_lookup (own, "kind", "&s", &word) || !lineup_kind_from_string (word, &kind)
      || !g_variant_lookup (own, "id", "x", &id))
    return NULL;
  return lineup_item_new (account, kind, id, own);
}

LineupItem *
lineup_item_new_blank (LineupAccount *account, LineupKind kind)
{
  return lineup_item_new (account, kind, 0, NULL);
}

LineupAccount *
lineup_item_get_account (LineupItem *self)
{
  g_return_val_if_fail (LINEUP_IS_ITEM (self), NULL);

  return self->account;
}

LineupKind
lineup_item_get_kind (LineupItem *self)
{
  g_return_val_if_fail (LINEUP_IS_ITEM (self), LINEUP_KIND_CHANNELS);

  return self->kind;
}

gint64
lineup_item_get_id (LineupItem *self)
{
  g_return_val_if_fail (LINEUP_IS_ITEM (self), 0);

  return self->id;
}

gboolean
lineup_item_is_loaded (LineupItem *self)
{
  g_return_val_if_fail (LINEUP_IS_ITEM (self), FALSE);

  return self->fields != NULL;
}

const char *
lineup_item_get_name (LineupItem *self)
{
  g_autoptr (GVariant) name = NULL;

  g_return_val_if_fail (LINEUP_IS_ITEM (self), NULL);

  /* The text lies in the fields, see flatten(). */
  name = look_up (self->fields, self->details, &fields[0]);
  return name != NULL ? g_variant_get_string (name, NULL) : "";
}

GVariant *
lineup_item_get_field (LineupItem *self, const char *key)
{
  GVariant *value = NULL;

  g_return_val_if_fail (LINEUP_IS_ITEM (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  if (self->fields != NULL)
    value = g_variant_lookup_value (self->fields, key, NULL);
  if (value == NULL && self->details != NULL)
    value = g_variant_lookup_value (self->details, key, NULL);
  return value;
}

static GListStore *
require_episodes (LineupItem *self)
{
  if (self->episodes == NULL)
    self->episodes = g_list_store_new (LINEUP_TYPE_ITEM);
  return self->episodes;
}

GListModel *
lineup_item_get_episodes (LineupItem *self)
{
  g_return_val_if_fail (LINEUP_IS_ITEM (self), NULL);

  return G_LIST_MODEL (require_episodes (self));
}

/* Episodes that are known stay the objects that they are, as long as their order is the same. */
static void
take_episodes (LineupItem *self, GVariant *episodes)
{
  GListModel *model = lineup_item_get_episodes (self);
  guint n_known = g_list_model_get_n_items (model);
  gsize n = g_variant_n_children (episodes);
  gsize i = 0;
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

  for (; i < n && i < n_known; i++)
    {
      g_autoptr (GVariant) own = g_variant_get_child_value (episodes, i);
      g_autoptr (LineupItem) known = g_list_model_get_item (model, i);
      gint64 id = 0;

      if (!g_variant_lookup (own, "id", "x", &id) || id != known->id)
        break;
      lineup_item_take_fields (known, own);
    }
  for (gsize j = i; j < n; j++)
    {
      g_autoptr (GVariant) own = g_variant_get_child_value (episodes, j);
      gint64 id = 0;

      if (g_variant_lookup (own, "id", "x", &id))
        g_ptr_array_add (added, lineup_item_new (self->account, LINEUP_KIND_EPISODES, id, own));
    }
  if (added->len != 0 || i < n_known)
    g_list_store_splice (self->episodes, i, n_known - i, added->pdata, added->len);
}

static void
on_details (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupItem *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = lineup_account_call_finish (
      LINEUP_ACCOUNT (source), result, NULL, &error);
  g_autoptr (GVariant) details = NULL;
  g_autoptr (GVariant) episodes = NULL;

  if (reply == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  details = g_variant_get_child_value (reply, 0);
  take (self, self->fields != NULL ? self->fields : details, details);
  episodes = g_variant_lookup_value (details, "episodes", G_VARIANT_TYPE ("aa{sv}"));
  if (episodes != NULL)
    take_episodes (self, episodes);
  g_task_return_boolean (task, TRUE);
}

void
lineup_item_load_details_async (LineupItem *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LINEUP_IS_ITEM (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_item_load_details_async);
  lineup_account_call_async (
      self->account,
      "Catalog",
      "GetDetails",
      g_variant_new ("(sxa{sv})", lineup_kind_to_string (self->kind), self->id, NULL),
      cancellable,
      on_details,
      g_steal_pointer (&task));
}

gboolean
lineup_item_load_details_finish (LineupItem *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
read_field (LineupItem *self, const Field *field, GValue *value)
{
  g_autoptr (GVariant) found = look_up (self->fields, self->details, field);

  if (found == NULL)
    return;
  switch (field->type)
    {
    case 's':
      g_value_set_string (value, g_variant_get_string (found, NULL));
      break;
    case 'a':
      g_value_take_boxed (value, g_variant_dup_strv (found, NULL));
      break;
    case 'u':
      g_value_set_uint (value, g_variant_get_uint32 (found));
      break;
    case 'd':
      g_value_set_double (value, g_variant_get_double (found));
      break;
    case 'b':
      g_value_set_boolean (value, g_variant_get_boolean (found));
      break;
    default:
      g_value_set_uint64 (value, g_variant_get_uint64 (found));
      break;
    }
}

static void
lineup_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LineupItem *self = LINEUP_ITEM (object);

  switch (id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;
    case PROP_LOADED:
      g_value_set_boolean (value, self->fields != NULL);
      break;
    case PROP_EPISODES:
      g_value_set_object (value, require_episodes (self));
      break;
    default:
      if (id == 0 || id > G_N_ELEMENTS (fields))
        G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      else
        read_field (self, &fields[id - 1], value);
      break;
    }
}

static void
lineup_item_init (LineupItem *self)
{
}

static void
lineup_item_finalize (GObject *object)
{
  LineupItem *self = LINEUP_ITEM (object);

  g_clear_object (&self->account);
  g_clear_object (&self->episodes);
  g_clear_pointer (&self->fields, g_variant_unref);
  g_clear_pointer (&self->details, g_variant_unref);
  G_OBJECT_CLASS (lineup_item_parent_class)->finalize (object);
}

static GParamSpec *
make_pspec (const Field *field)
{
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  switch (field->type)
    {
    case 's':
      return g_param_spec_string (field->name, NULL, field->blurb, NULL, read);
    case 'a':
      return g_param_spec_boxed (field->name, NULL, field->blurb, G_TYPE_STRV, read);
    case 'u':
      return g_param_spec_uint (field->name, NULL, field->blurb, 0, G_MAXUINT, 0, read);
    case 'd':
      return g_param_spec_double (field->name, NULL, field->blurb, 0, 10, 0, read);
    case 'b':
      return g_param_spec_boolean (field->name, NULL, field->blurb, FALSE, read);
    default:
      return g_param_spec_uint64 (field->name, NULL, field->blurb, 0, G_MAXUINT64, 0, read);
    }
}

static void
lineup_item_class_init (LineupItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = lineup_item_get_property;
  object_class->finalize = lineup_item_finalize;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    properties[i + 1] = make_pspec (&fields[i]);

  /**
   * LineupItem:account:
   *
   * Whose it is.
   */
  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, LINEUP_TYPE_ACCOUNT, read);
  /**
   * LineupItem:kind:
   *
   * What it is.
   */
  properties[PROP_KIND] = g_param_spec_enum (
      "kind", NULL, NULL, LINEUP_TYPE_KIND, LINEUP_KIND_CHANNELS, read);
  /**
   * LineupItem:id:
   *
   * Its id, one of its account and kind.
   */
  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, G_MININT64, G_MAXINT64, 0, read);
  /**
   * LineupItem:loaded:
   *
   * Whether it is more than a placeholder.
   */
  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, read);
  /**
   * LineupItem:episodes:
   *
   * A series' episodes, see lineup_item_get_episodes().
   */
  properties[PROP_EPISODES] = g_param_spec_object ("episodes", NULL, NULL, G_TYPE_LIST_MODEL, read);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}
